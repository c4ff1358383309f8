"""Deferrals: taxes and fees of a compound that may be paid later, by an approval with a number (缓缴台账)."""

from datetime import date

from sqlalchemy import ForeignKey, Select, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from supervision.db import Row
from supervision.office import regions
from supervision.office.people import Officer


class Deferral(Row):
    """One approval for one compound; `settled_on` is when what was deferred had been paid."""

    __tablename__ = "deferrals"
    __table_args__ = (UniqueConstraint("county_code", "compound_number", "number"),)

    county_code: Mapped[str] = mapped_column(ForeignKey("regions.code"))
    compound_number: Mapped[str]
    number: Mapped[str]
    kind: Mapped[str | None]
    approver: Mapped[str | None]
    approved_on: Mapped[date | None]
    due_on: Mapped[date | None]
    settled_on: Mapped[date | None]
    snapshot_id: Mapped[int] = mapped_column(ForeignKey("snapshots.id"))


def visible_to(officer: Officer) -> Select[Deferral]:
    """The deferrals of this officer's place."""
    return (
        select(Deferral)
        .where(regions.within(Deferral.county_code, officer.region_code))
        .order_by(Deferral.county_code, Deferral.compound_number, Deferral.number)
    )
