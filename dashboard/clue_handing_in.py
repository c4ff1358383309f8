"""Handing a complaint in to 案管: whom it is about is named, who reported never."""

import streamlit as st
from sqlalchemy.orm import Session

from dashboard import clue_form
from dashboard.change import act
from dashboard.confirming import confirm_password
from dashboard.widgets import empty, md_escape
from supervision.clock import OFFICE
from supervision.conduct import clue_registering, redaction
from supervision.conduct.clue_steps import SENDERS
from supervision.conduct.clue_terms import AccusedPerson
from supervision.conduct.complaint_steps import TAKEN_UP
from supervision.conduct.complaints import Complaint
from supervision.office.people import Officer
from supervision.words import _


def show(session: Session, complaint: Complaint, me: Officer) -> None:
    """Its number once it is a clue; before that, for who may, the form."""
    if clue := clue_registering.of(session, complaint):
        on = clue.hand_overs[0].signed_at.astimezone(OFFICE)
        st.caption(md_escape(_("已移送案管：{number}（{day}）", number=clue.number, day=f"{on:%Y-%m-%d}")))
        return
    if complaint.status not in TAKEN_UP or not me.holds(*SENDERS):
        return
    key = f"hand-in-{complaint.id}"
    with st.popover(_("移送案管"), key=f"{key}-open"):
        empty(_("只移送经确认的脱敏摘要，不移送举报人信息；由案管岗登记为问题线索。"))
        if redaction.current(session, complaint) is None:
            empty(redaction.unconfirmed())
            return
        person = clue_form.whom(key, _named(complaint))
        checked = clue_form.namesake(key)
        asked = confirm_password(me, key=f"{key}-signature")
        number = complaint.id
        if st.button(_("移送案管"), key=key, type="primary") and asked.holds():
            act(
                lambda session, by: clue_registering.hand_in(
                    session,
                    session.get_one(Complaint, number),
                    by=by,
                    accused=person,
                    namesake_checked=checked,
                ),
                me=me,
                done=_("已移送案管"),
            )


def _named(complaint: Complaint) -> AccusedPerson:
    """The first whom the letter names."""
    for one in complaint.accused:
        name, post = one.called(complaint.key, number=complaint.number)
        if name or post:
            return AccusedPerson(name, post, one.rank)
    return AccusedPerson("")
