"""The menu of the officer who is signed in, and the page they chose."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from dashboard import foot, language, own_password, sign_in
from dashboard.change import tell
from dashboard.pages import PAGES, Room
from dashboard.widgets import title_row
from supervision.db import reading
from supervision.office import credentials, installation
from supervision.office.people import Officer, Role
from supervision.words import _, listed

ASSETS = Path(__file__).with_name("assets")
FIRST = "first"
SEAL, LOGO = ASSETS / "seal.svg", ASSETS / "logo.svg"


def menu(roles: frozenset[Role], officer_id: int, *, due: bool = False) -> dict[str, list[StreamlitPage]]:
    """The rooms in order, each with the pages that these posts may open.

    Pages of other posts are there too, unlisted, so that their address answers with a sentence. While a
    password is due, every address leads to changing it.
    """
    listed: dict[str, list[StreamlitPage]] = {}
    unlisted: list[StreamlitPage] = []
    registered: dict[str, StreamlitPage] = {}
    own = partial(open_own_password, officer_id)
    for room in Room:
        for name, page in PAGES.items():
            if not name.startswith(f"{room}."):
                continue
            show: Callable[[], None] = own if due else partial(open_page, name, officer_id)
            address = name.replace(".", "-")
            if due or page.roles.isdisjoint(roles):
                unlisted.append(_page(show, page.title, address, hidden=True))
                continue
            if registered:
                registered[name] = _page(show, page.title, address, icon=page.icon)
            else:
                registered[name] = _page(show, page.title, FIRST, icon=page.icon, first=True)
                unlisted.append(_page(show, page.title, address, hidden=True))
            listed.setdefault(room.label, []).append(registered[name])
    password = _page(own, _("修改密码"), "own-password", hidden=True, first=not registered)
    registered[foot.PASSWORD] = password
    st.session_state["pages"] = registered
    return listed | {" ": [password, *unlisted]}


def open_page(name: str, officer_id: int) -> None:
    """Draw one page, or say whose it is. It reads here; what it changes goes through `change`."""
    tell()
    with reading() as session:
        st.session_state["demo"] = installation.current(session).demo
        me = session.get_one(Officer, officer_id)
        if PAGES[name].roles.isdisjoint(me.roles):
            _refuse(name, me)
        else:
            PAGES[name].show(session, me)


def open_own_password(officer_id: int) -> None:
    tell()
    with reading() as session:
        own_password.show(session, session.get_one(Officer, officer_id))


def main() -> None:
    st.set_page_config(page_title=_("督责台"), page_icon=str(SEAL), layout="wide", initial_sidebar_state=212)
    st.logo(str(LOGO), size="large", icon_image=str(SEAL))
    language.follow()
    me = sign_in.officer_id()
    sign_in.keep_watch()
    with reading() as session:
        officer = session.get_one(Officer, me)
        held = credentials.current(session, officer)
        chosen = st.navigation(menu(officer.roles, me, due=bool(held and held.is_due)), expanded=True)
        foot.draw(session, officer)
    chosen.run()


def _page(
    show: Callable[[], None],
    title: str,
    address: str,
    *,
    icon: str | None = None,
    hidden: bool = False,
    first: bool = False,
) -> StreamlitPage:
    """A page at its own address; Streamlit serves the first one at / only, whatever address it reserves."""
    return st.Page(
        show,
        title=title,
        icon=icon,
        url_path=address,
        default=first,
        visibility="hidden" if hidden else "visible",
    )


def _refuse(name: str, me: Officer) -> None:
    page = PAGES[name]
    title_row(page.title, _("无权查看"))
    st.text(
        _(
            "本页由{posts}使用。您是{mine}。如需查看，请联系部门负责人。",
            posts=listed(role.label for role in Role if role in page.roles),
            mine=me.posts_label or _("尚未授予岗位的人员"),
        )
    )


if __name__ == "__main__":
    main()
