"""The rarer ways to judge a flag: upheld after the reply, let stand for a time, one with another."""

from datetime import timedelta

import streamlit as st
from sqlalchemy import or_
from sqlalchemy.orm import Session

from dashboard.change import act, change
from dashboard.widgets import empty, md_escape, step_button
from supervision import clock
from supervision.conduct import flags
from supervision.conduct.flags import UNJUDGED, WORKFLOW, Flag, FlagStatus
from supervision.office import units
from supervision.office.people import Officer
from supervision.office.units import Unit
from supervision.words import _, listed

MOST = 50
SPAN = timedelta(days=90)


def more(session: Session, flag: Flag, me: Officer) -> None:
    """What leads on from here beside dismissing, asking the unit and handing over."""
    left, right = st.columns(2, gap="xsmall")
    with left:
        _exception(flag, me)
    with right:
        if flag.status is FlagStatus.REPLIED:
            _uphold(flag, me)
        else:
            _merge(session, flag, me)
    self_reported(session, flag, me)
    _shut(flag, me)


def _shut(flag: Flag, me: Officer) -> None:
    """Why some of these are grey, said once for each reason."""
    last = "uphold" if flag.status is FlagStatus.REPLIED else "merge"
    reasons: dict[str, list[str]] = {}
    for verb in ("propose_exception", last, "mark_self_reported"):
        if why := WORKFLOW.why_not(flag, verb, by=me):
            reasons.setdefault(why, []).append(WORKFLOW.labels[verb])
    said = [_("为何不能{step}：{reason}", step=listed(steps), reason=why) for why, steps in reasons.items()]
    st.caption("  \n".join(md_escape(sentence) for sentence in said))


def decide(flag: Flag, me: Officer) -> None:
    """A second person says whether it may stand."""
    st.text(flag.opinion or "")
    st.caption(md_escape(_("提请认可至 {day}，到期自动恢复待研判。", day=flag.excepted_until)))
    because = st.text_input(_("不予认可的理由"), placeholder=_("不予认可时必填"), key=f"decline-{flag.id}")
    yes, no = st.columns(2, gap="xsmall")
    with yes:
        step_button(flag, WORKFLOW, "except_it", lambda it, by: it.except_it(by=by), me=me)
    with no:
        step_button(
            flag,
            WORKFLOW,
            "decline_exception",
            lambda it, by: it.decline_exception(by=by, because=because),
            me=me,
        )


def take_back(flag: Flag, me: Officer) -> None:
    """What was merged may be another matter after all."""
    if flag.status is FlagStatus.EXCEPTED:
        st.caption(md_escape(_("认可至 {day}，到期自动恢复待研判。", day=flag.excepted_until)))
    if flag.status is FlagStatus.MERGED and flag.merged_into:
        st.text(_("已并入 {number}", number=flag.merged_into.number))
        step_button(flag, WORKFLOW, "split", lambda it, by: it.split(by=by), me=me)


def _exception(flag: Flag, me: Officer) -> None:
    reason = WORKFLOW.why_not(flag, "propose_exception", by=me)
    label = WORKFLOW.labels["propose_exception"]
    with st.popover(label, disabled=reason is not None, help=reason, width="stretch"):
        st.caption(_("规则无从知道、但有正当理由的，经他人批准后在期限内不再提示。"))
        because = st.text_area(
            _("理由（必填）"), placeholder=_("例如：正在补办批准文件"), height=68, key=f"except-why-{flag.id}"
        )
        until = st.date_input(
            _("有效期至"),
            value=clock.today() + SPAN,
            min_value=clock.today() + timedelta(days=1),
            key=f"except-until-{flag.id}",
        )
        if st.button(_("提请批准"), key=f"except-{flag.id}"):
            change(
                flag,
                lambda it, by: it.propose_exception(by=by, because=because, until=until),
                me=me,
                done=_("已提请批准"),
            )


