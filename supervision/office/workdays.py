"""Which days count: a calendar table with make-up days (调休), published one year at a time.

Seeded from `chinesecalendar` (the State Council's notices, 2004–2026). A year without a published calendar
is never guessed: what falls in it is shown as 待日历.
"""

from dataclasses import dataclass
from datetime import date, timedelta

import chinese_calendar
from sqlalchemy import extract, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from supervision.db import Base

FIRST_YEAR, LAST_YEAR = 2021, 2026
SATURDAY = 6


class CalendarDay(Base):
    """One day of a published year: worked or not, and what it is called if it is a special one."""

    __tablename__ = "calendar_days"

    day: Mapped[date] = mapped_column(primary_key=True)
    worked: Mapped[bool]
    holiday: Mapped[str | None]
    source: Mapped[str]


@dataclass(frozen=True)
class Working:
    """How a due date was found. `due_on` is None while a year on the way has no calendar (待日历)."""

    start: date
    length: int
    due_on: date | None
    counted: tuple[date, ...]
    skipped: tuple[tuple[date, str], ...]


def seed(session: Session, *, years: range = range(FIRST_YEAR, LAST_YEAR + 1)) -> None:
    """Enter each published year once."""
    for year in years:
        if session.get(CalendarDay, date(year, 1, 1)) is not None:
            continue
        day = date(year, 1, 1)
        while day.year == year:
            worked = chinese_calendar.is_workday(day)
            _off, name = chinese_calendar.get_holiday_detail(day)
            session.add(CalendarDay(day=day, worked=worked, holiday=name, source=f"chinesecalendar: {year}"))
            day += timedelta(days=1)
    session.flush()


def published(session: Session) -> dict[int, int]:
    """The years whose calendar is entered, with how many workdays each has."""
    year = extract("year", CalendarDay.day)
    counted = select(year, func.count()).where(CalendarDay.worked).group_by(year).order_by(year)
    return {int(number): days for number, days in session.execute(counted)}


def is_workday(session: Session, day: date) -> bool | None:
    """None where the calendar of that year is not loaded: we do not guess."""
    found = session.get(CalendarDay, day)
    return found.worked if found else None


def count(session: Session, start: date, *, days: int) -> Working:
    """The last of `days` workdays after `start`, which is itself day zero (民法典 art 201)."""
    horizon = start + timedelta(days=days * 3 + 30)
    calendar = {
        found.day: found
        for found in session.scalars(
            select(CalendarDay).where(CalendarDay.day > start, CalendarDay.day <= horizon)
        )
    }
    counted: list[date] = []
    skipped: list[tuple[date, str]] = []
    day = start
    while len(counted) < days:
        day += timedelta(days=1)
        found = calendar.get(day)
        if found is None:
            return Working(start, days, None, tuple(counted), tuple(skipped))
        if found.worked:
            counted.append(day)
        else:
            skipped.append((day, found.holiday or ""))
    return Working(start, days, day, tuple(counted), tuple(skipped))


def next_workday(session: Session, day: date) -> date | None:
    """`day`, or the first workday after it (民法典 art 203: a limit does not end on a rest day)."""
    while (worked := is_workday(session, day)) is False:
        day += timedelta(days=1)
    return None if worked is None else day


def workdays_between(session: Session, start: date, end: date) -> int | None:
    """Workdays after `start` up to `end`; None where a year on the way has no calendar."""
    if end < start:
        return -(workdays_between(session, end, start) or 0)
    days = session.scalars(
        select(CalendarDay.worked).where(CalendarDay.day > start, CalendarDay.day <= end)
    ).all()
    return sum(days) if len(days) == (end - start).days else None


def missing_year(session: Session, today: date) -> int | None:
    """From 15 November on, next year if nobody has entered its calendar yet."""
    if (today.month, today.day) >= (11, 15) and session.get(CalendarDay, date(today.year + 1, 1, 1)) is None:
        return today.year + 1
    return None
