"""The password asked again, for one act only: opening an identity, taking a file out, signing.

asked = confirm_password(me, key=f"sign-{briefing.id}")
if st.button(_("签发"), key=…) and asked.holds():
    change(briefing, lambda it, by: it.sign(by=by), me=me, done=_("已签发"))
"""

from dataclasses import dataclass

import streamlit as st

from supervision.db import changing, reading
from supervision.office import sign_ins
from supervision.office.people import Officer
from supervision.words import _


@dataclass(frozen=True)
class Confirmation:
    """What was typed into the field; `holds` looks at it once."""

    officer: Officer
    key: str
    typed: str

    def holds(self) -> bool:
        """Whether the password is right; says so where it is not, and empties the field for the next act."""
        if not self.typed:
            st.error(_("请再次输入密码，以确认是您本人。"))
            return False
        with reading() as session:
            tried = sign_ins.try_password(session, login=self.officer.login, password=self.typed)
        with changing() as session:
            sentence = sign_ins.settle(session, tried)
        st.session_state[self.key] = st.session_state.get(self.key, 0) + 1
        if sentence:
            st.error(sentence)
        return sentence is None


def confirm_password(me: Officer, key: str) -> Confirmation:
    """Draw the password field; the act behind the page's button goes ahead only if the answer `holds`."""
    times = f"{key}-confirmed"
    typed = st.text_input(
        _("再次输入您的密码"),
        type="password",
        key=f"{key}-password-{st.session_state.get(times, 0)}",
        placeholder=_("仅用于本次操作"),
        autocomplete="current-password",
    )
    return Confirmation(me, times, typed)
