"""PR02: a county's reports fall, stand still, come late, hit the target to the home, or surge at the end."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from supervision.conduct import report_series
from supervision.conduct.rules import Datum, Evidence, Finding, GroupRule, Knob, Outcome, Scope
from supervision.delivery.arrangements import Arrangement, ArrangementKind
from supervision.delivery.compounds import Compound
from supervision.delivery.progress import STANDING, ProgressReport
from supervision.delivery.rollups import DayCount
from supervision.delivery.snapshots import Shape
from supervision.office import regions
from supervision.office.lamps import Lamp
from supervision.office.regions import Level, Region
from supervision.words import _

KINDS = ("fall", "frozen", "target", "late", "surge")


@dataclass(frozen=True)
class Params:
    """How much of a month's volume its last days may hold, how many reports alike or late are too many."""

    share: float = 0.4
    days: int = 3
    least: int = 100
    alike: int = 3
    late: int = 2
    grown: int = 20


def find(session: Session, scope: Scope, params: Params) -> Iterator[Finding]:
    """Five looks at the series of each county, each an object of its own."""
    here = and_(Region.level == Level.COUNTY, scope.places(Region.code))
    counties = session.scalars(select(Region.code).where(here).order_by(Region.code)).all()
    listed = set(session.scalars(select(Compound.county_code).where(scope.places(Compound.county_code))))
    for county in counties:
        reports = _series(session, county, scope.today)
        found = {
            "fall": report_series.fall(reports),
            "frozen": report_series.unchanged(reports, alike=params.alike),
            "target": report_series.on_target(reports, alike=params.alike, grown=params.grown),
            "late": report_series.late(reports, times=params.late),
            "surge": _surge(session, county, scope.today, params),
        }
        for kind in KINDS:
            rows = found[kind]
            if rows:
                yield _hit(county, kind, rows)
            elif not scope.whole:
                yield Finding(outcome=Outcome.CLEAR, subject=f"{county}:{kind}", county_code=county)
        if not reports and county in listed:
            yield Finding(outcome=Outcome.UNKNOWN, subject=county, county_code=county, missing=("进度周报",))


def _series(session: Session, county: str, today: date) -> Sequence[ProgressReport]:
    """The county's standing reports up to a day, the last one a day, oldest first."""
    found = session.scalars(
        select(ProgressReport)
        .where(
            ProgressReport.county_code == county,
            ProgressReport.as_of <= today,
            ProgressReport.status.in_(STANDING),
        )
        .order_by(ProgressReport.as_of, ProgressReport.id)
    )
    return list({report.as_of: report for report in found}.values())


def _hit(county: str, kind: str, rows: list[dict[str, Any]]) -> Finding:
    return Finding(
        outcome=Outcome.HIT,
        subject=f"{county}:{kind}",
        county_code=county,
        evidence=rows,
        grounds=rows,
        severity=Lamp.BLUE if kind == "late" else Lamp.YELLOW,
    )


def _surge(session: Session, county: str, today: date, params: Params) -> list[dict[str, Any]]:
    """Of the last whole month: how much was booked on its last days, unless a day for it was announced."""
    end = today.replace(day=1) - timedelta(days=1)
    begin, last = end.replace(day=1), end - timedelta(days=params.days - 1)
    booked = dict(
        session.execute(
            select(DayCount.day, func.sum(DayCount.transfer))
            .where(DayCount.county_code == county, DayCount.day >= begin, DayCount.day <= end)
            .group_by(DayCount.day)
        ).all()
    )
    whole, there = sum(booked.values()), sum(n for day, n in booked.items() if day >= last)
    if whole < params.least or there <= params.share * whole:
        return []
    announced = select(Arrangement.id).where(
        Arrangement.county_code == county,
        or_(
            Arrangement.kind == ArrangementKind.CERTIFICATE_DAY,
            Arrangement.kind == ArrangementKind.BATCH_DAY,
        ),
        Arrangement.from_on <= end,
        Arrangement.to_on >= last,
    )
    if session.scalars(announced).first() is not None:
        return []
    return [
        {
            "kind": "surge",
            "item": "transfer",
            "as_of": end.isoformat(),
            "before": int(whole),
            "after": int(there),
        }
    ]


