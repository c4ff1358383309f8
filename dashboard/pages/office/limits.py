"""时限与规则: every time limit and campaign date with its basis, the calendars entered, and a calculator."""

import streamlit as st
from sqlalchemy.orm import Session

from dashboard import tables
from dashboard.handing_out import offer_list
from dashboard.pages import Page
from dashboard.widgets import head, title_row
from supervision import clock
from supervision.delivery import campaigns
from supervision.delivery.campaigns import TOLERANCE, UNCONFIRMED, Campaign
from supervision.office import time_limits, workdays
from supervision.office.people import Officer, Role
from supervision.words import _


def show(session: Session, me: Officer) -> None:
    unsure = sum(limit.unsure for limit in time_limits.LIMITS)
    line = _("{n} 项时限，其中 {m} 项依据待核", n=len(time_limits.LIMITS), m=unsure)
    title_row(_("时限与规则"), line)
    left, right = st.columns([1.6, 1], gap="small")
    with left.container(border=True, gap="xsmall"):
        _limits(me)
    with right:
        with st.container(border=True, gap="xsmall"):
            _calculator(session)
        with st.container(border=True, gap="xsmall"):
            _calendars(session)
    with st.container(border=True, gap="xsmall"):
        _campaign(campaigns.current(session), me)


def _limits(me: Officer) -> None:
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        head(_("时限"), _("起算当日不计；工作日按国务院放假安排"))
        place = st.container(width="content")
    columns = {
        "code": tables.text(_("编号"), width=60),
        "title": tables.text(_("时限"), width=190),
        "length": tables.text(_("长度"), width=90),
        "basis": tables.text(_("依据"), width=210),
        "unsure": tables.text(_("核实"), width=60),
    }
    rows = [
        {
            "code": limit.code,
            "title": limit.title,
            "length": f"{limit.length} {limit.unit.label}",
            "basis": _(limit.basis),
            "unsure": _("待核") if limit.unsure else _("已核"),
        }
        for limit in time_limits.LIMITS
    ]
    with place:
        offer_list(_("时限与规则"), columns, lambda: rows, me=me, key="limits-list")
    tables.draw(tables.frame(rows, columns), columns, key="limits", alt=_("各项时限及其依据"))


def _calculator(session: Session) -> None:
    head(_("推算到期日"))
    limit = st.selectbox(
        _("时限"),
        time_limits.LIMITS,
        format_func=lambda one: f"{one.code}　{one.title}",
        key="limits-limit",
        placeholder=_("请选择"),
    )
    start = st.date_input(_("起算日"), value=clock.today(), key="limits-start", format="YYYY-MM-DD")
    for line in limit.due(session, start).lines:
        st.text(line)


def _calendars(session: Session) -> None:
    head(_("工作日历"), _("含调休"))
    years = workdays.published(session)
    for year, days in years.items():
        st.text(_("{year} 年　{n} 个工作日", year=year, n=days))
    if missing := workdays.missing_year(session, clock.today()):
        st.text(_("{year} 年放假安排尚未录入：落在该年的到期日显示“待日历”。", year=missing))


def _campaign(campaign: Campaign, me: Officer) -> None:
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        head(_("专项行动"), campaign.name)
        place = st.container(width="content")
    columns = {
        "item": tables.text(_("事项"), width=160),
        "value": tables.text(_("口径"), width=260),
        "basis": tables.text(_("依据"), width=360),
    }
    agreed = _(UNCONFIRMED)
    rows = [
        _row(_("启动"), f"{campaign.start_on:%Y-%m-%d}", campaign.start_basis),
        _row(_("纳入截止"), f"{campaign.cutoff_on:%Y-%m-%d}", campaign.cutoff_basis),
        _row(_("名单冻结"), f"{campaign.freeze_on:%Y-%m-%d}", campaign.freeze_basis),
        _row(
            _("申报与台账容差"),
            _("台账数的 {share}，且不少于 {n} 套", share=f"{TOLERANCE.share:.1%}", n=TOLERANCE.homes),
            agreed,
        ),
        _row(_("比率容差"), _("{n} 个百分点", n=TOLERANCE.rate_points), agreed),
    ]
    with place:
        offer_list(_("专项行动"), columns, lambda: rows, me=me, key="campaign-list")
    tables.draw(tables.frame(rows, columns), columns, key="campaign", alt=_("专项行动的日期与容差"))


def _row(item: str, value: str, basis: str) -> dict[str, str]:
    return {"item": item, "value": value, "basis": _(basis)}


PAGE = Page(
    chinese="时限与规则", icon=":material/tune:", show=show, order=10, roles=frozenset(Role) - {Role.UNIT}
)
