"""SW01: a matter lies too long with a department, goes to and fro, or a promise is long overdue."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from supervision.conduct import reported
from supervision.conduct.categories import Category
from supervision.conduct.complaints import Complaint
from supervision.conduct.reported import Reported
from supervision.conduct.rules import Datum, Evidence, Finding, GroupRule, Knob, Outcome, Scope
from supervision.delivery.node_steps import NodeStep
from supervision.delivery.snapshots import Shape
from supervision.office import time_limits
from supervision.office.lamps import Lamp
from supervision.responsibility import commitments
from supervision.responsibility.commitments import Commitment, CommitmentStatus
from supervision.responsibility.extensions import ExtensionStatus
from supervision.words import _

WORK = (Category.SLOW_WORK, Category.INFLATED)


@dataclass(frozen=True)
class Params:
    overdue: int = 15
    severe: int = 60
    bounces: int = 3
    extensions: int = 2
    reports: int = 2
    relapse: int = 90


def find(session: Session, scope: Scope, params: Params) -> Iterator[Finding]:
    """Matters between departments, promises, and what was closed and is complained of again."""
    yield from _between_departments(session, scope, params)
    yield from _promises(session, scope, params)
    yield from _relapses(session, scope, params)


def _between_departments(session: Session, scope: Scope, params: Params) -> Iterator[Finding]:
    """What waits for a court or an applicant stands still, and is nobody's delay."""
    steps = session.scalars(
        select(NodeStep).where(scope.places(NodeStep.county_code)).order_by(NodeStep.id)
    ).all()
    items: defaultdict[tuple[str, str], list[NodeStep]] = defaultdict(list)
    for step in steps:
        items[step.county_code, step.item].append(step)
    for (county, item), stays in items.items():
        bounced = sum(step.returned_on is not None for step in stays)
        late = [
            (step, days)
            for step in stays
            if not step.waiting_for and (days := _days_late(session, step, scope.today)) > 0
        ]
        subject, compound = f"item:{item}"[:120], stays[0].compound_number
        if not late and bounced < params.bounces:
            if not scope.whole:
                yield Finding(outcome=Outcome.CLEAR, subject=subject, county_code=county)
            continue
        rows: list[dict[str, Any]] = [
            {"kind": "node", "item": item, "who": step.department, "days": days, "bounced": bounced}
            for step, days in late
        ] or [{"kind": "node", "item": item, "who": stays[-1].department, "days": 0, "bounced": bounced}]
        longest = max(row["days"] for row in rows)
        yield Finding(
            outcome=Outcome.HIT,
            subject=subject,
            county_code=county,
            compound_number=compound,
            evidence=rows,
            grounds=[{"item": item, "who": sorted(row["who"] for row in rows), "bounced": bounced}],
            severity=Lamp.RED if longest > params.severe else Lamp.YELLOW,
        )


def _days_late(session: Session, step: NodeStep, today: date) -> int:
    """Days after its due date; without one the statutory time of registration counts (TL25)."""
    due = step.due_on or time_limits.REGISTRATION.due_on(session, step.received_on)
    end = step.done_on or step.returned_on or today
    return (end - due).days if due else 0


def _promises(session: Session, scope: Scope, params: Params) -> Iterator[Finding]:
    standing = session.scalars(
        select(Commitment)
        .where(scope.places(Commitment.region_code), commitments.standing())
        .order_by(Commitment.id)
    ).all()
    for one in standing:
        late = -(one.days_left(scope.today) or 0) if one.is_overdue(scope.today) else 0
        granted = sum(each.status is ExtensionStatus.GRANTED for each in one.extensions)
        subject = f"commitment:{one.unit_id}:{one.number}"[:120]
        if late > params.overdue or granted >= params.extensions:
            row = {
                "kind": "promise",
                "item": one.number,
                "who": one.unit.name,
                "days": late,
                "granted": granted,
            }
            yield Finding(
                outcome=Outcome.HIT,
                subject=subject,
                county_code=one.region_code,
                evidence=[{"kind": "promise"} | row],
                grounds=[{"item": one.number, "due_on": str(one.deadline), "granted": granted}],
                severity=Lamp.RED if late > params.severe else Lamp.YELLOW,
            )
        elif not scope.whole:
            yield Finding(outcome=Outcome.CLEAR, subject=subject, county_code=one.region_code)


