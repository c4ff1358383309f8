"""Snapshots: what one accepted workbook sheet brought in, which every row of the ledger points to."""

import json
from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date, datetime

from sqlalchemy import JSON, ForeignKey, Index, Select, Text, cast, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from supervision.db import Row
from supervision.labels import Labelled
from supervision.office import regions
from supervision.office.files import StoredFile
from supervision.office.people import Officer


class Shape(Labelled):
    """The workbooks that counties and units send: five that every county sends, and six that tell more."""

    TASK_LIST = "task_list", "任务清单"
    LEDGER = "ledger", "登记台账"
    PROGRESS = "progress", "进度周报"
    ROSTER = "roster", "责任单位名录"
    COMMITMENTS = "commitments", "承诺事项清单"
    DEFERRALS = "deferrals", "缓缴台账"
    CHARGES = "charges", "代收税费台账"
    ARRANGEMENTS = "arrangements", "窗口安排备案表"
    RELATIONS = "relations", "关联人员名单"
    DECLARATIONS = "declarations", "群众申报登记表"
    NODE_STEPS = "node_steps", "部门流转记录"


class SnapshotStatus(Labelled):
    ACCEPTED = "accepted", "已入库"
    WITHDRAWN = "withdrawn", "已撤回"


class Snapshot(Row):
    """One sheet, once: rows_in = inserted + updated + unchanged + rejected, and where the original lies.

    `fields` are the columns that the sheet had, as they were understood; None where nobody wrote them down.
    """

    __tablename__ = "snapshots"

    shape: Mapped[Shape]
    sheet: Mapped[str]
    region_code: Mapped[str]
    sender: Mapped[str]
    as_of: Mapped[date | None]
    fields: Mapped[list[str] | None] = mapped_column(JSON(none_as_null=True))
    accepted_at: Mapped[datetime]
    rows_in: Mapped[int]
    inserted: Mapped[int]
    updated: Mapped[int]
    unchanged: Mapped[int]
    rejected: Mapped[int]
    skipped: Mapped[int]
    status: Mapped[SnapshotStatus]
    withdrawn_at: Mapped[datetime | None]
    withdrawn_because: Mapped[str | None]
    file_id: Mapped[int] = mapped_column(ForeignKey("stored_files.id"))
    rejected_file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_files.id"))
    by_id: Mapped[int] = mapped_column(ForeignKey("officers.id"))
    withdrawn_by_id: Mapped[int | None] = mapped_column(ForeignKey("officers.id"))

    file: Mapped[StoredFile] = relationship(foreign_keys=[file_id])
    rejected_file: Mapped[StoredFile | None] = relationship(foreign_keys=[rejected_file_id])
    by: Mapped[Officer] = relationship(foreign_keys=[by_id])


class EarlierValue(Row):
    """What a row said before a snapshot changed it; None where the snapshot brought the row in."""

    __tablename__ = "earlier_values"
    __table_args__ = (Index(None, "snapshot_id"), Index(None, "table", "key"))

    snapshot_id: Mapped[int] = mapped_column(ForeignKey("snapshots.id"))
    table: Mapped[str]
    key: Mapped[str]
    said: Mapped[dict[str, object] | None] = mapped_column(JSON)


def remember(
    session: Session, *, snapshot_id: int, table: str, key: str, said: Mapping[str, object] | None
) -> None:
    """Keep what a row said before; None for a row that was not there."""
    session.add(
        EarlierValue(
            snapshot_id=snapshot_id, table=table, key=key, said=dict(said) if said is not None else None
        )
    )


def remembered(session: Session, snapshot: Snapshot, *, table: str) -> list[EarlierValue]:
    """What a snapshot found before it changed a table's rows."""
    return list(
        session.scalars(
            select(EarlierValue)
            .where(EarlierValue.snapshot_id == snapshot.id, EarlierValue.table == table)
            .order_by(EarlierValue.id)
        )
    )


def visible_to(officer: Officer) -> Select[Snapshot]:
    """The snapshots of this officer's place, newest first."""
    return (
        select(Snapshot)
        .where(regions.within(Snapshot.region_code, officer.region_code))
        .order_by(Snapshot.id.desc())
    )


def fields_sent(
    session: Session, shape: Shape, *, counties: Collection[str]
) -> Mapping[str, Collection[str] | None]:
    """By county, every column that any standing sheet of a shape had for it; None where it is not known."""
    around = {county: (county, f"{county[:4]}00", f"{county[:2]}0000") for county in counties}
    told = cast(Snapshot.fields, Text)
    sent: defaultdict[str, list[set[str] | None]] = defaultdict(list)
    for region, fields in session.execute(
        select(Snapshot.region_code, told)
        .where(
            Snapshot.shape == shape,
            Snapshot.status == SnapshotStatus.ACCEPTED,
            Snapshot.region_code.in_({code for codes in around.values() for code in codes}),
        )
        .distinct()
    ):
        sent[region].append(None if fields is None else set(json.loads(fields)))
    found: dict[str, set[str] | None] = {}
    for county, codes in around.items():
        sheets = [fields for code in codes for fields in sent.get(code, ())]
        known = [fields for fields in sheets if fields is not None]
        found[county] = set[str]().union(*known) if known and len(known) == len(sheets) else None
    return found


def latest(session: Session, shape: Shape, *, region_code: str) -> Snapshot | None:
    """The last standing snapshot of a shape for exactly this region."""
    return session.scalar(
        select(Snapshot)
        .where(
            Snapshot.shape == shape,
            Snapshot.region_code == region_code,
            Snapshot.status == SnapshotStatus.ACCEPTED,
        )
        .order_by(Snapshot.id.desc())
        .limit(1)
    )
