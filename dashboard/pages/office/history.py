"""操作历史: who did what and when, in this place, and whether the chain is whole."""

from collections.abc import Iterable, Iterator
from datetime import datetime, time, timedelta
from typing import Any

import streamlit as st
from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from dashboard import paging, tables
from dashboard.handing_out import offer
from dashboard.pages import Page
from dashboard.sheets_out import workbook
from dashboard.widgets import empty, title_row
from supervision import clock
from supervision.office import acts, exports, history
from supervision.office.acts import Kind
from supervision.office.history import Event
from supervision.office.people import Officer, Role
from supervision.words import _, listed

PER_PAGE, MOST_EXPORTED = 100, 20_000
DAYS_SHOWN = 30


def show(session: Session, me: Officer) -> None:
    head = history.head(session)
    line = _("全链 {n} 条 · 末条摘要 {digest}", n=f"{head.number:,}", digest=head.digest[:16])
    check, take_out = title_row(_("操作历史"), line, buttons=2)
    if check.button(_("核对全链"), key="history-check", icon=":material/link:"):
        _check(session)
    found = _asked(acts.visible_to(me))
    total = session.scalar(select(func.count()).select_from(found.order_by(None).subquery())) or 0
    if not total:
        empty(_("此条件下没有记录。"))
        return
    page = paging.page("history")
    shown = session.scalars(found.limit(PER_PAGE).offset((page - 1) * PER_PAGE))
    columns = _columns()
    tables.draw(
        tables.frame(list(_rows(session, shown, me)), columns),
        columns,
        key="history",
        alt=_("操作历史，新的在前"),
        at_most=24,
    )
    paging.turn("history", total, PER_PAGE)
    with take_out:
        offer(
            _("操作历史.xlsx"),
            lambda reason: workbook(
                _("操作历史"),
                tables.headings(columns),
                _rows(session, session.scalars(found.limit(MOST_EXPORTED)), me),
                officer=me,
                reason=reason,
            ),
            me=me,
            key="history",
        )


def _asked(found: Select[Event]) -> Select[Event]:
    """The filters: what it was about, who did it, in which days."""
    kinds, who, since, until = st.columns([1.4, 1, 1, 1], gap="small", vertical_alignment="bottom")
    chosen = kinds.multiselect(
        _("事项"),
        list(Kind),
        format_func=lambda kind: kind.label,
        key="history-kinds",
        placeholder=_("全部事项"),
    )
    name = who.text_input(_("经办人"), key="history-name", placeholder=_("姓名或账号"), max_chars=40)
    today = clock.today()
    first = since.date_input(
        _("自"), value=today - timedelta(days=DAYS_SHOWN), key="history-since", format="YYYY-MM-DD"
    )
    last = until.date_input(_("至"), value=today, key="history-until", format="YYYY-MM-DD")
    found = found.where(
        Event.at >= datetime.combine(first, time.min, tzinfo=clock.OFFICE),
        Event.at < datetime.combine(last + timedelta(days=1), time.min, tzinfo=clock.OFFICE),
    )
    if chosen:
        found = found.where(Event.kind.in_([str(kind) for kind in chosen]))
    if name.strip():
        asked = name.strip()
        found = found.where(Officer.name.contains(asked, autoescape=True) | (Officer.login == asked.lower()))
    return found


def _check(session: Session) -> None:
    broken = list(history.breaks(session))
    if broken:
        numbers = listed(str(number) for number in broken[:10])
        st.error(
            _("链条在第 {numbers} 条处断开：该处记录被改动或删除过。请立即报告安全管理员。", numbers=numbers)
        )
    else:
        st.text(_("已逐条核对 {n} 条，链条完整，未见改动或缺失。", n=f"{history.lines(session):,}"))


def _columns() -> dict[str, Any]:
    return {
        "number": tables.number(_("序号"), width=70, format="%d"),
        "at": tables.text(_("时间"), width=130),
        "by": tables.text(_("经办人"), width=110),
        "kind": tables.text(_("事项"), width=100),
        "subject": tables.number(_("编号"), width=70, format="%d"),
        "act": tables.text(_("操作"), width=140),
        "note": tables.text(_("说明"), width=420),
    }


def _rows(session: Session, found: Iterable[Event], me: Officer) -> Iterator[dict[str, object]]:
    """Why a list was taken out is told to whoever took it and to the principal only."""
    events = list(found)
    exported = [event.subject_id for event in events if event.kind == Kind.EXPORTS]
    reasons = exports.reasons(session, exported, to=me)
    for event in events:
        said = acts.note(event)
        if event.kind == Kind.EXPORTS:
            why = reasons.get(event.subject_id, _("事由封存，由本人和主要负责人查看"))
            said = f"{said}；{why}"
        yield {
            "number": event.number,
            "at": f"{event.at.astimezone(clock.OFFICE):%Y-%m-%d %H:%M}",
            "by": event.by.name,
            "kind": acts.kind_label(event.kind),
            "subject": event.subject_id,
            "act": acts.label(event),
            "note": said,
        }


PAGE = Page(
    chinese="操作历史",
    icon=":material/history:",
    show=show,
    order=30,
    roles=frozenset({Role.AUDITOR, Role.LEADER, Role.PRINCIPAL}),
)
