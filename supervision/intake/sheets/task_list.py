"""The task list: which compounds are in the campaign, and why they could not be registered (任务清单)."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from supervision.delivery import snapshots
from supervision.delivery.compounds import SAID, Compound, Source
from supervision.delivery.snapshots import Shape, Snapshot
from supervision.intake.sheets import Batch, Outcome, Sheet, one_by_one
from supervision.office.people import Officer
from supervision.words import _


def load(session: Session, batch: Batch) -> Outcome:
    """Enter new compounds, amend changed ones; of two rows for one compound the first stands."""
    outcome = Outcome()
    known: dict[tuple[str, str], Compound] = {}
    seen: dict[tuple[str, str], tuple[int, dict[str, Any]]] = {}
    for row in batch.rows:
        county, reason = batch.localities.county(code=row.get("county_code"), name=row.get("county_name"))
        if county is None:
            outcome.reject(row, reason or "")
            continue
        if not row.get("number"):
            outcome.reject(row, _("缺项目编号"))
            continue
        if county not in outcome.counties:
            for compound in session.scalars(select(Compound).where(Compound.county_code == county)):
                known[county, compound.number] = compound
            outcome.counties.add(county)
        key, said = (county, str(row["number"])), _said(row)
        if key in seen:
            first, told = seen[key]
            same = _("项目编号重复，内容相同（与第 {row} 行）", row=first)
            other = _("项目编号重复且内容不一致（与第 {row} 行）", row=first)
            outcome.reject(row, same if told == said else other)
            continue
        seen[key] = (int(row["row"]), said)
        _enter(session, batch, outcome, key=key, said=said, standing=known.get(key))
    session.flush()
    return outcome


def _enter(
    session: Session,
    batch: Batch,
    outcome: Outcome,
    *,
    key: tuple[str, str],
    said: dict[str, Any],
    standing: Compound | None,
) -> None:
    county, number = key
    if standing is not None and not standing.differs(said):
        outcome.unchanged += 1
        return
    snapshots.remember(
        session,
        snapshot_id=batch.snapshot_id,
        table=Compound.__tablename__,
        key=f"{county}/{number}",
        said=standing.as_said() if standing else None,
    )
    if standing is not None:
        standing.amend(said, snapshot_id=batch.snapshot_id)
        outcome.updated += 1
    else:
        session.add(
            Compound.enlist(
                county_code=county,
                number=number,
                said={"name": number} | said,
                snapshot_id=batch.snapshot_id,
            )
        )
        outcome.inserted += 1


def _said(row: Mapping[str, Any]) -> dict[str, Any]:
    said = {name: row[name] for name in SAID if name in row}
    if said.get("name") is None:
        said.pop("name", None)
    if "source" in said:
        said["source"] = _source(said["source"])
    return said


def _source(text: str | None) -> Source | None:
    if not text:
        return None
    return next((source for source in Source if source.chinese in text), Source.OTHER)


def stands_under(session: Session, snapshot: Snapshot) -> str | None:
    """A later list that changed one of its rows stands on it."""
    for earlier in snapshots.remembered(session, snapshot, table=Compound.__tablename__):
        compound = session.get(Compound, tuple(earlier.key.split("/", 1)))
        if compound is not None and compound.snapshot_id != snapshot.id:
            return _("其后的导入又修改了项目 {number}，请先撤回后一次导入。", number=compound.number)
    return None


def withdraw(session: Session, snapshot: Snapshot, by: Officer) -> None:
    for earlier in snapshots.remembered(session, snapshot, table=Compound.__tablename__):
        compound = session.get_one(Compound, tuple(earlier.key.split("/", 1)))
        if earlier.said is None:
            session.delete(compound)
        else:
            compound.say_again(earlier.said)
    session.flush()


SHEET = Sheet(
    shape=Shape.TASK_LIST,
    order=2,
    load=one_by_one(load),
    stands_under=stands_under,
    withdraw=withdraw,
    watched=True,
)
