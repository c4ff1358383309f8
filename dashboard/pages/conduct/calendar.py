"""到期日历: what falls due in a month, as far as the officer may see it, and what they were told."""

import re
from calendar import Calendar
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import streamlit as st
from sqlalchemy.orm import Session

from dashboard import calendar_out, scoping, tables
from dashboard.handing_out import offer
from dashboard.pages import Page
from dashboard.widgets import empty, go_to, head, lamp_column, md_escape, signs, title_row
from supervision import clock
from supervision.accountability import due_items
from supervision.accountability.due_items import DueItem
from supervision.office import acts, due_notices, regions, workdays
from supervision.office.lamps import Lamp
from supervision.office.people import Officer
from supervision.office.time_limits import WARN_DAYS, add_months
from supervision.words import _

MONTH = re.compile(r"20[0-9]{2}-(0[1-9]|1[0-2])")
IN_A_DAY, TOLD = 3, 20
BEFORE = date(2000, 1, 1)


def show(session: Session, me: Officer) -> None:
    today = clock.today()
    first = _month(today)
    last = add_months(first, 1) - timedelta(days=1)
    found = due_items.between(session, me, first, last)
    late = due_items.between(session, me, BEFORE, min(first, today) - timedelta(days=1))
    line = _(
        "{place} · {month} 到期 {n} 项，此前已超期 {late} 项 · 只有编号和时限名称",
        place=regions.full_name(session, me.region_code),
        month=f"{first:%Y-%m}",
        n=len(found),
        late=len(late),
    )
    back, now, on, export = title_row(_("到期日历"), line, buttons=4)
    for slot, label, month, key in (
        (back, _("上月"), add_months(first, -1), "back"),
        (now, _("本月"), today, "now"),
        (on, _("下月"), add_months(first, 1), "on"),
    ):
        if slot.button(label, key=f"calendar-{key}"):
            scoping.go(month=f"{month:%Y-%m}")
    with export:
        offer(
            f"{_('到期日历')}_{first:%Y%m}.ics",
            lambda _reason: calendar_out.calendar(found),
            me=me,
            key="calendar-file",
        )
    with st.container(border=True, gap="xsmall"):
        _grid(session, first, found, today)
    with st.container(border=True, gap="xsmall"):
        _list([*late, *found], today)
    with st.container(border=True, gap="xsmall"):
        _told(session, me)


def _month(today: date) -> date:
    """The first of the month in the address, else of this one."""
    asked = str(st.query_params.get("month", ""))
    if MONTH.fullmatch(asked):
        return date.fromisoformat(f"{asked}-01")
    return today.replace(day=1)


def _grid(session: Session, first: date, found: Sequence[DueItem], today: date) -> None:
    on: Mapping[date, list[DueItem]] = defaultdict(list)
    for item in found:
        on[item.day].append(item)
    names = (_("周一"), _("周二"), _("周三"), _("周四"), _("周五"), _("周六"), _("周日"))
    for name, slot in zip(names, st.columns(7, gap="xxsmall"), strict=True):
        slot.caption(name)
    for week in Calendar().monthdatescalendar(first.year, first.month):
        for day, slot in zip(week, st.columns(7, gap="xxsmall"), strict=True):
            if day.month != first.month:
                continue
            with slot.container(border=True, gap="xxsmall", height="stretch"):
                _day(session, day, on.get(day, []), today)


def _day(session: Session, day: date, items: Sequence[DueItem], today: date) -> None:
    worked = workdays.is_workday(session, day)
    rest = {True: "", False: _("休")}.get(bool(worked), "") if worked is not None else _("待日历")
    number = f"**{day.day}**" if day == today else str(day.day)
    st.markdown(f"{number} :gray[:small[{rest}]]" if rest else number)
    for item in items[:IN_A_DAY]:
        lamp = _lamp(item, today)
        mark = f"{lamp.mark} " if lamp else ""
        go_to(item.page, f"{mark}{item.limit}", **{item.query: str(item.subject_id)})
        st.caption(md_escape(item.number or item.kind.label))
    if len(items) > IN_A_DAY:
        st.caption(_("还有 {n} 项", n=len(items) - IN_A_DAY))


def _list(items: Sequence[DueItem], today: date) -> None:
    head(_("到期事项"), _("{n} 项", n=len(items)))
    if not items:
        empty(_("没有到期事项。"))
        return
    columns: dict[str, Any] = {
        "day": st.column_config.DateColumn(_("到期日"), width=100, format="YYYY-MM-DD"),
        "lamp": lamp_column(84),
        "kind": tables.text(_("事项"), width=100),
        "number": tables.text(_("编号"), width=190),
        "limit": tables.text(_("时限"), width=220),
    }
    rows = [
        {
            "day": item.day,
            "lamp": signs(_lamp(item, today)),
            "kind": item.kind.label,
            "number": item.number,
            "limit": item.limit,
        }
        for item in items
    ]
    opened = tables.pick(
        tables.frame(rows, columns), columns, key="calendar-list", alt=_("到期事项"), at_most=15
    )
    pages: Mapping[str, Any] = st.session_state.get("pages", {})
    if opened is not None and items[opened].page in pages:
        item = items[opened]
        st.switch_page(pages[item.page], query_params={item.query: str(item.subject_id)})


def _told(session: Session, me: Officer) -> None:
    """The rows that the due scan left for this officer."""
    found = session.scalars(due_notices.told(me).limit(TOLD)).all()
    head(_("给我的提醒"), _("最近 {n} 条，每级提醒一次", n=len(found)))
    if not found:
        empty(_("没有到期提醒。"))
        return
    columns: dict[str, Any] = {
        "at": tables.text(_("登记时间"), width=130),
        "tier": tables.text(_("到期情况"), width=110),
        "kind": tables.text(_("事项"), width=100),
        "due_on": st.column_config.DateColumn(_("到期日"), width=100, format="YYYY-MM-DD"),
    }
    rows = [
        {
            "at": f"{one.noticed_at.astimezone(clock.OFFICE):%Y-%m-%d %H:%M}",
            "tier": one.tier.label,
            "kind": acts.kind_label(one.kind),
            "due_on": one.due_on,
        }
        for one in found
    ]
    tables.draw(tables.frame(rows, columns), columns, key="calendar-told", alt=_("给我的提醒"), at_most=8)


def _lamp(item: DueItem, today: date) -> Lamp | None:
    left = (item.day - today).days
    return Lamp.RED if left < 0 else Lamp.YELLOW if left <= WARN_DAYS else None


PAGE = Page(chinese="到期日历", icon=":material/calendar_month:", show=show, order=40)
