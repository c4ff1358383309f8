"""Which days count: a calendar table with make-up days (调休), published one year at a time.

Seeded from `chinesecalendar` (the State Council's notices, 2004–2026). A year without a published calendar
is never guessed: what falls in it is shown as 待日历.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import chinese_calendar
from sqlalchemy import Row, extract, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from supervision.db import Base
from supervision.words import _

FIRST_YEAR, LAST_YEAR = 2021, 2026
SATURDAY = 6
HOLIDAYS = {
    "New Year's Day": "元旦",
    "Spring Festival": "春节",
    "Tomb-sweeping Day": "清明节",
    "Labour Day": "劳动节",
    "Dragon Boat Festival": "端午节",
    "National Day": "国庆节",
    "Mid-autumn Festival": "中秋节",
    "Anti-Fascist 70th Day": "抗战胜利纪念日",
}


class CalendarDay(Base):
    """One day of a published year: worked or not, and what it is called if it is a special one."""

    __tablename__ = "calendar_days"

    day: Mapped[date] = mapped_column(primary_key=True)
    worked: Mapped[bool]
    holiday: Mapped[str | None]
    source: Mapped[str]


@dataclass(frozen=True)
class Stop:
    """A clock stood still from one day until another, which counts again; None while it still does."""

    began_on: date
    ended_on: date | None
    why: str = ""

    def holds(self, day: date) -> bool:
        return self.began_on <= day and (self.ended_on is None or day < self.ended_on)


@dataclass(frozen=True)
class Day:
    """One day on the way: which number it is, or why it does not count."""

    day: date
    number: int | None
    why: str


@dataclass(frozen=True)
class Working:
    """How a due date was found.

    `due_on` is None while a year on the way has no calendar (待日历), or while the clock is `stopped`;
    `ran_until` is where the time ended before a rest day moved it on.
    """

    start: date
    length: int
    due_on: date | None
    days: tuple[Day, ...]
    ran_until: date | None = None
    stopped: bool = False

    @property
    def counted(self) -> tuple[date, ...]:
        return tuple(one.day for one in self.days if one.number is not None)

    @property
    def skipped(self) -> tuple[tuple[date, str], ...]:
        """The days that do not count, each with its reason."""
        return tuple((one.day, one.why) for one in self.days if one.number is None)


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


def count(session: Session, start: date, *, days: int, stops: Sequence[Stop] = ()) -> Working:
    """The last of `days` workdays after `start`, which is itself day zero (民法典 art 201)."""
    calendar = _calendar(session, start, start + timedelta(days=days * 3 + 30 + _stood_still(stops)))
    walked: list[Day] = []
    day, number = start, 0
    while number < days:
        day += timedelta(days=1)
        found, stop = calendar.get(day), _stop(stops, day)
        if stop and stop.ended_on is None:
            return Working(start, days, None, tuple(walked), stopped=True)
        if stop:
            walked.append(Day(day, None, _("中止：{why}", why=stop.why)))
        elif found is None:
            return Working(start, days, None, tuple(walked))
        else:
            number += found.worked
            walked.append(Day(day, number if found.worked else None, _label(found)))
    return Working(start, days, day, tuple(walked), ran_until=day)


def run(session: Session, start: date, *, last: date, stops: Sequence[Stop] = ()) -> Working:
    """Calendar days after `start` until as many have run as there are up to `last`.

    A limit does not end on a rest day (民法典 art 203), nor while its clock stands still.
    """
    length = (last - start).days
    calendar = _calendar(session, start, last + timedelta(days=30 + _stood_still(stops)))
    walked: list[Day] = []
    number, ran_until = 0, start if length == 0 else None
    day = start if length else start - timedelta(days=1)
    while True:
        day += timedelta(days=1)
        found, stop = calendar.get(day), _stop(stops, day)
        if stop and stop.ended_on is None:
            return Working(start, length, None, tuple(walked), stopped=True)
        if stop:
            walked.append(Day(day, None, _("中止：{why}", why=stop.why)))
            continue
        if number < length:
            number += 1
            walked.append(Day(day, number, _("日历日")))
            ran_until = day if number == length else None
        elif found is not None:
            walked.append(Day(day, None, _label(found)))
        if ran_until is not None and (found is None or found.worked):
            return Working(start, length, day if found else None, tuple(walked), ran_until=ran_until)


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


def _calendar(session: Session, after: date, until: date) -> dict[date, Row[date, bool, str | None]]:
    """The days that are published, `after` itself among them."""
    asked = select(CalendarDay.day, CalendarDay.worked, CalendarDay.holiday)
    rows = session.execute(asked.where(CalendarDay.day >= after, CalendarDay.day <= until))
    return {found.day: found for found in rows}


def _label(found: Row[date, bool, str | None]) -> str:
    """工作日, 调休上班, 周末, or the holiday."""
    day, worked, holiday = found
    if worked:
        return _("调休上班") if day.isoweekday() >= SATURDAY else _("工作日")
    return _(HOLIDAYS.get(holiday or "", "周末"))


def _stop(stops: Sequence[Stop], day: date) -> Stop | None:
    return next((stop for stop in stops if stop.holds(day)), None)


def _stood_still(stops: Sequence[Stop]) -> int:
    return sum((stop.ended_on - stop.began_on).days for stop in stops if stop.ended_on)
