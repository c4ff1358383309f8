"""Numbers of complaints as they were told, once and for all (固定数表): no later look gives another answer.

Whoever is not on the complaints' lists, and whatever goes on paper, is answered from here. A complaint counts
on the day it came, or after what was already told when it was entered; what it counts as never changes.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from sqlalchemy import ForeignKey, Select, UniqueConstraint, false, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from supervision import clock
from supervision.conduct.categories import Category
from supervision.conduct.complaint_counts import tellable
from supervision.conduct.complaints import Complaint
from supervision.conduct.counted_as import BESIDE, Period, cells, settle
from supervision.conduct.need_to_know import counted_for
from supervision.conduct.telling import Box, Telling, upwards
from supervision.db import Row
from supervision.errors import Refused
from supervision.office import history, installation
from supervision.office.installation import FEWEST_TOLD
from supervision.office.people import Officer, Role
from supervision.office.regions import Region
from supervision.words import _

WHOLE = ""
MOST_TOLD = 20
SETTING = (Role.LEADER, Role.PRINCIPAL)


class ToldNumber(Row):
    """One number of one table; None where it is not told, so that nothing small follows."""

    __tablename__ = "told_numbers"
    __table_args__ = (UniqueConstraint("region_code", "start_on", "end_on", "part"),)

    region_code: Mapped[str] = mapped_column(ForeignKey("regions.code"))
    start_on: Mapped[date]
    end_on: Mapped[date]
    part: Mapped[str]
    number: Mapped[int | None]
    told_at: Mapped[datetime]

    @property
    def box(self) -> Box:
        return Box(self.region_code, self.part or None, self.start_on, self.end_on)


def tell(session: Session, places: Iterable[str], start: date, end: date) -> None:
    """Make the tables of these places for these days, from above to below; those that stand stay."""
    stand = set(
        session.scalars(
            select(ToldNumber.region_code).where(ToldNumber.start_on == start, ToldNumber.end_on == end)
        )
    )
    new = sorted(
        (code for code in set(places) if code not in stand), key=lambda code: (len(_short(code)), code)
    )
    if not new:
        return
    standing = session.execute(
        select(ToldNumber.region_code, ToldNumber.start_on, ToldNumber.end_on).where(
            ToldNumber.part == WHOLE, ToldNumber.end_on >= start - BESIDE
        )
    )
    settle(session, new, start, end, told=[Period(*one) for one in standing])
    before = list(
        session.scalars(
            select(ToldNumber).where(
                ToldNumber.number.is_not(None),
                ToldNumber.start_on <= end + BESIDE,
                ToldNumber.end_on >= start - BESIDE,
            )
        )
    )
    parts = [category.value for category in Category]
    asked = [one.box for one in before]
    asked += [Box(code, part, start, end) for code in new for part in (None, *parts)]
    smallest = installation.current(session).smallest_told
    telling = Telling(cells(session, asked), asked=asked, smallest=smallest)
    for one in before:
        telling.tells(one.box, already=True)
    told = {
        code: telling.tells(Box(code, None, start, end))
        for code in _told_beside(telling, new, start, end, smallest)
    }
    for code in new:
        whole = Box(code, None, start, end)
        total = telling.number(whole) if told.get(code) else None
        _enter(session, whole, total)
        numbers = {part: telling.number(Box(code, part, start, end)) for part in parts}
        kinds = tellable(total, numbers, smallest)
        for part, number in numbers.items():
            box = Box(code, part, start, end)
            _enter(session, box, number if part in kinds and telling.tells(box) else None)
    session.flush()


def told(session: Session, region_code: str, start: date, end: date) -> dict[str, int | None]:
    """A table as it was told; empty where it never was."""
    found = session.scalars(
        select(ToldNumber).where(
            ToldNumber.region_code == region_code, ToldNumber.start_on == start, ToldNumber.end_on == end
        )
    )
    return {one.part: one.number for one in found}


def close_periods(session: Session, today: date) -> int:
    """Tell the last whole week and the last month of every place; answers how many tables are new."""
    sunday = today - timedelta(days=today.isoweekday())
    before = today.replace(day=1) - timedelta(days=1)
    periods = [(sunday - timedelta(days=6), sunday), (before.replace(day=1), before)]
    made = 0
    for start, end in periods:
        places = {
            code
            for office in session.scalars(
                select(Complaint.region_code)
                .where(Complaint.received_on.between(start - BESIDE, end))
                .distinct()
            )
            for code in session.scalars(select(Region.code).where(Region.code.in_(upwards(office))))
        }
        there = select(func.count(ToldNumber.id)).where(
            ToldNumber.start_on == start, ToldNumber.end_on == end, ToldNumber.part == WHOLE
        )
        earlier = session.scalar(there) or 0
        tell(session, places, start, end)
        made += (session.scalar(there) or 0) - earlier
    return made


def visible_to(officer: Officer) -> Select[ToldNumber]:
    """The tables of the officer's own place, the latest first; none for units and administrators."""
    found = select(ToldNumber).order_by(ToldNumber.end_on.desc(), ToldNumber.start_on.desc(), ToldNumber.id)
    if not counted_for(officer):
        return found.where(false())
    return found.where(ToldNumber.region_code == officer.region_code)


def set_smallest(session: Session, number: int, *, by: Officer) -> None:
    """From how many complaints a number is told; what was told stays as it is."""
    if not by.holds(*SETTING) or by.region_code != installation.current(session).province_code:
        raise Refused(_("须由{posts}办理。", posts=_("省级的分管领导、主要负责人")))
    if not FEWEST_TOLD <= number <= MOST_TOLD:
        raise Refused(_("最小可列数须在 {least} 到 {most} 之间。", least=FEWEST_TOLD, most=MOST_TOLD))
    installation.current(session).smallest_told = number
    history.note(session, kind="installation", subject_id=1, verb="set_smallest", by=by, note=str(number))


def _told_beside(telling: Telling, new: list[str], start: date, end: date, smallest: int) -> Iterator[str]:
    """The places whose totals may stand beside the one above: the rest is none then, or k at least."""
    totals = {code: telling.number(Box(code, None, start, end)) for code in new}
    for code in new:
        above = next((one for one in upwards(code)[1:] if one in totals), None)
        if above is None:
            yield code
            continue
        beside = {one: totals[one] for one in new if upwards(one)[1:2] == [above]}
        rest = totals[above] - sum(beside.values())
        if code in tellable(totals[above], beside | {"own": rest}, smallest):
            yield code


def _enter(session: Session, box: Box, number: int | None) -> None:
    session.add(
        ToldNumber(
            region_code=box.region_code,
            start_on=box.start,
            end_on=box.end,
            part=box.part or WHOLE,
            number=number,
            told_at=clock.machine_now(),
        )
    )


def _short(code: str) -> str:
    return code.rstrip("0")
