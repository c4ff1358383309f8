"""The menu of the officer who is signed in, and the page they chose."""

from functools import partial

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from dashboard.pages import PAGES, Room
from dashboard.sign_in import officer_id
from supervision.db import reading
from supervision.office import installation
from supervision.office.people import Officer, Role


def menu(roles: frozenset[Role], officer_id: int) -> dict[str, list[StreamlitPage]]:
    """The rooms in order, each with the pages that these posts may open."""
    sections: dict[str, list[StreamlitPage]] = {}
    registered: dict[str, StreamlitPage] = {}
    for room in Room:
        for name, page in PAGES.items():
            if name.startswith(f"{room}.") and not page.roles.isdisjoint(roles):
                registered[name] = st.Page(
                    partial(open_page, name, officer_id),
                    title=page.title,
                    icon=page.icon,
                    url_path=name.replace(".", "-"),
                )
                sections.setdefault(room.label, []).append(registered[name])
    st.session_state["pages"] = registered
    return sections


def open_page(name: str, officer_id: int) -> None:
    """Draw one page. It reads here; what it changes goes through `change`."""
    with reading() as session:
        st.session_state["demo"] = installation.current(session).demo
        PAGES[name].show(session, session.get_one(Officer, officer_id))


def main() -> None:
    me = officer_id()
    with reading() as session:
        roles = session.get_one(Officer, me).roles
    st.navigation(menu(roles, me)).run()


if __name__ == "__main__":
    main()
