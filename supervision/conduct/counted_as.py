"""As what a complaint counts: its office, day and kind, settled when it is first told of, and then for good.

Were it moved or reclassified afterwards, the difference of two tables would tell of that one complaint.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ForeignKey, func, or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from supervision.conduct.complaint_steps import ComplaintStatus
from supervision.conduct.complaints import Complaint
from supervision.conduct.own_staff import StaffMatter
from supervision.conduct.telling import Box, Cell, upwards
from supervision.db import Row
from supervision.office import regions

#: Whatever was told this long before or after is held against what is to be told now.
BESIDE = timedelta(days=100)


class CountedAs(Row):
    """One complaint, as it counts; a matter of our own staff one level up, and above the province nowhere."""

    __tablename__ = "counted_as"

    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaints.id"), unique=True)
    region_code: Mapped[str | None] = mapped_column(ForeignKey("regions.code"), index=True)
    counted_on: Mapped[date] = mapped_column(index=True)
    part: Mapped[str]


@dataclass(frozen=True)
class Period:
    """Days of which a place was told."""

    region_code: str
    start: date
    end: date


def settle(
    session: Session, places: Sequence[str], start: date, end: date, *, told: Sequence[Period]
) -> None:
    """Settle what counts in these places on these days and does not count yet.

    What came on days that were told already counts on the day after them.
    """
    here = or_(*(regions.within(Complaint.region_code, code) for code in places))
    new = session.scalars(
        select(Complaint)
        .outerjoin(CountedAs, CountedAs.complaint_id == Complaint.id)
        .where(
            CountedAs.id.is_(None),
            here,
            Complaint.received_on.between(start - BESIDE, end),
            Complaint.status != ComplaintStatus.DESTROYED,
        )
        .order_by(Complaint.id)
    ).all()
    homes = _homes(session, [one.id for one in new])
    for one in new:
        around = upwards(one.region_code)
        day = one.received_on
        while late := _told_on(day, around, told):
            day = late + timedelta(days=1)
        if start <= day <= end:
            counts_at = next(iter(upwards(homes[one.id])[1:]), None) if one.id in homes else one.region_code
            session.add(
                CountedAs(complaint_id=one.id, region_code=counts_at, counted_on=day, part=one.category.value)
            )
    session.flush()


def cells(session: Session, boxes: Iterable[Box]) -> Counter[Cell]:
    """What lies on the days of these boxes."""
    days = [day for box in boxes for day in (box.start, box.end)]
    found = session.execute(
        select(CountedAs.region_code, CountedAs.part, CountedAs.counted_on, func.count())
        .where(CountedAs.region_code.is_not(None), CountedAs.counted_on.between(min(days), max(days)))
        .group_by(CountedAs.region_code, CountedAs.part, CountedAs.counted_on)
    )
    return Counter({Cell(str(code), part, day): n for code, part, day, n in found})


def _told_on(day: date, places: Sequence[str], told: Sequence[Period]) -> date | None:
    """The end of a period that was told of and has this day in it."""
    return next((one.end for one in told if one.start <= day <= one.end and one.region_code in places), None)


def _homes(session: Session, numbers: Sequence[int]) -> dict[int, str]:
    """Of the matters of our own staff, the highest place whose staff is accused."""
    found = session.execute(
        select(StaffMatter.complaint_id, func.min(StaffMatter.region_code))
        .where(StaffMatter.complaint_id.in_(numbers))
        .group_by(StaffMatter.complaint_id)
    )
    return dict(found.all())
