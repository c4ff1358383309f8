"""Tracing an anonymous informant: none without an approval of a city or higher, and each one a row."""

from datetime import datetime
from typing import Self

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from supervision import clock
from supervision.conduct.attachments import why_not_original
from supervision.conduct.categories import Identity
from supervision.conduct.complaints import Complaint
from supervision.conduct.paper_numbers import paper_number
from supervision.db import Row
from supervision.errors import Refused
from supervision.labels import Labelled
from supervision.office import history
from supervision.office.people import Officer
from supervision.office.regions import Level
from supervision.words import _


class Means(Labelled):
    """What may show who wrote a letter."""

    HANDWRITING = "handwriting", "鉴定笔迹"
    PRINT = "print", "检验指纹、打印痕迹"
    NETWORK = "network", "核查网络地址"
    CALLS = "calls", "核查通话记录"


class Tracing(Row):
    """One approved look at who an anonymous informant may be. What it found is not kept here."""

    __tablename__ = "tracings"

    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaints.id", ondelete="CASCADE"), index=True)
    means: Mapped[Means]
    approved_by: Mapped[Level]
    approval_no: Mapped[str]
    entered_at: Mapped[datetime]
    entered_by_id: Mapped[int] = mapped_column(ForeignKey("officers.id"))

    complaint: Mapped[Complaint] = relationship()
    entered_by: Mapped[Officer] = relationship()

    @classmethod
    def enter(
        cls,
        session: Session,
        complaint: Complaint,
        *,
        means: Means,
        approved_by: Level,
        approval_no: str,
        by: Officer,
    ) -> Self:
        """Say before it is done that it was approved, by whom and under which number."""
        if complaint.identity is not Identity.ANONYMOUS:
            raise Refused(_("实名件没有须追查的举报人。"))
        if reason := why_not_original(complaint, by):
            raise Refused(reason)
        if approved_by is Level.COUNTY:
            raise Refused(_("对匿名举报人采取核查手段，须经设区的市级以上纪检监察机关批准。"))
        number = paper_number(approval_no)
        made = cls(
            complaint=complaint,
            means=means,
            approved_by=approved_by,
            approval_no=number,
            entered_at=clock.now(),
            entered_by=by,
        )
        session.add(made)
        session.flush()
        history.note(
            session,
            kind="complaints",
            subject_id=complaint.id,
            verb="trace",
            by=by,
            note=f"{means.chinese}；{number}",
        )
        return made


def of(session: Session, complaint: Complaint) -> list[Tracing]:
    found = select(Tracing).where(Tracing.complaint_id == complaint.id).order_by(Tracing.id)
    return list(session.scalars(found))
