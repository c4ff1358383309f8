"""Long lists, page by page."""

import streamlit as st


def page(key: str) -> int:
    """Which page of a list is open, counted from 1."""
    return int(st.session_state.get(f"{key}-page", 1))


def turn(key: str, total: int, per_page: int) -> None:
    """The row of page numbers, where one page does not hold them all."""
    if total > per_page:
        st.pagination(-(-total // per_page), key=f"{key}-page")
