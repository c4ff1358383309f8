"""开户: the form for a new account, in a dialog."""

import streamlit as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from dashboard import language
from dashboard.change import act
from supervision.office import accounts, installation, regions, units
from supervision.office.people import Officer
from supervision.office.regions import Region
from supervision.office.units import Unit
from supervision.words import _


def ask(session: Session, me: Officer) -> None:
    """Open the dialog. Posts are given afterwards, by somebody else."""
    places = {
        code: regions.full_name(session, code)
        for code in session.scalars(
            select(Region.code).where(regions.within(Region.code, me.region_code)).order_by(Region.code)
        )
    }
    on = installation.current(session).unit_accounts
    roster = {unit.id: unit.name for unit in session.scalars(units.visible_to(me))} if on else {}
    st.dialog(_("开户"))(_form)(me, places, roster)


def _form(me: Officer, places: dict[str, str], roster: dict[int, str]) -> None:
    language.follow()
    login = st.text_input(
        _("账号（必填）"), key="open-login", placeholder=_("小写字母开头，如 zhang.wei"), max_chars=32
    )
    name = st.text_input(_("姓名（必填）"), key="open-name", placeholder=_("真实姓名"), max_chars=40)
    place = st.selectbox(
        _("所在地（必填）"),
        list(places),
        index=None,
        format_func=places.__getitem__,
        key="open-place",
        placeholder=_("请选择省、市或县"),
    )
    unit_id = None
    if roster:
        unit_id = st.selectbox(
            _("责任单位（仅单位填报员）"),
            list(roster),
            index=None,
            format_func=roster.__getitem__,
            key="open-unit",
            placeholder=_("工作人员不选"),
        )
    password = st.text_input(
        _("初始密码（必填）"),
        type="password",
        key="open-password",
        placeholder=_("10 位以上，至少三类字符；首次登录须更改"),
        autocomplete="new-password",
    )
    if st.button(_("开户"), key="open-save", type="primary"):
        if place is None:
            st.error(_("请选择所在地。"))
            return
        code = place
        act(
            lambda session, by: accounts.open_account(
                session,
                login=login,
                name=name,
                region_code=code,
                password=password,
                unit=session.get_one(Unit, unit_id) if unit_id else None,
                by=by,
            ),
            me=me,
            done=_("已开户。请安全管理员授予岗位。"),
        )
