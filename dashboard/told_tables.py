"""固定数表: numbers of complaints as they were told, for those who are not on the lists."""

from datetime import date
from itertools import groupby
from typing import Any

import streamlit as st
from sqlalchemy.orm import Session

from dashboard import tables
from dashboard.closing_forms import act_and_close
from dashboard.handing_out import offer_list
from dashboard.widgets import closing, empty, head
from supervision.conduct import told_counts
from supervision.conduct.categories import Category
from supervision.conduct.told_counts import MOST_TOLD, SETTING, WHOLE, ToldNumber
from supervision.office import installation
from supervision.office.installation import FEWEST_TOLD
from supervision.office.people import Officer
from supervision.words import _

MOST_ROWS = 60
NOT_TOLD = "—"


def newest(session: Session, me: Officer) -> None:
    """The last table, in short."""
    rows = _rows(session, me)[:1]
    head(_("全辖区（固定数表）"), _periods(rows[0]["since"], rows[0]["until"]) if rows else "")
    if not rows:
        empty(_("还没有已结的期间。每周一结上一周，数出即定。"))
        return
    st.text(_("合计 {n}，分项见“登记簿”。", n=rows[0][WHOLE]))


def show(session: Session, me: Officer) -> None:
    rows = _rows(session, me)
    smallest = installation.current(session).smallest_told
    head(_("固定数表"), _("已结期间，数出即定；“—”为不足 {n} 件或者为防推算不列出", n=smallest))
    _set_smallest(session, me)
    if not rows:
        empty(_("还没有已结的期间。每周一结上一周，数出即定。"))
        return
    columns = _columns()
    offer_list(_("信访举报固定数表"), columns, lambda: rows, me=me, key="told-list")
    tables.draw(tables.frame(rows, columns), columns, key="told", alt=_("信访举报固定数表"))


def _set_smallest(session: Session, me: Officer) -> None:
    """From how many on numbers are told: a matter of the province's leaders, never below three."""
    current = installation.current(session)
    if not me.holds(*SETTING) or me.region_code != current.province_code:
        return
    with st.popover(_("最小可列数"), key=closing("told-smallest")):
        st.text(_("现为 {n} 件；只影响以后结的表，已列出的不变。", n=current.smallest_told))
        number = st.number_input(
            _("最小可列数（件）"),
            min_value=FEWEST_TOLD,
            max_value=MOST_TOLD,
            value=current.smallest_told,
            key="told-smallest-number",
        )
        if st.button(_("设定"), key="told-smallest-set"):
            act_and_close(
                "told-smallest",
                lambda s, by: told_counts.set_smallest(s, int(number), by=by),
                me=me,
                done=_("已设定"),
            )


def _columns() -> dict[str, Any]:
    return {
        "since": st.column_config.DateColumn(_("自"), width=84, format="YYYY-MM-DD"),
        "until": st.column_config.DateColumn(_("至"), width=84, format="YYYY-MM-DD"),
        WHOLE: tables.text(_("合计（件）"), width=76, alignment="right"),
    } | {one.value: tables.text(one.label, width=80, alignment="right") for one in Category}


def _rows(session: Session, me: Officer) -> list[dict[str, Any]]:
    """A line a period; what is not told is a dash, none is a nought."""
    found = session.scalars(told_counts.visible_to(me).limit(MOST_ROWS * (len(Category) + 1))).all()
    return [
        {"since": since, "until": until} | {one.part: _said(one) for one in those}
        for (until, since), those in groupby(found, key=lambda one: (one.end_on, one.start_on))
    ]


def _said(one: ToldNumber) -> str:
    return NOT_TOLD if one.number is None else str(one.number)


def _periods(since: date, until: date) -> str:
    return f"{since:%Y-%m-%d} — {until:%Y-%m-%d}"
