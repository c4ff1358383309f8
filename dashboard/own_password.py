"""修改密码: the one page everybody has, and the only one while a password is due."""

import streamlit as st
from sqlalchemy.orm import Session

from dashboard.change import act
from dashboard.confirming import confirm_password
from dashboard.widgets import title_row
from supervision.office import credentials, sign_ins
from supervision.office.people import Officer
from supervision.words import _


def show(session: Session, me: Officer) -> None:
    held = credentials.current(session, me)
    title_row(_("修改密码"), _("{name}　{login}", name=me.name, login=me.login))
    if held and held.is_due:
        st.text(_("这是首次登录，或密码已超过 90 天未换：请先设置新密码，再办理其他事项。"))
    with st.container(width=420):
        asked = confirm_password(me, key="own")
        new = st.text_input(
            _("新密码（必填）"),
            type="password",
            key="own-new",
            placeholder=_("10 位以上，大写、小写、数字、符号至少三类"),
            autocomplete="new-password",
        )
        again = st.text_input(
            _("再输一次新密码（必填）"),
            type="password",
            key="own-again",
            placeholder=_("与上面一致"),
            autocomplete="new-password",
        )
        if st.button(_("保存新密码"), key="own-save", type="primary"):
            if new != again:
                st.error(_("两次输入的新密码不一致。"))
            elif reason := credentials.why_weak(new, of=me):
                st.error(reason)
            elif asked.holds():
                _change(asked.typed, new, me)


def _change(old: str, new: str, me: Officer) -> None:
    """Every other screen that is signed in as this officer has to sign in again."""
    this_one = str(st.user.get("sign_in_id") or "0")

    def verb(session: Session, by: Officer) -> bool:
        credentials.change(session, old=old, new=new, by=by)
        sign_ins.revoke_all(session, by, but=int(this_one))
        return True

    act(verb, me=me, done=_("密码已修改。"))
