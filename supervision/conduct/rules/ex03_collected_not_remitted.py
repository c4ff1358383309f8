"""EX03: taxes or fees that a developer collected from households were not passed on in time."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from supervision.conduct.rules import Datum, Evidence, Finding, GroupRule, Knob, Outcome, Scope
from supervision.delivery.charges import Charge
from supervision.delivery.homes import Home
from supervision.delivery.snapshots import Shape
from supervision.office.lamps import Lamp
from supervision.words import _

YUAN = 100
#: What was agreed about the money, as the list says it: then it need not have been passed on yet.
AGREED = ("分期", "监管账户", "专户", "退费", "已退")


@dataclass(frozen=True)
class Params:
    days: int = 30


def find(session: Session, scope: Scope, params: Params) -> Iterator[Finding]:
    """Each kind of charge of each collector; it is due so long after the compound's first registration."""
    charges = session.scalars(
        select(Charge).where(scope.places(Charge.county_code)).order_by(Charge.county_code, Charge.id)
    ).all()
    for charge in charges:
        begun = session.scalar(
            select(func.min(Home.first_booked_at)).where(
                Home.county_code == charge.county_code, Home.compound_number == charge.compound_number
            )
        )
        first = date.fromisoformat(f"{begun}-01"[:10]) if begun else None
        finding = judged(charge, first, scope.today, params)
        if finding.outcome is not Outcome.CLEAR or not scope.whole:
            yield finding


def judged(charge: Charge, begun: date | None, today: date, params: Params) -> Finding:
    known = charge.collected is not None and charge.remitted is not None
    held = (charge.collected or 0) - (charge.remitted or 0) if known else None
    late = begun is not None and today > begun + timedelta(days=params.days)
    agreed = any(word in (charge.arrangement or "") for word in AGREED)
    missing = [
        name
        for name, value in (("代收金额", charge.collected), ("已缴金额", charge.remitted))
        if value is None
    ]
    fires = held is not None and held > 0 and late and not agreed
    row = {
        "compound": charge.compound_number,
        "collector": charge.collector,
        "kind": charge.kind,
        "payers": charge.payers,
        "collected": None if charge.collected is None else charge.collected / YUAN,
        "remitted": None if charge.remitted is None else charge.remitted / YUAN,
        "held": None if held is None else held / YUAN,
        "begun": begun.isoformat() if begun else None,
        "arrangement": charge.arrangement,
    }
    return Finding(
        outcome=Outcome.HIT if fires else Outcome.UNKNOWN if missing and not agreed else Outcome.CLEAR,
        subject=f"{charge.compound_number}:{charge.collector}:{charge.kind}"[:120],
        county_code=charge.county_code,
        compound_number=charge.compound_number,
        evidence=[row],
        grounds=[{name: row[name] for name in ("compound", "collector", "kind", "collected", "remitted")}],
        missing=tuple(missing),
    )


def tells(evidence: Evidence) -> str:
    row = evidence[0]
    return _(
        "{collector}代收{kind} {collected} 元，已缴 {remitted} 元，尚有 {held} 元未缴；"
        "项目首次登记始于 {begun}。",
        collector=row["collector"],
        kind=row["kind"],
        begun=row["begun"],
        **{name: f"{row[name]:,.2f}" for name in ("collected", "remitted", "held")},
    )


RULE = GroupRule(
    code="EX03",
    version=1,
    chinese="代收税费滞留",
    severity=Lamp.RED,
    sees="开发企业代收的税费，在项目首次登记以后设定天数仍未足额缴纳。",
    condition="代收金额大于已缴金额，项目最早的首次登簿距今超过设定天数，且台账未注明分期、监管账户或退费。",
    why="代收而不缴，群众办不了证，可能是滞留或挪用。",
    innocent=("已退还群众，退费未录入", "经批准分期缴纳", "款项在监管账户中"),
    source="专项行动“代收税费”整治；天数为判断，待核",
    data=(
        Datum("代收税费台账的代收金额、已缴金额", "税务部门、开发企业"),
        Datum("登记台账的首次登簿时间", "登记机构"),
    ),
    needs=frozenset({Shape.CHARGES, Shape.LEDGER}),
    daily=True,
    params=lambda session: Params(),
    knobs={"days": Knob("天", 0, 365)},
    terms={
        "compound": "项目编号",
        "collector": "代收单位",
        "kind": "费种",
        "payers": "户数",
        "collected": "代收（元）",
        "remitted": "已缴（元）",
        "held": "未缴（元）",
        "begun": "首次登记始于",
        "arrangement": "缴纳安排",
        "days": "天数",
    },
    tells=tells,
    find=find,
)
