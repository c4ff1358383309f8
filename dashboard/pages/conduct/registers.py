"""登记簿: who looked, what was lent, who meddled, who leaves, what was cleared, and the fixed tables."""

from collections.abc import Callable

import streamlit as st
from sqlalchemy.orm import Session

from dashboard import (
    register_findings,
    register_handing_on,
    register_looked,
    register_meddling,
    register_openings,
    register_verdicts,
    scoping,
    told_tables,
)
from dashboard.pages import Page
from dashboard.widgets import title_row
from supervision.office import regions
from supervision.office.people import Officer
from supervision.words import _

#: In the address: what it is called, and what draws it.
REGISTERS: dict[str, tuple[str, Callable[[Session, Officer], None]]] = {
    "meddling": ("打听过问", register_meddling.show),
    "openings": ("应急查阅", register_openings.show),
    "looked": ("查看情况", register_looked.show),
    "handing": ("离岗移交", register_handing_on.show),
    "clearing": ("失实澄清", register_findings.clearing),
    "verdicts": ("诬告错告", register_verdicts.verdicts),
    "told": ("固定数表", told_tables.show),
}


def show(session: Session, me: Officer) -> None:
    asked = str(st.query_params.get("register", ""))
    asked = asked if asked in REGISTERS else next(iter(REGISTERS))
    title_row(
        _("登记簿"),
        _(
            "{place} · 登记的文字加密保存，只给应当知道的人看",
            place=regions.full_name(session, me.region_code),
        ),
    )
    chosen = st.segmented_control(
        _("登记簿"),
        list(REGISTERS),
        default=asked,
        required=True,
        format_func=lambda name: _(REGISTERS[name][0]),
        label_visibility="collapsed",
        key=f"registers-{asked}",
    )
    if chosen and chosen != asked:
        scoping.go(register=chosen)
    REGISTERS[asked][1](session, me)


PAGE = Page(chinese="登记簿", icon=":material/shield_person:", show=show, order=40)
