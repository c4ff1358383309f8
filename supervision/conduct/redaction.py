"""Redaction: the only words of a complaint that leave the desk, masked and confirmed (脱敏摘要)."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Self

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from supervision import clock
from supervision.ciphers import DataKey
from supervision.conduct.attachments import why_not_attach
from supervision.conduct.complaints import Complaint
from supervision.conduct.masks import Mask, Secret, masked, suggest
from supervision.conduct.need_to_know import is_listed
from supervision.db import Row
from supervision.errors import Refused
from supervision.office import history
from supervision.office.people import Officer, Role
from supervision.words import _


class Redaction(Row):
    """What may leave, as somebody confirmed it; sealed by the complaint's key, so that it goes with it."""

    __tablename__ = "redactions"

    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaints.id", ondelete="CASCADE"), index=True)
    place: Mapped[int]
    masks: Mapped[int]
    confirmed_at: Mapped[datetime]
    confirmed_by_id: Mapped[int] = mapped_column(ForeignKey("officers.id"))
    sealed_words: Mapped[bytes]

    complaint: Mapped[Complaint] = relationship()
    confirmed_by: Mapped[Officer] = relationship()

    @classmethod
    def confirm(
        cls,
        session: Session,
        complaint: Complaint,
        masks: Sequence[Mask],
        *,
        by: Officer,
        whole: bool = False,
    ) -> Self:
        """Mask these passages of the summary, or of every word, and answer for the rest."""
        if reason := why_not(complaint, by):
            raise Refused(reason)
        words = source(complaint, whole=whole)
        if not words:
            raise Refused(_("本件没有录入全文，请遮蔽摘要。"))
        if whole and any(not _covers(masks, span) for span in complaint.informant_spans):
            raise Refused(_("全文中的举报人姓名、联系方式、证件号必须遮蔽，不能保留。"))
        before = current(session, complaint)
        made = cls(
            complaint=complaint,
            place=before.place + 1 if before else 1,
            masks=len(masks),
            confirmed_at=clock.now(),
            confirmed_by=by,
        )
        made.sealed_words = complaint.key.seal(
            masked(words, masks).encode(), bound_to=made._bound(complaint.number)
        )
        session.add(made)
        complaint.redacted_on = clock.today()
        session.flush()
        history.note(
            session, kind="complaints", subject_id=complaint.id, verb="redact", by=by, note=str(len(masks))
        )
        return made

    @property
    def words(self) -> str:
        """What may leave. Show it as plain text only."""
        return self.opened(self.complaint.key, self.complaint.number)

    def opened(self, key: DataKey, number: str) -> str:
        """`words`, where the complaint's key is at hand."""
        return key.open(self.sealed_words, bound_to=self._bound(number)).decode()

    def _bound(self, number: str) -> str:
        return f"redactions.sealed_words:{number}-{self.place}"


def source(complaint: Complaint, *, whole: bool) -> str:
    return complaint.text if whole else complaint.summary


def suggested(complaint: Complaint, *, whole: bool = False) -> list[Mask]:
    """What may have to be masked, those named by the letter among it."""
    names = [one.called(complaint.key, number=complaint.number)[0] for one in complaint.accused]
    words = source(complaint, whole=whole)
    found = suggest(words, names=names)
    if not whole:
        return found
    kept = [Mask(start, end, Secret.OTHER) for start, end in complaint.informant_spans]
    return [*(one for one in kept if not _covers(found, (one.start, one.end))), *found]


def _covers(masks: Sequence[Mask], span: tuple[int, int]) -> bool:
    return any(one.start <= span[0] and one.end >= span[1] for one in masks)


def current(session: Session, complaint: Complaint) -> Redaction | None:
    """The newest that was confirmed; without one, nothing leaves."""
    return session.scalar(
        select(Redaction)
        .where(Redaction.complaint_id == complaint.id)
        .order_by(Redaction.place.desc())
        .limit(1)
    )


def newest(session: Session, ids: Collection[int]) -> dict[int, Redaction]:
    """`current` of many complaints."""
    found = select(Redaction).where(Redaction.complaint_id.in_(ids)).order_by(Redaction.place)
    return {one.complaint_id: one for one in session.scalars(found)}


def require(session: Session, complaint: Complaint) -> Redaction:
    """What may leave; refused until somebody has confirmed it."""
    found = current(session, complaint)
    if found is None:
        raise Refused(unconfirmed())
    return found


def unconfirmed() -> str:
    return _("本件的脱敏摘要尚未确认，内容不能离开信访岗。")


def told(session: Session, complaint: Complaint, officer: Officer) -> str | None:
    """What an officer on its list may read without giving a reason; None until somebody confirmed it.

    The desk and whoever answers for it read the summary; whoever it was handed to, what may leave the desk.
    """
    if is_listed(officer):
        return complaint.summary
    found = current(session, complaint)
    return found.words if found else None


def why_not(complaint: Complaint, officer: Officer) -> str | None:
    """The desk: it knows what points at the informant."""
    if not officer.holds(Role.PETITIONS):
        return _("须由{posts}办理。", posts=Role.PETITIONS.label)
    return why_not_attach(complaint, officer)
