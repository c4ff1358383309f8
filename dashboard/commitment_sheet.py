"""One commitment in full: target, claimed beside verified, dates, evidence, and what was done to it."""

from datetime import date

import streamlit as st
from sqlalchemy.orm import Session

from dashboard import commitment_acts, dispute_marks
from dashboard.handing_out import offer
from dashboard.theme import chip
from dashboard.widgets import empty, go_to, head, line, md_escape
from supervision import clock
from supervision.accountability import orders
from supervision.accountability.orders import Order
from supervision.office.lamps import Lamp
from supervision.office.people import Officer
from supervision.quantities import UNKNOWN, Quantity
from supervision.responsibility import cross_checks
from supervision.responsibility.assignments import Assignment
from supervision.responsibility.commitment_steps import CONFIDENTIAL, OFFICE_WORDS, OPEN, CommitmentStatus
from supervision.responsibility.commitments import WORKFLOW, Commitment
from supervision.words import _


def show(session: Session, commitment: Commitment, me: Officer) -> None:
    today = clock.today()
    with st.container(border=True, gap="xsmall"):
        with line():
            st.markdown(
                f"**{md_escape(commitment.number)}**　{md_escape(commitment.title)}　"
                f"{chip(commitment.lamp(today))}　:gray[{commitment.status.label}]"
            )
            st.space("stretch")
            _order_link(session, commitment, me)
        st.caption(md_escape(_whose(commitment)))
        dispute_marks.on(session, commitment, me)
        commitment_acts.bar(session, commitment, me)
    facts, papers = st.columns([1.5, 1], gap="small")
    with facts.container(border=True, gap="xsmall", height="stretch"):
        _amounts(session, commitment)
        _dates(commitment, today)
    with papers.container(border=True, gap="xsmall", height="stretch"):
        _evidence(commitment, me)
        _assignment(session, commitment, me)
    with st.container(border=True, gap="xxsmall"):
        _past(commitment, me)


def _whose(commitment: Commitment) -> str:
    unknown = _(UNKNOWN)
    return _(
        "{unit} · 责任领导 {leader} · 经办人 {handler} · 措施 {measures} · 所需佐证 {evidence}",
        unit=commitment.unit.name,
        leader=commitment.leader or unknown,
        handler=commitment.handler or unknown,
        measures=commitment.measures or _("未填"),
        evidence=commitment.evidence_required or _("未填"),
    )


def _amounts(session: Session, commitment: Commitment) -> None:
    """Claimed, verified by a person, and what the ledger shows; a guess is called one."""
    head(_("申报与核对"))
    check = cross_checks.of(session, commitment)
    wanted, claimed, verified, ledger = st.columns(4)
    target = "—" if commitment.target is None else str(commitment.wanted)
    wanted.metric(_("目标"), target, help=_("交办时确定的数量和计量单位"))
    claimed.metric(_("申报"), str(commitment.claimed), help=_("责任单位最近一次填报的累计数"))
    verified.metric(_("核实"), str(commitment.verified), help=_("核实人按佐证材料逐项核对后的数"))
    ledger.metric(
        _("台账"),
        str(check.verified) if check else "—",
        help=_("登记台账中本单位所在地同一事项、同一截止日的套数；只核对以套计量的登记事项"),
    )
    if check is None:
        empty(_("本事项没有可比的登记台账数。"))
    elif check.lamp is Lamp.UNKNOWN:
        st.markdown(f"{chip(check.lamp)}　{_('该地登记台账未导入，无法核对。')}")
    elif check.lamp is Lamp.RED:
        said = _(
            "截至 {day}，申报超出台账 {n}，超过容许差（0.5% 与 20 套取大者）。",
            day=f"{check.as_of:%Y-%m-%d}",
            n=check.difference,
        )
        st.markdown(f"{chip(check.lamp)}　{md_escape(said)}")
    if commitment.subject_guessed:
        st.caption(
            md_escape(
                _(
                    "事项类别按名称推定为“{subject}”，{unknown}。",
                    subject=commitment.subject.label,
                    unknown=_(UNKNOWN),
                )
            )
        )


