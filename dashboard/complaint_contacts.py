"""The forms of what is owed to a real-name informant: each names its clock before anything is saved."""

from datetime import date

import streamlit as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from dashboard.complaint_acts import STEPS
from dashboard.confirming import confirm_password
from dashboard.step_forms import Form
from dashboard.widgets import empty, md_escape
from supervision import clock
from supervision.conduct.categories import NoticeBy
from supervision.conduct.complaint_guards import no_second
from supervision.conduct.complaints import Complaint
from supervision.conduct.contacts import Contact
from supervision.office.people import Officer
from supervision.words import _


def _give_notice(session: Session, complaint: Complaint, me: Officer) -> None:
    deadline = complaint.deadline(session)
    if deadline:
        empty("；".join(deadline.lines))
    method, day = _when("give_notice", complaint, since=complaint.received_on)
    STEPS.take("give_notice", complaint, me, lambda _s, it, by: it.give_notice(by=by, method=method, on=day))


def _miss_informant(_session: Session, complaint: Complaint, me: Officer) -> None:
    empty(_("未联系上不停止计时；再次联系上以后登记告知或者反馈。"))
    method, day = _when("miss_informant", complaint, since=complaint.concluded_on or complaint.received_on)
    STEPS.take(
        "miss_informant", complaint, me, lambda _s, it, by: it.miss_informant(by=by, method=method, on=day)
    )


def _give_feedback(session: Session, complaint: Complaint, me: Officer) -> None:
    """By two: the second signs with an account of their own."""
    deadline = complaint.feedback_deadline(session)
    if deadline:
        empty("；".join(deadline.lines))
    key = STEPS.key("give_feedback", complaint)
    second = _second(session, complaint, key)
    method, day = _when("give_feedback", complaint, since=complaint.concluded_on or complaint.received_on)
    said = STEPS.words(
        "give_feedback", complaint, _("反馈内容（必填，加密保存）"), _("只写已向本人说明的结果")
    )
    empty(_("第二人随后用本人账号签名；签名前不能归档。"))
    asked = confirm_password(me, key=f"{key}-sign")
    if STEPS.asked("give_feedback", complaint) and second is not None and asked.holds():
        STEPS.go(
            "give_feedback",
            complaint,
            me,
            lambda session, it, by: it.give_feedback(
                by=by, second=session.get_one(Officer, second), method=method, words=said, on=day
            ),
        )


def _name_second(session: Session, complaint: Complaint, me: Officer) -> None:
    second = _second(session, complaint, STEPS.key("name_second", complaint))
    if second is not None:
        STEPS.take(
            "name_second",
            complaint,
            me,
            lambda session, it, by: it.name_second(to=session.get_one(Officer, second), by=by),
        )


def _countersign(_session: Session, complaint: Complaint, me: Officer) -> None:
    feedback = complaint.last_feedback
    if feedback is None:
        return
    st.caption(md_escape(_head(feedback)))
    st.text(feedback.words(complaint.key, number=complaint.number))
    asked = confirm_password(me, key=f"{STEPS.key('countersign', complaint)}-sign")
    if STEPS.asked("countersign", complaint, primary=True) and asked.holds():
        STEPS.go("countersign", complaint, me, lambda _s, it, by: it.countersign(by=by))


def _object(_session: Session, complaint: Complaint, me: Officer) -> None:
    method, day = _when("object", complaint, since=complaint.fed_back_on or complaint.received_on)
    said = STEPS.words("object", complaint, _("异议（必填，加密保存）"), _("如实记录检举控告人的意见"))
    STEPS.take(
        "object", complaint, me, lambda _s, it, by: it.object(by=by, method=method, words=said, on=day)
    )


def _explain(_session: Session, complaint: Complaint, me: Officer) -> None:
    _waiting(complaint, complaint.pending_objections)
    said = STEPS.words("explain", complaint, _("说明（必填，加密保存）"), _("对异议逐条说明"))
    STEPS.take("explain", complaint, me, lambda _s, it, by: it.explain(by=by, words=said))


def _take_evidence(_session: Session, complaint: Complaint, me: Officer) -> None:
    method, day = _when("take_evidence", complaint, since=complaint.received_on)
    said = STEPS.words(
        "take_evidence", complaint, _("新证据材料（必填，加密保存）"), _("材料名称、份数和要点")
    )
    if complaint.fed_back_on:
        empty(_("已反馈的件登记新证据后恢复办理，核查后重新办结和反馈。"))
    STEPS.take(
        "take_evidence",
        complaint,
        me,
        lambda _s, it, by: it.take_evidence(by=by, method=method, words=said, on=day),
    )


def _verify_evidence(_session: Session, complaint: Complaint, me: Officer) -> None:
    _waiting(complaint, complaint.pending_evidence)
    said = STEPS.words("verify_evidence", complaint, _("核查结果（必填，加密保存）"), _("核查情况和意见"))
    STEPS.take("verify_evidence", complaint, me, lambda _s, it, by: it.verify_evidence(by=by, words=said))


def _when(verb: str, complaint: Complaint, *, since: date) -> tuple[NoticeBy, date]:
    key, today = STEPS.key(verb, complaint), clock.today()
    method = st.segmented_control(
        _("方式（必填）"),
        list(NoticeBy),
        default=NoticeBy.PHONE,
        required=True,
        format_func=lambda one: one.label,
        key=f"{key}-method",
    )
    day = st.date_input(
        _("日期（必填）"),
        value=today,
        min_value=since,
        max_value=today,
        format="YYYY-MM-DD",
        key=f"{key}-day",
    )
    return NoticeBy(method), day or today


def _second(session: Session, complaint: Complaint, key: str) -> int | None:
    """Those of the handling side who may sign beside the handler."""
    here = select(Officer).where(Officer.region_code == complaint.region_code, Officer.active, ~Officer.batch)
    names = {
        one.id: f"{one.name}　{one.posts_label}"
        for one in session.scalars(here.order_by(Officer.id))
        if no_second(complaint, one) is None
    }
    if not names:
        empty(_("本机关没有可以参加反馈的第二人：由分管领导指定一名未登记本件的人员。"))
    return st.selectbox(
        _("一同反馈的第二人（必填）"),
        list(names),
        index=None,
        format_func=lambda number: names[number],
        placeholder=_("承办部门两人一同反馈"),
        key=f"{key}-second",
    )


def _waiting(complaint: Complaint, waiting: list[Contact]) -> None:
    """What is answered now: the oldest first."""
    if waiting:
        st.caption(md_escape(_head(waiting[0])))
        st.text(waiting[0].words(complaint.key, number=complaint.number))


def _head(contact: Contact) -> str:
    return _(
        "{day} {method} {kind}",
        day=f"{contact.held_on:%Y-%m-%d}",
        method=contact.method.label,
        kind=contact.kind.label,
    )


FORMS: dict[str, Form[Complaint]] = {
    "give_notice": _give_notice,
    "give_feedback": _give_feedback,
    "miss_informant": _miss_informant,
    "countersign": _countersign,
    "name_second": _name_second,
    "object": _object,
    "explain": _explain,
    "take_evidence": _take_evidence,
    "verify_evidence": _verify_evidence,
}
