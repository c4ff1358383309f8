"""One complaint, for those on its list: facts, the clock with its working, what it says, what was done."""

import streamlit as st
from sqlalchemy.orm import Session

from dashboard import complaint_parts
from dashboard.complaint_acts import STEPS
from dashboard.handing_out import offer
from dashboard.theme import chip
from dashboard.widgets import empty, go_to, head, line, md_escape, past
from reports.documents import complaint_register
from supervision import clock
from supervision.conduct.complaint_steps import WORKFLOW
from supervision.conduct.complaints import Complaint
from supervision.office.people import Officer
from supervision.words import _


def show(session: Session, complaint: Complaint, me: Officer) -> None:
    with st.container(border=True, gap="xsmall"):
        with line():
            st.markdown(
                f"**{md_escape(complaint.number)}**　{md_escape(complaint.category.label)}　"
                f"{chip(complaint.lamp(clock.today()))}　:gray[{md_escape(complaint.status.label)}]"
            )
            st.space("stretch")
            offer(
                f"{complaint.number}.docx",
                lambda _reason: complaint_register.write(complaint).save(),
                me=me,
                key=f"complaint-{complaint.id}",
                label=_("信访件登记表"),
            )
        STEPS.bar(session, complaint, me)
    facts, said = st.columns([1, 1.2], gap="small")
    with facts.container(border=True, gap="xxsmall", height="stretch"):
        _facts(complaint)
    with said.container(border=True, gap="xsmall", height="stretch"):
        _clock(session, complaint)
        head(_("摘要"), _("加密保存；不得转给或者告知被反映的单位、人员"))
        if complaint.destroyed:
            empty(_("本件内容已按规定销毁，只留办理经过。"))
        else:
            st.text(complaint.summary)
    if not complaint.destroyed:
        complaint_parts.show(session, complaint, me)
    with st.container(border=True, gap="xxsmall"):
        past(complaint, WORKFLOW)


def _facts(complaint: Complaint) -> None:
    unit, first = complaint.accused_unit, complaint.duplicate_of
    rows = (
        (_("收到"), f"{complaint.received_on:%Y-%m-%d}　{complaint.channel.label}"),
        (_("类别"), f"{complaint.kind.label}　{complaint.identity.label}"),
        (_("管理权限"), complaint.jurisdiction.label),
        (_("被反映单位"), unit.name if unit else _("待核")),
        (_("地点"), complaint.county.name),
        (_("项目"), complaint.compound_number or _("待核")),
        (_("承办人"), complaint.handler.name if complaint.handler else _("未交办")),
        (_("重复于"), first.number if first else _("初次")),
        (_("去向"), complaint.passed_to or "—"),
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


def _told(complaint: Complaint) -> str:
    if complaint.noticed_on and complaint.notice_by:
        return f"{complaint.noticed_on:%Y-%m-%d}　{complaint.notice_by.label}"
    return _("尚未告知") if complaint.limit_code else _("不需告知")


def _clock(session: Session, complaint: Complaint) -> None:
    deadline = complaint.deadline(session)
    head(_("时限"), "" if deadline else _("本件无法定告知期限"))
    if deadline:
        for sentence in deadline.lines:
            st.caption(md_escape(sentence))
        if complaint.met_on:
            st.caption(md_escape(_("已于 {day} 办到", day=f"{complaint.met_on:%Y-%m-%d}")))
