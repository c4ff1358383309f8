"""Fields for long words: what is pasted stays, and whoever pasted too many is told how many there are."""

from typing import Any

import streamlit as st

from supervision.words import _


def text_input(label: str, *, key: str, most: int, **more: Any) -> str:
    """A line of words; as many as are pasted stay, and the verb refuses what is too long."""
    typed = str(st.text_input(label, key=key, **more))
    _say_long(typed, most)
    return typed


def text_area(label: str, *, key: str, most: int, whole: bool = False, **more: Any) -> str:
    """What stands in the field; too many words are none, unless the `whole` is wanted for a draft.

    A limit in the browser would drop a longer paste without saying so.
    """
    typed = str(st.text_area(label, key=key, **more))
    _say_long(typed, most)
    return typed if whole or len(typed) <= most else ""


def _say_long(typed: str, most: int) -> None:
    if len(typed) > most:
        has = f"{len(typed):,}"
        st.error(_("文字不超过 {n} 字，现有 {has} 字：请删减，其余作为附件保存。", n=f"{most:,}", has=has))