def names(evidence: Evidence) -> str:
    return _(NAMES[evidence[0]["kind"]])


def calls(session: Session, subject: str) -> str:
    county, apart, kind = subject.partition(":")
    place = regions.full_name(session, county)
    return f"{place} {_(NAMES[kind])}" if apart else place


def tells(evidence: Evidence) -> str:
    row, rows = evidence[0], evidence
    if row["kind"] == "fall":
        said = [
            _(
                "{item}由 {before} 减为 {after}",
                item=_(TERMS[one["item"]]),
                before=one["before"],
                after=one["after"],
            )
            for one in rows
        ]
        return _("{day} 累计数倒退：{said}，未说明原因。", day=row["as_of"], said="；".join(said))
    if row["kind"] == "frozen":
        return _("连续 {n} 期所报数完全相同，尚有 {stock} 套未转移登记。", n=len(rows), stock=row["after"])
    if row["kind"] == "target":
        return _("连续 {n} 期新增转移登记均为 {homes} 套左右。", n=len(rows), homes=row["after"])
    if row["kind"] == "late":
        return _("连续 {n} 期晚于次周一 12:00 报送。", n=len(rows))
    return _(
        "月末数日转移登记 {there} 套，占当月 {whole} 套的 {part}，未见集中办理日备案。",
        there=row["after"],
        whole=row["before"],
        part=f"{row['after'] / row['before']:.2%}",
    )


NAMES = {
    "fall": "累计数倒退",
    "frozen": "连续零增长",
    "target": "连续恰好达标",
    "late": "连续迟报",
    "surge": "月末突击冲量",
}
TERMS = {
    "kind": "情形",
    "item": "项目",
    "as_of": "统计截止",
    "before": "之前（或应报、当月）",
    "after": "之后（或实报、月末）",
    "first": "首次登记",
    "transfer": "转移登记",
    "households": "颁证户数",
    "sent_at": "报送时间",
    "share": "月末占比",
    "days": "月末天数",
    "least": "最少套数",
    "alike": "相同期数",
    "late": "迟报期数",
    "grown": "达标最少新增",
} | {f"kind_{kind}": name for kind, name in NAMES.items()}

RULE = GroupRule(
    code="PR02",
    version=1,
    chinese="突击冲量、倒退或迟报零报",
    severity=Lamp.YELLOW,
    sees="县（市、区）周报累计数倒退、连续不变、连续恰好达标、连续迟报，或者月末突击登簿。",
    condition=(
        "累计数减少且无更正说明；或连续设定期数所报完全相同而仍有未办；"
        "或连续设定期数新增不少于设定套数而相差不超过 1 套；"
        "或连续设定期数晚于次周一 12:00 报送；"
        "或上一个整月的最后设定天数登簿量超过当月的设定比例且无集中办理日备案。"
    ),
    why="报表节奏异常，可能是按需要报数，而不是按实际办理报数。",
    innocent=(
        "去重更正，更正原因未填",
        "已公告的集中颁证日，备案未报送",
        "等待法院或申请人，确实没有进展",
    ),
    source="专项行动“全程跟踪盯落实”；比例、期数为判断，待核",
    data=(
        Datum("进度周报的累计数、报送时间", "县（市、区）填报人"),
        Datum("登记台账的转移登簿时间", "登记机构"),
        Datum("窗口安排备案表（集中颁证日）", "登记机构"),
    ),
    needs=frozenset({Shape.PROGRESS, Shape.LEDGER, Shape.ARRANGEMENTS}),
    rests_on=frozenset({Shape.PROGRESS, Shape.LEDGER}),
    daily=True,
    params=lambda session: Params(),
    knobs={
        "share": Knob("（比例）", 0.1, 1.0),
        "days": Knob("天", 1, 10),
        "least": Knob("套", 10, 5000),
        "alike": Knob("期", 2, 12),
        "late": Knob("期", 1, 12),
        "grown": Knob("套", 1, 1000),
    },
    terms=TERMS,
    tells=tells,
    calls=calls,
    names=names,
    find=find,
)