def _relapses(session: Session, scope: Scope, params: Params) -> Iterator[Finding]:
    """Complaints about the unit of a closed promise, received after it was closed."""
    since = scope.today - timedelta(days=params.relapse)
    by_unit: defaultdict[tuple[str, int], list[Reported]] = defaultdict(list)
    for one in reported.between(
        session, since, scope.today, places=scope.places(Complaint.county_code), among=WORK
    ):
        if one.unit_id is not None:
            by_unit[one.region_code, one.unit_id].append(one)
    if not by_unit:
        return
    closed = session.scalars(
        select(Commitment)
        .where(
            scope.places(Commitment.region_code),
            Commitment.status == CommitmentStatus.CLOSED,
            Commitment.unit_id.in_({unit for _place, unit in by_unit}),
        )
        .order_by(Commitment.id)
    ).all()
    for (place, unit), found in sorted(by_unit.items()):
        for promise in closed:
            if promise.unit_id != unit:
                continue
            day = next((line.at.date() for line in reversed(promise.history) if line.verb == "close"), None)
            later = [one for one in found if day and one.received_on >= day]
            if reported.independent(later) >= params.reports:
                row = {"kind": "relapse", "item": promise.number, "who": promise.unit.name, "days": 0}
                yield Finding(
                    outcome=Outcome.HIT,
                    subject=f"relapse:{place}:{promise.id}",
                    county_code=promise.region_code,
                    region_code=place,
                    from_complaints=True,
                    evidence=[row | {"complaints": len({one.complaint_id for one in later})}],
                    grounds=[{"complaints": sorted({one.complaint_id for one in later})}],
                )


def calls(session: Session, subject: str) -> str:
    kind, _apart, rest = subject.partition(":")
    last = rest.partition(":")[2]
    if kind == "item":
        return _("事项 {item}", item=rest)
    number = session.get_one(Commitment, int(last)).number if kind == "relapse" else last
    return _("承诺事项 {number}", number=number)


def tells(evidence: Evidence) -> str:
    row = evidence[0]
    if row["kind"] == "relapse":
        return _(
            "{unit}的承诺事项 {item} 已销号，此后又有 {n} 件信访件反映。",
            unit=row["who"],
            item=row["item"],
            n=row["complaints"],
        )
    if row["kind"] == "promise":
        if row["days"] > 0:
            return _(
                "{unit}的承诺事项 {item} 已超期 {n} 天。", unit=row["who"], item=row["item"], n=row["days"]
            )
        return _(
            "{unit}的承诺事项 {item} 已延期 {n} 次。", unit=row["who"], item=row["item"], n=row["granted"]
        )
    said = [_("在{who}超过时限 {n} 天", who=one["who"], n=one["days"]) for one in evidence if one["days"] > 0]
    if row["bounced"]:
        said.append(_("被退回 {n} 次", n=row["bounced"]))
    return _("事项 {item}：{said}。", item=row["item"], said="，".join(said))


RULE = GroupRule(
    code="SW01",
    version=1,
    chinese="推诿扯皮、超期或反弹",
    severity=Lamp.YELLOW,
    sees="事项在部门之间超过时限或多次退回，承诺事项长期超期、多次延期，或者销号以后又有反映。",
    condition=(
        "部门流转超过办理时限（未定的按 30 个工作日），等待法院或申请人的不计；或退回达到设定次数；"
        "或承诺超期超过设定天数；或批准延期达到设定次数；或已销号事项的单位在设定天数内又被设定数量的信访件反映。"
    ),
    why="推诿扯皮、超期和反弹，是“登记难”的作风原因。",
    innocent=(
        "等待法院裁判或申请人补正，暂停未登记",
        "职责分歧已正式提请协调",
        "反映的是另一个问题",
    ),
    source="不动产登记暂行条例第 20 条；专项行动“盯责任”；天数、次数为判断，待核",
    data=(
        Datum("部门流转记录", "各责任部门"),
        Datum("承诺事项的完成时限、延期", "各责任单位"),
        Datum("信访件的被反映单位", "信访岗"),
    ),
    needs=frozenset({Shape.NODE_STEPS, Shape.COMMITMENTS}),
    rests_on=frozenset({Shape.NODE_STEPS}),
    daily=True,
    params=lambda session: Params(),
    knobs={
        "overdue": Knob("天", 0, 180),
        "severe": Knob("天", 1, 365),
        "bounces": Knob("次", 1, 20),
        "extensions": Knob("次", 1, 10),
        "reports": Knob("件", 1, 20),
        "relapse": Knob("天", 7, 365),
    },
    terms={
        "kind": "情形",
        "node": "部门流转",
        "promise": "承诺事项",
        "relapse": "销号后反弹",
        "item": "事项",
        "who": "部门或单位",
        "days": "超过（天）",
        "bounced": "退回（次）",
        "granted": "延期（次）",
        "complaints": "信访件（件）",
        "overdue": "超期天数",
        "severe": "列为红灯的天数",
        "bounces": "退回次数",
        "extensions": "延期次数",
        "reports": "反映件数",
    },
    tells=tells,
    calls=calls,
    find=find,
)
