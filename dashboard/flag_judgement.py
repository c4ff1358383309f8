"""What else could explain a flag, and what a person decides: dismiss, ask the unit, or hand to 案管."""

import streamlit as st
from sqlalchemy.orm import Session

from dashboard import consent_asking, flag_exceptions, long_words, slip_replies
from dashboard.change import act, attempt, change
from dashboard.handing_out import offer
from dashboard.widgets import empty, head, md_escape
from reports.documents import check_slip
from supervision import clock
from supervision.conduct import track_records
from supervision.conduct.flag_steps import CLEARED, UPHELD
from supervision.conduct.flags import WORKFLOW, Flag, FlagStatus
from supervision.conduct.weighing import Reason, Weight
from supervision.office import time_limits, units
from supervision.office.people import Officer
from supervision.office.units import Unit
from supervision.words import _

JUDGED = (*UPHELD, *CLEARED, FlagStatus.MERGED, FlagStatus.LAPSED, FlagStatus.THROUGH)

#: More words than these are a paper of its own.
LONGEST = 1000
#: The three ways to judge, by keyboard.
SHORTCUTS = {"send_to_unit": "Alt+S", "dismiss": "Alt+D", "hand_to_cases": "Alt+H"}


def show(session: Session, flag: Flag, me: Officer) -> None:
    if flag.pattern:
        head(_("成片提示"), flag.status.label)
        empty(_("每条记录各有佐证和经过。请在左侧逐条打开，或选中多条按同一理由排除。"))
        return
    _overtaken(flag, me)
    head(_("还有什么能解释"), _("逐项核对后方可认定属实或转案管"))
    for place, explanation in enumerate(flag.rule.explanations):
        _weigh(flag, place, explanation, me)
    st.caption(md_escape(_past(session, flag, me)))
    if flag.status is FlagStatus.SENT:
        _sent(flag, me)
    elif flag.status is FlagStatus.EXCEPTION_PROPOSED:
        flag_exceptions.decide(flag, me)
    elif flag.status in JUDGED:
        _judged(flag)
        flag_exceptions.take_back(flag, me)
    else:
        if flag.status is FlagStatus.REPLIED:
            _reply(flag)
        _judge(session, flag, me)
        flag_exceptions.more(session, flag, me)
    if flag.slip:
        _slip(flag, me)


def _overtaken(flag: Flag, me: Officer) -> None:
    """Somebody else took the step first: who and which, and what was typed meanwhile is not lost."""
    seen, lost = f"flag-seen-{flag.id}", f"flag-lost-{flag.id}"
    last = flag.history[-1] if flag.history else None
    if st.session_state.get(seen, flag.status) is not flag.status and last and last.by_id != me.id:
        typed = str(st.session_state.get(f"opinion-{flag.id}", "")).strip()
        st.session_state[lost] = (last.by.name, WORKFLOW.labels[last.verb], typed)
    st.session_state[seen] = flag.status
    if lost not in st.session_state:
        return
    who, step, typed = st.session_state[lost]
    st.warning(md_escape(_("{who}刚刚办理了本条（{step}），您的操作没有生效。", who=who, step=step)))
    if typed:
        st.text_area(_("您填写的意见（未保存，可复制）"), value=typed, disabled=True, key=f"typed-{flag.id}")
    if st.button(_("知道了"), key=f"overtaken-{flag.id}"):
        del st.session_state[lost]
        st.rerun()


def _weigh(flag: Flag, place: int, explanation: str, me: Officer) -> None:
    weight = flag.weights[place]
    with st.container(gap="xxsmall"):
        st.markdown(f"**{place + 1}**　{md_escape(explanation)}")
        chosen = st.segmented_control(
            explanation,
            list(Weight),
            default=weight,
            required=True,
            format_func=lambda one: one.label,
            label_visibility="collapsed",
            disabled=WORKFLOW.why_not(flag, "weigh", by=me) is not None,
            key=f"weigh-{flag.id}-{place}-{weight}",
        )
    if chosen is not None and chosen is not weight:
        number = flag.id
        if attempt(
            lambda session, by: session.get_one(Flag, number).weigh(place, Weight(chosen), by=by), me=me
        ):
            st.rerun()


def _past(session: Session, flag: Flag, me: Officer) -> str:
    counted = track_records.of(session, me)[flag.rule_code].standing
    return _(
        "本规则历来发现 {found} 条：排除 {dismissed}，核实中 {sent}，转案管 {handed}，消失 {lapsed}。",
        found=sum(counted.values()),
        dismissed=counted.get(FlagStatus.DISMISSED, 0),
        sent=counted.get(FlagStatus.SENT, 0) + counted.get(FlagStatus.REPLIED, 0),
        handed=counted.get(FlagStatus.HANDED, 0),
        lapsed=counted.get(FlagStatus.LAPSED, 0),
    )


