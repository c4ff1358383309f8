"""信访统计: what came in and what was done with it, each number opening its records; and what was told."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import streamlit as st
from sqlalchemy.orm import Session

from dashboard import scoping, told_tables
from dashboard.complaint_lens import Duty
from dashboard.handing_out import offer
from dashboard.pages import Page
from dashboard.sheets_out import workbook
from dashboard.widgets import go_to, head, line, title_row
from supervision import clock, figures
from supervision.conduct import statistics
from supervision.conduct.categories import Identity
from supervision.conduct.clue_lists import HANDLERS
from supervision.conduct.clue_lists import LISTED as CLUE_LISTED
from supervision.conduct.need_to_know import MAY_BE_LET_IN
from supervision.conduct.statistics import Disposed, Received
from supervision.figures import FIGURES, Published, Scope
from supervision.labels import Labelled
from supervision.office import regions
from supervision.office.people import Officer
from supervision.words import _, listed

HELD_BACK = "—"
#: Title, name in the address, and how many of each member.
Table = tuple[str, str, Mapping[Any, int]]
ON_TIME = ("c02_notices_in_time", "c03_results_in_time")
#: What of a complaint fell due, by the figure that counts it.
FELL_DUE = {"C02": Duty.NOTICE, "C03": Duty.RESULT}


class Span(Labelled):
    """The period that is counted."""

    MONTH = "month", "本月"
    LAST_MONTH = "last_month", "上月"
    QUARTER = "quarter", "本季度"
    YEAR = "year", "本年"

    def days(self, today: date) -> tuple[date, date]:
        month = today.replace(day=1)
        if self is Span.LAST_MONTH:
            end = month - timedelta(days=1)
            return end.replace(day=1), end
        if self is Span.QUARTER:
            return month.replace(month=(today.month - 1) // 3 * 3 + 1), today
        return (month.replace(month=1) if self is Span.YEAR else month), today


def show(session: Session, me: Officer) -> None:
    span = _span()
    start, end = span.days(clock.today())
    said = _(
        "{place} · {start} 至 {end} · 只计您在知情范围内的件，点数字看记录",
        place=regions.full_name(session, me.region_code),
        start=start,
        end=end,
    )
    when, export = title_row(_("信访统计"), said, buttons=2)
    chosen = when.segmented_control(
        _("期间"),
        list(Span),
        default=span,
        required=True,
        format_func=lambda one: one.label,
        label_visibility="collapsed",
        key=f"statistics-span-{span}",
    )
    if chosen is not None and chosen is not span:
        scoping.go(span=chosen.value)
    came = statistics.received(session, me, start, end)
    punctual = _on_time(session, me, start, end)
    done = statistics.disposed(session, me, start, end) if me.holds(*CLUE_LISTED, *HANDLERS) else None
    with export:
        _offer(_rows(came, punctual, done), me, start, end)
    period = {"status": "all", "since": start.isoformat(), "until": end.isoformat()}
    left, middle, right = st.columns(3, gap="small")
    with left:
        _received(came, period)
        _punctual(punctual, period)
    kinds, channels, categories = _tables(came)
    with middle:
        _table(kinds, "conduct.complaints", period)
        _table(channels, "conduct.complaints", period)
    with right:
        _table(categories, "conduct.complaints", period)
    if done:
        for slot, table in zip(st.columns(2, gap="small"), _handled(done), strict=True):
            with slot:
                _table(table, "conduct.clues", period)
    with st.container(border=True, gap="xsmall"):
        told_tables.show(session, me)


def _span() -> Span:
    asked = str(st.query_params.get("span", ""))
    return Span(asked) if asked in set(Span) else Span.MONTH


def _received(came: Received, period: dict[str, str]) -> None:
    with st.container(border=True, gap="xsmall"):
        head(_("收到"), _("{n} 人次，其中重复件 {m} 件", n=came.people, m=came.duplicates))
        _number(_("合计"), came.cases, "conduct.complaints", period)
        _number(
            _("实名件占比 {share}", share=_share(came)),
            came.identities[Identity.REAL_NAME],
            "conduct.complaints",
            period | {"identity": "real_name"},
        )


def _on_time(session: Session, me: Officer, start: date, end: date) -> list[Published]:
    """As they are published; of fewer than may be told, nothing."""
    scope = Scope(me.region_code, start, end).at_one_look()
    return [
        figures.answer(session, scope, FIGURES[name])
        for name in ON_TIME
        if FIGURES[name].open_to(edition=None, officer=me)
    ]


def _punctual(found: Sequence[Published], period: dict[str, str]) -> None:
    with st.container(border=True, gap="xsmall"):
        head(_("按期办理"), _("全辖区，按到期日"))
        for answer in found:
            st.metric(answer.figure.title, _printed(answer), help=answer.figure.help)
            for sentence in answer.missing:
                st.text(sentence)
            due = FELL_DUE[answer.figure.code].value
            go_to("conduct.complaints", _("期内到期、您可查看的件 ›"), due=due, **period)


def _share(came: Received) -> str:
    """Of nothing there is no share; that is known, and not to be verified."""
    return str(came.real_name_share) if came.cases else HELD_BACK


def _printed(answer: Published) -> str:
    """What is held back is not unknown: a dash, with the reason below it."""
    return HELD_BACK if answer.quantity.amount is None and answer.missing else str(answer.quantity)


def _table(table: Table, page: str, period: dict[str, str]) -> None:
    """One property's members, each with the records of the period that have it."""
    title, name, numbers = table
    with st.container(border=True, gap="xsmall"):
        head(title)
        for member, n in numbers.items():
            _number(member.label, n, page, period | {name: member.value})


