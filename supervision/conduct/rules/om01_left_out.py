"""OM01: a compound that was declared, or is in the ledger, is left off the list or left out wrongly."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import exists, func, or_, select
from sqlalchemy.orm import Session

from supervision.conduct.rules import Datum, Evidence, Finding, GroupRule, Knob, Outcome, Scope
from supervision.delivery.compounds import Compound
from supervision.delivery.declarations import Declaration
from supervision.delivery.rollups import CompoundCount
from supervision.delivery.snapshots import Shape
from supervision.office.lamps import Lamp
from supervision.words import _

#: What an officer may write as the reason for leaving a compound out, and which data contradict it.
NO_WISH = ("无办证需求", "无需求", "不愿办理", "群众不申请")
DONE = ("已办理", "已办结", "已完成", "已登记", "已颁证")
NOT_STATE_LAND = ("集体", "小产权")

Known = defaultdict[tuple[str, str], dict[str, Any]]


@dataclass(frozen=True)
class Params:
    declarations: int = 1
    homes: int = 10


def find(session: Session, scope: Scope, params: Params) -> Iterator[Finding]:
    """Everything that somebody declared or the ledger holds, held against the list of its county."""
    listed: dict[tuple[str, str], Compound] = {
        (one.county_code, one.number): one
        for one in session.scalars(select(Compound).where(scope.places(Compound.county_code)))
    }
    with_list = {county for county, _number in listed}
    names = {(one.county_code, one.name): number for (_county, number), one in listed.items()}
    known: Known = defaultdict(
        lambda: {"declared": 0, "first_declared": None, "ledger_homes": None, "ledger_first": None}
    )
    _declared(session, scope, known, names)
    _registered(session, scope, known)
    lacking = {county for county, _key in known} - with_list
    for county in sorted(lacking):
        yield Finding(outcome=Outcome.UNKNOWN, subject=county, county_code=county, missing=("任务清单",))
    fired = set()
    for (county, key), told in sorted(known.items()):
        if county in lacking:
            continue
        finding = judged(county, key, told, listed.get((county, key)), params)
        if finding.outcome is Outcome.HIT:
            fired.add((county, key))
            yield finding
    if not scope.whole:
        for county, key in {*listed, *known} - fired:
            yield Finding(outcome=Outcome.CLEAR, subject=key, county_code=county)


def _declared(session: Session, scope: Scope, known: Known, names: Mapping[tuple[str, str], str]) -> None:
    """By number; where only a name was declared, by that name's number on the list, or else by the name."""
    asked = (
        select(
            Declaration.county_code,
            Declaration.compound_number,
            Declaration.compound_name,
            func.count(),
            func.min(Declaration.declared_on),
        )
        .where(scope.places(Declaration.county_code))
        .group_by(Declaration.county_code, Declaration.compound_number, Declaration.compound_name)
    )
    for county, number, name, count, first in session.execute(asked):
        key = number or names.get((county, name or ""), name)
        if not key:
            continue
        told = known[county, key]
        told["declared"] += count
        day = first.isoformat() if first else None
        told["first_declared"] = min(filter(None, (told["first_declared"], day)), default=None)


def _registered(session: Session, scope: Scope, known: Known) -> None:
    """What the ledger holds of compounds that are not on the list, or are left out of the campaign."""
    on_list = exists().where(
        Compound.county_code == CompoundCount.county_code,
        Compound.number == CompoundCount.compound_number,
        or_(Compound.included.is_(True), Compound.included.is_(None)),
    )
    asked = select(CompoundCount).where(
        scope.places(CompoundCount.county_code),
        CompoundCount.homes > 0,
        CompoundCount.compound_number != "",
        ~on_list,
    )
    for count in session.scalars(asked):
        told = known[count.county_code, count.compound_number]
        told["ledger_homes"], told["ledger_first"] = count.homes, count.first


