"""Registering what came in: whose matter it is stands before any field for content."""

from typing import Any

import streamlit as st
from sqlalchemy.orm import Session
from streamlit.delta_generator import DeltaGenerator

from dashboard import complaint_fields, scoping
from dashboard.change import attempt, say
from dashboard.complaint_fields import KEY
from dashboard.widgets import empty, head, md_escape
from supervision.conduct import hand_offs, registering
from supervision.conduct.categories import Jurisdiction
from supervision.conduct.complaints import Complaint
from supervision.conduct.hand_offs import HandOff
from supervision.office.people import Officer
from supervision.office.time_limits import Deadline
from supervision.office.units import Unit
from supervision.words import _

WHAT_THEN = {
    Jurisdiction.OWN: "登记后由本机关受理",
    Jurisdiction.LOWER: "登记后转送下级机关",
    Jurisdiction.HIGHER: "原件密封径送，不录入任何内容",
    Jurisdiction.OWN_PRINCIPAL: "原件密封径送上一级，不录入任何内容",
    Jurisdiction.OUTSIDE: "登记后转有关单位，并告知",
}


def show(session: Session, me: Officer) -> None:
    """The gate, and behind it either the content-free hand-off or the form."""
    gate, clock_here = st.columns(2, gap="medium")
    with gate:
        head(_("登记来件"), _("先问管理权限，再填内容"))
    jurisdiction = gate.radio(
        _("反映的是谁（必填）"),
        list(Jurisdiction),
        index=None,
        format_func=lambda one: one.label,
        captions=[_(WHAT_THEN[one]) for one in Jurisdiction],
        key=f"{KEY}-jurisdiction",
    )
    if jurisdiction is None:
        empty(_("选定管理权限之前，不能填写任何内容。"))
    elif jurisdiction.sealed:
        _hand_off(session, jurisdiction, me, clock_here)
    else:
        _complaint(session, jurisdiction, me, clock_here)
    if st.button(_("返回列表"), key=f"{KEY}-leave"):
        _leave()


def _hand_off(session: Session, jurisdiction: Jurisdiction, me: Officer, clock_here: DeltaGenerator) -> None:
    """No field here takes words: a number and a day."""
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


def _complaint(session: Session, jurisdiction: Jurisdiction, me: Officer, clock_here: DeltaGenerator) -> None:
    came, about = st.columns(2, gap="medium")
    with came:
        said = complaint_fields.came(session, jurisdiction, me)
    with about:
        said |= complaint_fields.about(session, me)
    limit = registering.limit_for(
        jurisdiction=jurisdiction,
        kind=said["kind"],
        identity=said["identity"],
        duplicate=said["duplicate_of"] is not None,
    )
    with clock_here:
        _clock(limit.due(session, said["received_on"]) if limit else None)
    if st.button(_("登记"), key=f"{KEY}-complaint", type="primary"):
        made = attempt(lambda session, by: _register(session, by, jurisdiction, said), me=me)
        if made:
            say(_("已登记 {number}", number=made[0][1]))
            _leave(complaint=str(made[0][0]))


def _register(
    session: Session, by: Officer, jurisdiction: Jurisdiction, said: dict[str, Any]
) -> tuple[int, str]:
    more = {name: value for name, value in said.items() if name not in ("unit", "duplicate_of")}
    unit, first = said["unit"], said["duplicate_of"]
    made = registering.register(
        session,
        by=by,
        jurisdiction=jurisdiction,
        accused_unit=session.get_one(Unit, unit) if unit else None,
        duplicate_of=session.get_one(Complaint, first) if first else None,
        **more,
    )
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
    """Nothing of what was typed stays behind."""
    for key in [key for key in st.session_state if str(key).startswith(f"{KEY}-")]:
        del st.session_state[key]
    scoping.go(**query)
