"""Charges: taxes and fees that a developer collected from households, and passed on (代收税费台账)."""

from datetime import date

from sqlalchemy import BigInteger, ForeignKey, Select, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from supervision.db import Row
from supervision.office import regions
from supervision.office.people import Officer


class Charge(Row):
    """One kind of charge of one collector in one compound. Sums are whole 分 (¥0.01), so that they add up.

    `remitted` is what the collector says it passed on, `received` what the books of the department that is
    to get it show; `standard` is what the place made public as the fee of one household.
    """

    __tablename__ = "charges"
    __table_args__ = (UniqueConstraint("county_code", "compound_number", "collector", "kind"),)

    county_code: Mapped[str] = mapped_column(ForeignKey("regions.code"))
    compound_number: Mapped[str]
    collector: Mapped[str]
    kind: Mapped[str]
    payers: Mapped[int | None]
    collected: Mapped[int | None] = mapped_column(BigInteger)
    remitted: Mapped[int | None] = mapped_column(BigInteger)
    received: Mapped[int | None] = mapped_column(BigInteger)
    standard: Mapped[int | None] = mapped_column(BigInteger)
    collected_on: Mapped[date | None]
    remitted_on: Mapped[date | None]
    arrangement: Mapped[str | None]
    snapshot_id: Mapped[int] = mapped_column(ForeignKey("snapshots.id"))


def visible_to(officer: Officer) -> Select[Charge]:
    """The charges of this officer's place."""
    return (
        select(Charge)
        .where(regions.within(Charge.county_code, officer.region_code))
        .order_by(Charge.county_code, Charge.compound_number, Charge.collector, Charge.kind)
    )
