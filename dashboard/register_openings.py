"""应急查阅: asked by one, opened by another for some hours, looked at by a third."""

import streamlit as st
from sqlalchemy.orm import Session

from dashboard import on_paper
from dashboard.closing_forms import act_and_close
from dashboard.confirming import confirm_password
from dashboard.step_forms import StepForms
from dashboard.widgets import closing, empty, head, line, md_escape
from supervision.clock import OFFICE
from supervision.conduct.break_glass import MOST_HOURS, WORKFLOW, Opening, OpeningStatus, readable_by
from supervision.office.people import Officer
from supervision.words import _

STEPS = StepForms(Opening, WORKFLOW, sealed=True)
SHOWN = 20


def show(session: Session, me: Officer) -> None:
    with line():
        head(_("应急查阅"), _("一人申请、另一人开启，到时自动关闭，次日由第三人复核"))
        st.space("stretch")
        with st.popover(_("申请应急查阅"), key=closing("opening-ask"), icon=":material/lock_open:"):
            _ask(me)
    found = session.scalars(readable_by(me).limit(SHOWN)).all()
    if not found:
        empty(_("没有应急查阅。"))
    for one in found:
        with st.container(border=True, gap="xsmall"):
            with line():
                st.markdown(f"**{md_escape(one.number)}**　:gray[{md_escape(_state(one))}]", width=260)
                st.text(
                    _(
                        "{name}　{number}　{hours} 小时　{at}",
                        name=one.asker.name,
                        number=one.complaint.number,
                        hours=one.hours,
                        at=f"{one.asked_at.astimezone(OFFICE):%Y-%m-%d %H:%M}",
                    ),
                    width="stretch",
                )
            st.text(_("事由：{words}", words=one.because))
            for name, label in (("refused", _("不予批准")), ("opinion", _("复核意见"))):
                if words := one.words.get(name):
                    st.text(f"{label}：{words}")
            STEPS.bar(session, one, me)


def _ask(me: Officer) -> None:
    number = st.text_input(
        _("信访件编号（必填）"), key="opening-number", placeholder="XF-140300-2026-0001", max_chars=30
    )
    hours = st.number_input(
        _("时限（小时）"), min_value=1, max_value=MOST_HOURS, value=4, key="opening-hours"
    )
    because = on_paper.text_area(
        _("事由（必填，加密保存）"),
        key="opening-because",
        placeholder=_("例如：承办人突发疾病，须今天答复"),
        height=68,
        most=1000,
    )
    if st.button(_("申请"), key="opening-go", type="primary"):
        act_and_close(
            "opening-ask",
            lambda s, by: Opening.ask(s, number=number, hours=int(hours), because=because, by=by),
            me=me,
            done=_("已申请，等另一人批准"),
        )


def _open(_session: Session, one: Opening, me: Officer) -> None:
    empty(_("开启后 {hours} 小时内有效，到时自动关闭。", hours=one.hours))
    identity = st.checkbox(
        _("同时准予查看举报人信息（须您本人有权查看）"), key=f"{STEPS.key('open', one)}-identity"
    )
    asked = confirm_password(me, key=f"{STEPS.key('open', one)}-confirm")
    if STEPS.asked("open", one) and asked.holds():
        STEPS.go(
            "open", one, me, lambda s, it, by: it.open(s, by=by, password=asked.typed, identity=identity)
        )


def _state(one: Opening) -> str:
    if one.status is OpeningStatus.OPENED and one.until:
        until = f"{one.until.astimezone(OFFICE):%m-%d %H:%M}"
        return _("已开启至 {until}", until=until) if one.is_running else _("已到时关闭，待复核")
    return one.status.label


STEPS.add({"open": _open})
STEPS.worded(
    "refuse", "理由（必填）", "例如：可由其他承办人办理", lambda it, by, said: it.refuse(by=by, because=said)
)
STEPS.worded(
    "review",
    "复核意见（必填）",
    "例如：确有必要，未超范围",
    lambda it, by, said: it.review(by=by, opinion=said),
)