def judged(county: str, key: str, told: dict[str, Any], compound: Compound | None, params: Params) -> Finding:
    row = {
        "compound": key,
        "on_list": _("未列入") if compound is None else _("列入，未纳入"),
        "reason": compound.excluded_because if compound else None,
        **told,
    }
    waiting = (told["ledger_homes"] or 0) - (told["ledger_first"] or 0)
    if compound is None:
        why = "absent" if told["declared"] >= params.declarations or waiting >= params.homes else None
    elif compound.included is False:
        why = _contradicted(compound, told, waiting, params)
    else:
        why = None
    row["why"] = why
    return Finding(
        outcome=Outcome.HIT if why else Outcome.CLEAR,
        subject=key,
        county_code=county,
        compound_number=compound.number if compound else None,
        evidence=[row],
        grounds=[{"compound": key, "why": why, "reason": row["reason"]}],
    )


def _contradicted(compound: Compound, told: dict[str, Any], waiting: int, params: Params) -> str | None:
    """Which of the reasons for leaving it out the data speak against."""
    said = compound.excluded_because or ""
    declared = told["declared"] >= params.declarations
    if any(word in said for word in NO_WISH) and declared:
        return "wished"
    if any(word in said for word in DONE) and (waiting >= params.homes or declared):
        return "not_done"
    if any(word in said for word in NOT_STATE_LAND) and _state_land(compound):
        return "state_land"
    return "unexplained" if not said and declared else None


def _state_land(compound: Compound) -> bool:
    land = compound.land_type or ""
    return any(word in land for word in ("出让", "划拨", "国有"))


WHY = {
    "absent": "任务清单中没有该项目",
    "wished": "以无办证需求为由未纳入，但有群众申报",
    "not_done": "以已办理为由未纳入，但仍有房屋未登记或有群众申报",
    "state_land": "以非国有土地为由未纳入，但清单所载土地性质为国有",
    "unexplained": "有群众申报，未纳入且未写明原因",
}


def tells(evidence: Evidence) -> str:
    row = evidence[0]
    said = [_("{why}", why=_(WHY[row["why"]]))]
    if row["declared"]:
        said.append(_("群众申报 {n} 件", n=row["declared"]))
    if row["ledger_homes"]:
        said.append(
            _(
                "登记台账 {homes} 套，其中首次登记 {first} 套",
                homes=f"{row['ledger_homes']:,}",
                first=f"{row['ledger_first']:,}",
            )
        )
    return "；".join(said) + "。"


RULE = GroupRule(
    code="OM01",
    version=1,
    chinese="应纳入未纳入",
    severity=Lamp.RED,
    sees="群众申报过、或登记台账里有未登记房屋的项目，任务清单上没有，或者以与数据不符的理由未纳入。",
    condition="项目不在任务清单上，且群众申报达到设定件数或台账未首次登记房屋达到设定套数；或未纳入原因为无需求、已办理、非国有土地而申报、台账、土地性质与之不符；或有申报而未写未纳入原因。",
    why="“申报一个不漏”；应纳入而未纳入，群众的证仍然办不下来。",
    innocent=(
        "同一小区有两个名称或编号，已以另一编号纳入",
        "申报的房屋不属于历史遗留问题，已书面答复申报人",
        "清单正在报批，下一次报送即列入",
    ),
    source="专项行动“申报一个不漏”；件数、套数为判断，待核",
    data=(
        Datum("群众申报登记表", "专项行动办公室"),
        Datum("任务清单的是否纳入、未纳入原因", "专项行动办公室"),
        Datum("登记台账的项目编号", "登记机构"),
    ),
    needs=frozenset({Shape.TASK_LIST, Shape.LEDGER, Shape.DECLARATIONS}),
    rests_on=frozenset({Shape.TASK_LIST, Shape.LEDGER, Shape.DECLARATIONS}),
    params=lambda session: Params(),
    knobs={"declarations": Knob("件", 1, 50), "homes": Knob("套", 1, 500)},
    terms={
        "compound": "项目",
        "on_list": "任务清单",
        "reason": "未纳入原因",
        "declared": "群众申报（件）",
        "first_declared": "最早申报",
        "ledger_homes": "台账套数",
        "ledger_first": "已首次登记",
        "why": "不符之处",
        "declarations": "申报件数",
        "homes": "未登记套数",
    }
    | WHY,
    tells=tells,
    find=find,
)
