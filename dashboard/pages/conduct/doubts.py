"""疑点总览: where the doubts of a place stand, by rule, county, lamp and age; what people made of them."""

from collections.abc import Mapping
from typing import Any

import streamlit as st
from sqlalchemy.orm import Session

from dashboard import scoping, tables
from dashboard.charts import funnel
from dashboard.handing_out import offer
from dashboard.pages import Page
from dashboard.sheets_out import workbook
from dashboard.widgets import chart, empty, go_to, head, line, md_escape, palette, title_row
from supervision import clock
from supervision.conduct import flag_overview
from supervision.conduct.flag_overview import LEAST, Overview, Tally
from supervision.conduct.rules import RULES
from supervision.office import regions
from supervision.office.lamps import Lamp
from supervision.office.people import Officer, Role
from supervision.office.units import Unit
from supervision.words import _

DESK = "conduct.flags"
LIT = (Lamp.RED, Lamp.YELLOW, Lamp.BLUE)


def show(session: Session, me: Officer) -> None:
    here = scoping.region(session, me)
    found = flag_overview.overview(session, me, here.code, clock.now(), clock.today())
    said = _(
        "{place} · 提示 {n} 条，未办结 {open} 条 · 成片的按一条计 · 研判之前只称“疑点”",
        place=regions.full_name(session, here.code),
        n=found.raised,
        open=flag_overview.together(found.by_rule),
    )
    where, export = title_row(_("疑点总览"), said, fields=1, buttons=1)
    scoping.choose_region(session, me, here, where, key="doubts")
    if not found.raised:
        empty(_("辖区内没有您能看到的疑点。没有疑点不等于没有问题：先看规则能否计算。"))
        go_to("conduct.rules", _("规则目录 ›"))
        return
    with export:
        offer(
            _("疑点总览") + f"_{clock.today():%Y%m%d}.xlsx",
            lambda reason: workbook(
                _("疑点总览"),
                {"code": _("规则编号")} | tables.headings(_columns(_("规则"))),
                [{"code": code} | _row(RULES[code].title, one) for code, one in found.by_rule.items()],
                officer=me,
                reason=reason,
            ),
            me=me,
            key="doubts-list",
        )
    left, right = st.columns([1.3, 1], gap="small")
    with left.container(border=True, gap="xsmall", height="stretch"):
        _funnel(found)
    with right.container(border=True, gap="xsmall", height="stretch"):
        _states(found, here.code)
    with st.container(border=True, gap="xsmall"):
        head(_("按规则"), _("点一行打开这些疑点；已研判不足 {n} 条的不列比例", n=LEAST))
        rules = {code: RULES[code].title for code in found.by_rule}
        if code := _table(found.by_rule, {one: f"{one} {rules[one]}" for one in rules}, _("规则"), "rule"):
            _open(region=here.code, rule=code)
    with st.container(border=True, gap="xsmall"):
        head(_("按县（市、区）"), _("点一行打开这些疑点；条数受数据多少影响，不作排名"))
        places = {code: regions.full_name(session, code) for code in found.by_county}
        if code := _table(found.by_county, places, _("县（市、区）"), "county"):
            _open(region=code)

    with st.container(border=True, gap="xsmall"):
        _units(session, found)


def _units(session: Session, found: Overview) -> None:
    """Ranked by rates with their denominators only, and what a unit told itself counts apart."""
    head(
        _("按责任单位"),
        _("按属实比例排列；已研判不足 {n} 条的不排；单位自报的另列，不计入比例", n=LEAST),
    )
    if not found.by_unit:
        empty(_("还没有送责任单位核实的疑点。"))
        return
    columns = {
        "name": tables.text(_("责任单位"), width=260),
        "judged": tables.count(_("已研判"), 80),
        "cleared": tables.count(_("不成立或例外"), 106),
        "upheld": tables.count(_("属实或转案管"), 106),
        "share": tables.text(_("属实比例"), width=130, alignment="right"),
        "self_reported": tables.count(_("单位自报"), 86),
    }
    names = {number: session.get_one(Unit, int(number)).full_name for number in found.by_unit}
    rows = [_row(names[number], one) for number, one in found.by_unit.items()]
    tables.draw(tables.frame(rows, columns), columns, key="doubts-units", alt=_("按责任单位"), at_most=12)


def _funnel(found: Overview) -> None:
    head(_("从提示到属实"), _("由人研判；每一步是上一步的一部分"))
    steps = {_("提示"): found.raised, _("已研判"): found.judged, _("属实或转案管"): found.upheld}
    chart(funnel.draw(steps, palette()), height=132, key="doubts-funnel", alt=_("从提示到属实的条数"))
    with line():
        for age, n in found.by_age.items():
            st.text(_("等待{age}：{n} 条", age=age.label, n=n), width="content")


def _states(found: Overview, region: str) -> None:
    """Every state with its number; each opens just these."""
    head(_("按状态"), _("点一项打开这些疑点"))
    with st.container(horizontal=True, gap="small"):
        for status, n in found.by_status.items():
            go_to(DESK, f"{md_escape(status.label)} {n}", region=region, status=status.value)


def _table(tallies: Mapping[str, Tally], names: Mapping[str, str], title: str, key: str) -> str | None:
    columns = _columns(title)
    codes = list(tallies)
    rows = [_row(names[code], tallies[code]) for code in codes]
    opened = tables.pick(tables.frame(rows, columns), columns, key=f"doubts-{key}", alt=title, at_most=26)
    return None if opened is None else codes[opened]


def _columns(title: str) -> dict[str, Any]:
    return {
        "name": tables.text(title, width=240),
        **{lamp.value: tables.count(f"{lamp.sign} {_('未办结')}", 92) for lamp in LIT},
        "overdue": tables.count(_("超期未研判"), 96),
        "oldest": tables.text(_("最早提示"), width=96),
        "judged": tables.count(_("已研判"), 80),
        "cleared": tables.count(_("不成立或例外"), 106),
        "upheld": tables.count(_("属实或转案管"), 106),
        "share": tables.text(_("属实比例"), width=110, alignment="right"),
    }


def _row(name: str, one: Tally) -> dict[str, Any]:
    share = one.share_upheld
    return {
        "name": name,
        **{lamp.value: one.waiting.get(lamp, 0) for lamp in LIT},
        "overdue": one.overdue,
        "oldest": f"{one.oldest.astimezone(clock.OFFICE):%Y-%m-%d}" if one.oldest else "",
        "judged": one.judged,
        "cleared": one.cleared,
        "upheld": one.upheld,
        "self_reported": one.self_reported,
        "share": _("样本不足") if share is None else f"{share:.2%}（{one.upheld}/{one.judged}）",
    }


def _open(**query: str) -> None:
    pages = st.session_state.get("pages", {})
    if DESK in pages:
        st.switch_page(pages[DESK], query_params=query)


PAGE = Page(
    chinese="疑点总览",
    icon=":material/troubleshoot:",
    show=show,
    order=8,
    roles=frozenset({Role.INSPECTOR, Role.CASES, Role.TASK_FORCE, Role.LEADER, Role.PRINCIPAL}),
)
