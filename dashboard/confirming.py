"""The password asked again, for one act only: opening an identity, taking a file out, signing.

asked = confirm_password(me, key=f"sign-{briefing.id}")
if st.button(_("签发"), key=…) and asked.holds():
    change(briefing, lambda it, by: it.sign(by=by), me=me, done=_("已签发"))
"""

from dataclasses import dataclass

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

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
    slot: DeltaGenerator

    def holds(self) -> bool:
        """Whether the password is right; says so where it is not, and empties the field for the next act."""
        if not self.typed:
            st.error(_("请再次输入密码，以确认是您本人。"))
            return False
        with reading() as session:
            tried = sign_ins.try_password(session, login=self.officer.login, password=self.typed)
        with changing() as session:
            sentence = sign_ins.settle(session, tried)
        times = f"{self.key}-confirmed"
        st.session_state[times] = st.session_state.get(times, 0) + 1
        _field(self.slot, self.key)
        if sentence:
            st.error(sentence)
        return sentence is None


def confirm_password(me: Officer, key: str) -> Confirmation:
    """Draw the password field; the act behind the page's button goes ahead only if the answer `holds`."""
    slot = st.empty()
    return Confirmation(me, key, _field(slot, key), slot)


def _field(slot: DeltaGenerator, key: str) -> str:
    """A field for each act: what is typed into it next must not be lost with the one before."""
    return slot.text_input(
        _("再次输入您的密码"),
        type="password",
        key=f"{key}-password-{st.session_state.get(f'{key}-confirmed', 0)}",
        placeholder=_("仅用于本次操作"),
        autocomplete="current-password",
    )
