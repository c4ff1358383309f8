"""核实单: what a unit was asked about its records, and its answer; how it is judged stays with the office."""

import streamlit as st
from sqlalchemy.orm import Session

from dashboard import paper_fields
from dashboard.change import act
from dashboard.handing_out import offer
from dashboard.widgets import empty, head, line, md_escape
from supervision import clock
from supervision.conduct import flags
from supervision.conduct.flags import WORKFLOW, Flag, FlagStatus
from supervision.office.people import Officer
from supervision.words import _


def show(session: Session, me: Officer) -> None:
    """Those sent to this unit's account, newest first, each with its slip and a form where one is owed."""
    sent = flags.visible_to(me).where(Flag.sent_on.is_not(None)).order_by(None)
    found = session.scalars(sent.order_by(Flag.sent_on.desc(), Flag.id.desc())).all()
    owed = sum(flag.status is FlagStatus.SENT for flag in found)
    head(_("核实单"), _("{n} 件，待回复 {owed} 件", n=len(found), owed=owed))
    if not found:
        empty(_("没有需要核实的事项。"))
    for flag in found:
        _one(flag, me)


def form(flag: Flag, me: Officer) -> None:
    """The unit's answer: typed by its own account, or by an officer from the stamped paper."""
    if why := WORKFLOW.why_not(flag, "reply", by=me):
        empty(_("为何不能登记回复：{reason}", reason=why))
        return
    text = st.text_area(
        _("回复内容（必填）"),
        placeholder=_("写明核实结果和依据") if me.is_unit else _("按盖章回复文件填写"),
        height=68,
        max_chars=2000,
        key=f"reply-text-{flag.id}",
    )
    asked = paper_fields.ask(me, key=f"reply-{flag.id}")
    if st.button(WORKFLOW.labels["reply"], key=f"reply-flags-{flag.id}", type="primary", width="stretch"):
        number = flag.id
        act(
            lambda session, by: session.get_one(Flag, number).reply(
                by=by, text=text, paper=asked.keep(session, by)
            ),
            me=me,
            done=_("已登记回复"),
        )


def _one(flag: Flag, me: Officer) -> None:
    due = _("{sent} 送出，{due} 前回复", sent=flag.sent_on, due=flag.reply_due_on or _("待日历"))
    waiting = flag.status is FlagStatus.SENT
    late = waiting and flag.reply_due_on is not None and flag.reply_due_on < clock.today()
    with line():
        st.text(f"{flag.number}　{flag.title}", width="stretch")
        words = _("逾期未回复") if late else _("待回复") if waiting else _("已回复")
        st.markdown(f":{'red' if late else 'gray'}[{words}]", width="content")
    st.caption(md_escape(due))
    st.text(flag.request or "")
    if flag.slip:
        slip = flag.slip
        offer(slip.name, lambda _reason: slip.read(), me=me, key=f"slip-{flag.id}", label=_("核实单"))
    if waiting:
        form(flag, me)
    elif flag.reply_text:
        st.text(f"{flag.replied_on}　{flag.reply_text}")