def self_reported(session: Session, flag: Flag, me: Officer) -> None:
    """The unit had told of it by a paper of its own before the rule found it."""
    reason = WORKFLOW.why_not(flag, "mark_self_reported", by=me)
    label = WORKFLOW.labels["mark_self_reported"]
    with st.popover(label, disabled=reason is not None, help=reason, width="stretch"):
        st.caption(_("单位在系统发现以前以书面报告过的：照常研判，但不计入该单位的属实比例。"))
        names = {one.id: one.full_name for one in session.scalars(units.answering_for(flag.county_code))}
        unit = st.selectbox(
            _("自报单位（必填）"),
            list(names),
            index=None,
            format_func=lambda number: names[number],
            placeholder=_("请选择"),
            key=f"self-reported-unit-{flag.id}",
        )
        number = st.text_input(_("自报文号（必填）"), max_chars=30, key=f"self-reported-no-{flag.id}")
        on = st.date_input(
            _("自报日期"),
            value=clock.today(),
            max_value=clock.today(),
            format="YYYY-MM-DD",
            key=f"self-reported-on-{flag.id}",
        )
        flag_id = flag.id
        if st.button(label, key=f"self-reported-{flag.id}", disabled=unit is None):
            act(
                lambda session, by: session.get_one(Flag, flag_id).mark_self_reported(
                    by=by, unit=session.get_one(Unit, unit), paper_no=number, on=on
                ),
                me=me,
                done=_("已登记单位自报"),
            )


def _uphold(flag: Flag, me: Officer) -> None:
    reason = WORKFLOW.why_not(flag, "uphold", by=me)
    with st.popover(WORKFLOW.labels["uphold"], disabled=reason is not None, help=reason, width="stretch"):
        because = st.text_area(
            _("认定的事实（必填）"),
            placeholder=_("例如：单位回复确无批准文件"),
            height=68,
            key=f"uphold-why-{flag.id}",
        )
        if st.button(_("认定属实"), key=f"uphold-{flag.id}"):
            change(flag, lambda it, by: it.uphold(by=by, because=because), me=me, done=_("已认定属实"))


def _merge(session: Session, flag: Flag, me: Officer) -> None:
    """Into another open flag that may be the same matter: one chosen, and why."""
    reason = WORKFLOW.why_not(flag, "merge", by=me)
    with st.popover(WORKFLOW.labels["merge"], disabled=reason is not None, help=reason, width="stretch"):
        others = session.scalars(
            flags.visible_to(me)
            .where(
                Flag.county_code == flag.county_code,
                Flag.id != flag.id,
                Flag.status.in_(UNJUDGED),
                Flag.pattern.is_(False),
                Flag.derived_from_complaint == flag.derived_from_complaint,
                or_(
                    Flag.compound_number == flag.compound_number,
                    Flag.subject == flag.subject,
                    Flag.rule_code == flag.rule_code,
                ),
            )
            .limit(MOST)
        ).all()
        if not others:
            empty(_("本县（市、区）没有同一项目、同一对象或同一规则的另一条未办结疑点。"))
            return
        names = {one.id: f"{one.number} {one.rule_code} {one.title}　{one.called}" for one in others}
        chosen = st.selectbox(
            _("并入哪一条（必选）"),
            list(names),
            index=None,
            placeholder=_("请选择"),
            format_func=lambda number: names[number],
            key=f"merge-into-{flag.id}",
        )
        because = st.text_input(
            _("理由（必填）"), placeholder=_("例如：同一套房屋的同一件事"), key=f"merge-why-{flag.id}"
        )
        number = flag.id
        if st.button(_("并入"), key=f"merge-{flag.id}", disabled=chosen is None):
            act(
                lambda session, by: session.get_one(Flag, number).merge(
                    session.get_one(Flag, chosen), by=by, because=because
                ),
                me=me,
                done=_("已并入"),
            )
