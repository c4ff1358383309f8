"""PB08: handled under the campaign, not on the frozen list, without an approval or declaration number."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, exists, select
from sqlalchemy.orm import Session

from supervision import clock
from supervision.conduct.rules import Datum, Evidence, Finding, GroupRule, Outcome, Scope
from supervision.delivery.compounds import Compound, Source
from supervision.delivery.frozen_lists import FrozenCompound, FrozenList
from supervision.delivery.rollups import CompoundCount
from supervision.delivery.snapshots import Shape
from supervision.office.lamps import Lamp
from supervision.office.regions import Level, Region
from supervision.words import _

DECLARED = (Source.DECLARED, Source.PETITION)


@dataclass(frozen=True)
class Params:
    """Nothing to set: a frozen list has no tolerance."""


def find(session: Session, scope: Scope, params: Params) -> Iterator[Finding]:
    """Per county with a frozen list: what is included or registered now and was not on it."""
    here = and_(Region.level == Level.COUNTY, scope.places(Region.code))
    counties = session.scalars(select(Region.code).where(here).order_by(Region.code)).all()
    lists = session.scalars(select(FrozenList).where(scope.places(FrozenList.county_code)))
    frozen = {one.county_code: one for one in lists}
    handled = set(
        session.scalars(
            select(Compound.county_code)
            .where(scope.places(Compound.county_code), Compound.included.is_(True))
            .distinct()
        )
    )
    for county in counties:
        if county in frozen:
            yield from _county(session, frozen[county], scope)
        elif county in handled:
            yield Finding(
                outcome=Outcome.UNKNOWN, subject=county, county_code=county, missing=("已冻结的任务清单",)
            )


def _county(session: Session, frozen: FrozenList, scope: Scope) -> Iterator[Finding]:
    county = frozen.county_code
    on_it = exists().where(
        FrozenCompound.county_code == Compound.county_code, FrozenCompound.number == Compound.number
    )
    found = session.execute(
        select(Compound, CompoundCount.homes)
        .outerjoin(
            CompoundCount,
            and_(
                CompoundCount.county_code == Compound.county_code,
                CompoundCount.compound_number == Compound.number,
            ),
        )
        .where(Compound.county_code == county, Compound.included.is_(True), ~on_it)
        .order_by(Compound.number)
    )
    named = set()
    for compound, homes in found:
        named.add(compound.number)
        finding = judged(compound, homes, frozen)
        if finding.outcome is not Outcome.CLEAR or not scope.whole:
            yield finding
    if not scope.whole:
        every = select(Compound.number).where(Compound.county_code == county)
        for number in session.scalars(every):
            if number not in named:
                yield Finding(outcome=Outcome.CLEAR, subject=number, county_code=county)


def judged(compound: Compound, homes: int | None, frozen: FrozenList) -> Finding:
    number = compound.declaration_no or compound.approval_no
    declared = compound.source in DECLARED
    row: dict[str, Any] = {
        "number": compound.number,
        "name": compound.name,
        "street": compound.street,
        "approved_homes": compound.approved_homes,
        "ledger_homes": homes,
        "included_on": compound.included_on.isoformat() if compound.included_on else None,
        "source": compound.source.value if compound.source else None,
        "approval_no": compound.approval_no,
        "declaration_no": compound.declaration_no,
        "frozen_on": f"{frozen.frozen_at.astimezone(clock.OFFICE):%Y-%m-%d}",
        "digest": frozen.digest,
    }
    missing: tuple[str, ...] = ()
    if number:
        outcome = Outcome.CLEAR
    elif declared:
        outcome, missing = Outcome.UNKNOWN, ("申报号",)
    elif compound.source is None:
        outcome, missing = Outcome.UNKNOWN, ("来源",)
    else:
        outcome = Outcome.HIT
    return Finding(
        outcome=outcome,
        subject=compound.number,
        county_code=compound.county_code,
        compound_number=compound.number,
        evidence=[row],
        grounds=[{name: row[name] for name in ("number", "source", "approval_no", "declaration_no")}],
        missing=missing,
    )


def tells(evidence: Evidence) -> str:
    row = evidence[0]
    if row["ledger_homes"]:
        return _("不在冻结清单内，无批准文号和申报号，登记台账已有 {n} 套。", n=f"{row['ledger_homes']:,}")
    return _("不在冻结清单内，无批准文号和申报号，已列为纳入。")


RULE = GroupRule(
    code="PB08",
    version=1,
    chinese="冻结清单以外办理",
    severity=Lamp.RED,
    sees="按专项行动办理、却不在已冻结并留有校验值的任务清单上的项目，又没有批准文号或申报号。",
    condition="本县任务清单已冻结；项目现为纳入，不在冻结清单上，追加批准文号和申报号均为空，来源不是申报或信访。来源为申报、信访而申报号未填的，为无法计算。",
    why="清单冻结后只能凭批准或申报追加；否则可能是搭车办理。",
    innocent=(
        "群众后来申报的（“申报一个不漏”），申报号未录入",
        "追加已获批准，文号未录入",
        "原清单中的项目改了编号",
    ),
    source="专项行动“坚决杜绝搭车办理”；清单冻结制度为判断",
    data=(
        Datum("已冻结的任务清单", "专项行动办公室"),
        Datum("任务清单的来源、追加批准文号、申报号", "专项行动办公室"),
        Datum("登记台账的项目编号", "登记机构"),
    ),
    needs=frozenset({Shape.TASK_LIST}),
    rests_on=frozenset({Shape.TASK_LIST}),
    params=lambda session: Params(),
    terms={
        "number": "项目编号",
        "name": "项目名称",
        "street": "街道（乡镇）",
        "approved_homes": "批准套数",
        "ledger_homes": "台账套数",
        "included_on": "纳入时间",
        "source": "来源",
        "approval_no": "批准文号",
        "declaration_no": "申报号",
        "frozen_on": "清单冻结日期",
        "digest": "冻结清单校验值",
    }
    | {source.value: source.chinese for source in Source},
    tells=tells,
    find=find,
)
