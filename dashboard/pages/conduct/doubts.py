"""疑点总览: where the doubts of a place stand, by rule, county, lamp and age; what people made of them."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st
from sqlalchemy.orm import Session

from dashboard import scoping, tables
from dashboard.charts import funnel
from dashboard.flag_asked import place_alone
from dashboard.handing_out import offer
from dashboard.pages import Page
from dashboard.sheets_out import workbook
from dashboard.widgets import chart, empty, go_to, head, palette, title_row
from supervision import clock
from supervision.conduct import flag_overview, scans
from supervision.conduct.flag_overview import LEAST, Overview, Tally
from supervision.conduct.rules import RULES
from supervision.office import regions
from supervision.office.lamps import LIT
from supervision.office.people import Officer, Role
from supervision.office.units import Unit
from supervision.words import _

DESK = "conduct.flags"


#: What a column of these tables opens at the desk; a name opens every flag of its row.
OPENS: Mapping[str, Mapping[str, str]] = {
    **{lamp.value: {"lamp": lamp.value} for lamp in LIT},
    "overdue": {"status": "overdue"},
    "oldest": {},
    "judged": {"status": "judged"},
    "cleared": {"status": "cleared"},
    "upheld": {"status": "found"},
    "share": {"status": "judged"},
}
EVERY = {"status": "all"}
#: Of a unit: what was found, and what it told itself.
UNIT_OPENS: Mapping[str, Mapping[str, str]] = {
    **{name: {**OPENS[name], "told": "found"} for name in ("judged", "cleared", "upheld", "share")},
    "self_reported": {**EVERY, "told": "self"},
}


def show(session: Session, me: Officer) -> None:
    here = scoping.region(session, me)
    found = flag_overview.overview(session, me, here.code, clock.now(), clock.today())
    gaps = scans.gaps_of_rules(session, me, here.code)
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
    rules = {code: found.by_rule.get(code, Tally()) for code in sorted(RULES)}
    with export:
        offer(
            _("疑点总览") + f"_{clock.today():%Y%m%d}.xlsx",
            lambda reason: workbook(
                _("疑点总览"),
                {"code": _("规则编号")} | tables.headings(_rule_columns()),
                [
                    {"code": code} | _row(RULES[code].title, one, gaps.get(code))
                    for code, one in rules.items()
                ],
                officer=me,
                reason=reason,
            ),
            me=me,
            key="doubts-list",
        )
    left, right = st.columns([1.3, 1], gap="small")
    with left.container(border=True, gap="xsmall", height="stretch"):
        _funnel(found, here.code)
    with right.container(border=True, gap="xsmall", height="stretch"):
        _states(found, here.code)
    with st.container(border=True, gap="xsmall"):
        head(_("按规则"), _("灯下为未办结；点一个数打开这些疑点；已研判不足 {n} 条的不列比例", n=LEAST))
        rows = [_row(f"{code} {RULES[code].title}", one, gaps.get(code)) for code, one in rules.items()]
        _table(rows, _rule_columns(), [{"rule": code} for code in rules], here.code, "rule")
    with st.container(border=True, gap="xsmall"):
        head(_("按县（市、区）"), _("点一个数打开这些疑点；条数受数据多少影响，不作排名"))
        rows = [_row(place_alone(session, code), one) for code, one in found.by_county.items()]
        _table(
            rows,
            _columns(_("县（市、区）")),
            [{"county": code} for code in found.by_county],
            here.code,
            "county",
        )
    with st.container(border=True, gap="xsmall"):
        _units(session, found, here.code)


def _units(session: Session, found: Overview, region: str) -> None:
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
    _table(rows, columns, [{"unit": number} for number in names], region, "units", opens=UNIT_OPENS)


def _funnel(found: Overview, region: str) -> None:
    head(_("从提示到属实"), _("由人研判；每一步是上一步的一部分；认可例外计入已研判"))
    steps = {_("提示"): found.raised, _("已研判"): found.judged, _("属实或转案管"): found.upheld}
    chart(funnel.draw(steps, palette()), height=112, key="doubts-funnel", alt=_("从提示到属实的条数"))
    with st.container(horizontal=True, gap="small"):
        for (name, n), status in zip(steps.items(), ("all", "judged", "found"), strict=True):
            go_to(DESK, _("{name} {n} 条", name=name, n=n), region=region, status=status)
        for age, n in found.by_age.items():
            go_to(DESK, _("等待 {age} {n} 条", age=age.label, n=n), region=region, age=age.value)


def _states(found: Overview, region: str) -> None:
    """Every state with its number; each opens just these."""
    head(_("按状态"), _("点一项打开这些疑点"))
    with st.container(horizontal=True, gap="small"):
        for status, n in found.by_status.items():
            go_to(DESK, f"{status.label} {n}", region=region, status=status.value)


def _table(
    rows: Sequence[Mapping[str, Any]],
    columns: Mapping[str, Any],
    asked: Sequence[Mapping[str, str]],
    region: str,
    key: str,
    *,
    opens: Mapping[str, Mapping[str, str]] = OPENS,
) -> None:
    """A number opens the flags that it counts; a rule that cannot be computed somewhere, what it lacks."""
    frame = tables.frame(rows, columns)
    alt = columns["name"]["label"]
    chosen = tables.pick_cell(frame, columns, key=f"doubts-{key}", alt=alt, at_most=len(rows))
    pages = st.session_state.get("pages", {})
    if chosen and DESK in pages:
        row, column = chosen
        narrowed = {**asked[row], **opens.get(column, EVERY)}
        st.switch_page(pages[DESK], query_params={"region": region, **narrowed})


def _rule_columns() -> dict[str, Any]:
    lacking = tables.count(_("无法计算（县）"), 92, help=_("缺表、缺列或缺内容的县（市、区）数"))
    return _columns(_("规则")) | {"gaps": lacking}


def _columns(title: str) -> dict[str, Any]:
    return {
        "name": tables.text(title, width=206),
        **{lamp.value: tables.count(lamp.sign, 56) for lamp in LIT},
        "overdue": tables.count(_("超期未研判"), 84),
        "oldest": tables.text(_("最早提示"), width=88),
        "judged": tables.count(_("已研判"), 60),
        "cleared": tables.count(_("不成立或例外"), 92),
        "upheld": tables.count(_("属实或转案管"), 92),
        "share": tables.text(_("属实比例"), width=104, alignment="right"),
    }


def _row(name: str, one: Tally, gaps: int | None = None) -> dict[str, Any]:
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
        "gaps": gaps or 0,
    }


PAGE = Page(
    chinese="疑点总览",
    icon=":material/troubleshoot:",
    show=show,
    order=8,
    roles=frozenset({Role.INSPECTOR, Role.CASES, Role.TASK_FORCE, Role.LEADER, Role.PRINCIPAL}),
)
