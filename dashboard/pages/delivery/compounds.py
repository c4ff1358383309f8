"""任务台账: from the province down to one home: what is included, what is not, and how far it has come."""

from collections.abc import Mapping
from typing import Any

import streamlit as st
from sqlalchemy.orm import Session
from streamlit.delta_generator import DeltaGenerator

from dashboard import compound_lists, drilling, home_lists, list_freezing, remembered, scoping, tables
from dashboard.drilling import PAGE as HERE
from dashboard.drilling import Place
from dashboard.handing_out import offer
from dashboard.pages import Page
from dashboard.sheets_out import workbook
from dashboard.widgets import empty, go_to, head, title_row
from supervision.delivery import coverage
from supervision.delivery.coverage import Coverage, Inclusion
from supervision.office import regions
from supervision.office.people import Officer
from supervision.words import _


def show(session: Session, me: Officer) -> None:
    here = drilling.place(session, me)
    line = _("{place} · 任务清单与登记台账现状", place=regions.full_name(session, here.region.code))
    where, export = title_row(_("任务台账"), line, fields=1, buttons=1)
    scoping.choose_region(session, me, here.region, where, key="compounds")
    drilling.crumbs(session, me, here)
    if here.compound_number is not None:
        home_lists.show(session, me, here, export)
        return
    rows = _rows(session, here)
    if not rows:
        empty(_("尚无任务清单和登记台账。导入后在此逐级查看，直到每一套房屋。"))
        return
    _sums(here, rows)
    list_freezing.show(session, me, here.region)
    if here.inclusion is not None or here.street is not None:
        compound_lists.show(session, me, here, export)
    else:
        _children(session, me, here, rows, export)


def _rows(session: Session, here: Place) -> Mapping[str | None, Coverage]:
    """The next level down, by code or street; of a street, only that street."""
    if not here.in_county:
        return remembered.covered(session, here.region.code)
    streets = remembered.streets(session, here.region.code)
    if here.street is None:
        return streets
    asked = None if here.street == drilling.NONE else here.street
    return {street: one for street, one in streets.items() if street == asked}


def _sums(here: Place, rows: Mapping[str | None, Coverage]) -> None:
    """The place in one row; each count of compounds opens the list of just these."""
    whole = coverage.together(rows.values())
    counts = (
        (None, _("项目"), whole.compounds),
        (Inclusion.INCLUDED, Inclusion.INCLUDED.label, whole.included),
        (Inclusion.EXCLUDED, Inclusion.EXCLUDED.label, whole.excluded),
        (Inclusion.UNDECIDED, Inclusion.UNDECIDED.label, whole.undecided),
    )
    held = whole.ledger
    figures = (
        (_("清单纳入"), str(whole.listed)),
        (_("台账"), _("待核") if held.homes is None else _("{n}套", n=f"{held.homes:,}")),
        (_("首次登记"), _share(held.first, whole.first_rate.digits)),
        (_("转移登记"), _share(held.transfer, whole.transfer_rate.digits)),
    )
    with st.container(border=True, horizontal=True, vertical_alignment="center", gap="small"):
        for inclusion, label, number in counts:
            with st.container(horizontal=True, gap="xxsmall", width="content", vertical_alignment="center"):
                st.markdown(f"**{label}**" if here.inclusion is inclusion else f":gray[{label}]")
                go_to(HERE, f"{number:,}", **here.query(included=inclusion))
        st.space("stretch")
        for label, said in figures:
            st.markdown(f":small[:gray[{label}]　{said}]", width="content")


def _share(number: int | None, rate: str) -> str:
    return _("待核") if number is None else _("{n}套（{rate}%）", n=f"{number:,}", rate=rate)


def _children(
    session: Session,
    me: Officer,
    here: Place,
    rows: Mapping[str | None, Coverage],
    export: DeltaGenerator,
) -> None:
    """Regions or streets, one line each; a line opens the next level."""
    names: dict[str | None, str] = (
        {street: drilling.street_name(street) for street in rows}
        if here.in_county
        else {one.code: one.name for one in session.scalars(regions.children(here.region.code))}
    )
    shown = [(key, rows.get(key) or coverage.together([])) for key in names]
    level = _("街道（乡镇）") if here.in_county else _("地区")
    columns, lines = _columns(level), [_line(names[key], one) for key, one in shown]
    with export:
        offer(
            f"{_('任务台账')}_{here.title}.xlsx",
            lambda reason: workbook(
                _("任务台账"), tables.headings(columns), lines, officer=me, reason=reason
            ),
            me=me,
            key=f"drill-{here.region.code}",
        )
    with st.container(border=True, gap="xsmall"):
        head(level, _("{n} 个；点一行看下一级", n=len(lines)))
        opened = tables.pick(
            tables.frame(lines, columns), columns, key=f"drill-list-{here.region.code}", alt=level
        )
    if opened is not None:
        key = shown[opened][0]
        inside = {"street": key or drilling.NONE} if here.in_county else {}
        scoping.go(region=here.region.code if here.in_county else str(key), **inside)


def _columns(level: str) -> dict[str, Any]:
    return {
        "name": tables.text(level, width=150),
        "included": tables.count(_("纳入项目"), 76),
        "excluded": tables.count(_("未纳入"), 66),
        "undecided": tables.count(_("未定"), 56),
        "listed": tables.count(_("清单（套）"), 92),
        "homes": tables.count(_("台账（套）"), 92),
        "first": tables.count(_("首次登记（套）"), 104),
        "transfer": tables.count(_("转移登记（套）"), 104),
        "certificate": tables.count(_("发证（套）"), 88),
        "first_rate": tables.rate(_("首登率"), 74),
        "transfer_rate": tables.rate(_("转移登记率"), 86),
    }


def _line(name: str, one: Coverage) -> dict[str, Any]:
    return {
        "name": name,
        "included": one.included,
        "excluded": one.excluded,
        "undecided": one.undecided,
        "listed": one.listed,
        **tables.held(one.ledger),
        "first_rate": one.first_rate,
        "transfer_rate": one.transfer_rate,
    }


PAGE = Page(chinese="任务台账", icon=":material/apartment:", show=show, order=20)
