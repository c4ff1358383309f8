"""EX01: several people report extortion by one unit or one person, or far more in a county than elsewhere."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import mean, stdev

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from supervision.conduct import reported
from supervision.conduct.categories import Category
from supervision.conduct.complaints import Complaint
from supervision.conduct.reported import Reported
from supervision.conduct.rules import Datum, Evidence, Finding, GroupRule, Knob, Outcome, Scope
from supervision.delivery.rollups import CompoundCount, DayCount
from supervision.delivery.snapshots import Shape
from supervision.office import regions
from supervision.office.lamps import Lamp
from supervision.office.units import Unit
from supervision.words import _

MARK, UNNAMED = 12, "同一被反映人（姓名不显示）"
PER_THOUSAND = 1000
FEWEST_OTHERS = 2  # fewer have no spread
BOOKED = "登簿时间"


@dataclass(frozen=True)
class Params:
    reporters: int = 3
    days: int = 90
    spread: float = 3.0
    cases: int = 50
    least: int = 2


def find(session: Session, scope: Scope, params: Params) -> Iterator[Finding]:
    """By the office that keeps the complaints: each unit, and each person by a mark that tells no name."""
    since = scope.today - timedelta(days=params.days)
    found = reported.between(
        session, since, scope.today, places=scope.places(Complaint.county_code), among=(Category.EXTORTION,)
    )
    yield from _clusters(session, found, params)
    yield from _rates(session, found, params, since=since, today=scope.today)


def _clusters(session: Session, found: Collection[Reported], params: Params) -> Iterator[Finding]:
    groups: defaultdict[tuple[str, str, str], list[Reported]] = defaultdict(list)
    for one in found:
        if one.unit_id is not None:
            groups[one.region_code, "unit", str(one.unit_id)].append(one)
        if one.known_as:
            groups[one.region_code, "person", one.known_as[:MARK]].append(one)
    for (place, kind, mark), group in sorted(groups.items()):
        if reported.independent(group) >= params.reporters:
            unit = session.get_one(Unit, int(mark)).name if kind == "unit" else _(UNNAMED)
            yield _finding(f"{place}:{kind}:{mark}", unit, group, params)


def _rates(
    session: Session, found: Collection[Reported], params: Params, *, since: date, today: date
) -> Iterator[Finding]:
    """Reporters for each case handled, county by county, beside the other counties of the keeping office."""
    groups: defaultdict[tuple[str, str], list[Reported]] = defaultdict(list)
    for one in found:
        groups[one.region_code, one.county_code].append(one)
    cases = _handled(session, since, today)
    rates = {
        (place, county): reported.independent(groups.get((place, county), ())) / n
        for place in {place for place, _county in groups}
        for county, n in cases.items()
        if n >= params.cases and n and regions.contains(place, county)
    }
    for (place, county), group in sorted(groups.items()):
        subject, reporters = f"{place}:rate:{county}", reported.independent(group)
        if reporters < params.least:
            continue
        if county not in cases:
            yield Finding(outcome=Outcome.UNKNOWN, subject=subject, county_code=county, missing=(BOOKED,))
            continue
        others = [rate for (at, other), rate in rates.items() if at == place and other != county]
        own = rates.get((place, county))
        if own is None or len(others) < FEWEST_OTHERS:
            continue
        usual = mean(others)
        if own > usual + params.spread * stdev(others):
            compared = {
                "cases": cases[county],
                "rate": own * PER_THOUSAND,
                "usual": usual * PER_THOUSAND,
                "limit": (usual + params.spread * stdev(others)) * PER_THOUSAND,
                "others": len(others),
            }
            name = regions.full_name(session, county)
            yield _finding(subject, name, group, params, compared)


def _handled(session: Session, since: date, today: date) -> Mapping[str, int]:
    """Cases booked in the time, by county that has a ledger; a home's two registrations are two cases."""
    known = select(CompoundCount.county_code).where(CompoundCount.homes > 0).distinct()
    booked = (
        select(DayCount.county_code, func.sum(DayCount.first + DayCount.transfer))
        .where(DayCount.day >= since, DayCount.day <= today)
        .group_by(DayCount.county_code)
    )
    sums = dict(session.execute(booked).all())
    return {county: int(sums.get(county, 0)) for county in session.scalars(known)}