def _dates(commitment: Commitment, today: date) -> None:
    head(_("时限"))
    first = _("首次时限 {day}", day=_day(commitment.due_on))
    if commitment.extended_to:
        first += _("，现时限 {day}", day=_day(commitment.extended_to))
    st.text(first + "　" + remaining(commitment, today))
    if commitment.status is CommitmentStatus.DRAFT:
        st.text(_("尚未交办"))
        return
    signed = _("交办 {day}", day=_day(commitment.issued_on))
    signed += _("，认领期限 {day}", day=_day(commitment.acknowledge_due_on))
    signed += _("，认领 {day}", day=_day(commitment.acknowledged_on))
    st.text(signed)
    for asked in commitment.extensions:
        st.text(
            _(
                "延期申请：延至 {day}，{why}（{status}）",
                day=_day(asked.until),
                why=asked.because,
                status=asked.status.label,
            )
        )


def remaining(commitment: Commitment, today: date) -> str:
    """超期 23 天, 还剩 3 天, or 已申请销号 where the date passed with the office."""
    left = commitment.time_left(today)
    if commitment.status not in OPEN or commitment.deadline is None:
        return "—"
    if left is None:
        return _("已申请销号")
    return _("超期 {n} 天", n=-left) if left < 0 else _("还剩 {n} 天", n=left)


def _evidence(commitment: Commitment, me: Officer) -> None:
    head(_("进展与佐证"), _("{n} 份材料", n=len(commitment.files)))
    if not commitment.stated:
        empty(_("责任单位尚未填报。"))
    for entry in reversed(commitment.stated[-6:]):
        amount = Quantity(entry.amount, commitment.wanted.measure)
        said = str(amount) if entry.amount is not None else ""
        paper = entry.paper.words if entry.paper else ""
        st.text("　".join(part for part in (_day(entry.as_of), said, entry.text or "", paper) if part))
    files = {file.id: file for file in commitment.files}
    if files:
        chosen = st.selectbox(
            _("佐证材料"),
            list(files),
            format_func=lambda number: files[number].name,
            key=f"evidence-{commitment.id}",
        )
        offer(
            files[chosen].name,
            lambda _reason: files[chosen].read(),
            me=me,
            key=f"evidence-{commitment.id}-{chosen}",
            label=_("取出材料"),
        )


def _assignment(session: Session, commitment: Commitment, me: Officer) -> None:
    """The paper it was handed over with, as it was stored; never written again."""
    assignment = session.get(Assignment, commitment.assignment_id) if commitment.assignment_id else None
    if assignment is None or assignment.file is None:
        return
    file = assignment.file
    head(_("任务交办单"), assignment.number)
    offer(
        file.name,
        lambda _reason: file.read(),
        me=me,
        key=f"assignment-{assignment.id}",
        label=_("取出交办单"),
    )


def _order_link(session: Session, commitment: Commitment, me: Officer) -> None:
    newest = session.scalars(
        orders.visible_to(me).where(Order.commitment_id == commitment.id).limit(1)
    ).first()
    if newest:
        go_to("accountability.orders", _("督办文书 {name} ›", name=newest.name), order=str(newest.id))
    elif commitment.is_overdue(clock.today()) and not me.is_unit:
        go_to("accountability.orders", _("起草督办通知书 ›"), draft=str(commitment.id))


def _past(commitment: Commitment, me: Officer) -> None:
    """经过; a unit's account is not shown what may come from a complaint."""
    shown = [one for one in commitment.history if not (me.is_unit and one.verb in CONFIDENTIAL)]
    head(_("经过"), _("{n} 条", n=len(shown)))
    for event in reversed(shown):
        with line():
            st.caption(f"{event.at.astimezone(clock.OFFICE):%Y-%m-%d %H:%M}", width=112)
            note = "" if me.is_unit and event.verb in OFFICE_WORDS else event.note
            st.text(
                f"{event.by.name}　{WORKFLOW.labels.get(event.verb, event.verb)}　{note}", width="stretch"
            )


def _day(day: date | None) -> str:
    return f"{day:%Y-%m-%d}" if day else _(UNKNOWN)
