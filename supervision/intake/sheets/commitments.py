"""The commitment list: what each unit promised, and how far it says it is (承诺事项清单)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from supervision.delivery.snapshots import Shape, Snapshot
from supervision.errors import Refused
from supervision.intake.sheets import Batch, Outcome, Sheet, one_by_one
from supervision.keys import sm3
from supervision.office import regions
from supervision.office.people import Officer
from supervision.office.units import Unit
from supervision.quantities import Measure
from supervision.responsibility import commitment_lists
from supervision.responsibility.commitment_lists import Stated
from supervision.responsibility.terms import MEASURES, Terms
from supervision.words import _

MEASURE_WORDS = {
    Measure.HOMES: ("套", "套房", "套数"),
    Measure.HOUSEHOLDS: ("户", "户数"),
    Measure.COMPOUNDS: ("项目", "个", "个项目", "小区", "个小区"),
    Measure.CASES: ("件", "宗", "件次"),
}


def load(session: Session, batch: Batch) -> Outcome:
    """Enter new commitments by the real steps, restate changed ones; a commitment has its unit and number."""
    outcome = Outcome()
    units = _units(session, batch.by)
    seen: dict[tuple[int, str], tuple[int, Mapping[str, Any]]] = {}
    for row in batch.rows:
        unit, reason = _unit(units, row.get("unit_name"), batch)
        if unit is None:
            outcome.reject(row, reason or "")
            continue
        try:
            terms, said = _terms(row, unit), _stated(row, batch)
        except Refused as refusal:
            outcome.reject(row, str(refusal))
            continue
        key, content = (unit.id, terms.number), {name: value for name, value in row.items() if name != "row"}
        if key in seen:
            if seen[key][1] == content:
                outcome.unchanged += 1
            else:
                outcome.reject(row, _("编号重复且内容不一致（与第 {row} 行）", row=seen[key][0]))
            continue
        seen[key] = (int(row["row"]), content)
        outcome.counties.add(unit.region_code)
        _enter(session, batch, outcome, row, terms=terms, said=said)
    session.flush()
    return outcome


def _enter(
    session: Session, batch: Batch, outcome: Outcome, row: Mapping[str, Any], *, terms: Terms, said: Stated
) -> None:
    standing = commitment_lists.find(session, unit_id=terms.unit.id, number=terms.number)
    try:
        with session.begin_nested():
            if standing is None:
                session.add(commitment_lists.enter(terms, said, snapshot_id=batch.snapshot_id, by=batch.by))
                session.flush()
                outcome.inserted += 1
            elif commitment_lists.restate(
                session, standing, terms, said, snapshot_id=batch.snapshot_id, by=batch.by
            ):
                session.flush()
                outcome.updated += 1
            else:
                outcome.unchanged += 1
    except Refused as refusal:
        outcome.reject(row, str(refusal))


def _units(session: Session, by: Officer) -> dict[str, list[Unit]]:
    found: dict[str, list[Unit]] = {}
    for unit in session.scalars(select(Unit).where(regions.within(Unit.region_code, by.region_code))):
        found.setdefault(unit.name, []).append(unit)
    return found


def _unit(units: Mapping[str, list[Unit]], name: str | None, batch: Batch) -> tuple[Unit | None, str | None]:
    if not name:
        return None, _("缺责任单位")
    found = units.get(name, [])
    if len(found) > 1:
        found = [unit for unit in found if batch.localities.is_near(unit.region_code)] or found
    if not found:
        return None, _("责任单位名录中没有这个单位（{name}）", name=name)
    if len(found) > 1:
        return None, _("责任单位名录中有多个同名单位（{name}）", name=name)
    return found[0], None


def _terms(row: Mapping[str, Any], unit: Unit) -> Terms:
    target, word = row.get("target"), row.get("measure")
    measure = _measure(word)
    if target is not None and measure is None:
        raise Refused(_("计量单位不是套、户、项目或件（{word}）", word=word or _("空")))
    return Terms(
        number=str(row.get("number") or _unnumbered(str(row["title"]))),
        unit=unit,
        title=str(row["title"]),
        due_on=row.get("due_on"),
        target=target,
        measure=measure if target is not None else None,
        leader=row.get("leader"),
        handler=row.get("handler"),
        measures=row.get("measures"),
    )


def _unnumbered(title: str) -> str:
    """What a promise is known by whose list has no numbers: its words, in short."""
    return sm3(title.encode())[:8]


def _stated(row: Mapping[str, Any], batch: Batch) -> Stated:
    acknowledged: date | None = row.get("acknowledged_on")
    amount = row.get("progress_count")
    return Stated(
        status=str(row.get("status") or ""),
        as_of=batch.as_of or batch.today,
        acknowledged_on=acknowledged,
        amount=amount,
        text=None if amount is not None else row.get("progress"),
    )


def _measure(word: str | None) -> Measure | None:
    return next((measure for measure in MEASURES if word in MEASURE_WORDS[measure]), None)


def stands_under(session: Session, snapshot: Snapshot) -> str | None:
    """A later step on one of its commitments stands on it."""
    return commitment_lists.why_not_withdrawn(session, snapshot_id=snapshot.id)


def withdraw(session: Session, snapshot: Snapshot, by: Officer) -> None:
    commitment_lists.withdraw(session, snapshot_id=snapshot.id, by=by, because=_("撤回导入"))


SHEET = Sheet(
    shape=Shape.COMMITMENTS, order=3, load=one_by_one(load), stands_under=stands_under, withdraw=withdraw
)
