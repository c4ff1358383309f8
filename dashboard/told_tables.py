"""固定数表: numbers of complaints as they were told, for those who are not on the lists."""

from datetime import date
from itertools import groupby
from typing import Any

import streamlit as st
from sqlalchemy.orm import Session

from dashboard import tables
from dashboard.handing_out import offer_list
from dashboard.widgets import empty, head
from supervision.conduct import told_counts
from supervision.conduct.categories import Category
from supervision.conduct.told_counts import WHOLE, ToldNumber
from supervision.office import installation
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
    if not rows:
        empty(_("还没有已结的期间。每周一结上一周，数出即定。"))
        return
    columns = _columns()
    offer_list(_("信访举报固定数表"), columns, lambda: rows, me=me, key="told-list")
    tables.draw(tables.frame(rows, columns), columns, key="told", alt=_("信访举报固定数表"))


def _columns() -> dict[str, Any]:
    return {
        "since": st.column_config.DateColumn(_("自"), width=86, format="YYYY-MM-DD"),
        "until": st.column_config.DateColumn(_("至"), width=86, format="YYYY-MM-DD"),
        WHOLE: tables.text(_("合计（件）"), width=76, alignment="right"),
    } | {one.value: tables.text(one.label, width=84, alignment="right") for one in Category}


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
