"""Asking 案管 before a paper goes to a unit: whom, and what was answered; never why."""

import streamlit as st
from sqlalchemy.orm import Session

from dashboard.change import act
from dashboard.widgets import empty, md_escape
from supervision.conduct import consents
from supervision.conduct.consents import ASKERS, Paper
from supervision.office.people import Officer
from supervision.office.units import Unit
from supervision.words import _


def show(session: Session, paper: Paper, me: Officer) -> str | None:
    """The button that asks, where 案管 must agree; answers with why the paper may not go out yet."""
    why_not = consents.why_not(session, paper)
    if why_not is None or me.is_unit:
        return why_not
    for one in consents.answers(session, paper):
        st.caption(md_escape(_("征求意见：{answer}", answer=one.status.label)))
    if not me.holds(*ASKERS):
        empty(why_not)
        return why_not
    unit_id = paper.unit.id

    def work(session: Session, by: Officer) -> object:
        again = Paper(
            paper.kind,
            paper.subject_id,
            session.get_one(Unit, unit_id),
            title=paper.title,
            county_code=paper.county_code,
            compound_number=paper.compound_number,
        )
        return consents.ask(session, again, by=by)

    if st.button(
        _("征求案管意见"), key=f"ask-{paper.kind}-{paper.subject_id}-{unit_id}", help=md_escape(why_not)
    ):
        act(work, me=me, done=_("已征求案管意见"))
    return why_not
