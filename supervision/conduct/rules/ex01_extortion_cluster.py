"""EX01: several people report extortion by one unit, or by one person, within a short time."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.orm import Session

from supervision.conduct import reported
from supervision.conduct.categories import Category
from supervision.conduct.complaints import Complaint
from supervision.conduct.reported import Reported
from supervision.conduct.rules import Datum, Evidence, Finding, GroupRule, Knob, Outcome, Scope
from supervision.delivery.snapshots import Shape
from supervision.office.lamps import Lamp
from supervision.office.units import Unit
from supervision.words import _

MARK, UNNAMED = 12, "同一被反映人（姓名不显示）"


@dataclass(frozen=True)
class Params:
    reporters: int = 3
    days: int = 90


def find(session: Session, scope: Scope, params: Params) -> Iterator[Finding]:
    """By the office that keeps the complaints: each unit, and each person by a mark that tells no name."""
    since = scope.today - timedelta(days=params.days)
    found = reported.between(
        session, since, scope.today, places=scope.places(Complaint.county_code), among=(Category.EXTORTION,)
    )
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


def _finding(subject: str, about: str, group: list[Reported], params: Params) -> Finding:
    row = {
        "about": about,
        "complaints": len({one.complaint_id for one in group}),
        "reporters": reported.independent(group),
        "from": min(one.received_on for one in group).isoformat(),
        "to": max(one.received_on for one in group).isoformat(),
        "days": params.days,
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


def tells(evidence: Evidence) -> str:
    row = evidence[0]
    return _(
        "{days} 日内 {n} 件信访件反映{about}吃拿卡要，出自 {people} 名举报人。",
        days=row["days"],
        n=row["complaints"],
        about=row["about"],
        people=row["reporters"],
    )


RULE = GroupRule(
    code="EX01",
    version=1,
    chinese="吃拿卡要反映聚集",
    severity=Lamp.RED,
    sees="短时间内多名举报人反映同一单位或同一人吃拿卡要。",
    condition="设定天数内，同一责任单位或同一被反映人被反映吃拿卡要，且互不相同的举报人达到设定人数；匿名件每件计一人，已认定的重复件不计。",
    why="多人各自反映同一对象，比一人多次反映更值得先看。",
    innocent=(
        "一人以不同名义多次反映，尚未认定为重复件",
        "媒体报道引起的集中反映",
        "有组织的不实反映",
    ),
    source="专项行动“吃拿卡要”整治；人数、天数为判断，待核",
    data=(Datum("信访件的类别、被反映单位、收到日期", "信访岗"),),
    needs=frozenset[Shape](),
    daily=True,
    from_complaints=True,
    params=lambda session: Params(),
    knobs={"reporters": Knob("人", 2, 20), "days": Knob("天", 7, 365)},
    terms={
        "about": "被反映的单位或人",
        "complaints": "信访件（件）",
        "reporters": "举报人（人）",
        "from": "最早收到",
        "to": "最近收到",
        "days": "天数",
    },
    tells=tells,
    find=find,
)
