"""One complaint, for those on its list: facts, the clock with its working, what it says, what was done."""

from datetime import date

import streamlit as st
from sqlalchemy.orm import Session

from dashboard import (
    clock_panel,
    clue_handing_in,
    complaint_acts,
    complaint_apart,
    complaint_contacts,
    complaint_handling,
    complaint_identity,
    complaint_papers,
    complaint_parts,
    complaint_said,
    dispute_marks,
)
from dashboard.complaint_acts import STEPS
from dashboard.theme import chip
from dashboard.widgets import empty, go_to, head, line, md_escape, past
from supervision import clock
from supervision.conduct import redaction, standing_in
from supervision.conduct.complaint_steps import WORKFLOW, ComplaintStatus
from supervision.conduct.complaints import Complaint
from supervision.office.people import Officer
from supervision.office.time_limits import Deadline
from supervision.words import _

for forms in (
    complaint_acts.FORMS,
    complaint_handling.FORMS,
    complaint_contacts.FORMS,
    complaint_identity.FORMS,
    complaint_apart.FORMS,
    complaint_acts.LAST,
):
    STEPS.add(forms)


def show(session: Session, complaint: Complaint, me: Officer) -> None:
    complaint_apart.read(session, complaint, me)
    with st.container(border=True, gap="xsmall"):
        st.markdown(
            f"**{md_escape(complaint.number)}**　{md_escape(_about(complaint))}　"
            f"{chip(complaint.lamp(clock.today()))}　:gray[{md_escape(complaint.status.label)}]"
        )
        if complaint.destroyed:
            empty(_("本件内容已按规定销毁，只留办理经过。"))
        else:
            complaint_papers.offers(session, complaint, me)
            STEPS.bar(session, complaint, me, hidden=_hidden(complaint, me))
            for sentence in standing_in.substitutes(session, complaint):
                empty(sentence)
    if not complaint.destroyed:
        _content(session, complaint, me)
        clock_panel.show(session, complaint, me)
        complaint_parts.show(session, complaint, me)
        clue_handing_in.show(session, complaint, me)
        dispute_marks.of_complaint(session, complaint, me)
    complaint_apart.show(session, complaint)
    with st.container(border=True, gap="xxsmall"):
        past(complaint, WORKFLOW, me=me)


def _hidden(complaint: Complaint, me: Officer) -> frozenset[str]:
    """Why it may not be given to another matters only until somebody has it."""
    given = complaint.status is not ComplaintStatus.ACCEPTED
    return frozenset({"assign"} if given and WORKFLOW.why_not(complaint, "assign", by=me) else ())


def _about(complaint: Complaint) -> str:
    return "" if complaint.destroyed else complaint.category.label


def _content(session: Session, complaint: Complaint, me: Officer) -> None:
    facts, said = st.columns([1, 1.2], gap="small")
    with facts.container(border=True, gap="xxsmall", height="stretch"):
        _facts(complaint)
    with said.container(border=True, gap="xsmall", height="stretch"):
        _clocks(session, complaint)
        head(_("摘要"), _("加密保存；不得转给或者告知被反映的单位、人员"))
        if words := redaction.told(session, complaint, me):
            st.text(words)
        else:
            empty(_("脱敏摘要尚未由信访岗确认；急需了解内容的，请凭事由查看来件原文，每次都记入经过。"))
        if complaint.finding:
            head(_("办理结果"), complaint.finding.label)
            st.text(complaint.outcome)
    complaint_said.show(complaint)


def _facts(complaint: Complaint) -> None:
    unit, first = complaint.accused_unit, complaint.duplicate_of
    rows = (
        (_("收到"), f"{complaint.received_on:%Y-%m-%d}　{complaint.channel.label}"),
        (_("类别"), f"{complaint.kind.label}　{complaint.identity.label}"),
        (_("管理权限"), complaint.jurisdiction.label),
        (_("被反映单位"), unit.name if unit else _("待核")),
        (_("地点"), complaint.county.full),
        (_("项目"), complaint.compound_number or _("待核")),
        (_("承办人"), complaint.handler.name if complaint.handler else _("未交办")),
        (_("重复于"), first.number if first else _("初次")),
        (_("去向"), _whither(complaint)),
        (_("告知"), _told(complaint)),
    )
    for label, value in rows:
        with line():
            st.markdown(f":gray[{md_escape(label)}]", width=84)
            st.text(value, width="stretch")
    if complaint.compound_number:
        go_to(
            "conduct.flags",
            _("该项目的疑点 ›"),
            region=complaint.county_code,
            compound=complaint.compound_number,
        )


def _whither(complaint: Complaint) -> str:
    if complaint.awaits_receipt:
        return _("{to}（待回执）", to=complaint.passed_to or "")
    if complaint.receipt_no:
        return _("{to}（回执 {number}）", to=complaint.passed_to or "", number=complaint.receipt_no)
    return complaint.passed_to or "—"


def _told(complaint: Complaint) -> str:
    if complaint.noticed_on and complaint.notice_by:
        return f"{complaint.noticed_on:%Y-%m-%d}　{complaint.notice_by.label}"
    return _("尚未告知") if complaint.limit_code else _("不需告知")


def _clocks(session: Session, complaint: Complaint) -> None:
    """The clocks that have ended; those that run stand below, with their days and how to stop them."""
    first, second = complaint.deadline(session), complaint.feedback_deadline(session)
    if not (first or second):
        head(_("时限"), _("本件无法定告知期限"))
    elif complaint.met_on or complaint.fed_back_on:
        head(_("时限"))
    if complaint.met_on:
        _working(first, complaint.met_on)
    if complaint.fed_back_on:
        _working(second, complaint.fed_back_on)


def _working(deadline: Deadline | None, met_on: date | None) -> None:
    if deadline is None:
        return
    if met_on:
        done = _("已于 {day} 办到", day=f"{met_on:%Y-%m-%d}")
        st.caption(md_escape("；".join((done, *deadline.lines))))
        return
    for sentence in deadline.lines:
        st.caption(md_escape(sentence))
