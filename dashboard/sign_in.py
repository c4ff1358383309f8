"""Who is at the screen. The gate checks every request and puts the officer's id into `st.user`."""

import streamlit as st

from supervision.words import _


def officer_id() -> int:
    """The officer whom the gate let in; nobody else gets past this line."""
    let_in = st.user.get("officer_id")
    if not let_in:
        st.error(_("请先登录。"))
        st.stop()
    return int(str(let_in))
