"""Drafting a briefing by hand: which kind, which edition, up to which day."""

from datetime import date, timedelta

import streamlit as st

from dashboard import scoping, widgets
from dashboard.change import attempt, say
from dashboard.widgets import md_escape
from supervision import clock
from supervision.briefings.briefing_steps import DRAFTERS
from supervision.briefings.briefings import Briefing
from supervision.briefings.terms import Kind
from supervision.figures import Edition, Scope
from supervision.office.people import Officer
from supervision.words import _, listed


def why_not(me: Officer) -> str | None:
    if me.holds(*DRAFTERS):
        return None
    return _("须由{posts}办理。", posts=listed(role.label for role in DRAFTERS))


def show(me: Officer, region_code: str) -> None:
    """The form; the period is shown before anything is saved."""
    kinds, editions = {one.value: one for one in Kind}, {one.value: one for one in Edition}
    kind = kinds[
        st.radio(
            _("种类"),
            list(kinds),
            format_func=lambda value: kinds[value].label,
            horizontal=True,
            key="briefing-kind",
        )
        or Kind.WEEKLY
    ]
    edition = editions[
        st.radio(
            _("版本"),
            list(editions),
            format_func=lambda value: editions[value].label,
            horizontal=True,
            key="briefing-edition",
        )
        or Edition.UP
    ]
    end = st.date_input(
        _("统计截至"), last_sunday(), max_value=clock.today(), format="YYYY-MM-DD", key="briefing-end"
    )
    start = kind.start(end)
    st.caption(
        md_escape(
            _(
                "统计期 {start} 至 {end}；数字按现在的账面取定，之后不再变动。",
                start=f"{start:%Y-%m-%d}",
                end=f"{end:%Y-%m-%d}",
            )
        )
    )
    if st.button(_("起草"), key="briefing-save", type="primary"):
        scope = Scope(region_code, start, end, edition)
        drafted = attempt(
            lambda session, by: Briefing.draft(session, kind=kind, edition=edition, scope=scope, by=by).id,
            me=me,
        )
        if drafted:
            say(_("已起草"))
            widgets.close("briefing-new")
            scoping.look_at(briefing=str(drafted[0]))
            st.rerun()


def last_sunday() -> date:
    today = clock.today()
    return today - timedelta(days=today.isoweekday())
