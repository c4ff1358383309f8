"""有异议: what a complaint contradicts, marked and shown for those on its list; a unit never sees it."""

import streamlit as st
from sqlalchemy import or_
from sqlalchemy.orm import Session

from dashboard.change import act
from dashboard.step_forms import StepForms
from dashboard.widgets import empty, go_to, head, line, md_escape
from supervision.conduct import disputes
from supervision.conduct.complaints import Complaint
from supervision.conduct.disputes import MARKERS, WORKFLOW, Claim, Dispute, DisputeStatus
from supervision.delivery import progress
from supervision.delivery.progress import STANDING, ProgressReport
from supervision.office.people import Officer
from supervision.responsibility import commitments
from supervision.responsibility.commitments import Commitment
from supervision.words import _

STEPS = StepForms(Dispute, WORKFLOW, sealed=True)
NEWEST = 4


def on(session: Session, claim: Claim, me: Officer) -> None:
    """The mark on a claim, with the letters it stems from; nothing at all for anybody off their list."""
    for mark in disputes.standing(session, claim, officer=me):
        with line():
            st.markdown(f":red-badge[{md_escape(mark.status.label)}]", width="content")
            go_to(
                "conduct.complaints",
                _("来信 {number} ›", number=mark.complaint.number),
                complaint=str(mark.complaint_id),
            )


def of_complaint(session: Session, complaint: Complaint, me: Officer) -> None:
    """What this complaint contradicts, and the claims that may be marked."""
    marks = session.scalars(
        disputes.visible_to(me).where(
            Dispute.complaint_id == complaint.id, Dispute.status == DisputeStatus.MARKED
        )
    ).all()
    if not marks and not me.holds(*MARKERS):
        return
    with st.container(border=True, gap="xsmall"):
        head(_("与责任单位申报不一致"), _("只有本件知情范围内的人看得到"))
        for mark in marks:
            with line():
                st.text(_called(mark.commitment or mark.report), width="stretch")
            STEPS.bar(session, mark, me)
        _mark(session, complaint, me)


def _mark(session: Session, complaint: Complaint, me: Officer) -> None:
    claims = {f"{kind}-{one.id}": _called(one) for kind, one in _claims(session, complaint, me)}
    if not claims:
        empty(_("没有可标注的承诺事项或周报。"))
        return
    key = f"dispute-{complaint.id}"
    chosen = st.selectbox(
        _("标注哪项申报"),
        list(claims),
        index=None,
        format_func=lambda name: claims[name],
        placeholder=_("承诺事项或周报"),
        key=f"{key}-claim",
    )
    number = complaint.id
    if st.button(_("标注有异议"), key=key, disabled=chosen is None) and chosen:
        act(
            lambda session, by: Dispute.open(
                session, session.get_one(Complaint, number), _claim(session, chosen), by=by
            ),
            me=me,
            done=_("已标注有异议"),
        )


def _claim(session: Session, name: str) -> Claim:
    kind, _dash, number = name.partition("-")
    if kind == "commitment":
        return session.get_one(Commitment, int(number))
    return session.get_one(ProgressReport, int(number))


def _claims(session: Session, complaint: Complaint, me: Officer) -> list[tuple[str, Claim]]:
    """The promises of the accused unit and of the place, and its newest reports."""
    promised = commitments.visible_to(me).where(
        or_(
            Commitment.unit_id == complaint.accused_unit_id,
            Commitment.region_code == complaint.county_code,
        )
    )
    reported = (
        progress.visible_to(me)
        .where(ProgressReport.county_code == complaint.county_code, ProgressReport.status.in_(STANDING))
        .limit(NEWEST)
    )
    return [
        *(("commitment", one) for one in session.scalars(promised)),
        *(("report", one) for one in session.scalars(reported)),
    ]


def _called(claim: Claim | None) -> str:
    if isinstance(claim, Commitment):
        return _("承诺 {number}　{title}", number=claim.number, title=claim.title)
    if isinstance(claim, ProgressReport):
        return _("周报　截至 {day}", day=f"{claim.as_of:%Y-%m-%d}")
    return ""


def _lift(_session: Session, mark: Dispute, me: Officer) -> None:
    STEPS.take("lift", mark, me, lambda _s, it, by: it.lift(by=by))


STEPS.forms["lift"] = _lift
