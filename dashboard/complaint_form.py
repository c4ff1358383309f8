"""Registering what came in: whose matter it is stands before any field for content."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import streamlit as st
from sqlalchemy.orm import Session
from streamlit.delta_generator import DeltaGenerator

from dashboard import (
    accused_fields,
    alike_list,
    attachment_fields,
    complaint_fields,
    scoping,
    typed_drafts,
)
from dashboard.accused_fields import Asked
from dashboard.change import act, attempt, say
from dashboard.complaint_fields import KEY
from dashboard.widgets import empty, head, md_escape
from supervision import clock
from supervision.conduct import attachments, drafts, hand_offs, passing_on, registering, similar
from supervision.conduct.accused import first_of
from supervision.conduct.categories import Jurisdiction
from supervision.conduct.complaints import Complaint
from supervision.conduct.drafts import Form
from supervision.conduct.hand_offs import HandOff
from supervision.conduct.similar import Told
from supervision.office import networks
from supervision.office.people import Officer
from supervision.office.time_limits import Deadline
from supervision.words import _

#: What stood in the form when the gate opened again, for as long as the window is open and nowhere else.
SHOWN = f"{KEY}-shown"


def show(session: Session, me: Officer) -> None:
    """The gate, and behind it either the content-free hand-off or the form."""
    gate, clock_here = st.columns(2, gap="medium")
    with gate:
        head(_("登记来件"), _("先问管理权限，再填内容"))
        if _draft(session, me):
            return
    with gate:
        asked = accused_fields.gate(session, me)
    jurisdiction = accused_fields.decides(asked)
    if jurisdiction is None:
        _take_back()
        if len(asked) > 1 and complaint_fields.kept():
            empty(_("先选定每一名的管理权限，再继续填写：已填的内容还在，附件须重新选择。"))
        else:
            empty(_("选定管理权限之前，不能填写任何内容。"))
    elif jurisdiction.sealed:
        st.session_state.pop(SHOWN, None)
        st.session_state[complaint_fields.KEPT] = {}
        _hand_off(session, jurisdiction, me, clock_here, many=len(asked) > 1)
    else:
        _complaint(session, asked, me, clock_here)
    if st.button(_("返回列表"), key=f"{KEY}-leave"):
        _leave()


def _draft(session: Session, me: Officer) -> bool:
    """What was typed before a refresh, to go on with or to throw away first."""
    draft = None if complaint_fields.KEPT in st.session_state else drafts.of(session, me)
    if draft is None:
        st.session_state.setdefault(complaint_fields.KEPT, {})
        return False
    saved = draft.saved_at.astimezone(clock.OFFICE)
    st.text(_("有一件未登记的草稿（{hour} 自动保存）", hour=_hour(saved)))
    with st.container(horizontal=True, gap="small"):
        if st.button(_("继续填写"), key=f"{KEY}-go-on"):
            typed = dict(draft.typed)
            _forget()
            st.session_state[complaint_fields.KEPT] = typed
            typed_drafts.go_on_with(draft, key=KEY)
            st.rerun()
        if st.button(_("删除草稿"), key=f"{KEY}-drop"):
            act(lambda session, by: drafts.drop(session, by=by), me=me, done=_("已删除草稿"))
        if st.button(_("返回列表"), key=f"{KEY}-leave"):
            _leave()
    return True


def _hour(saved: datetime) -> str:
    """Of today the hour alone: the calendar on the wall of a demo home is another."""
    today = clock.machine_now().astimezone(clock.OFFICE).date() == saved.date()
    return f"{saved:%H:%M}" if today else f"{saved:%m-%d %H:%M}"


def _hand_off(
    session: Session, jurisdiction: Jurisdiction, me: Officer, clock_here: DeltaGenerator, *, many: bool
) -> None:
    """No field here takes words: a number and a day. Nor may a draft keep any."""
    if many:
        empty(_("其中一名为“{whose}”，以最高的管理权限为准：全件密封径送。", whose=jurisdiction.label))
    if drafts.of(session, me):
        attempt(lambda session, by: drafts.drop(session, by=by), me=me)
    empty(_("不拆封、不复制、不摘抄、不录入（检举控告工作规则第 15 条）。此处没有填写内容的地方。"))
    number, day = st.columns(2, gap="medium")
    envelope = number.number_input(
        _("信封编号（必填，只填数字）"),
        min_value=1,
        max_value=10**12,
        value=None,
        step=1,
        placeholder=_("例如：2022011"),
        key=f"{KEY}-envelope",
    )
    with day:
        received_on = complaint_fields.received_on()
    with clock_here:
        _clock(hand_offs.limit_for(jurisdiction).due(session, received_on))
    if st.button(_("登记径送件"), key=f"{KEY}-hand-off", type="primary", disabled=envelope is None):
        made = attempt(
            lambda session, by: (
                HandOff.register(
                    session,
                    jurisdiction=jurisdiction,
                    envelope_no=str(envelope),
                    by=by,
                    received_on=received_on,
                ).number
            ),
            me=me,
        )
        if made:
            say(_("已登记 {number}", number=made[0]))
            _leave()


def _complaint(session: Session, asked: Sequence[Asked], me: Officer, clock_here: DeltaGenerator) -> None:
    if networks.holds_content():
        st.caption(
            _(
                "所填内容加密自动保存七天，刷新后可继续填写；举报人姓名、联系方式、证件号和附件不存草稿，"
                "刷新后须重填。"
            )
        )
    left, right = st.columns(2, gap="medium")
    with left:
        said = complaint_fields.came()
    with right:
        said |= complaint_fields.about(session, me)
    with left:
        said["accused"] = accused_fields.classes(asked, f"{said['text']}\n{said['summary']}")
    with right:
        if networks.holds_content():
            alike_list.beside(session, _told(said), me)
        said["duplicate_of"] = complaint_fields.earlier(session, me)
        files = attachment_fields.chosen(KEY) if networks.holds_content() else []
    level = accused_fields.decides(asked)
    assert level
    decides = first_of(accused_fields.named(session, said["accused"]), level)
    limit = passing_on.limit_for(
        jurisdiction=decides.jurisdiction,
        kind=decides.kind,
        identity=said["identity"],
        duplicate=said["duplicate_of"] is not None,
    )
    with clock_here:
        _clock(limit.due(session, said["received_on"]) if limit else None)
    st.session_state[SHOWN] = _typed(said)
    if networks.holds_content():
        _keep(me, said)
    if st.button(_("登记"), key=f"{KEY}-complaint", type="primary"):
        made = attempt(lambda session, by: _register(session, by, said, files), me=me)
        if made:
            say(_("已登记 {number}", number=made[0][1]))
            _leave(complaint=str(made[0][0]))


def _told(said: dict[str, Any]) -> Told:
    """What is typed so far, to look for others like it."""
    return Told(
        county_code=said["county_code"],
        received_on=said["received_on"],
        words=similar.joined(said["summary"], said["text"]),
        compound_number=said["compound_number"],
        accused=tuple(one["name"] for one in said["accused"] if one["name"]),
        name=said.get("name", ""),
        phone=said.get("phone", ""),
        id_number=said.get("id_number", ""),
    )


def _typed(said: dict[str, Any]) -> dict[str, str]:
    typed = {name: str(value) for name, value in said.items() if value}
    return typed | {"accused": json.dumps(said["accused"], ensure_ascii=False)}


def _take_back() -> None:
    """Where one more is named, the form waits for the level; its fields then start from what stood there."""
    if shown := st.session_state.pop(SHOWN, None):
        st.session_state[complaint_fields.KEPT] = shown


def _keep(me: Officer, said: dict[str, Any]) -> None:
    """Save what is typed as it changes; nothing before there is something to lose."""
    typed = {name: value for name, value in _typed(said).items() if name not in drafts.IDENTITY}
    worth = typed.keys() & {"summary", "text", "compound_number", "duplicate_of", "source", "source_number"}
    named = any(one["name"] or one["post"] or one["category"] for one in said["accused"])
    if worth or named or len(said["accused"]) > 1:
        typed_drafts.keep(me, typed, form=Form.COMPLAINT, key=KEY)


def _register(
    session: Session, by: Officer, said: dict[str, Any], files: Sequence[tuple[str, bytes]]
) -> tuple[int, str]:
    """The complaint and what came with it, or neither."""
    more = {name: value for name, value in said.items() if name not in ("accused", "duplicate_of")}
    first = said["duplicate_of"]
    made = registering.register(
        session,
        by=by,
        accused=accused_fields.named(session, said["accused"]),
        duplicate_of=session.get_one(Complaint, first) if first else None,
        **more,
    )
    if files:
        attachments.keep(session, made, files, by=by)
    return made.id, made.number


def _clock(deadline: Deadline | None) -> None:
    """The clock, shown before anything is saved."""
    head(_("时限"), _("登记前先看"))
    if deadline is None:
        empty(_("本件无法定告知期限：匿名件、重复件不告知。"))
        return
    due = _("期限 {day}", day=deadline.due_on or _("待日历"))
    st.markdown(f"**{md_escape(due)}**")
    st.caption("  \n".join(md_escape(sentence) for sentence in deadline.lines))


def _leave(**query: str) -> None:
    """Nothing of what was typed stays behind in this window; what was not registered is in the draft."""
    _forget()
    scoping.go(**query)


def _forget() -> None:
    for key in [key for key in st.session_state if str(key).startswith(f"{KEY}-")]:
        del st.session_state[key]
