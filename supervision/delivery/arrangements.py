"""Arrangements: what a registry announced beforehand and put on file (窗口安排备案).

A day on which cases are booked in batches, service after hours, one person holding several posts, a day on
which certificates are handed out: what looks odd on its own is in order where it was announced.
"""

from datetime import date

from sqlalchemy import ForeignKey, Select, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from supervision.db import Row
from supervision.labels import Labelled
from supervision.office import regions
from supervision.office.people import Officer


class ArrangementKind(Labelled):
    BATCH_DAY = "batch_day", "集中办理日"
    OVERTIME = "overtime", "延时服务"
    SEVERAL_POSTS = "several_posts", "一人多岗"
    CERTIFICATE_DAY = "certificate_day", "集中颁证日"


class Arrangement(Row):
    """One announcement, from one day to another, both included.

    An empty window or operator means all of the county; `paper` is the number under which it is on file.
    """

    __tablename__ = "arrangements"
    __table_args__ = (UniqueConstraint("county_code", "kind", "window", "operator", "from_on"),)

    county_code: Mapped[str] = mapped_column(ForeignKey("regions.code"))
    kind: Mapped[ArrangementKind]
    window: Mapped[str]
    operator: Mapped[str]
    from_on: Mapped[date]
    to_on: Mapped[date]
    paper: Mapped[str | None]
    snapshot_id: Mapped[int] = mapped_column(ForeignKey("snapshots.id"))


def visible_to(officer: Officer) -> Select[Arrangement]:
    """What was announced in this officer's place."""
    return (
        select(Arrangement)
        .where(regions.within(Arrangement.county_code, officer.region_code))
        .order_by(Arrangement.county_code, Arrangement.from_on, Arrangement.id)
    )
