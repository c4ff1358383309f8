"""PR03: a compound is said to be done, and the people who live there say otherwise."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from supervision.conduct import reported
from supervision.conduct.categories import Category
from supervision.conduct.complaints import Complaint
from supervision.conduct.disputes import Dispute, DisputeStatus
from supervision.conduct.reported import Reported
from supervision.conduct.rules import Datum, Evidence, Finding, GroupRule, Knob, Outcome, Scope
from supervision.delivery.progress import ProgressReport
from supervision.delivery.rollups import CompoundCount
from supervision.delivery.snapshots import Shape
from supervision.office.lamps import Lamp
from supervision.responsibility.commitments import Commitment
from supervision.words import _

#: What contradicts a claim that all is done.
AGAINST = (
    Category.SLOW_WORK,
    Category.INFLATED,
    Category.TAX_COLLECTED,
    Category.FORCED_AGENCY,
    Category.IRREGULAR,
)


@dataclass(frozen=True)
class Params:
    reporters: int = 2
    days: int = 90
    share: float = 1.0


def find(session: Session, scope: Scope, params: Params) -> Iterator[Finding]:
    """Compounds that the ledger calls done, and claims that an officer marked as contradicted."""
    yield from _compounds(session, scope, params)
    yield from _marked(session, scope)


def _compounds(session: Session, scope: Scope, params: Params) -> Iterator[Finding]:
    since = scope.today - timedelta(days=params.days)
    groups: defaultdict[tuple[str, str, str], list[Reported]] = defaultdict(list)
    for one in reported.between(
        session, since, scope.today, places=scope.places(Complaint.county_code), among=AGAINST
    ):
        if one.compound_number:
            groups[one.region_code, one.county_code, one.compound_number].append(one)
    for (place, county, compound), group in sorted(groups.items()):
        count = session.get(CompoundCount, (county, compound))
        people = reported.independent(group)
        if count is None or not count.homes or count.transfer < params.share * count.homes:
            continue
        if people < params.reporters:
            continue
        row = {
            "claim": "ledger",
            "compound": compound,
            "homes": count.homes,
            "transfer": count.transfer,
            "complaints": len({one.complaint_id for one in group}),
            "reporters": people,
        }
        yield Finding(
            outcome=Outcome.HIT,
            subject=f"{place}:{compound}",
            county_code=county,
            region_code=place,
            compound_number=compound,
            from_complaints=True,
            evidence=[row],
            grounds=[{"complaints": sorted({one.complaint_id for one in group})}],
        )


def _marked(session: Session, scope: Scope) -> Iterator[Finding]:
    """One per claim, however many complaints contradict it."""
    disputes = session.scalars(
        select(Dispute)
        .where(Dispute.status == DisputeStatus.MARKED, scope.places(Dispute.region_code))
        .order_by(Dispute.id)
    ).all()
    claims: defaultdict[tuple[str, str, int], list[Dispute]] = defaultdict(list)
    for one in disputes:
        kind, number = ("commitment", one.commitment_id) if one.commitment_id else ("report", one.report_id)
        claims[one.region_code, kind, number or 0].append(one)
    for (place, kind, number), marks in claims.items():
        claim: Commitment | ProgressReport = (
            session.get_one(Commitment, number)
            if kind == "commitment"
            else session.get_one(ProgressReport, number)
        )
        row = {
            "claim": kind,
            "about": _about(claim),
            "complaints": len({one.complaint_id for one in marks}),
        }
        yield Finding(
            outcome=Outcome.HIT,
            subject=f"{place}:{kind}:{number}",
            county_code=claim.region_code,
            region_code=place,
            from_complaints=True,
            evidence=[row],
            grounds=[{"claim": kind, "disputes": [one.id for one in marks]}],
        )


def _about(claim: Commitment | ProgressReport) -> str:
    if isinstance(claim, Commitment):
        return _("承诺事项 {number}", number=claim.number)
    return _("{day} 进度周报", day=claim.as_of)


def calls(session: Session, subject: str) -> str:
    _place, kind, *number = subject.split(":", 2)
    if not number:
        return kind
    if kind == "commitment":
        return _about(session.get_one(Commitment, int(number[0])))
    return _about(session.get_one(ProgressReport, int(number[0])))


def tells(evidence: Evidence) -> str:
    row = evidence[0]
    if row["claim"] != "ledger":
        return _("{about}被 {n} 件信访件标注有异议。", about=row["about"], n=row["complaints"])
    return _(
        "台账显示该项目 {homes} 套已转移登记 {transfer} 套，仍有 {n} 件信访件反映未办好，"
        "出自 {people} 名举报人。",
        homes=row["homes"],
        transfer=row["transfer"],
        n=row["complaints"],
        people=row["reporters"],
    )


RULE = GroupRule(
    code="PR03",
    version=1,
    chinese="信访与申报不符",
    severity=Lamp.RED,
    sees="台账或申报称已办完的项目，仍有群众反映没有办好；或者申报被标注有异议。",
    condition="台账中项目的转移登记比例达到设定比例，且设定天数内反映推诿超期、虚报进度、代收税费、强制代办、办理不规范的举报人达到设定人数；或承诺、周报已被标注有异议。",
    why="申报已完成而群众说没有，可能是虚报进度。",
    innocent=(
        "反映的是另一栋楼或另一事项",
        "反映之后才办结，信访件尚未办结",
        "反映人本人尚未申请登记",
    ),
    source="专项行动“以群众满意为标准”；人数、天数为判断，待核",
    data=(
        Datum("信访件的类别、项目编号", "信访岗"),
        Datum("登记台账的项目编号、转移登簿时间", "登记机构"),
    ),
    needs=frozenset({Shape.LEDGER}),
    rests_on=frozenset({Shape.LEDGER}),
    daily=True,
    from_complaints=True,
    params=lambda session: Params(),
    knobs={
        "reporters": Knob("人", 1, 20),
        "days": Knob("天", 7, 365),
        "share": Knob("（比例）", 0.5, 1.0),
    },
    terms={
        "claim": "申报",
        "ledger": "登记台账",
        "commitment": "承诺事项",
        "report": "进度周报",
        "about": "有异议的申报",
        "compound": "项目编号",
        "homes": "台账套数",
        "transfer": "转移登记",
        "complaints": "信访件（件）",
        "reporters": "举报人（人）",
        "days": "天数",
        "share": "完成比例",
    },
    tells=tells,
    calls=calls,
    find=find,
)
