"""Disputes: a complaint contradicts what a unit claims (有异议). No unit ever sees the mark."""

from typing import Any, Self

from sqlalchemy import ForeignKey, Select, select
from sqlalchemy.orm import Mapped, Session, mapped_column, object_session, relationship

from supervision.conduct import complaints
from supervision.conduct.complaints import Complaint
from supervision.delivery.progress import ProgressReport
from supervision.errors import Refused
from supervision.labels import Labelled
from supervision.office import acts, regions
from supervision.office.history import Record
from supervision.office.people import Officer, Role
from supervision.office.workflow import Step, Workflow
from supervision.responsibility.commitments import Commitment
from supervision.words import _

Claim = Commitment | ProgressReport


class DisputeStatus(Labelled):
    MARKED = "marked", "有异议"
    LIFTED = "lifted", "异议已消除"


S = DisputeStatus
MARKERS = (Role.PETITIONS, Role.INSPECTOR, Role.TASK_FORCE, Role.LEADER)


def off_the_list(dispute: Any, officer: Officer) -> str | None:
    """Only who may know of the complaint may say what it contradicts."""
    session = object_session(dispute)
    assert session
    known = complaints.visible_to(officer).where(Complaint.id == dispute.complaint_id)
    return None if session.scalars(known).first() else _("本件不在您的知情范围内。")


WORKFLOW = Workflow(
    Step("mark", "标注有异议", S.MARKED, S.MARKED, by=MARKERS, unless=(off_the_list,)),
    Step("lift", "消除异议", S.MARKED, S.LIFTED, by=MARKERS, unless=(off_the_list,)),
)


class Dispute(Record):
    """One claim of a unit that one complaint contradicts: a commitment's figures, or a county's report."""

    __tablename__ = "disputes"

    region_code: Mapped[str] = mapped_column(ForeignKey("regions.code"))
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaints.id"), index=True)
    commitment_id: Mapped[int | None] = mapped_column(ForeignKey("commitments.id"), index=True)
    report_id: Mapped[int | None] = mapped_column(ForeignKey("progress_reports.id"), index=True)
    status: Mapped[DisputeStatus]

    complaint: Mapped[Complaint] = relationship()
    commitment: Mapped[Commitment | None] = relationship()
    report: Mapped[ProgressReport | None] = relationship()

    @classmethod
    def open(cls, session: Session, complaint: Complaint, claim: Claim, *, by: Officer) -> Self:
        """Mark a claim of the complaint's own region, once."""
        place = claim.county_code if isinstance(claim, ProgressReport) else claim.region_code
        if not regions.contains(complaint.region_code, place):
            raise Refused(_("只能标注本机关辖区内责任单位的申报。"))
        made = cls(region_code=complaint.region_code, complaint_id=complaint.id, status=S.MARKED)
        made.commitment_id = claim.id if isinstance(claim, Commitment) else None
        made.report_id = claim.id if isinstance(claim, ProgressReport) else None
        session.add(made)
        session.flush()
        made.mark(by=by)
        same = select(Dispute.id).where(
            Dispute.complaint_id == complaint.id,
            Dispute.status == S.MARKED,
            Dispute.id != made.id,
            _on(claim),
        )
        if session.scalar(same) is not None:
            raise Refused(_("本件已对该申报标注有异议。"))
        return made

    def mark(self, *, by: Officer) -> None:
        WORKFLOW.take(self, "mark", by=by)

    def lift(self, *, by: Officer) -> None:
        """Cleared up: the mark goes, that it stood stays in the history."""
        WORKFLOW.take(self, "lift", by=by)


def visible_to(officer: Officer) -> Select[Dispute]:
    """The marks that stem from complaints this officer may know of; a unit's account has none."""
    known = complaints.visible_to(officer).order_by(None).with_only_columns(Complaint.id)
    return select(Dispute).where(Dispute.complaint_id.in_(known)).order_by(Dispute.id)


def standing(session: Session, claim: Claim, *, officer: Officer) -> list[Dispute]:
    """The marks on one claim that this officer may see."""
    return list(session.scalars(visible_to(officer).where(Dispute.status == S.MARKED, _on(claim))))


def _on(claim: Claim) -> Any:
    if isinstance(claim, Commitment):
        return Dispute.commitment_id == claim.id
    return Dispute.report_id == claim.id


def traceable_by(officer: Officer) -> Select[int]:
    """Marks that stem from complaints whose lines the officer may read."""
    return select(Dispute.id).where(Dispute.complaint_id.in_(complaints.traceable_by(officer)))


acts.keep_apart(Dispute.__tablename__, traceable_by)
