"""Who is at the screen. The gate checks every request and puts officer and sign-in into `st.user`."""

import streamlit as st
from sqlalchemy.exc import OperationalError

from dashboard import language
from supervision.db import changing, reading
from supervision.office import sign_ins
from supervision.words import _

REFRESH = "60s"


def officer_id() -> int:
    """The officer whom the gate let in, if their sign-in is still open; nobody else gets past this line.

    Runs when an officer acts, not when a fragment refreshes itself, so that here the idle time starts again.
    """
    with reading() as session:
        held = sign_ins.open_one(session, _sign_in_id())
    if held is None or str(held.officer_id) != st.user.get("officer_id"):
        st.error(_("会话已失效，请重新登录。"))
        st.html(f'<a href="/login">{_("重新登录")}</a>')
        st.stop()
    if held.wants_touch:
        _touch(held.id)
    return held.officer_id


@st.fragment(run_every=REFRESH)
def keep_watch() -> None:
    """Look once a minute whether the sign-in still stands, and clear the screen where it does not."""
    language.follow()
    with reading() as session:
        still_open = sign_ins.open_one(session, _sign_in_id())
    if still_open is None:
        st.rerun()


def _sign_in_id() -> int:
    number = str(st.user.get("sign_in_id") or "")
    return int(number) if number.isdecimal() else 0


def _touch(number: int) -> None:
    """Write the act down; while an import holds the database, the next act will do."""
    try:
        with changing() as session:
            held = sign_ins.open_one(session, number)
            if held:
                held.touch()
    except OperationalError:
        return