def _number(label: str, n: int, page: str, query: dict[str, str]) -> None:
    with line():
        st.text(label, width="stretch")
        if n:
            go_to(page, _("{n} 件", n=n), **query)
        else:
            st.caption(_("{n} 件", n=n), width="content")


def _tables(came: Received) -> tuple[Table, ...]:
    return (
        (_("按类别"), "kind", came.kinds),
        (_("按渠道"), "channel", came.channels),
        (_("按反映问题"), "category", came.categories),
    )


def _handled(done: Disposed) -> tuple[Table, ...]:
    return ((_("问题线索处置"), "way", done.ways), (_("四种形态"), "form", done.forms))


def _rows(came: Received, punctual: Sequence[Published], done: Disposed | None) -> list[dict[str, object]]:
    """Every number of the page, with its unit; a share as it is shown."""
    cases = _("件")
    rows: list[dict[str, object]] = [
        {"table": _("收到"), "part": _("合计"), "n": came.cases, "unit": cases},
        {"table": _("收到"), "part": _("重复件"), "n": came.duplicates, "unit": cases},
        {"table": _("收到"), "part": _("人次"), "n": came.people, "unit": _("人次")},
        {
            "table": _("收到"),
            "part": _("实名件"),
            "n": came.identities[Identity.REAL_NAME],
            "unit": cases,
        },
        {"table": _("收到"), "part": _("实名件占比"), "n": _share(came), "unit": ""},
    ]
    for table, _name, numbers in (*_tables(came), *(_handled(done) if done else ())):
        rows += [
            {"table": table, "part": member.label, "n": n, "unit": cases} for member, n in numbers.items()
        ]
    rows += [
        {
            "table": _("按期办理"),
            "part": answer.figure.title,
            "n": _printed(answer),
            "unit": listed(answer.missing),
        }
        for answer in punctual
    ]
    return rows


def _offer(rows: Sequence[Mapping[str, object]], me: Officer, start: date, end: date) -> None:
    title = _("信访统计")
    offer(
        f"{title}_{start:%Y%m%d}-{end:%Y%m%d}.xlsx",
        lambda reason: workbook(
            title,
            {"table": _("口径"), "part": _("分项"), "n": _("数值"), "unit": _("单位和说明")},
            rows,
            officer=me,
            reason=reason,
        ),
        me=me,
        key="statistics-list",
    )


PAGE = Page(
    chinese="信访统计",
    icon=":material/bar_chart:",
    show=show,
    order=45,
    roles=frozenset(MAY_BE_LET_IN),
)
