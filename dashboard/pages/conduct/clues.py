"""问题线索: the central register of 案管, for it, the leaders and each handler; nobody else sees it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import streamlit as st
from sqlalchemy.orm import Session

from dashboard import clue_desk, clue_form, clue_sheet, complaint_lens, scoping, tables
from dashboard.handing_out import offer
from dashboard.pages import Page
from dashboard.sheets_out import workbook
from dashboard.widgets import empty, head, lamp_column, signs, title_row
from supervision import clock
from supervision.conduct import clue_alerts, clues
from supervision.conduct.clue_alerts import Alerts
from supervision.conduct.clue_steps import OPEN
from supervision.conduct.clue_terms import FourForm, Way
from supervision.conduct.clues import Clue
from supervision.office import regions
from supervision.office.lamps import URGENCY
from supervision.office.people import Officer, Role
from supervision.words import _


def show(session: Session, me: Officer) -> None:
    today = clock.today()
    alerts = clue_alerts.in_force(session, me.region_code)
    found = session.scalars(clues.visible_to(me)).all()
    line = _(
        "{place} · 在办 {open} 件，共 {n} 件 · 只列您在知情范围内的件 · 预警按{alerts}",
        place=regions.full_name(session, me.region_code),
        open=sum(one.status in OPEN for one in found),
        n=len(found),
        alerts=alerts.words,
    )
    colours, export, register = title_row(_("问题线索"), line, buttons=3)
    if st.query_params.get("new") and me.holds(Role.CASES):
        with st.container(border=True, gap="small"):
            clue_form.show(session, me)
        return
    with colours.popover(_("预警办法"), icon=":material/traffic:"):
        clue_desk.choose_alerts(alerts, me)
    if me.holds(Role.CASES) and register.button(
        _("登记线索"), type="primary", icon=":material/add:", key="clues-register"
    ):
        scoping.go(new="1")
    shown = _filtered(found, alerts, today) if found else []
    with export:
        offer(
            _("问题线索台账") + f"_{today:%Y%m%d}.xlsx",
            lambda reason: workbook(
                _("问题线索台账"),
                _headings(),
                [_row(one, alerts, today) for one in shown],
                officer=me,
                reason=reason,
            ),
            me=me,
            key="clues-list",
        )
    opened = None
    with st.container(border=True, gap="xsmall"):
        if not found:
            empty(_("没有您在知情范围内的问题线索。"))
        else:
            opened = _table(shown, alerts, today)
    if opened is not None:
        scoping.look_at(clue=str(opened.id))
    if asked := next((one for one in found if one.id == scoping.number("clue")), None):
        clue_sheet.show(session, asked, me, alerts)
    elif st.query_params.get("clue"):
        empty(_("没有这一件，或者您不在它的知情范围内。"))
    clue_desk.show(session, me)


def _filtered(found: Sequence[Clue], alerts: Alerts, today: date) -> list[Clue]:
    """What the address asks for: ?status=all&way=prelim&form=first; the most urgent first."""
    status, way, form = (str(st.query_params.get(name, "")) for name in ("status", "way", "form"))
    states = {"": _("在办"), "all": _("全部")}
    left, middle, right, _rest = st.columns([1, 1, 1, 1.6], gap="small", vertical_alignment="center")
    with left:
        chosen = st.segmented_control(
            _("状态"),
            list(states),
            default=status if status in states else "",
            required=True,
            format_func=lambda value: states[value],
            label_visibility="collapsed",
            key=f"clues-status-{status}",
        )
    with middle:
        by_way = _choice(_("处置方式"), list(Way), way, _("全部处置方式"), "way")
    with right:
        by_form = _choice(_("四种形态"), list(FourForm), form, _("全部形态"), "form")
    if (chosen or "", by_way or "", by_form or "") != (status, way, form):
        scoping.look_at(status=chosen or None, way=by_way, form=by_form)
    since, until = complaint_lens.day("since") or date.min, complaint_lens.day("until") or date.max

    def within(day: date | None) -> bool:
        return day is not None and since <= day <= until

    kept = [
        one
        for one in found
        if (chosen == "all" or one.status in OPEN)
        and (by_way is None or any(each.way is by_way and within(each.approved_on) for each in one.disposals))
        and (
            by_form is None
            or any(each.form is by_form and within(each.concluded_on) for each in one.disposals)
        )
    ]
    return sorted(kept, key=lambda one: (URGENCY[alerts.lamp(one, today)], one.due_on or date.max, -one.id))


def _choice(label: str, members: list[Any], asked: str, placeholder: str, name: str) -> Any:
    return st.selectbox(
        label,
        members,
        index=next((place for place, one in enumerate(members) if one.value == asked), None),
        format_func=lambda one: one.label,
        placeholder=placeholder,
        label_visibility="collapsed",
        key=f"clues-{name}-{asked}",
    )


def _table(shown: Sequence[Clue], alerts: Alerts, today: date) -> Clue | None:
    head(_("线索台账"), _("{n} 件；点一行看详情", n=len(shown)))
    if not shown:
        empty(_("此条件下没有记录。"))
        if st.button(_("清除条件"), key="clues-clear"):
            scoping.go(status="all")
        return None
    columns: dict[str, Any] = {
        "lamp": lamp_column(84),
        "number": tables.text(_("线索编号"), width=148),
        "source": tables.text(_("来源"), width=84),
        "unit": tables.text(_("被反映单位"), width=146),
        "status": tables.text(_("状态"), width=88),
        "way": tables.text(_("处置方式"), width=76),
        "department": tables.text(_("承办部门"), width=104),
        "handler": tables.text(_("承办人"), width=62),
        "due": tables.text(_("时限"), width=86),
        "days": tables.text(_("已用天数"), width=66, alignment="right", help=_("本环节起算以来的天数")),
        "received": st.column_config.DateColumn(_("收到"), width=86, format="YYYY-MM-DD"),
        "important": tables.text(_("重要"), width=48),
    }
    rows = [_row(one, alerts, today) for one in shown]
    opened = tables.pick(
        tables.frame(rows, columns), columns, key="clues-table", alt=_("线索台账"), at_most=12
    )
    return None if opened is None else shown[opened]


def _row(one: Clue, alerts: Alerts, today: date) -> dict[str, object]:
    """What a list says of a clue: neither what it says nor whom it names."""
    lamp = alerts.lamp(one, today)
    running = one.due_on is not None or one.limit_code is not None
    return {
        "lamp": signs(lamp),
        "sign": lamp.sign if lamp else "",
        "number": one.number,
        "source": one.source.label,
        "unit": one.accused_unit.name if one.accused_unit else _("待核"),
        "status": one.status.label,
        "way": one.disposal.way.label if one.disposed else "",
        "department": one.department or "",
        "handler": one.handler.name if one.handler else "",
        "due": (f"{one.due_on:%Y-%m-%d}" if one.due_on else _("待日历")) if running else _("无期限"),
        "days": str((today - one.clock_from).days) if one.clock_from else "—",
        "received": one.received_on,
        "important": _("是") if one.important else "",
    }


def _headings() -> dict[str, str]:
    return {
        "number": _("线索编号"),
        "sign": _("灯"),
        "received": _("收到"),
        "source": _("来源"),
        "unit": _("被反映单位"),
        "status": _("状态"),
        "way": _("处置方式"),
        "department": _("承办部门"),
        "handler": _("承办人"),
        "due": _("时限"),
    }


PAGE = Page(
    chinese="问题线索",
    icon=":material/account_tree:",
    show=show,
    order=30,
    roles=frozenset({Role.CASES, Role.INSPECTOR, Role.LEADER, Role.PRINCIPAL}),
)