def _judge(session: Session, flag: Flag, me: Officer) -> None:
    deadline = flag.deadline(session)
    st.caption(
        md_escape(_("首次研判期限 {day}", day=flag.due_on or _("待日历"))),
        help=md_escape("；".join(deadline.lines)),
    )
    opinion = long_words.text_area(
        _("研判意见（必填）"),
        placeholder=_("例如：请责任单位提供追加纳入的批准文件。"),
        height=68,
        most=LONGEST,
        key=f"opinion-{flag.id}",
    )
    unit = _unit(session, flag) if flag.status is FlagStatus.OPEN else None
    reason = st.selectbox(
        _("排除理由"),
        list(Reason),
        index=None,
        format_func=lambda one: one.label,
        placeholder=_("排除时必选"),
        key=f"reason-{flag.id}",
    )
    reasons = {
        verb: WORKFLOW.why_not(flag, verb, by=me) for verb in ("send_to_unit", "dismiss", "hand_to_cases")
    }
    if flag.status is FlagStatus.OPEN:
        if unit is None and reasons["send_to_unit"] is None:
            reasons["send_to_unit"] = _("请先选择责任单位。")
        if unit is not None and reasons["send_to_unit"] is None:
            paper = flag.paper_to(session.get_one(Unit, unit))
            reasons["send_to_unit"] = consent_asking.show(session, paper, me)
        if _button(flag, "send_to_unit", reasons, primary=True):
            number, to, words = flag.id, unit, opinion
            act(lambda s, by: _send(s, number, to, words, by), me=me, done=_sent_toast(session))
    else:
        reasons.pop("send_to_unit")
    if reasons["dismiss"] is None and reason is None:
        reasons["dismiss"] = _("请先选择排除理由。")
    left, right = st.columns(2, gap="xsmall")
    with left:
        if _button(flag, "dismiss", reasons) and reason:
            change(
                flag,
                lambda it, by: it.dismiss(by=by, reason=reason, because=opinion),
                me=me,
                done=_("已排除疑点"),
            )
    with right:
        if _button(flag, "hand_to_cases", reasons):
            st.dialog(_("转案管"))(_confirm_handing)(flag.id, flag.number, opinion, me)
    labels = WORKFLOW.labels
    said = [
        _("为何不能{step}：{reason}", step=labels[verb], reason=why) for verb, why in reasons.items() if why
    ]
    st.caption("  \n".join(md_escape(sentence) for sentence in said))


def _button(flag: Flag, verb: str, reasons: dict[str, str | None], *, primary: bool = False) -> bool:
    return st.button(
        WORKFLOW.labels[verb],
        key=f"{verb}-flags-{flag.id}",
        disabled=bool(reasons[verb]),
        help=reasons[verb],
        type="primary" if primary else "secondary",
        width="stretch",
        shortcut=SHORTCUTS[verb],
    )


def _unit(session: Session, flag: Flag) -> int | None:
    names = {unit.id: unit.name for unit in session.scalars(units.answering_for(flag.county_code))}
    return st.selectbox(
        _("责任单位（转核实时必选）"),
        list(names),
        index=None,
        format_func=lambda number: names[number],
        placeholder=_("请选择"),
        key=f"unit-{flag.id}",
    )


def _send(session: Session, number: int, unit: int | None, words: str, by: Officer) -> None:
    session.get_one(Flag, number).send_to_unit(
        session,
        to=session.get_one(Unit, unit),
        by=by,
        request=words,
        write=lambda it: check_slip.write(it).save(),
    )


def _sent_toast(session: Session) -> str:
    due = time_limits.UNIT_CHECK.due_on(session, clock.today())
    return _("已转核实，{day} 前回复", day=due or _("待日历"))


def _confirm_handing(number: int, name: str, opinion: str, me: Officer) -> None:
    st.text(_("疑点 {name} 将转案管岗。转出后不再由本岗研判，处理情况由案管登记。", name=name))
    yes, no = st.columns(2)
    if yes.button(_("转案管"), key="hand-yes", type="primary", width="stretch"):
        act(
            lambda session, by: session.get_one(Flag, number).hand_to_cases(by=by, because=opinion),
            me=me,
            done=_("已转案管"),
        )
    if no.button(_("再看看"), key="hand-no", width="stretch"):
        st.rerun()


def _sent(flag: Flag, me: Officer) -> None:
    head(_("核实中"), flag.unit.name if flag.unit else "")
    st.caption(
        md_escape(_("{sent} 送出，{due} 前回复", sent=flag.sent_on, due=flag.reply_due_on or _("待日历")))
    )
    st.text(flag.request or "")
    slip_replies.form(flag, me)


def _reply(flag: Flag) -> None:
    paper = flag.reply_paper.words if flag.reply_paper else _("单位账号填报")
    head(_("单位回复"), f"{flag.unit.name if flag.unit else ''}　{paper}")
    st.text(flag.reply_text or "")


def _judged(flag: Flag) -> None:
    head(_("研判结果"), flag.status.label)
    if flag.status is FlagStatus.LAPSED:
        empty(_("数据更正后规则不再触发，由系统标记，未经人工研判。"))
        return
    if flag.reason:
        st.markdown(md_escape(flag.reason.label))
    st.text(flag.opinion or "")
    if flag.reply_text:
        _reply(flag)


def _slip(flag: Flag, me: Officer) -> None:
    slip = flag.slip
    if slip:
        offer(slip.name, lambda _reason: slip.read(), me=me, key=f"slip-{flag.id}", label=_("核实单"))
