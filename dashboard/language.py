"""The language of the officer at the screen: what they asked for in the address, else their cookie."""

import streamlit as st

from dashboard.gate import LANGUAGE
from supervision.words import LANGUAGES, speak, spoken

KEY = "language"


def follow() -> str:
    """Speak the officer's language in this run. Fragments that refresh themselves begin with it too."""
    asked = st.query_params.get("lang") or st.session_state.get(KEY) or st.context.cookies.get(LANGUAGE, "zh")
    st.session_state[KEY] = asked if asked in LANGUAGES else "zh"
    speak(st.session_state[KEY])
    return spoken()
