"""Slips at the desk: given out once, and found again by their code."""

from collections.abc import Callable

import streamlit as st
from sqlalchemy.orm import Session

from dashboard import scoping
from dashboard.change import attempt
from dashboard.widgets import empty
from reports.documents import receipt_slip
from supervision.conduct import slips
from supervision.conduct.complaints import Complaint
from supervision.office import exports
from supervision.office.people import Officer, Role
from supervision.words import _


def give(complaint: Complaint, me: Officer) -> None:
    """A slip with a new code, printed from Word; the code is shown nowhere else."""
    reason, key = slips.why_not(complaint, me), f"slip-{complaint.id}"
    with st.popover(_("开具回执"), disabled=bool(reason), help=reason, key=f"{key}-open"):
        if reason:
            return
        if complaint.slip:
            empty(_("已开具过；再次开具后，原码作废。"))
        empty(_("一信一码：回执只有收件机关、日期和 16 位码，不载来件内容；系统只存码的校验值。"))
        if st.button(_("生成回执"), key=f"{key}-make"):
            given = attempt(_handed(complaint.id), me=me)
            if given:
                st.session_state[f"{key}-token"] = given[0]
        if token := st.session_state.get(f"{key}-token"):
            st.link_button(_("下载（限本人，10 分钟内一次有效）"), f"/export/{token}", key=f"{key}-link")


def look_up(me: Officer) -> None:
    """The letter that somebody asks about with a code in the hand."""
    if not me.holds(Role.PETITIONS):
        return
    with st.popover(_("凭回执码查件"), icon=":material/qr_code_scanner:"):
        code = st.text_input(
            _("回执码"),
            max_chars=24,
            placeholder=_("16 位数字"),
            autocomplete="off",
            key="slip-code",
        )
        if st.button(_("查件"), key="slip-find"):
            found = attempt(lambda session, by: slips.found(session, code, by=by).id, me=me)
            if found:
                scoping.go(status="all", complaint=str(found[0]))


def _handed(number: int) -> Callable[[Session, Officer], str]:
    def hand_out(session: Session, by: Officer) -> str:
        complaint = session.get_one(Complaint, number)
        data = receipt_slip.write(slips.issue(session, complaint, by=by)).save()
        return exports.hand_out(
            session,
            name=f"{complaint.number}{_('来件回执')}.docx",
            data=data,
            reason=_("开具回执"),
            to=by,
            about=complaint,
        )

    return hand_out
