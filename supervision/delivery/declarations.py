"""Declarations: compounds that households reported for registration themselves (群众申报, 申报一个不漏)."""

from datetime import date

from sqlalchemy import ForeignKey, Select, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from supervision.db import Row
from supervision.office import regions
from supervision.office.people import Officer


class Declaration(Row):
    """One declaration by its number; who declared is not kept. `outcome` is what the office says of it.

    The compound is given by its number on the task list, or only by its name while nobody has listed it.
    """

    __tablename__ = "declarations"
    __table_args__ = (UniqueConstraint("county_code", "number"),)

    county_code: Mapped[str] = mapped_column(ForeignKey("regions.code"))
    number: Mapped[str]
    compound_number: Mapped[str | None]
    compound_name: Mapped[str | None]
    building: Mapped[str | None]
    homes: Mapped[int | None]
    declared_on: Mapped[date | None]
    outcome: Mapped[str | None]
    snapshot_id: Mapped[int] = mapped_column(ForeignKey("snapshots.id"))


def visible_to(officer: Officer) -> Select[Declaration]:
    """The declarations of this officer's place."""
    return (
        select(Declaration)
        .where(regions.within(Declaration.county_code, officer.region_code))
        .order_by(Declaration.county_code, Declaration.number)
    )
