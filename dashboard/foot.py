"""The foot of the sidebar: who is signed in, where, on which day, and the way out."""

import streamlit as st
from sqlalchemy.orm import Session

from dashboard.widgets import go_to, md_escape
from supervision import clock
from supervision.office import installation, regions
from supervision.office.people import Officer
from supervision.words import LANGUAGES, _, spoken

PASSWORD = "own-password"


def draw(session: Session, me: Officer) -> None:
    home = installation.current(session)
    with st.sidebar.container(key=f"foot-{spoken()}", gap="xxsmall"):
        posts = me.posts_label or _("未授予岗位")
        st.markdown(f"{md_escape(me.name)} :small[:gray[{md_escape(posts)}]]")
        st.caption(md_escape(regions.full_name(session, me.region_code)))
        if home.demo:
            st.markdown(f":gray-badge[{_('演示数据')}]")
            st.caption(_("业务日期 {day}", day=f"{clock.today():%Y-%m-%d}"))
        go_to(PASSWORD, _("修改密码"))
        other = next(code for code in LANGUAGES if code != spoken())
        st.html(f'<a href="/language/{other}">{LANGUAGES[other]}</a>　<a href="/auth/logout">{_("退出")}</a>')
