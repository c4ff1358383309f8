"""账号与岗位: opened by the system's admin, given posts by the security admin, read by the auditor."""

from collections.abc import Sequence
from typing import Any

import streamlit as st
from sqlalchemy.orm import Session

from dashboard import opening_accounts, scoping, tables
from dashboard.change import act
from dashboard.handing_out import offer
from dashboard.pages import Page
from dashboard.sheets_out import workbook
from dashboard.widgets import empty, head, title_row
from supervision import clock
from supervision.office import accounts, installation, regions
from supervision.office.people import ADMINS, Officer, Role
from supervision.words import _


def show(session: Session, me: Officer) -> None:
    found = session.scalars(accounts.visible_to(me)).all()
    units_on = installation.current(session).unit_accounts
    line = _(
        "{place} · {n} 个账号 · 责任单位账号{state}",
        place=regions.full_name(session, me.region_code),
        n=len(found),
        state=_("已启用") if units_on else _("未启用"),
    )
    right, take_out = title_row(_("账号与岗位"), line, buttons=2)
    if me.holds(Role.SYSTEM) and right.button(
        _("开户"), key="accounts-open", type="primary", icon=":material/person_add:"
    ):
        opening_accounts.ask(session, me)
    if me.holds(Role.SECURITY):
        with right:
            _switch_unit_accounts(me, on=not units_on)
    rows = _rows(session, found)
    columns = _columns()
    picked = tables.pick(tables.frame(rows, columns), columns, key="accounts", alt=_("账号与岗位"))
    with take_out:
        offer(
            _("账号与岗位.xlsx"),
            lambda reason: workbook(
                _("账号与岗位"), tables.headings(columns), rows, officer=me, reason=reason
            ),
            me=me,
            key="accounts",
        )
    if picked is not None:
        scoping.look_at(officer=str(found[picked].id))
    chosen = _asked_for(found)
    if chosen is None:
        empty(_("点选一个账号，在此办理。"))
    else:
        with st.container(border=True, gap="xsmall"):
            _one(chosen, me)


def _asked_for(found: Sequence[Officer]) -> Officer | None:
    asked = str(st.query_params.get("officer", ""))
    return next((one for one in found if str(one.id) == asked), None)


def _one(chosen: Officer, me: Officer) -> None:
    """What this admin may do with one account, in one bar."""
    head(chosen.name, f"{chosen.login}　{chosen.posts_label or _('未授予岗位')}")
    if me.holds(Role.SYSTEM):
        _system_bar(chosen, me)
    if me.holds(Role.SECURITY):
        _security_bar(chosen, me)
    if me.holds(Role.AUDITOR):
        st.text(_("审计管理员只读。账号由系统管理员开设，岗位由安全管理员授予。"))


def _system_bar(chosen: Officer, me: Officer) -> None:
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        password = st.text_input(
            _("新的初始密码"),
            type="password",
            key=f"account-password-{chosen.id}",
            placeholder=_("10 位以上，至少三类字符；首次登录须更改"),
            autocomplete="new-password",
            width=340,
        )
        if st.button(_("重置密码"), key=f"account-reset-{chosen.id}", disabled=chosen.id == me.id):
            act(
                lambda session, by: accounts.reset_password(
                    session, session.get_one(Officer, chosen.id), password, by=by
                ),
                me=me,
                done=_("已重置密码。"),
            )
        if chosen.active:
            if st.button(_("停用"), key=f"account-disable-{chosen.id}", disabled=chosen.id == me.id):
                act(
                    lambda session, by: accounts.disable(session, session.get_one(Officer, chosen.id), by=by),
                    me=me,
                    done=_("已停用，在用的登录已全部失效。"),
                )
        elif st.button(_("启用"), key=f"account-enable-{chosen.id}"):
            act(
                lambda session, by: accounts.enable(session, session.get_one(Officer, chosen.id), by=by),
                me=me,
                done=_("已启用。"),
            )
    if chosen.id == me.id:
        st.caption(_("自己的账号由另一名系统管理员办理；自己的密码在“修改密码”中更改。"))


def _security_bar(chosen: Officer, me: Officer) -> None:
    roles = st.multiselect(
        _("岗位"),
        [Role.UNIT] if chosen.unit_id else [role for role in Role if role is not Role.UNIT],
        default=[role for role in Role if role in chosen.roles],
        format_func=lambda role: role.label,
        key=f"account-roles-{chosen.id}",
        placeholder=_("请选择岗位"),
    )
    if st.button(_("授予岗位"), key=f"account-grant-{chosen.id}", disabled=chosen.id == me.id):
        act(
            lambda session, by: accounts.grant(session, session.get_one(Officer, chosen.id), roles, by=by),
            me=me,
            done=_("已授予岗位，该账号须重新登录。"),
        )
    if chosen.id == me.id:
        st.caption(_("不能为自己授予岗位，须由另一名安全管理员办理。"))


def _switch_unit_accounts(me: Officer, *, on: bool) -> None:
    label = _("启用责任单位账号") if on else _("停用责任单位账号")
    if st.button(label, key="accounts-units"):
        act(
            lambda session, by: accounts.allow_unit_accounts(session, on=on, by=by),
            me=me,
            done=_("已办理。"),
        )


def _columns() -> dict[str, Any]:
    return {
        "login": tables.text(_("账号"), width=130),
        "name": tables.text(_("姓名"), width=100),
        "place": tables.text(_("所在地"), width=150),
        "posts": tables.text(_("岗位"), width=300),
        "state": tables.text(_("状态"), width=70),
        "last": tables.text(_("最近登录"), width=130),
    }


def _rows(session: Session, found: Sequence[Officer]) -> list[dict[str, object]]:
    last = accounts.last_sign_ins(session)
    return [
        {
            "login": one.login,
            "name": one.name,
            "place": regions.full_name(session, one.region_code),
            "posts": one.posts_label or _("未授予岗位"),
            "state": _("在用") if one.active else _("停用"),
            "last": f"{last[one.id].astimezone(clock.OFFICE):%Y-%m-%d %H:%M}"
            if one.id in last
            else _("从未"),
        }
        for one in found
    ]


PAGE = Page(chinese="账号与岗位", icon=":material/badge:", show=show, order=20, roles=ADMINS)
