"""投诉举报: what came in, its clock, and one complaint in full, for those on its list."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import streamlit as st
from sqlalchemy.orm import Session

from dashboard import (
    complaint_form,
    complaint_lens,
    complaint_search,
    complaint_sheet,
    hand_off_list,
    periodic_list,
    scoping,
    slip_desk,
    tables,
    told_tables,
    web_import,
)
from dashboard.handing_out import offer
from dashboard.pages import Page
from dashboard.sheets_out import workbook
from dashboard.widgets import empty, head, lamp_column, signs, title_row
from supervision import clock
from supervision.conduct import complaints
from supervision.conduct.categories import Category
from supervision.conduct.complaint_counts import counted, known_to
from supervision.conduct.complaints import Complaint
from supervision.conduct.need_to_know import MAY_BE_LET_IN
from supervision.office import regions
from supervision.office.lamps import URGENCY
from supervision.office.people import Officer, Role
from supervision.words import _

COUNTED = timedelta(weeks=12)
#: What is no longer known of a complaint that was passed up.
DESTROYED, NOTHING = ("channel", "kind", "identity", "category", "unit", "county", "due"), "—"


def show(session: Session, me: Officer) -> None:
    today = clock.today()
    found = session.scalars(complaints.visible_to(me)).all()
    counting = session.scalars(counted(me)).all()
    line = _(
        "{place} · 未了结 {open} 件，共 {n} 件 · 只列您在知情范围内的件",
        place=regions.full_name(session, me.region_code),
        open=sum(one.is_open for one in counting),
        n=len(counting),
    )
    tally, export, register = title_row(_("投诉举报"), line, buttons=3)
    if st.query_params.get("new") and me.holds(Role.PETITIONS):
        with st.container(border=True, gap="small"):
            complaint_form.show(session, me)
        return
    if st.query_params.get("web") and me.holds(Role.PETITIONS):
        with st.container(border=True, gap="small"):
            web_import.show(session, me)
        return
    with tally.popover(_("件次"), icon=":material/monitoring:"):
        _counts(session, me, today)
    if me.holds(Role.PETITIONS) and register.button(
        _("登记来件"), type="primary", icon=":material/add:", key="complaints-register"
    ):
        scoping.go(new="1")
    filtered = _filtered(complaint_lens.within(found, counting), today) if found else []
    shown = complaint_search.among(session, me, found, filtered)
    with export:
        offer(
            _("信访件清单") + f"_{today:%Y%m%d}.xlsx",
            lambda reason: workbook(
                _("信访件清单"),
                _headings(),
                [_row(one, today) for one in shown],
                officer=me,
                reason=reason,
            ),
            me=me,
            key="complaints-list",
        )
    if me.holds(Role.PETITIONS):
        with st.container(horizontal=True, gap="small"):
            slip_desk.look_up(me)
            if st.button(_("导入网上举报"), icon=":material/upload_file:", key="complaints-web"):
                scoping.go(web="1")
    opened = None
    with st.container(border=True, gap="xsmall"):
        if not found:
            empty(_("没有您在知情范围内的信访件。"))
        else:
            opened = _table(shown, today, apart=len(set(shown) - set(counting)))
    if opened is not None:
        scoping.look_at(complaint=str(opened.id))
    if asked := _asked(found):
        complaint_sheet.show(session, asked, me)
    elif st.query_params.get("complaint"):
        empty(_("没有这一件，或者您不在它的知情范围内。"))
    hand_off_list.show(session, me)
    periodic_list.show(session, me)


def _filtered(found: Sequence[Complaint], today: date) -> list[Complaint]:
    """What the address asks for: ?status=all&category=piggyback; the most urgent first."""
    status, category = (str(st.query_params.get(name, "")) for name in ("status", "category"))
    states = {"": _("未了结"), "all": _("全部")}
    present = [one for one in Category if any(each.category is one for each in found)]
    left, right, _rest = st.columns([1, 1, 2.4], gap="small", vertical_alignment="center")
    with left:
        chosen = st.segmented_control(
            _("状态"),
            list(states),
            default=status if status in states else "",
            required=True,
            format_func=lambda value: states[value],
            label_visibility="collapsed",
            key=f"complaints-status-{status}",
        )
    about = right.selectbox(
        _("反映问题"),
        present,
        index=present.index(Category(category)) if category in present else None,
        format_func=lambda one: one.label,
        placeholder=_("全部问题"),
        label_visibility="collapsed",
        key=f"complaints-category-{category}",
    )
    if (chosen or "", about or "") != (status, category):
        scoping.look_at(status=chosen or None, category=about)
    asked = [one for one in found if about is None or (one.category is about and not one.destroyed)]
    kept = [one for one in asked if chosen == "all" or one.is_open]
    return sorted(kept, key=lambda one: (URGENCY[one.lamp(today)], one.next_due_on or date.max, -one.id))


def _table(shown: Sequence[Complaint], today: date, *, apart: int) -> Complaint | None:
    """What counts elsewhere, or no longer, stands in the list and in no number."""
    said = _("{n} 件；点一行看详情", n=len(shown) - apart)
    head(_("信访件"), _("{said}；另列不计入本级数字的", said=said) if apart else said)
    if not shown:
        empty(_("此条件下没有记录。"))
        if st.button(_("清除条件"), key="complaints-clear"):
            scoping.go(status="all")
        return None
    columns: dict[str, Any] = {
        "lamp": lamp_column(64),
        "number": tables.text(_("编号"), width=146),
        "category": tables.text(_("反映问题"), width=94),
        "unit": tables.text(_("被反映单位"), width=118),
        "county": tables.text(_("地点"), width=92),
        "status": tables.text(_("状态"), width=68),
        "handler": tables.text(_("承办人"), width=60),
        "due": tables.text(_("时限"), width=84),
        "received": st.column_config.DateColumn(_("收到"), width=84, format="YYYY-MM-DD"),
        "channel": tables.text(_("渠道"), width=62),
        "kind": tables.text(_("类别"), width=66),
        "identity": tables.text(_("具名"), width=44),
    }
    rows = [_row(one, today) for one in shown]
    opened = tables.pick(
        tables.frame(rows, columns), columns, key="complaints-table", alt=_("信访件"), at_most=12
    )
    return None if opened is None else shown[opened]


def _row(one: Complaint, today: date) -> dict[str, object]:
    """What a list says of a complaint: neither its summary nor who reported."""
    lamp = one.lamp(today)
    return {
        "lamp": signs(lamp),
        "sign": lamp.sign if lamp else "",
        "number": one.number,
        "received": one.received_on,
        "channel": one.channel.label,
        "kind": one.kind.label,
        "identity": one.identity.label,
        "category": one.category.label,
        "unit": one.accused_unit.name if one.accused_unit else _("待核"),
        "county": one.county.full,
        "status": one.status.label,
        "handler": one.handler.name if one.handler else "",
        "due": _due(one),
    } | (dict.fromkeys(DESTROYED, NOTHING) if one.destroyed else {})


def _due(one: Complaint) -> str:
    """The clock that ends first, else the one that was met."""
    running = one.running()
    if one.paused and not running:
        return _("已中止")
    if not running and one.limit_code is None:
        return _("无期限")
    day = one.next_due_on if running else one.due_on
    return f"{day:%Y-%m-%d}" if day else _("待日历")


def _headings() -> dict[str, str]:
    return {
        "number": _("编号"),
        "sign": _("灯"),
        "received": _("收到"),
        "channel": _("渠道"),
        "kind": _("类别"),
        "identity": _("具名"),
        "category": _("反映问题"),
        "unit": _("被反映单位"),
        "county": _("地点"),
        "status": _("状态"),
        "handler": _("承办人"),
        "due": _("时限"),
    }


def _counts(session: Session, me: Officer, today: date) -> None:
    """Those of the officer's own lists; all others stand in the tables that were told once and for all."""
    known = known_to(session, me, today - COUNTED, today)
    st.caption(_("近 12 周，您在知情范围内的。"))
    if not known:
        empty(_("没有收到信访举报。"))
    else:
        columns = {"category": tables.text(_("反映问题"), width=150), "n": tables.number(_("件"), width=90)}
        rows = [{"category": one.label, "n": known[one]} for one in Category if one in known]
        tables.draw(tables.frame(rows, columns), columns, key="complaints-counts", alt=_("信访举报件次"))
    told_tables.newest(session, me)


def _asked(found: Sequence[Complaint]) -> Complaint | None:
    """The complaint in the address, where this officer is on its list."""
    asked = str(st.query_params.get("complaint", ""))
    return next((one for one in found if str(one.id) == asked), None)


PAGE = Page(
    chinese="投诉举报",
    icon=":material/mail:",
    show=show,
    order=20,
    roles=frozenset(MAY_BE_LET_IN),
)
