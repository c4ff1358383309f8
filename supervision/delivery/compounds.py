"""Compounds: the housing projects of the task list, included in the campaign or not, and why (任务清单)."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Self

from sqlalchemy import ForeignKey, Index, Select, select
from sqlalchemy.orm import Mapped, mapped_column

from supervision.db import Base
from supervision.labels import Labelled
from supervision.office import regions
from supervision.office.people import Officer


class Source(Labelled):
    """How a compound came onto the list."""

    SURVEY = "survey", "摸底"
    DECLARED = "declared", "申报"
    PETITION = "petition", "信访"
    OTHER = "other", "其他"


class Compound(Base):
    """One 小区（项目）, known by its county and number. What the workbook left empty is None, never zero."""

    __tablename__ = "compounds"
    __table_args__ = (Index(None, "county_code", "street"),)

    county_code: Mapped[str] = mapped_column(ForeignKey("regions.code"), primary_key=True)
    number: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    street: Mapped[str | None]
    developer: Mapped[str | None]
    land_type: Mapped[str | None]
    usage: Mapped[str | None]
    approved_homes: Mapped[int | None]
    buildings: Mapped[int | None]
    included: Mapped[bool | None]
    included_on: Mapped[date | None]
    source: Mapped[Source | None]
    approval_no: Mapped[str | None]
    causes: Mapped[str | None]
    first_sold_on: Mapped[date | None]
    occupied_on: Mapped[date | None]
    lead_leader: Mapped[str | None]
    note: Mapped[str | None]
    land_no: Mapped[str | None]
    built_on: Mapped[date | None]
    approved_area: Mapped[int | None]
    planning_no: Mapped[str | None]
    declaration_no: Mapped[str | None]
    excluded_because: Mapped[str | None]
    entered_by: Mapped[str | None]
    snapshot_id: Mapped[int] = mapped_column(ForeignKey("snapshots.id"))

    @classmethod
    def enlist(cls, *, county_code: str, number: str, said: Mapping[str, Any], snapshot_id: int) -> Self:
        """Put a compound on the list as a workbook describes it."""
        return cls(county_code=county_code, number=number, **said, snapshot_id=snapshot_id)

    def differs(self, said: Mapping[str, Any]) -> bool:
        """Whether a workbook says anything else than what stands here."""
        return any(getattr(self, field) != value for field, value in said.items())

    def amend(self, said: Mapping[str, Any], *, snapshot_id: int) -> None:
        """Take over what a later workbook says; columns that it does not have stay as they were."""
        for field, value in said.items():
            setattr(self, field, value)
        self.snapshot_id = snapshot_id

    def as_said(self) -> dict[str, Any]:
        """Everything it says, in a form that JSON keeps."""
        return {
            field: value.isoformat() if isinstance(value := getattr(self, field), date) else value
            for field in (*SAID, "snapshot_id")
        }

    def say_again(self, said: Mapping[str, Any]) -> None:
        """Go back to what `as_said` kept."""
        for field, value in said.items():
            setattr(self, field, READ_AGAIN.get(field, lambda said: said)(value) if value else value)


SAID = tuple(
    column.name
    for column in Compound.__table__.columns
    if column.name not in ("county_code", "number", "snapshot_id")
)
READ_AGAIN: dict[str, Callable[[Any], Any]] = {
    "included_on": date.fromisoformat,
    "first_sold_on": date.fromisoformat,
    "occupied_on": date.fromisoformat,
    "built_on": date.fromisoformat,
    "source": Source,
}


def visible_to(officer: Officer) -> Select[Compound]:
    """The compounds of this officer's place, in the order of the list."""
    return (
        select(Compound)
        .where(regions.within(Compound.county_code, officer.region_code))
        .order_by(Compound.county_code, Compound.number)
    )
