"""EX03: taxes or fees that a developer collected from households were not passed on, or never arrived."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

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
    """Held back: less passed on than collected. Not arrived: less on the books than was said to be paid."""
    held, absent = _short(charge.collected, charge.remitted), _short(charge.remitted, charge.received)
    agreed = any(word in (charge.arrangement or "") for word in AGREED)
    holds = bool(held) and not agreed and _late(begun, today, params)
    lost = bool(absent) and _late(max(filter(None, (begun, charge.remitted_on)), default=None), today, params)
    asked = {} if agreed else {"代收金额": charge.collected, "已缴金额": charge.remitted}
    if charge.remitted:
        asked["入账金额"] = charge.received
    missing = tuple(name for name, value in asked.items() if value is None)
    row = {
        "compound": charge.compound_number,
        "collector": charge.collector,
        "kind": charge.kind,
        "payers": charge.payers,
        "collected": _yuan(charge.collected),
        "remitted": _yuan(charge.remitted),
        "held": _yuan(held) if holds else None,
        "received": _yuan(charge.received),
        "absent": _yuan(absent) if lost else None,
        "begun": begun.isoformat() if begun else None,
        "arrangement": charge.arrangement,
    }
    decides = ("compound", "collector", "kind", "collected", "remitted", *(("received",) if lost else ()))
    return Finding(
        outcome=Outcome.HIT if holds or lost else Outcome.UNKNOWN if missing else Outcome.CLEAR,
        subject=f"{charge.compound_number}:{charge.collector}:{charge.kind}"[:120],
        county_code=charge.county_code,
        compound_number=charge.compound_number,
        evidence=[row],
        grounds=[{name: row[name] for name in decides}],
        missing=missing,
    )


def _short(whole: int | None, part: int | None) -> int | None:
    """By how much a sum falls short of another; nothing is not short, and unknown is not nothing."""
    return None if whole is None or part is None else max(whole - part, 0)


def _late(begun: date | None, today: date, params: Params) -> bool:
    return begun is not None and today > begun + timedelta(days=params.days)


def _yuan(sum_: int | None) -> float | None:
    return None if sum_ is None else sum_ / YUAN


def calls(session: Session, subject: str) -> str:
    return subject.replace(":", "　")


def tells(evidence: Evidence) -> str:
    row = evidence[0]
    said = [
        _("{collector}代收{kind} {collected} 元，已缴 {remitted} 元", **_told(row)),
        *([_("尚有 {held} 元未缴", **_told(row))] if row.get("held") else []),
        *(
            [_("收款部门入账 {received} 元，有 {absent} 元已报缴而未入账", **_told(row))]
            if row.get("absent")
            else []
        ),
    ]
    return "，".join(said) + _("；项目首次登记始于 {begun}。", begun=row["begun"])


def _told(row: Mapping[str, Any]) -> dict[str, str]:
    sums = ("collected", "remitted", "held", "received", "absent")
    return {"collector": row["collector"], "kind": row["kind"]} | {
        name: f"{row[name]:,.2f}" for name in sums if row.get(name) is not None
    }


RULE = GroupRule(
    code="EX03",
    version=2,
    chinese="代收税费滞留",
    severity=Lamp.RED,
    sees="开发企业代收的税费，在项目首次登记以后设定天数仍未足额缴纳，或者报称已缴而收款部门未见入账。",
    condition=(
        "代收金额大于已缴金额，项目最早的首次登簿距今超过设定天数，且台账未注明分期、监管账户或退费；"
        "或已缴金额大于收款部门入账金额，且缴款日期和首次登簿距今均超过设定天数。"
    ),
    why="代收而不缴，群众办不了证，可能是滞留或挪用。",
    innocent=(
        "已退还群众，退费未录入",
        "经批准分期缴纳",
        "款项在监管账户中",
        "款项在途，或入账在另一项目、另一科目名下",
    ),
    source="专项行动“代收税费”整治；天数为判断，待核",
    data=(
        Datum("代收税费台账的代收金额、已缴金额", "开发企业"),
        Datum("代收税费台账的入账金额", "税务部门等收款部门"),
        Datum("登记台账的首次登簿时间", "登记机构"),
    ),
    needs=frozenset({Shape.CHARGES, Shape.LEDGER}),
    rests_on=frozenset({Shape.CHARGES}),
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
        "received": "入账（元）",
        "absent": "未入账（元）",
        "begun": "首次登记始于",
        "arrangement": "缴纳安排",
        "days": "天数",
    },
    tells=tells,
    calls=calls,
    find=find,
)
