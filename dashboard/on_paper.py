"""Fields for words of a case: open where the network may hold them, else closed, with where the words lie."""

from typing import Any

import streamlit as st

from dashboard import long_words
from dashboard.widgets import empty
from supervision.office import networks
from supervision.words import _


def said_so() -> bool:
    """Whether words stay on paper here; if so, why is said."""
    if networks.holds_content():
        return False
    empty(networks.why_not())
    return True


def text_area(label: str, *, key: str, most: int, **more: Any) -> str:
    if not networks.holds_content():
        return _closed(label, key)
    return long_words.text_area(label, key=key, most=most, **more)


def text_input(label: str, *, key: str, **more: Any) -> str:
    return str(st.text_input(label, key=key, **more)) if networks.holds_content() else _closed(label, key)


def _closed(label: str, key: str) -> str:
    st.text_input(label, _(networks.ON_PAPER), disabled=True, key=f"{key}-on-paper")
    return networks.ON_PAPER
