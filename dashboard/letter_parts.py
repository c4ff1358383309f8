"""One part of a letter that leaves apart: its clock, where it went, its receipt and its paper (分转)."""

import streamlit as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from dashboard.change import act
from dashboard.handing_out import offer
from dashboard.widgets import line, md_escape
from reports.documents import referral_slip
from supervision.conduct import parts
from supervision.conduct.accused import Accused
from supervision.conduct.complaint_steps import WORKFLOW
from supervision.conduct.complaints import Complaint
from supervision.office import regions
from supervision.office.people import Officer
from supervision.office.regions import Region
from supervision.office.time_limits import FORWARD_DOWN
from supervision.words import _


def show(session: Session, complaint: Complaint, one: Accused, me: Officer) -> None:
    """What is a lower level's or out of scope leaves apart from the letter, with a clock of its own."""
    due = parts.deadline(session, complaint, one)
    with line():
        if one.passed_on:
            receipt = _("回执 {number}", number=one.receipt_no) if one.receipt_no else _("待回执")
            st.text(f"{one.passed_on:%Y-%m-%d}　{_('已分转')}　{one.passed_to}　{receipt}", width="stretch")
        else:
            st.caption(
                md_escape(_("须分转：{clock}", clock="；".join(due.lines) if due else "")), width="stretch"
            )
        if one.passed_on and not one.receipt_no:
            _receipt(complaint, one, me)
        elif not one.passed_on:
            _pass_on(session, complaint, one, me)
        if one.passed_on:
            offer(
                f"{complaint.number}-{one.place}{_('转办单')}.docx",
                lambda _reason: referral_slip.write_part(complaint, one).save(),
                me=me,
                key=f"part-{complaint.id}-{one.place}-slip",
                label=_("转办单"),
                about=complaint,
            )


def _pass_on(session: Session, complaint: Complaint, one: Accused, me: Officer) -> None:
    key, number, place = f"part-{complaint.id}-{one.place}", complaint.id, one.place
    reason = WORKFLOW.why_not(complaint, "pass_part", by=me)
    with st.popover(_("分转"), disabled=bool(reason), help=reason, key=f"{key}-open"):
        if reason:
            return
        if one.limit is FORWARD_DOWN:
            below = select(Region).where(regions.within(Region.code, me.region_code)).order_by(Region.code)
            names = {it.code: it.name for it in session.scalars(below) if it.code != me.region_code}
            to = st.selectbox(
                _("转送的下级机关所在地（必填）"),
                list(names),
                index=None,
                format_func=lambda code: names[code],
                placeholder=_("选择县（市、区）"),
                key=f"{key}-to",
            )
        else:
            to = st.text_input(
                _("转往的单位（必填）"), placeholder=_("例如：市信访局"), max_chars=60, key=f"{key}-to"
            )
        below_us = one.limit is FORWARD_DOWN
        if st.button(_("分转"), key=key, type="primary", disabled=not to) and to:
            act(
                lambda session, by: parts.pass_on(
                    session.get_one(Complaint, number),
                    place=place,
                    to=session.get_one(Region, to) if below_us else to,
                    by=by,
                ),
                me=me,
                done=_("已分转"),
            )


def _receipt(complaint: Complaint, one: Accused, me: Officer) -> None:
    key, number, place = f"part-{complaint.id}-{one.place}-receipt", complaint.id, one.place
    reason = WORKFLOW.why_not(complaint, "receive_part", by=me)
    with st.popover(_("登记分转回执"), disabled=bool(reason), help=reason, key=f"{key}-open"):
        if reason:
            return
        receipt = st.number_input(
            _("回执编号（必填，只填数字）"),
            min_value=1,
            max_value=10**12,
            value=None,
            step=1,
            key=f"{key}-no",
        )
        if st.button(_("登记分转回执"), key=key, disabled=receipt is None):
            act(
                lambda session, by: parts.enter_receipt(
                    session.get_one(Complaint, number), place=place, receipt_no=str(receipt), by=by
                ),
                me=me,
                done=_("已登记分转回执"),
            )
