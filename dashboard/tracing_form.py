"""Looks at who an anonymous informant may be: each entered beforehand, with its approval."""

import streamlit as st
from sqlalchemy.orm import Session

from dashboard.change import act
from dashboard.widgets import empty, head, line
from supervision.conduct import attachments, tracings
from supervision.conduct.categories import Identity
from supervision.conduct.complaints import Complaint
from supervision.conduct.tracings import Means, Tracing
from supervision.office.people import Officer
from supervision.office.regions import Level
from supervision.words import _

LEVELS = {Level.CITY: "设区的市级", Level.PROVINCE: "省级"}


def show(session: Session, complaint: Complaint, me: Officer) -> None:
    if complaint.identity is not Identity.ANONYMOUS:
        return
    found = tracings.of(session, complaint)
    with st.container(border=True, gap="xxsmall"):
        with line():
            head(_("匿名保护"), _("未经批准，不得查找匿名举报人；系统不记录举报人网络地址"))
            st.space("stretch")
            _enter(complaint, me)
        for one in found:
            st.text(
                f"{one.entered_at:%Y-%m-%d}　{one.means.label}　{_(LEVELS[one.approved_by])}　"
                f"{one.approval_no}　{one.entered_by.name}"
            )


def _enter(complaint: Complaint, me: Officer) -> None:
    key, reason = f"trace-{complaint.id}", attachments.why_not_original(complaint, me)
    with st.popover(_("登记核查手段"), disabled=bool(reason), help=reason, key=f"{key}-open"):
        if reason:
            return
        means = st.selectbox(
            _("核查手段（必填）"), list(Means), format_func=lambda one: one.label, key=f"{key}-means"
        )
        level = st.segmented_control(
            _("批准机关（必填）"),
            list(LEVELS),
            default=Level.CITY,
            required=True,
            format_func=lambda one: _(LEVELS[one]),
            key=f"{key}-level",
        )
        approval = st.text_input(
            _("批准文号（必填）"),
            max_chars=30,
            placeholder=_("设区的市级以上批准的文号"),
            key=f"{key}-approval",
        )
        empty(_("须在采取手段之前登记；每次一行，记入本件经过。"))
        if st.button(_("登记核查手段"), key=key) and means and level:
            number = complaint.id
            act(
                lambda session, by: Tracing.enter(
                    session,
                    session.get_one(Complaint, number),
                    means=means,
                    approved_by=level,
                    approval_no=approval,
                    by=by,
                ),
                me=me,
                done=_("已登记"),
            )
