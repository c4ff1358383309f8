"""The steps of handling a complaint: given, signed for, concluded, given back, archived."""

from datetime import date

import streamlit as st
from sqlalchemy.orm import Session

from dashboard.complaint_acts import STEPS
from dashboard.step_forms import Form
from dashboard.widgets import empty
from supervision import clock
from supervision.conduct import standing_in
from supervision.conduct.categories import Finding, ReturnReason
from supervision.conduct.complaints import Complaint
from supervision.office.people import Officer
from supervision.office.time_limits import RESULT_FEEDBACK
from supervision.words import _


def _assign(session: Session, complaint: Complaint, me: Officer) -> None:
    """The inspectors of this place who may take it."""
    names = {one.id: one.name for one in standing_in.handlers(session, complaint)}
    to = st.selectbox(
        _("承办人（必填）"),
        list(names),
        index=None,
        format_func=lambda number: names[number],
        placeholder=_("本机关监督检查岗"),
        key=f"{STEPS.key('assign', complaint)}-to",
    )
    empty(_("承办人由此进入本件的知情范围。登记人、被反映人和已回避的人不在名单中。"))
    if to is not None:
        STEPS.take(
            "assign", complaint, me, lambda session, it, by: it.assign(to=session.get_one(Officer, to), by=by)
        )


def _sign_for(_session: Session, complaint: Complaint, me: Officer) -> None:
    empty(_("签收后由您承办；移交人和签收人都记入经过。"))
    STEPS.take("sign_for", complaint, me, lambda _s, it, by: it.sign_for(by=by), primary=True)


def _conclude(session: Session, complaint: Complaint, me: Officer) -> None:
    key = STEPS.key("conclude", complaint)
    finding = st.selectbox(
        _("核实结论（必填）"),
        list(Finding),
        index=None,
        format_func=lambda one: one.label,
        placeholder=_("请选择"),
        key=f"{key}-finding",
    )
    said = STEPS.words("conclude", complaint, _("办理结果（必填，加密保存）"), _("查明的事实、依据和处理"))
    if complaint.feedback_owed:
        working = "；".join(RESULT_FEEDBACK.due(session, clock.today()).lines)
        empty(_("办结后须向检举控告人反馈：{clock}", clock=working))
    if finding is not None:
        STEPS.take(
            "conclude",
            complaint,
            me,
            lambda session, it, by: it.conclude(session, finding=Finding(finding), outcome=said, by=by),
        )


def _ask_return(_session: Session, complaint: Complaint, me: Officer) -> None:
    key = STEPS.key("ask_return", complaint)
    reason = st.radio(
        _("退回理由（必填）"),
        list(ReturnReason),
        index=None,
        format_func=lambda one: one.label,
        key=f"{key}-reason",
    )
    today = clock.today()
    day: date | None = st.date_input(
        _("集体研究日期（必填）"),
        value=today,
        min_value=complaint.received_on,
        max_value=today,
        format="YYYY-MM-DD",
        key=f"{key}-day",
    )
    empty(_("须经集体研究，报分管领导批准后退回信访部门（检举控告工作规则第17条）。"))
    if reason is not None:
        STEPS.take(
            "ask_return",
            complaint,
            me,
            lambda _s, it, by: it.ask_return(reason=ReturnReason(reason), discussed_on=day or today, by=by),
        )


def _asked(complaint: Complaint) -> None:
    if complaint.return_reason and complaint.discussed_on:
        empty(
            _(
                "承办人于 {day} 集体研究后提出退回：{reason}。",
                day=f"{complaint.discussed_on:%Y-%m-%d}",
                reason=complaint.return_reason.label,
            )
        )


def _approve_return(_session: Session, complaint: Complaint, me: Officer) -> None:
    _asked(complaint)
    STEPS.take("approve_return", complaint, me, lambda _s, it, by: it.approve_return(by=by), primary=True)


def _refuse_return(_session: Session, complaint: Complaint, me: Officer) -> None:
    _asked(complaint)
    STEPS.take("refuse_return", complaint, me, lambda _s, it, by: it.refuse_return(by=by))


def _archive(_session: Session, complaint: Complaint, me: Officer) -> None:
    empty(_("归档由未登记、未承办本件的人复核后办理。"))
    STEPS.take("archive", complaint, me, lambda _s, it, by: it.archive(by=by), primary=True)


FORMS: dict[str, Form[Complaint]] = {
    "assign": _assign,
    "sign_for": _sign_for,
    "conclude": _conclude,
    "ask_return": _ask_return,
    "approve_return": _approve_return,
    "refuse_return": _refuse_return,
    "archive": _archive,
}
