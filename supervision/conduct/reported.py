"""What was reported, for rules to count: complaints that count at their place, and who stands behind them.

Nothing of a complaint leaves here but its place, day, class and the unit it names. Who reported and who is
accused are keyed marks that tell nobody's name, and are told apart only to be counted.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from supervision.conduct import complaints, own_staff
from supervision.conduct.accused import Accused
from supervision.conduct.categories import Category
from supervision.conduct.complaint_steps import ComplaintStatus
from supervision.conduct.complaints import Complaint

NOT_HERE = (ComplaintStatus.DESTROYED, ComplaintStatus.REFERRED)


@dataclass(frozen=True)
class Reported:
    """One of those named in one complaint."""

    complaint_id: int
    region_code: str
    county_code: str
    compound_number: str | None
    received_on: date
    category: Category
    unit_id: int | None
    known_as: str | None
    reporter: str | None
    repeats: bool


def between(
    session: Session, begin: date, end: date, *, places: ColumnElement[bool], among: Collection[Category]
) -> list[Reported]:
    """What was received from one day to another; none that accuses the office's own staff.

    `places` is a condition on `Complaint.county_code`.
    """
    rows = session.execute(
        select(
            Complaint.id,
            Complaint.region_code,
            Complaint.county_code,
            Complaint.compound_number,
            Complaint.received_on,
            Accused.category,
            Accused.unit_id,
            Accused.known_as,
            Complaint.duplicate_of_id,
        )
        .join(Accused, Accused.complaint_id == Complaint.id)
        .where(
            places,
            Complaint.received_on >= begin,
            Complaint.received_on <= end,
            Accused.category.in_(among),
            Complaint.status.not_in(NOT_HERE),
        )
        .order_by(Complaint.id, Accused.place)
    ).all()
    ours = _countable(session, {(row.region_code, row.id) for row in rows})
    reporters = complaints.reporters(session, {row.id for row in rows})
    return [
        Reported(
            complaint_id=row.id,
            region_code=row.region_code,
            county_code=row.county_code,
            compound_number=row.compound_number,
            received_on=row.received_on,
            category=row.category,
            unit_id=row.unit_id,
            known_as=row.known_as,
            reporter=reporters.get(row.id),
            repeats=row.duplicate_of_id is not None,
        )
        for row in rows
        if row.id in ours
    ]


def _countable(session: Session, asked: Collection[tuple[str, int]]) -> set[int]:
    """A matter about a place's own staff counts one level up only."""
    counted: set[int] = set()
    for place in {region for region, _number in asked}:
        here = [number for region, number in asked if region == place]
        found = select(Complaint.id).where(Complaint.id.in_(here), own_staff.counts_for(Complaint, place))
        counted |= set(session.scalars(found))
    return counted


def independent(reported: Iterable[Reported]) -> int:
    """How many stand behind them: each known reporter once, each anonymous letter that is no repeat once."""
    named: set[str] = set()
    unnamed: set[int] = set()
    for one in reported:
        if one.reporter:
            named.add(one.reporter)
        elif not one.repeats:
            unnamed.add(one.complaint_id)
    return len(named) + len(unnamed)
