"""The search box of the complaints: what is typed stays in this session, and never enters the address."""

from collections.abc import Sequence

import streamlit as st
from sqlalchemy.orm import Session

from supervision.conduct import search
from supervision.conduct.complaints import Complaint
from supervision.office import networks
from supervision.office.people import Officer
from supervision.words import _

KEY, LONGEST = "complaints-words", 40


def among(
    session: Session, me: Officer, found: Sequence[Complaint], filtered: Sequence[Complaint]
) -> Sequence[Complaint]:
    """Those whose words say what was typed, whatever their status; the filtered ones while nothing is."""
    if not (found and networks.holds_content()):
        return filtered
    words = st.text_input(
        _("查找内容"),
        key=KEY,
        max_chars=LONGEST,
        placeholder=_("摘要或原文中的字词，一个字也可以；空格隔开的须同时出现"),
        label_visibility="collapsed",
        autocomplete="off",
    )
    if not words.strip():
        return filtered
    known = {one.id: one for one in found}
    hits = [known[number] for number in search.find(session, me, words) if number in known]
    st.caption(_("查找到 {n} 件，不限状态；查找的字词不留痕。", n=len(hits)))
    return hits
