"""One line of the day's agenda, and where the lines come from: each noun's own list of what is open."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from supervision.accountability import orders
from supervision.accountability.orders import Order, OrderStatus
from supervision.briefings import briefings
from supervision.briefings.briefing_steps import WORKFLOW as BRIEFING_STEPS
from supervision.briefings.briefing_steps import BriefingStatus
from supervision.briefings.briefings import Briefing
from supervision.conduct import flags
from supervision.conduct.flags import Flag, FlagStatus
from supervision.intake import imports
from supervision.intake.imports import Import, ImportStatus
from supervision.jobs import JOBS
from supervision.labels import Labelled
from supervision.office import job_runs, regions
from supervision.office.job_runs import RUNNERS
from supervision.office.lamps import Lamp
from supervision.office.people import Officer, Role
from supervision.office.regions import Region
from supervision.office.workflow import Workflow
from supervision.responsibility import commitments
from supervision.responsibility.commitment_steps import WITH_OFFICE, CommitmentStatus
from supervision.responsibility.commitments import Commitment
from supervision.words import _

MOST = 7
SOON = 3
STEPS = {CommitmentStatus.CLOSE_REQUESTED: "verify", CommitmentStatus.VERIFIED: "close"}


class Kind(Labelled):
    """What sort of thing waits."""

    FLAG = "flag", "疑点"
    COMMITMENT = "commitment", "承诺"
    COMPLAINT = "complaint", "投诉"
    CLUE = "clue", "线索"
    ORDER = "order", "文书"
    BRIEFING = "briefing", "简报"
    IMPORT = "import", "导入"
    DATA = "data", "数据"
    JOB = "job", "任务"


@dataclass(frozen=True, kw_only=True)
class Item:
    """One line: lamp, what it is, how long is left, and the page where it is done."""

    lamp: Lamp
    kind: Kind
    text: str
    left: int | None
    verb: str
    page: str
    query: Mapping[str, str] = field(default_factory=dict)
    mine: bool = False

    @property
    def time_left(self) -> str:
        if self.left is None:
            return ""
        if self.left < 0:
            return _("超期 {n} 天", n=-self.left)
        return _("今天到期") if self.left == 0 else _("还剩 {n} 天", n=self.left)


def open_flags(session: Session, me: Officer, at: str, today: date) -> Iterator[Item]:
    waiting = flags.visible_to(me).where(
        Flag.status.in_((FlagStatus.OPEN, FlagStatus.REPLIED)), regions.within(Flag.region_code, at)
    )
    names = _names(session)
    for flag in session.scalars(_soonest(waiting, Flag.due_on)):
        replied = flag.status is FlagStatus.REPLIED
        yield Item(
            lamp=flag.severity,
            kind=Kind.FLAG,
            text=_(
                "{rule} {title}，{county}",
                rule=flag.rule_code,
                title=flag.title,
                county=names.get(flag.county_code, flag.county_code),
            ),
            left=days_left(flag.reply_due_on if replied else flag.due_on, today),
            verb=_("复核") if replied else _("研判"),
            page="conduct.flags",
            query={"flag": str(flag.id)},
            mine=may(flags.WORKFLOW, flag, "dismiss", by=me),
        )


def open_commitments(session: Session, me: Officer, at: str, today: date) -> Iterator[Item]:
    """What the unit owes and is late with, and what lies with the office to be verified or closed."""
    inside = commitments.visible_to(me).where(regions.within(Commitment.region_code, at))
    due = func.coalesce(Commitment.extended_to, Commitment.due_on)
    late = _soonest(inside.where(commitments.overdue(today)), due)
    with_us = _soonest(inside.where(Commitment.status.in_(WITH_OFFICE)), due)
    for one in (*session.scalars(late), *session.scalars(with_us)):
        step = {CommitmentStatus.CLOSE_REQUESTED: "verify", CommitmentStatus.VERIFIED: "close"}.get(
            one.status
        )
        yield Item(
            lamp=one.lamp(today) or Lamp.BLUE,
            kind=Kind.COMMITMENT,
            text=_("{unit}“{title}”", unit=one.unit.full_name, title=one.title),
            left=one.time_left(today),
            verb=commitments.WORKFLOW.labels[step] if step else _("查看"),
            page="responsibility.commitments",
            query={"commitment": str(one.id)},
            mine=may(commitments.WORKFLOW, one, step, by=me) if step else one.region_code == me.region_code,
        )


def open_orders(session: Session, me: Officer, at: str, today: date) -> Iterator[Item]:
    """Not signed yet, not served yet, not answered in time, answered and not evaluated."""
    steps = {
        OrderStatus.DRAFT: "check",
        OrderStatus.CHECKED: "sign",
        OrderStatus.SIGNED: "serve",
        OrderStatus.SERVED: "reply",
        OrderStatus.REPLIED: "accept_reply",
    }
    waiting = orders.visible_to(me).where(Order.status.in_(steps), regions.within(Order.region_code, at))
    for order in session.scalars(_soonest(waiting, Order.reply_due_on)):
        served = order.status is OrderStatus.SERVED
        left = days_left(order.reply_due_on, today) if served else None
        if served and left is not None and left > SOON:
            continue
        yield Item(
            lamp=by_time(left),
            kind=Kind.ORDER,
            text=_(
                "督办通知书 {name}，{unit}，{status}",
                name=order.name,
                unit=order.unit.full_name,
                status=order.status.label,
            ),
            left=left,
            verb=orders.WORKFLOW.labels[steps[order.status]],
            page="accountability.orders",
            query={"order": str(order.id)},
            mine=may(orders.WORKFLOW, order, steps[order.status], by=me),
        )


def open_briefings(session: Session, me: Officer, at: str) -> Iterator[Item]:
    steps = {BriefingStatus.DRAFT: "check", BriefingStatus.CHECKED: "sign"}
    waiting = briefings.visible_to(me).where(
        Briefing.status.in_(steps), regions.within(Briefing.region_code, at)
    )
    for one in session.scalars(waiting.limit(SOON)):
        step = steps[one.status]
        yield Item(
            lamp=Lamp.BLUE,
            kind=Kind.BRIEFING,
            text=_(
                "{place}{kind}（{edition}），截至 {day}，{status}",
                place=one.region_name,
                kind=one.kind.label,
                edition=one.edition.label,
                day=f"{one.end:%Y-%m-%d}",
                status=one.status.label,
            ),
            left=None,
            verb=BRIEFING_STEPS.labels[step],
            page="briefings.briefings",
            query={"briefing": str(one.id)},
            mine=may(BRIEFING_STEPS, one, step, by=me),
        )


def open_imports(session: Session, me: Officer, at: str) -> Iterator[Item]:
    waiting = imports.visible_to(me).where(
        Import.status == ImportStatus.REHEARSED, regions.within(Import.region_code, at)
    )
    for one in session.scalars(waiting.limit(SOON)):
        yield Item(
            lamp=Lamp.BLUE,
            kind=Kind.IMPORT,
            text=_("“{name}”已试读，尚未入库", name=one.file.name),
            left=None,
            verb=_("确认"),
            page="intake.imports",
            query={"import": str(one.id)},
            mine=may(imports.WORKFLOW, one, "accept", by=me),
        )


def failed_jobs(session: Session, me: Officer) -> Iterator[Item]:
    """What should have run by itself and did not: nobody else would notice."""
    for run in job_runs.failed(session) if me.holds(*RUNNERS, Role.LEADER, Role.PRINCIPAL) else ():
        yield Item(
            lamp=Lamp.RED,
            kind=Kind.JOB,
            text=_("“{job}”最近一次运行失败", job=JOBS[run.job].title if run.job in JOBS else run.job),
            left=None,
            verb=_("查看"),
            page="office.jobs",
            mine=me.holds(*RUNNERS),
        )


def _soonest(found: Select[Any], due: Any) -> Select[Any]:
    """The first few by date; where none is set, at the end."""
    return found.order_by(None).order_by(due.is_(None), due).limit(MOST)


def may(workflow: Workflow[Any], record: Any, verb: str, *, by: Officer) -> bool:
    return workflow.why_not(record, verb, by=by) is None


def days_left(due_on: date | None, today: date) -> int | None:
    return (due_on - today).days if due_on else None


def by_time(left: int | None) -> Lamp:
    if left is None or left > SOON:
        return Lamp.BLUE
    return Lamp.RED if left < 0 else Lamp.YELLOW


def _names(session: Session) -> dict[str, str]:
    return {one.code: one.name for one in session.scalars(select(Region))}
