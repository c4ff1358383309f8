"""PB05: the ledger holds more homes, or more area, of a compound than was approved."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, exists, select
from sqlalchemy.orm import Session, aliased

from supervision.conduct.rules import Datum, Evidence, Finding, GroupRule, Knob, Outcome, Scope
from supervision.delivery.compounds import Compound
from supervision.delivery.homes import EARLIER_HOMES, Home
from supervision.delivery.rollups import CompoundCount
from supervision.delivery.snapshots import Shape
from supervision.office.lamps import Lamp
from supervision.words import _

HUNDREDTHS = 100


@dataclass(frozen=True)
class Params:
    tolerance: float = 0.03
    severe: float = 0.10


def find(session: Session, scope: Scope, params: Params) -> Iterator[Finding]:
    """Included compounds that the ledger knows, one by one; there are thousands of them, not millions."""
    asked = (
        select(Compound, CompoundCount.homes, CompoundCount.area)
        .join(
            CompoundCount,
            and_(
                CompoundCount.county_code == Compound.county_code,
                CompoundCount.compound_number == Compound.number,
            ),
        )
        .where(scope.places(Compound.county_code), Compound.included.is_(True), CompoundCount.homes > 0)
        .order_by(Compound.county_code, Compound.number)
    )
    if not scope.whole:
        asked = asked.where(_touched(scope))
    for compound, homes, area in session.execute(asked):
        finding = judged(compound, int(homes), int(area), params)
        if finding.outcome is not Outcome.CLEAR or not scope.whole:
            yield finding


def _touched(scope: Scope) -> Any:
    """The compounds of homes that the import wrote, now or before."""
    now, before = aliased(Home), EARLIER_HOMES.c
    return exists().where(
        now.snapshot_id == scope.snapshot_id,
        now.county_code == Compound.county_code,
        now.compound_number == Compound.number,
    ) | exists().where(
        before.changed_by == scope.snapshot_id,
        before.county_code == Compound.county_code,
        before.compound_number == Compound.number,
    )


def judged(compound: Compound, homes: int, area: int, params: Params) -> Finding:
    rows = [
        _row("homes", compound.approved_homes, homes),
        _row("area", _metres(compound.approved_area), _metres(area)),
    ]
    known = [row for row in rows if row["approved"]]
    over = [row for row in known if row["registered"] > row["approved"] * (1 + params.tolerance)]
    fires = bool(over) and not compound.planning_no
    worst = max((row["over"] for row in over), default=0)
    evidence = [row | {"fires": fires and row in over} for row in known]
    return Finding(
        outcome=Outcome.HIT if fires else Outcome.CLEAR if known else Outcome.UNKNOWN,
        subject=compound.number,
        county_code=compound.county_code,
        compound_number=compound.number,
        evidence=evidence,
        grounds=[row for row in evidence if row["fires"]],
        missing=() if known else ("批准套数", "批准面积"),
        severity=Lamp.RED if worst > params.severe else Lamp.YELLOW,
    )


def _metres(area: int | None) -> float | None:
    return None if area is None else area / HUNDREDTHS


def _row(item: str, approved: float | None, registered: float | None) -> dict[str, Any]:
    over = (registered or 0) / approved - 1 if approved else 0
    return {"item": item, "approved": approved, "registered": registered, "over": round(over, 6)}


def tells(evidence: Evidence) -> str:
    said = [
        _(
            "{item}：批准 {approved}，登记台账 {registered}，超出 {over}",
            item=_(TERMS[row["item"]]),
            approved=f"{row['approved']:,.10g}",
            registered=f"{row['registered']:,.10g}",
            over=f"{row['over']:.2%}",
        )
        for row in evidence
        if row["fires"]
    ]
    return _("{said}，无规划核实、处罚或补缴文号。", said="；".join(said))


TERMS = {
    "item": "项目",
    "approved": "批准",
    "registered": "登记台账",
    "over": "超出比例",
    "fires": "触发",
    "homes": "套数（套）",
    "area": "建筑面积（平方米）",
    "tolerance": "允许超出的比例",
    "severe": "列为红灯的比例",
}

RULE = GroupRule(
    code="PB05",
    version=1,
    chinese="超批面积、套数登记",
    severity=Lamp.YELLOW,
    sees="登记台账中某项目的套数或面积超过批准数，又没有规划核实、处罚或补缴记录。",
    condition="台账套数大于批准套数乘以（1＋允许比例），或台账面积大于批准面积乘以（1＋允许比例），且规划核实文号为空。",
    why="超出批准的部分未经处理即登记，可能是搭车办理。",
    innocent=(
        "测绘规则调整，面积按新规则计算",
        "批准变更已办理，清单中的批准数未更新",
        "超建部分已处罚或补缴，文号未录入",
    ),
    source="城乡规划法第 45 条、第 64 条；允许比例为判断，待核",
    data=(
        Datum("任务清单的批准套数、批准面积", "专项行动办公室"),
        Datum("任务清单的规划核实（处罚、补缴）文号", "规划部门"),
        Datum("登记台账的项目编号、建筑面积", "登记机构"),
    ),
    needs=frozenset({Shape.TASK_LIST, Shape.LEDGER}),
    rests_on=frozenset({Shape.TASK_LIST, Shape.LEDGER}),
    params=lambda session: Params(),
    knobs={"tolerance": Knob("（比例）", 0.0, 0.2), "severe": Knob("（比例）", 0.0, 1.0)},
    terms=TERMS,
    tells=tells,
    find=find,
)