def _finding(
    subject: str,
    about: str,
    group: list[Reported],
    params: Params,
    compared: Mapping[str, float] | None = None,
) -> Finding:
    row = {
        "about": about,
        "complaints": len({one.complaint_id for one in group}),
        "reporters": reported.independent(group),
        "from": min(one.received_on for one in group).isoformat(),
        "to": max(one.received_on for one in group).isoformat(),
        "days": params.days,
        **(compared or {}),
    }
    return Finding(
        outcome=Outcome.HIT,
        subject=subject,
        county_code=min(one.county_code for one in group),
        region_code=group[0].region_code,
        from_complaints=True,
        evidence=[row],
        grounds=[{"complaints": sorted({one.complaint_id for one in group})}],
    )


def calls(session: Session, subject: str) -> str:
    """A unit or a county by its name; a person by no more than the mark."""
    _place, kind, mark = subject.split(":", 2)
    if kind == "unit":
        return session.get_one(Unit, int(mark)).name
    return regions.full_name(session, mark) if kind == "rate" else f"{_(UNNAMED)} {mark}"


def tells(evidence: Evidence) -> str:
    row = evidence[0]
    if "rate" in row:
        return _(
            "{days} 日内{about}每千件登簿有 {rate} 名举报人反映吃拿卡要，"
            "其他 {others} 个县（市、区）平均 {usual} 名，界限 {limit} 名。",
            days=row["days"],
            about=row["about"],
            others=row["others"],
            **{name: f"{row[name]:.2f}" for name in ("rate", "usual", "limit")},
        )
    return _(
        "{days} 日内 {n} 件信访件反映{about}吃拿卡要，出自 {people} 名举报人。",
        days=row["days"],
        n=row["complaints"],
        about=row["about"],
        people=row["reporters"],
    )


RULE = GroupRule(
    code="EX01",
    version=2,
    chinese="吃拿卡要反映聚集",
    severity=Lamp.RED,
    sees="短时间内多名举报人反映同一单位或同一人吃拿卡要，或者一个县的反映明显多于其他县。",
    condition=(
        "设定天数内，同一责任单位或同一被反映人被反映吃拿卡要，且互不相同的举报人达到设定人数；"
        "匿名件每件计一人，已认定的重复件不计。"
        "或同期登簿达到设定件数的县，每件登簿的举报人数高于受理机关辖内其他县的均值加设定倍数的标准差，"
        "且举报人不少于设定的最少人数；可比的其他县不足两个的不判断。"
    ),
    why="多人各自反映同一对象，比一人多次反映更值得先看。",
    innocent=(
        "一人以不同名义多次反映，尚未认定为重复件",
        "媒体报道引起的集中反映",
        "有组织的不实反映",
        "该县宣传了举报渠道，反映率随之升高",
    ),
    source="专项行动“吃拿卡要”整治；人数、天数、倍数、件数为判断，待核",
    data=(
        Datum("信访件的类别、被反映单位、收到日期", "信访岗"),
        Datum("登记台账的首次、转移登簿时间", "登记机构"),
    ),
    needs=frozenset({Shape.LEDGER}),
    rests_on=frozenset(),
    daily=True,
    compares=True,
    from_complaints=True,
    params=lambda session: Params(),
    knobs={
        "reporters": Knob("人", 2, 20),
        "days": Knob("天", 7, 365),
        "spread": Knob("倍标准差", 1, 6),
        "cases": Knob("件", 10, 1000),
        "least": Knob("人", 1, 20),
    },
    terms={
        "about": "被反映的单位或人",
        "complaints": "信访件（件）",
        "reporters": "举报人（人）",
        "from": "最早收到",
        "to": "最近收到",
        "days": "天数",
        "cases": "同期登簿（件）",
        "rate": "每千件反映（人）",
        "usual": "其他县均值（人/千件）",
        "limit": "界限（人/千件）",
        "others": "可比的其他县（个）",
        "spread": "均值以上的标准差倍数",
        "least": "比较时的最少举报人",
    },
    tells=tells,
    calls=calls,
    find=find,
)
