"""失实澄清: whoever verified that a complaint was untrue clears whom it named, with the papers."""

from collections.abc import Sequence

import streamlit as st
from sqlalchemy.orm import Session

from dashboard import on_paper
from dashboard.closing_forms import act_and_close
from dashboard.handing_out import offer
from dashboard.step_forms import StepForms
from dashboard.widgets import closing, empty, head, line, md_escape
from reports.documents import clarification_approval, clarification_letter
from supervision import clock
from supervision.conduct import clarifications, complaints
from supervision.conduct.categories import Finding
from supervision.conduct.clarifications import WORKFLOW, Clarification, Manner, Trigger
from supervision.conduct.complaints import Complaint
from supervision.office.people import Officer, Role
from supervision.words import _

STEPS = StepForms(Clarification, WORKFLOW, sealed=True)
SHOWN = 20


def clearing(session: Session, me: Officer) -> None:
    with line():
        head(_("失实澄清"), _("谁核实谁澄清；当面、会议、通报澄清的，同时出具书面澄清函"))
        st.space("stretch")
        if me.holds(Role.INSPECTOR):
            with st.popover(_("提出澄清"), key=closing("clarify"), icon=":material/verified:"):
                _propose(session, me)
    found = session.scalars(clarifications.readable_by(me).limit(SHOWN)).all()
    if not found:
        empty(_("没有您在知情范围内的澄清。"))
    for one in found:
        with st.container(border=True, gap="xsmall"):
            with line():
                st.markdown(
                    f"**{md_escape(one.number)}**　{md_escape(one.manner.label)}　"
                    f":gray[{md_escape(one.status.label)}]",
                    width=320,
                )
                st.text(f"{one.complaint.number}　{one.trigger.label}", width="stretch")
                offer(
                    f"{one.number}{_('审批表')}.docx",
                    lambda _reason, it=one: clarification_approval.write(it).save(),  # type: ignore[misc]  # a default in a lambda
                    me=me,
                    key=f"clarify-{one.id}-approval",
                    label=_("审批表"),
                    about=one,
                )
                offer(
                    f"{one.number}{_('澄清函')}.docx",
                    lambda _reason, it=one: clarification_letter.write(it).save(),  # type: ignore[misc]  # a default in a lambda
                    me=me,
                    key=f"clarify-{one.id}-letter",
                    label=_("澄清函"),
                    about=one,
                )
            said = one.words
            st.text(f"{said['who']}　{said.get('post', '')}")
            st.text(_("失实的具体问题：{words}", words=said["allegation"]))
            st.text(_("核实结论：{words}", words=said["finding"]))
            STEPS.bar(session, one, me)


def choose(session: Session, me: Officer, findings: Sequence[Finding], key: str) -> int | None:
    """One of the concluded complaints that the officer knows of, with such a finding."""
    known = complaints.visible_to(me).where(Complaint.finding.in_(findings)).limit(200)
    names = {
        one.id: one.number for one in session.scalars(known) if key != "clarify" or one.handler_id == me.id
    }
    if not names:
        empty(_("没有可选的件：须是您在知情范围内、已办结、核实失实的。"))
        return None
    return st.selectbox(
        _("信访件（必填）"),
        list(names),
        index=None,
        format_func=lambda number: names[number],
        placeholder=_("请选择"),
        key=f"{key}-complaint",
    )


def _propose(session: Session, me: Officer) -> None:
    about = choose(session, me, clarifications.UNTRUE, "clarify")
    if about is None:
        return
    who = on_paper.text_input(
        _("澄清对象（必填）"), key="clarify-who", placeholder=_("姓名或单位名称"), max_chars=60
    )
    post = on_paper.text_input(
        _("单位及职务"), key="clarify-post", placeholder=_("例如：市登记中心科员"), max_chars=60
    )
    allegation = on_paper.text_area(
        _("失实的具体问题（必填，不得写出举报人）"),
        key="clarify-allegation",
        placeholder=_("例如：收取群众材料费"),
        height=68,
        most=1000,
    )
    finding = on_paper.text_area(
        _("核实结论（必填）"),
        key="clarify-finding",
        placeholder=_("例如：材料费系打印店收取，与其无关"),
        height=68,
        most=1000,
    )
    trigger = st.selectbox(
        _("澄清事由"), list(Trigger), format_func=lambda one: one.label, key="clarify-trigger"
    )
    manner = st.selectbox(
        _("澄清方式"), list(Manner), format_func=lambda one: one.label, key="clarify-manner"
    )
    agreed = st.checkbox(_("已征求澄清对象意见，同意澄清"), key="clarify-agreed")
    sure = st.checkbox(_("已通读：文字不能指向举报人"), key="clarify-sure")
    if st.button(_("提出澄清"), key="clarify-go", type="primary", disabled=not sure):
        act_and_close(
            "clarify",
            lambda s, by: Clarification.propose(
                s,
                s.get_one(Complaint, about),
                who=who,
                post=post,
                allegation=allegation,
                finding=finding,
                trigger=Trigger(trigger or Trigger.REPUTATION),
                manner=Manner(manner or Manner.WRITTEN),
                agreed=agreed,
                by=by,
            ),
            me=me,
            done=_("已提出，待审核"),
        )


def _clear(_session: Session, one: Clarification, me: Officer) -> None:
    key = STEPS.key("clear", one)
    number = st.text_input(_("澄清函文号（必填）"), key=f"{key}-no", placeholder="〔2026〕1号", max_chars=30)
    day = st.date_input(
        _("澄清日期（必填）"),
        value=clock.today(),
        min_value=one.proposed_on,
        max_value=clock.today(),
        format="YYYY-MM-DD",
        key=f"{key}-day",
    )
    STEPS.take(
        "clear",
        one,
        me,
        lambda _s, it, by: it.clear(by=by, letter_no=number, on=day or clock.today()),
    )


STEPS.worded(
    "check",
    "审核意见（必填）",
    "例如：同意，建议会议澄清",
    lambda it, by, said: it.check(by=by, opinion=said),
)
STEPS.worded(
    "approve", "批准意见（必填）", "例如：同意澄清", lambda it, by, said: it.approve(by=by, opinion=said)
)
STEPS.worded(
    "turn_down", "理由（必填）", "例如：影响范围很小", lambda it, by, said: it.turn_down(by=by, opinion=said)
)
STEPS.add({"clear": _clear})
