"""One clue, for those on its list: whom it is about, its clock, what each said, and every signature."""

from collections.abc import Callable

import streamlit as st
from sqlalchemy.orm import Session

from dashboard import clock_panel, clue_disposal_acts
from dashboard.handing_out import offer
from dashboard.theme import chip
from dashboard.widgets import empty, go_to, head, line, md_escape
from reports.documents import clue_register_form, disposal_approval, distribution_approval
from reports.paper import Paper
from supervision import clock
from supervision.clock import OFFICE
from supervision.conduct import clue_registering, complaints, hand_overs
from supervision.conduct.clue_alerts import Alerts
from supervision.conduct.clues import WORKFLOW, Clue
from supervision.conduct.complaints import Complaint
from supervision.conduct.disposals import Disposal
from supervision.conduct.hand_overs import HandOver
from supervision.office.people import Officer
from supervision.words import _

PAPERS = (
    (clue_register_form.TITLE, clue_register_form.write),
    (distribution_approval.TITLE, distribution_approval.write),
    (disposal_approval.TITLE, disposal_approval.write),
)


def show(session: Session, clue: Clue, me: Officer, alerts: Alerts) -> None:
    with st.container(border=True, gap="xsmall"):
        with line():
            about = clue.category.label if clue.category else clue.source.label
            st.markdown(
                f"**{md_escape(clue.number)}**　{md_escape(about)}　"
                f"{chip(alerts.lamp(clue, clock.today()))}　:gray[{md_escape(clue.status.label)}]"
            )
            st.space("stretch")
            for title, write in PAPERS:
                _paper(clue, title, write, me)
        _article_22(clue)
        clue_disposal_acts.bar(session, clue, me)
    clock_panel.show(session, clue, me)
    facts, said = st.columns([1, 1.2], gap="small")
    with facts.container(border=True, gap="xxsmall", height="stretch"):
        _facts(clue)
        _whence(session, clue, me)
    with said.container(border=True, gap="xsmall", height="stretch"):
        _clock(session, clue)
        head(_("主要问题"), _("加密保存；不得转给或者告知被反映的单位、人员"))
        if clue.destroyed:
            empty(_("已移出，内容已销毁，只留编号和日期。"))
        else:
            st.text(clue.summary)
            if clue.text:
                st.text(clue.text)
    for one in reversed(clue.disposals):
        _disposal(clue, one)
    with st.container(border=True, gap="xxsmall"):
        _hands(clue)


def _paper(clue: Clue, title: str, write: Callable[[Clue], Paper], me: Officer) -> None:
    offer(
        f"{clue.number}{title}.docx",
        lambda _reason: write(clue).save(),
        me=me,
        key=f"clue-{clue.id}-{title}",
        label=title.removeprefix(_("问题线索")),
        about=clue,
    )


def _article_22(clue: Clue) -> None:
    """What leaders of subordinate areas ask for; said before anything else."""
    if clue.leadership is None or clue.disposal_reported_no:
        return
    done = _("线索已报告（{number}），处置情况尚未报告。", number=clue.reported_no or "")
    st.warning(
        md_escape(
            _("{kind}：须及时报告上一级纪委（监督执纪工作规则第22条）。", kind=clue.leadership.label)
            + (done if clue.reported_no else _("尚未报告。"))
        )
    )


def _facts(clue: Clue) -> None:
    who = clue.accused
    unit = clue.accused_unit.name if clue.accused_unit else ""
    rows = (
        (_("收到"), f"{clue.received_on:%Y-%m-%d}"),
        (_("来源"), f"{clue.source.label}　{clue.source_number or ''}"),
        (_("被反映"), f"{clue.subject.label}　{who.name or _('待核')}"),
        (_("单位职务"), f"{unit}{who.post}" or _("待核")),
        (_("职级"), who.rank.label),
        (_("管理权限"), clue.jurisdiction.label),
        (_("属地"), clue.county.full if clue.county else _("待核")),
        (_("项目"), clue.compound_number or _("待核")),
        (_("重要"), _("是") if clue.important else _("否")),
        (_("要结果"), _("是") if clue.result_wanted else _("否")),
        (_("承办"), f"{clue.department or ''}　{clue.handler.name if clue.handler else _('待分办')}"),
        (_("去向"), f"{clue.gone_no}　{clue.gone_on:%Y-%m-%d}" if clue.gone_on else "—"),
    )
    for label, value in rows:
        with line():
            st.markdown(f":gray[{md_escape(label)}]", width=84)
            st.text(value, width="stretch")


def _whence(session: Session, clue: Clue, me: Officer) -> None:
    """The letter, for those on its own list; the flag, where it came from one."""
    known = session.scalars(complaints.visible_to(me).where(Complaint.id == clue.complaint_id)).first()
    if known:
        go_to("conduct.complaints", _("来信 {number} ›", number=known.number), complaint=str(known.id))
    if flag := clue_registering.flag_of(session, clue):
        go_to("conduct.flags", _("疑点 {number} ›", number=flag.number), flag=str(flag.id))


def _clock(session: Session, clue: Clue) -> None:
    deadline = clue.deadline(session)
    head(_("时限"), "" if deadline else _("当前环节无期限"))
    if deadline:
        for sentence in deadline.lines:
            st.caption(md_escape(sentence))


def _disposal(clue: Clue, one: Disposal) -> None:
    opinions = (
        (_("承办部门意见"), "opinion", one.proposed_by.name, one.proposed_on),
        (_("集体研究意见"), "study", one.minutes_no, one.studied_on),
        (_("分管领导意见"), "endorsement", one.endorsed_by.name if one.endorsed_by else "", one.endorsed_on),
        (_("主要负责人意见"), "approval", one.approved_by.name if one.approved_by else "", one.approved_on),
        (_("核查情况"), "finding", one.result.label if one.result else "", one.concluded_on),
    )
    with st.container(border=True, gap="xxsmall"):
        head(_("处置 {n}：{way}", n=one.sequence, way=one.way.label), one.form.label if one.form else "")
        for label, what, who, on in opinions:
            if on is None:
                continue
            with line():
                st.markdown(f":gray[{md_escape(label)}]", width=112)
                st.text(f"{on:%Y-%m-%d}　{who or ''}　{one.words(clue, what)}", width="stretch")


def _hands(clue: Clue) -> None:
    """Every signature, newest first, and whether the row of them is whole."""
    whole = _("签名链完整") if hand_overs.unbroken(clue) else _("签名链已被改动，请立即核查")
    head(_("经手签名"), _("{n} 次；{whole}", n=len(clue.hand_overs), whole=whole))
    labels = WORKFLOW.labels
    for one in reversed(clue.hand_overs):
        with line():
            st.caption(f"{one.signed_at.astimezone(OFFICE):%Y-%m-%d %H:%M}", width=112)
            st.text(f"{one.signed_by.name}　{labels[one.verb]}　{_into(one)}　{hand_overs.said(clue, one)}")


def _into(one: HandOver) -> str:
    return _("交 {name}", name=one.into_hands_of.name) if one.into_hands_of else ""
