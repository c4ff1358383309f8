"""Saving what is typed as it changes; of two windows that type into one form, the later says so and waits."""

from collections.abc import Mapping

import streamlit as st

from dashboard.change import attempt
from supervision.conduct import drafts
from supervision.conduct.drafts import Draft, Form
from supervision.office.people import Officer


def saved(key: str) -> str:
    """Where this window remembers what it saved last."""
    return f"{key}-saved"


def go_on_with(draft: Draft | None, *, key: str) -> None:
    """This window goes on with what lies saved, or begins with nothing."""
    st.session_state[saved(key)] = dict(draft.typed) if draft else {}
    st.session_state[_moment(key)] = draft.saved_at if draft else None


def keep(me: Officer, typed: Mapping[str, str], *, form: Form, key: str) -> None:
    """Save it, unless this window has, or another window has saved something since."""
    if typed == st.session_state.get(saved(key)):
        return
    since = st.session_state.get(_moment(key))
    kept = attempt(lambda session, by: drafts.keep(session, typed, by=by, form=form, since=since), me=me)
    if kept:
        st.session_state[saved(key)], st.session_state[_moment(key)] = dict(typed), kept[0]


def _moment(key: str) -> str:
    return f"{key}-saved-at"
