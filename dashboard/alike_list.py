"""Complaints that may be the same matter, with the reasons; what they share is shown as plain text."""

from collections.abc import Sequence

import streamlit as st
from sqlalchemy.orm import Session

from dashboard.step_forms import StepForms
from dashboard.widgets import empty, head, line
from supervision.conduct import similar
from supervision.conduct.complaint_steps import WORKFLOW
from supervision.conduct.complaints import Complaint
from supervision.conduct.similar import Alike, Told
from supervision.office.people import Officer
from supervision.words import _

STEPS = StepForms(Complaint, WORKFLOW, sealed=True)


def beside(session: Session, told: Told, me: Officer) -> list[Alike]:
    """For a letter that is being typed; the officer chooses."""
    found = similar.suggest(session, told, officer=me)
    if found:
        empty(_("可能重复（仅供参考，由您认定）："))
    for one in found:
        st.text(f"{one.number}　{one.label}")
    return found


def show(session: Session, complaint: Complaint, me: Officer) -> None:
    """For one that is registered; linking it keeps both as they are."""
    if complaint.duplicate_of_id or WORKFLOW.why_not(complaint, "link", by=me):
        return
    found: Sequence[Alike] = similar.suggest(session, similar.told_of(complaint), officer=me)
    if not found:
        return
    with st.container(border=True, gap="xxsmall"):
        head(_("可能重复"), _("仅供参考，由您认定；两件都原样保留，可以解除"))
        for one in found:
            with line():
                st.text(f"{one.number}　{one.label}", width="stretch")
                number = one.id
                if st.button(_("认定与此件重复"), key=f"alike-{complaint.id}-{number}"):
                    STEPS.go(
                        "link",
                        complaint,
                        me,
                        lambda s, it, by, to=number: it.link(to=s.get_one(Complaint, to), by=by),  # type: ignore[misc]  # a default in a lambda
                    )
