"""The roster: who answers for what, with their leader and their duty (责任单位名录)."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Select, literal, or_, select
from sqlalchemy.orm import Session

from supervision.db import Base
from supervision.delivery import snapshots
from supervision.delivery.snapshots import Shape, Snapshot
from supervision.intake.sheets import Batch, Outcome, Sheet, one_by_one
from supervision.office.people import Officer
from supervision.office.units import SAID, Unit, UnitKind
from supervision.words import _

KINDS = {
    UnitKind.GOVERNMENT: ("政府", "属地", "管委会"),
    UnitKind.REGISTRY: ("登记中心", "登记机构", "登记局"),
    UnitKind.STREET: ("街道", "乡镇", "镇人民政府"),
    UnitKind.BUILDER: ("建设主体", "开发", "企业", "公司"),
    UnitKind.DEPARTMENT: ("部门", "局", "委", "办", "厅"),
}


def load(session: Session, batch: Batch) -> Outcome:
    """Enter new units, amend changed ones; a unit is known by its place and its name."""
    outcome = Outcome()
    seen: dict[tuple[str, str], tuple[int, dict[str, Any]]] = {}
    for row in batch.rows:
        name = row.get("name")
        if not name:
            outcome.reject(row, _("缺单位名称"))
            continue
        region, reason = batch.localities.region(code=row.get("county_code"), name=row.get("region_name"))
        if region is None:
            outcome.reject(row, reason or "")
            continue
        key, said = (region, str(name)), _said(row)
        if key in seen:
            if seen[key][1] == said:
                outcome.unchanged += 1
            else:
                outcome.reject(row, _("单位重复且内容不一致（与第 {row} 行）", row=seen[key][0]))
            continue
        seen[key] = (int(row["row"]), said)
        outcome.counties.add(region)
        _enter(session, batch, outcome, key, said)
    session.flush()
    return outcome


def _enter(
    session: Session, batch: Batch, outcome: Outcome, key: tuple[str, str], said: dict[str, Any]
) -> None:
    region, name = key
    standing = session.scalar(select(Unit).where(Unit.region_code == region, Unit.name == name))
    if standing is not None and not standing.differs(said):
        outcome.unchanged += 1
        return
    if standing is None:
        standing = Unit.enroll(region_code=region, name=name, **({"kind": _kind(None, name)} | said))
        session.add(standing)
        session.flush()
        earlier = None
        outcome.inserted += 1
    else:
        earlier = standing.as_said()
        outcome.updated += 1
    standing.amend(said, snapshot_id=batch.snapshot_id)
    snapshots.remember(
        session,
        snapshot_id=batch.snapshot_id,
        table=Unit.__tablename__,
        key=str(standing.id),
        said=earlier,
    )


def _said(row: Mapping[str, Any]) -> dict[str, Any]:
    said = {name: row[name] for name in SAID if name in row}
    if "kind" in said:
        said["kind"] = _kind(said["kind"], str(row["name"]))
    return said


def _kind(text: str | None, name: str) -> UnitKind:
    for said in (text or "", name):
        for kind, words in KINDS.items():
            if any(word in said for word in words):
                return kind
    return UnitKind.OTHER


def stands_under(session: Session, snapshot: Snapshot) -> str | None:
    """A later roster, or a promise made by one of its units, stands on it."""
    for earlier in snapshots.remembered(session, snapshot, table=Unit.__tablename__):
        unit = session.get(Unit, int(earlier.key))
        if unit is not None and unit.snapshot_id != snapshot.id:
            return _("其后的导入又修改了“{name}”，请先撤回后一次导入。", name=unit.name)
        if unit is not None and earlier.said is None and _is_named(session, unit, snapshot):
            return _("“{name}”已有承诺事项、文书或账号，不能撤回。", name=unit.name)
    return None


def _is_named(session: Session, unit: Unit, snapshot: Snapshot | None = None) -> bool:
    """Whether any record names the unit; with a snapshot, beyond what its own workbook brought in."""
    own = Unit.__table__.c.id
    for table in Base.metadata.tables.values():
        for key in table.foreign_keys:
            if key.column is own:
                named = select(literal(1)).select_from(table).where(key.parent == unit.id).limit(1)
                if snapshot is not None and "snapshot_id" in table.c:
                    named = named.where(
                        or_(table.c.snapshot_id.is_(None), table.c.snapshot_id.not_in(_siblings(snapshot)))
                    )
                if session.execute(named).first() is not None:
                    return True
    return False


def _siblings(snapshot: Snapshot) -> Select[int]:
    """The sheets of the same workbook: they are withdrawn together."""
    return select(Snapshot.id).where(Snapshot.file_id == snapshot.file_id)


def withdraw(session: Session, snapshot: Snapshot, by: Officer) -> None:
    for earlier in snapshots.remembered(session, snapshot, table=Unit.__tablename__):
        unit = session.get_one(Unit, int(earlier.key))
        if earlier.said is None and not _is_named(session, unit):
            session.delete(unit)
        elif earlier.said is not None:
            before = dict(earlier.said)
            snapshot_id = before.pop("snapshot_id")
            unit.amend(
                before | {"kind": UnitKind(str(before["kind"]))},
                snapshot_id=int(str(snapshot_id)) if snapshot_id is not None else None,
            )
    session.flush()


SHEET = Sheet(
    shape=Shape.ROSTER, order=1, load=one_by_one(load), stands_under=stands_under, withdraw=withdraw
)
