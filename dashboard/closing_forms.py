"""The last act of a form in a popover: once it is through, the popover is shut."""

from collections.abc import Callable

import streamlit as st
from sqlalchemy.orm import Session

from dashboard.change import attempt, say
from dashboard.widgets import close
from supervision.office.people import Officer


def act_and_close(name: str, verb: Callable[[Session, Officer], object], *, me: Officer, done: str) -> None:
    """`act`, from inside the popover that is called `name`; it stays open with what was typed if refused."""
    if attempt(verb, me=me) is not None:
        close(name)
        say(done)
        st.rerun()
