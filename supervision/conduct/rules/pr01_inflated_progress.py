"""PR01: a county claims more than its ledger holds, or states a rate that its own numbers do not give."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from supervision.conduct.rules import Datum, Evidence, Finding, GroupRule, Knob, Outcome, Scope
from supervision.delivery import rollups
from supervision.delivery.campaigns import TOLERANCE, Tolerance
from supervision.delivery.progress import STANDING, ProgressReport, standing_on
from supervision.delivery.snapshots import Shape
from supervision.office import regions
from supervision.office.lamps import Lamp
from supervision.words import _

LEDGER, LISTED = "登记台账", "纳入套数"
TITLE, RATE_TITLE = "申报数大于核对数", "自报比例与复算不符"
RATES = ("first_rate", "transfer_rate")
EXACT = 6
Row = dict[str, Any]


def find(session: Session, scope: Scope, params: Tolerance) -> Iterator[Finding]:
    """The last standing report of each county; a report that no longer stands claims nothing."""
    here = scope.places(ProgressReport.county_code)
    for report in session.scalars(standing_on(scope.today).where(here)).all():
        yield judged(report, rollups.ledger_on(session, report.county_code, report.as_of), params)
    fallen = (
        select(ProgressReport.county_code, ProgressReport.as_of)
        .where(here)
        .group_by(ProgressReport.county_code, ProgressReport.as_of)
        .having(func.sum(case((ProgressReport.status.in_(STANDING), 1), else_=0)) == 0)
    )
    for county, as_of in session.execute(fallen):
        yield Finding(outcome=Outcome.CLEAR, subject=subject(county, as_of), county_code=county)


def judged(report: ProgressReport, ledger: rollups.Ledger, params: Tolerance) -> Finding:
    counts = [
        _count("first", report.first, ledger.first, params),
        _count("transfer", report.transfer, ledger.transfer, params),
    ]
    rates = [
        _rate("first_rate", report.stated_first_rate, report.first_rate.amount, params),
        _rate("transfer_rate", report.stated_transfer_rate, report.transfer_rate.amount, params),
    ]
    rows = [row for row in (*counts, *rates) if row is not None]
    missing = []
    if ledger.homes is None:
        missing.append(LEDGER)
    if report.listed is None and any(rates):
        missing.append(LISTED)
    fires = any(row["fires"] for row in rows)
    return Finding(
        outcome=Outcome.HIT if fires else Outcome.UNKNOWN if missing else Outcome.CLEAR,
        subject=subject(report.county_code, report.as_of),
        county_code=report.county_code,
        evidence=rows,
        grounds=[row for row in rows if row["fires"]],
        missing=tuple(missing),
        severity=Lamp.YELLOW if fires and rates_only(rows) else Lamp.RED,
    )


def subject(county_code: str, as_of: date) -> str:
    """140303@2022-06-30"""
    return f"{county_code}@{as_of.isoformat()}"


def _count(item: str, claimed: int | None, verified: int | None, params: Tolerance) -> Row | None:
    if claimed is None:
        return None
    over = None if verified is None else claimed - verified
    allowed = None if verified is None else params.allowed(verified)
    fires = over is not None and allowed is not None and over > allowed
    return {
        "item": item,
        "claimed": claimed,
        "verified": verified,
        "over": over,
        "allowed": allowed,
        "fires": fires,
    }


def _rate(item: str, stated: float | None, recomputed: float | None, params: Tolerance) -> Row | None:
    if stated is None:
        return None
    over = None if recomputed is None else round(stated - recomputed, EXACT)
    return {
        "item": item,
        "claimed": stated,
        "verified": None if recomputed is None else round(recomputed, EXACT),
        "over": over,
        "allowed": params.rate_points,
        "fires": over is not None and abs(over) > params.rate_points,
    }


def rates_only(evidence: Evidence) -> bool:
    """Whether no number stands above the ledger's, and only a stated rate is not what the numbers give."""
    return all(row["item"] in RATES for row in evidence if row["fires"])


def names(evidence: Evidence) -> str:
    return _(RATE_TITLE if rates_only(evidence) else TITLE)


def calls(session: Session, subject: str) -> str:
    county, _apart, day = subject.partition("@")
    return _("{place} {day} 进度周报", place=regions.full_name(session, county), day=day)


def tells(evidence: Evidence) -> str:
    said = [
        _(
            "{item}：申报 {claimed}，核对 {verified}，相差 {over}，超过允许的 {allowed}",
            item=_(TERMS[row["item"]]),
            **{name: f"{row[name]:,.10g}" for name in ("claimed", "verified", "over", "allowed")},
        )
        for row in evidence
        if row["fires"]
    ]
    return "；".join(said) + "。"


TERMS = {
    "item": "项目",
    "claimed": "申报",
    "verified": "核对",
    "over": "相差",
    "allowed": "允许",
    "fires": "触发",
    "first": "首次登记（套）",
    "transfer": "转移登记（套）",
    "first_rate": "首次登记率（%）",
    "transfer_rate": "转移登记率（%）",
    "share": "允许比例",
    "homes": "允许套数",
    "rate_points": "允许个百分点",
}

RULE = GroupRule(
    code="PR01",
    version=1,
    chinese=TITLE,
    severity=Lamp.RED,
    sees="县（市、区）申报的登记套数高于登记台账，或自报的比例与自身数字不符。",
    condition="同一截止日，申报套数减台账套数大于允许比例与允许套数中的较大者；或自报比例与按自身数字复算的比例相差超过允许的个百分点。",
    why="申报数高于登记台账，或比率与自身数字不符，可能是虚报进度。",
    innocent=(
        "统计截止时点不同（台账导出早于周报）",
        "套与户混用",
        "经批准重新摸底，分母已调整",
        "登记台账缺登簿时间列，或只报来一部分",
    ),
    source="专项行动“全程跟踪盯落实”；临沂 324／328 报为 99.8% 的先例",
    data=(
        Datum("进度周报的纳入套数和首次登记、转移登记套数", "县（市、区）填报人"),
        Datum("登记台账的登簿时间", "登记机构"),
    ),
    needs=frozenset({Shape.LEDGER, Shape.PROGRESS}),
    rests_on=frozenset({Shape.PROGRESS}),
    params=lambda session: TOLERANCE,
    knobs={
        "share": Knob("（比例）", 0.0, 0.05),
        "homes": Knob("套", 0, 200),
        "rate_points": Knob("个百分点", 0.0, 2.0),
    },
    terms=TERMS,
    tells=tells,
    calls=calls,
    names=names,
    find=find,
    sweeping=False,
)
