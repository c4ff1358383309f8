"""Node steps: how long a matter lay with which department, and how often it came back (部门流转记录)."""

from datetime import date

from sqlalchemy import ForeignKey, Select, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from supervision.db import Row
from supervision.office import regions
from supervision.office.people import Officer


class NodeStep(Row):
    """One stay of one matter with one department; `waiting_for` says for whom outside it waits, if any."""

    __tablename__ = "node_steps"
    __table_args__ = (UniqueConstraint("county_code", "item", "department", "received_on"),)

    county_code: Mapped[str] = mapped_column(ForeignKey("regions.code"))
    item: Mapped[str]
    compound_number: Mapped[str | None]
    department: Mapped[str]
    received_on: Mapped[date]
    due_on: Mapped[date | None]
    returned_on: Mapped[date | None]
    done_on: Mapped[date | None]
    waiting_for: Mapped[str | None]
    snapshot_id: Mapped[int] = mapped_column(ForeignKey("snapshots.id"))


def visible_to(officer: Officer) -> Select[NodeStep]:
    """The steps of this officer's place."""
    return (
        select(NodeStep)
        .where(regions.within(NodeStep.county_code, officer.region_code))
        .order_by(NodeStep.county_code, NodeStep.item, NodeStep.received_on, NodeStep.id)
    )
