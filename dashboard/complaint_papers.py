"""The papers of one complaint that an officer may take out now: each with its reason and password."""

from collections.abc import Callable

import streamlit as st
from sqlalchemy.orm import Session

from dashboard.handing_out import offer
from reports.documents import acceptance_notice, complaint_register, feedback_record, referral_slip
from reports.paper import Paper
from supervision.conduct import redaction
from supervision.conduct.categories import Identity
from supervision.conduct.complaint_steps import PASSED
from supervision.conduct.complaints import Complaint
from supervision.conduct.need_to_know import is_listed
from supervision.office.people import Officer
from supervision.words import _

Write = Callable[[Complaint], Paper]


def offers(session: Session, complaint: Complaint, me: Officer) -> None:
    leaves = redaction.current(session, complaint)

    def slip(it: Complaint) -> Paper:
        return referral_slip.write(it, redacted=leaves.words if leaves else "")

    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        for label, name, write in _written(complaint, slip, desk=is_listed(me)):
            offer(
                f"{complaint.number}{label}.docx",
                lambda _reason, write=write: write(complaint).save(),  # type: ignore[misc]  # a default in a lambda
                me=me,
                key=f"complaint-{complaint.id}{name and '-' + name}",
                label=label,
                about=complaint,
            )


def _written(complaint: Complaint, slip: Write, *, desk: bool) -> list[tuple[str, str, Write]]:
    """What there is to write of it as it stands; its registration form stays at the desk."""
    found: list[tuple[str, str, Write]] = []
    if desk:
        found.append((_("信访件登记表"), "", complaint_register.write))
    named = complaint.identity is Identity.REAL_NAME and not complaint.duplicate_of_id
    if complaint.handler or complaint.status in PASSED:
        found.append((_("转办单"), "transfer", slip))
    if named and complaint.limit_code and any(line.verb == "accept" for line in complaint.history):
        found.append((_("受理告知书"), "notice", acceptance_notice.write))
    if named and complaint.finding:
        found.append((_("结果反馈记录表"), "feedback", feedback_record.write))
    return found
