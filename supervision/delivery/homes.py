"""Homes: one row of the registration ledger each, millions of them (登记台账).

The registration system's own moments are kept as it wrote them, local time, "YYYY-MM-DD HH:MM:SS" or only
the day where it gave only a day; such texts order as the moments do. Areas are whole hundredths of a
m², so that sums are exact. A buyer is an HMAC-SM3, never a name.
"""

from sqlalchemy import Column, ForeignKey, Index, Integer, PrimaryKeyConstraint, Select, String, Table, select
from sqlalchemy.orm import Mapped, mapped_column

from supervision.db import Base
from supervision.labels import Labelled
from supervision.office import regions
from supervision.office.people import Officer

Moment = String(19)


class Stage(Labelled):
    """How far a home has come; each stage is counted by its own date."""

    FIRST = "first", "首次登记"
    TRANSFER = "transfer", "转移登记"
    CERTIFICATE = "certificate", "颁证"


class Home(Base):
    """One 套, known by its county and its real-estate unit code (不动产单元号)."""

    __tablename__ = "homes"
    __table_args__ = (
        PrimaryKeyConstraint("unit_code", "county_code"),
        Index(None, "county_code", "compound_number", "building"),
        Index(None, "snapshot_id"),
    )
    __mapper_args__ = {"primary_key": ["county_code", "unit_code"]}  # noqa: RUF012 a mapper reads it once

    county_code: Mapped[str] = mapped_column(String(6), primary_key=True)
    unit_code: Mapped[str] = mapped_column(String(28), primary_key=True)
    compound_number: Mapped[str | None] = mapped_column(String(40))
    building: Mapped[str | None] = mapped_column(String(40))
    room: Mapped[str | None] = mapped_column(String(40))
    area: Mapped[int | None] = mapped_column(Integer)
    usage: Mapped[str | None] = mapped_column(String(20))
    contract_on: Mapped[str | None] = mapped_column(String(10))
    first_accepted_at: Mapped[str | None] = mapped_column(Moment)
    first_booked_at: Mapped[str | None] = mapped_column(Moment)
    transfer_accepted_at: Mapped[str | None] = mapped_column(Moment)
    transfer_booked_at: Mapped[str | None] = mapped_column(Moment)
    certified_on: Mapped[str | None] = mapped_column(String(10))
    tax_status: Mapped[str | None] = mapped_column(String(20))
    deferral_basis: Mapped[str | None] = mapped_column(String(80))
    acceptor: Mapped[str | None] = mapped_column(String(20))
    reviewer: Mapped[str | None] = mapped_column(String(20))
    booker: Mapped[str | None] = mapped_column(String(20))
    window: Mapped[str | None] = mapped_column(String(20))
    recorded_at: Mapped[str | None] = mapped_column(Moment)
    buyer: Mapped[str | None] = mapped_column(String(64))
    acquired_by: Mapped[str | None] = mapped_column(String(20))
    reviewed_at: Mapped[str | None] = mapped_column(Moment)
    certificate_no: Mapped[str | None] = mapped_column(String(60))
    acceptance_no: Mapped[str | None] = mapped_column(String(80))
    restriction: Mapped[str | None] = mapped_column(String(20))
    restricted_on: Mapped[str | None] = mapped_column(String(10))
    released_on: Mapped[str | None] = mapped_column(String(10))
    override_no: Mapped[str | None] = mapped_column(String(80))
    agent: Mapped[str | None] = mapped_column(String(40))
    returned: Mapped[int | None] = mapped_column(Integer)
    snapshot_id: Mapped[int]


#: What a workbook may say about a home, in the table's order.
SAID = tuple(
    column.name
    for column in Home.__table__.columns
    if column.name not in ("county_code", "unit_code", "snapshot_id")
)


HOMES: Table = Base.metadata.tables[Home.__tablename__]
#: What a home said, and by which snapshot, before snapshot `changed_by` changed it. Of a home that a snapshot
#: brought in there is nothing earlier; `homes.snapshot_id` tells which those are.
EARLIER_HOMES = Table(
    "earlier_homes",
    Base.metadata,
    Column("changed_by", ForeignKey("snapshots.id"), nullable=False),
    *(Column(column.name, column.type, nullable=column.nullable) for column in HOMES.columns),
    PrimaryKeyConstraint("changed_by", "unit_code", "county_code"),
    Index(None, "snapshot_id", "changed_by"),
)


def visible_to(officer: Officer) -> Select[Home]:
    """The homes of this officer's place."""
    return (
        select(Home)
        .where(regions.within(Home.county_code, officer.region_code))
        .order_by(Home.county_code, Home.compound_number, Home.building, Home.unit_code)
    )
