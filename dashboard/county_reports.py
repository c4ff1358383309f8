"""One county's reports: the latest to be judged, and all before it with why they were corrected."""

from collections.abc import Sequence

import streamlit as st
from sqlalchemy.orm import Session
from streamlit.delta_generator import DeltaGenerator

from dashboard import dispute_marks, tables
from dashboard.change import change
from dashboard.handing_out import offer_list
from dashboard.widgets import empty, head, step_button
from supervision.delivery import progress
from supervision.delivery.progress import WORKFLOW, ProgressReport, ProgressStatus
from supervision.delivery.standings import Standing
from supervision.office.people import Officer
from supervision.words import _

EARLIER_SHOWN = 60


def show(session: Session, me: Officer, one: Standing) -> None:
    found = session.scalars(
        progress.visible_to(me).where(ProgressReport.county_code == one.code).limit(EARLIER_SHOWN)
    ).all()
    with st.container(border=True, gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
            head(one.name, _("历次周报 {n} 期", n=len(found)))
            place = st.container(width="content")
        if not found:
            empty(_("该县（市、区）尚未报送。"))
            return
        latest = next((report for report in found if report.status in progress.STANDING), None)
        if latest:
            _judge(me, latest)
            dispute_marks.on(session, latest, me)
        _history(found, place, me)


def _judge(me: Officer, report: ProgressReport) -> None:
    """Take the latest report as checked, or send it back with the reason."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        how = _("电话报数") if report.by_phone else _("表格报送")
        st.text(
            _(
                "{day}　{status}　{how}　报送人 {who}",
                day=f"{report.as_of:%Y-%m-%d}",
                status=report.status.label,
                how=how,
                who=report.reporter or _("待核"),
            )
        )
        st.space("stretch")
        reason = step_button(report, WORKFLOW, "accept", lambda it, by: it.accept(by=by), me=me, primary=True)
        forbidden = WORKFLOW.why_not(report, "send_back", by=me)
        with st.popover(WORKFLOW.labels["send_back"], disabled=bool(forbidden), help=forbidden):
            because = st.text_input(
                _("退回原因（必填）"),
                key=f"send-back-{report.id}",
                placeholder=_("例如：转移登记数与台账不符"),
                max_chars=200,
            )
            if st.button(_("退回"), key=f"send-back-now-{report.id}", disabled=not because.strip()):
                change(
                    report,
                    lambda it, by: it.send_back(by=by, because=because.strip()),
                    me=me,
                    done=_("已退回"),
                )
    if reason and report.status is ProgressStatus.SUBMITTED:
        empty(reason)


def _history(reports: Sequence[ProgressReport], place: DeltaGenerator, me: Officer) -> None:
    columns = {
        "as_of": st.column_config.DateColumn(_("截至"), width=86, format="YYYY-MM-DD"),
        "status": tables.text(_("状态"), width=64),
        "listed": tables.count(_("周报纳入（套）"), 100),
        "first": tables.count(_("首登（套）"), 78),
        "transfer": tables.count(_("转移（套）"), 78),
        "households": tables.count(_("颁证（户）"), 78),
        "stated": tables.rate(_("自报转移率"), 84),
        "again": tables.rate(_("复算转移率"), 84),
        "how": tables.text(_("方式"), width=70),
        "sent_at": tables.text(_("报送时间"), width=126),
        "because": tables.text(_("更正、退回原因"), width=220),
    }
    rows = [
        {
            "as_of": report.as_of,
            "status": report.status.label,
            "listed": report.listed,
            "first": report.first,
            "transfer": report.transfer,
            "households": report.households,
            "stated": report.stated_transfer_rate,
            "again": report.transfer_rate.amount,
            "how": _("电话报数") if report.by_phone else _("表格"),
            "sent_at": report.sent_at or _("待核"),
            "because": _because(report),
        }
        for report in reports
    ]
    with place:
        offer_list(_("历次周报"), columns, lambda: rows, me=me, key="progress-earlier-list")
    tables.draw(tables.frame(rows, columns), columns, key="progress-earlier", alt=_("历次周报"), at_most=8)


def _because(report: ProgressReport) -> str:
    """Why it was sent back or given up, else why it took another's place."""
    if report.status is ProgressStatus.RETURNED:
        return report.history[-1].note
    return report.because or report.note or ""
