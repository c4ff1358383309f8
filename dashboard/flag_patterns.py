"""A pattern: the flags it stands for, opened one by one, or dismissed together for one reason."""

from typing import Any

import streamlit as st
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dashboard import paging, scoping, tables
from dashboard.change import act
from dashboard.widgets import empty, head, md_escape
from supervision.conduct import patterns
from supervision.conduct.flags import WORKFLOW, Flag, FlagStatus
from supervision.conduct.weighing import Reason
from supervision.office.people import Officer
from supervision.words import _

PER_PAGE = 25


def show(session: Session, pattern: Flag, me: Officer) -> None:
    """The records, page by page; what is chosen is dismissed together, each with its own line."""
    waiting = patterns.members(pattern).where(Flag.status == FlagStatus.OPEN)
    number = session.scalar(select(func.count()).select_from(waiting.order_by(None).subquery())) or 0
    head(_("其中的记录"), _("待研判 {n} 条", n=number))
    if not number:
        empty(_("已逐条办结。"))
        return
    key = f"pattern-{pattern.id}"
    page = paging.page(key)
    shown = session.scalars(waiting.limit(PER_PAGE).offset((page - 1) * PER_PAGE)).all()
    names = {flag.id: f"{flag.number}　{flag.called}" for flag in shown}
    columns: dict[str, Any] = {
        "number": tables.text(_("编号"), width=88),
        "subject": tables.text(_("对象"), width=216),
        "told": tables.text(_("发现"), width=260),
    }
    rows = [{"number": flag.number, "subject": flag.called, "told": flag.told} for flag in shown]
    tables.draw(tables.frame(rows, columns), columns, key=f"{key}-rows-{page}", alt=_("其中的记录"))
    paging.turn(key, number, PER_PAGE)
    opened = st.selectbox(
        _("打开一条"),
        list(names),
        index=None,
        format_func=lambda one: names[one],
        placeholder=_("选择一条，看它的佐证"),
        key=f"{key}-open-{page}",
    )
    if opened:
        scoping.look_at(flag=str(opened))
        st.rerun()
    _dismiss(pattern, names, me, key=f"{key}-{page}")


def _dismiss(pattern: Flag, names: dict[int, str], me: Officer, *, key: str) -> None:
    chosen = st.multiselect(
        _("选中的记录"),
        list(names),
        format_func=lambda one: names[one],
        placeholder=_("可多选"),
        key=f"{key}-chosen",
    )
    whole = st.checkbox(_("本页全部"), key=f"{key}-whole")
    reason = st.selectbox(
        _("排除理由"),
        list(Reason),
        index=None,
        format_func=lambda one: one.label,
        placeholder=_("排除时必选"),
        key=f"{key}-reason",
    )
    because = st.text_area(
        _("研判意见（必填）"), placeholder=_("对选中的记录都成立的理由"), height=68, key=f"{key}-because"
    )
    numbers = list(names) if whole else chosen
    if st.button(
        _("排除选中的 {n} 条", n=len(numbers)),
        disabled=not numbers or reason is None,
        key=f"{key}-dismiss",
    ):
        place, why = pattern.id, reason
        assert why
        act(
            lambda session, by: patterns.dismiss(
                session, session.get_one(Flag, place), numbers, reason=why, because=because, by=by
            ),
            me=me,
            done=_("已排除 {n} 条", n=len(numbers)),
        )
    st.caption(
        md_escape(_("{verb}的每一条各记一行经过，留下理由和办理人。", verb=WORKFLOW.labels["dismiss"]))
    )
