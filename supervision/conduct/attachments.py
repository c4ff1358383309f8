"""Attachments: what came with a complaint, sealed by its key under a name that says nothing (附件).

The original stays sealed; what is worked with is a copy without the traces of whoever made it. To open the
original of an anonymous complaint takes an approval number (no tracing without approval).
"""

import os
import secrets
import time
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Self

from sqlalchemy import ForeignKey, delete, event, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from supervision import clock, config
from supervision.ciphers import DataKey
from supervision.conduct.attached_formats import Format, bare_name, recognise
from supervision.conduct.categories import Identity
from supervision.conduct.complaint_guards import of_another_place, stepped_back
from supervision.conduct.paper_numbers import paper_number
from supervision.conduct.trace_terms import Found
from supervision.conduct.traces import cleaned
from supervision.db import Row
from supervision.errors import Refused
from supervision.office import history, networks
from supervision.office.people import Officer, Role
from supervision.words import _, listed

MOST, ORPHANED_AFTER = 20, 24 * 3600
OPENERS = (Role.PETITIONS, Role.LEADER, Role.PRINCIPAL)
ORIGINAL, COPY = "original", "copy"


class Attachment(Row):
    """One file of one complaint. Its name is sealed, and its bytes lie in the home under a random one."""

    __tablename__ = "attachments"

    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaints.id", ondelete="CASCADE"), index=True)
    token: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[Format]
    size: Mapped[int]
    copied: Mapped[bool]
    traces: Mapped[str]
    kept_at: Mapped[datetime]
    kept_by_id: Mapped[int] = mapped_column(ForeignKey("officers.id"))
    sealed_name: Mapped[bytes]

    kept_by: Mapped[Officer] = relationship()

    @classmethod
    def _keep(cls, complaint: Any, *, name: str, kind: Format, data: bytes, by: Officer) -> Self:
        """Seal the original, and the copy to work with where there can be one."""
        token, copy = secrets.token_hex(16), cleaned(kind, data)
        kept = cls(
            complaint_id=complaint.id,
            token=token,
            kind=kind,
            size=len(data),
            copied=copy.data is not None,
            traces=",".join(sorted(copy.found)),
            kept_at=clock.now(),
            kept_by_id=by.id,
            sealed_name=complaint.key.seal(name.encode(), bound_to=_bound("name", token)),
        )
        _write(complaint, token, ORIGINAL, data)
        if copy.data is not None:
            _write(complaint, token, COPY, copy.data)
        return kept

    def name(self, complaint: Any) -> str:
        """What it was called. Plain text only, to those on the list."""
        return self.called(complaint.key)

    def called(self, key: DataKey) -> str:
        """`name`, where the complaint's key is at hand."""
        return key.open(self.sealed_name, bound_to=_bound("name", self.token)).decode()

    @property
    def traces_label(self) -> str:
        """What the copy is without."""
        return "；".join(Found(one).label for one in self.traces.split(",") if one)

    def copy(self, complaint: Any) -> bytes:
        """The copy to work with; refused where there is none."""
        self._of(complaint)
        if not self.copied:
            raise Refused(
                _("此文件的元数据不能全部清除，没有工作副本：请另存为 PDF、DOCX 或图片后再传一份。")
            )
        return _read(complaint, self.token, COPY)

    def original(
        self, session: Session, complaint: Any, *, by: Officer, because: str, approval_no: str = ""
    ) -> bytes:
        """The bytes as they came. Each time is a line in the history; anonymous ones take an approval."""
        self._of(complaint)
        if reason := why_not_original(complaint, by):
            raise Refused(reason)
        if not because.strip():
            raise Refused(_("请写明打开原件的事由。"))
        if complaint.identity is Identity.ANONYMOUS and not approval_no.strip():
            raise Refused(_("匿名件的原件封存：打开须填写批准文号。"))
        number = paper_number(approval_no) if approval_no.strip() else ""
        history.note(
            session,
            kind="complaints",
            subject_id=complaint.id,
            verb="open_original",
            by=by,
            note="；".join(part for part in (number, because.strip()) if part),
        )
        return _read(complaint, self.token, ORIGINAL)

    def _of(self, complaint: Any) -> None:
        if self.complaint_id != complaint.id:
            raise Refused(_("没有这份附件。"))


def keep(
    session: Session, complaint: Any, files: Sequence[tuple[str, bytes]], *, by: Officer
) -> list[Attachment]:
    """Attach all of them, or none where one is refused."""
    if reason := why_not_attach(complaint, by):
        raise Refused(reason)
    there = session.scalar(select(func.count(Attachment.id)).where(Attachment.complaint_id == complaint.id))
    if (there or 0) + len(files) > MOST:
        raise Refused(too_many((there or 0) + len(files)))
    known = [(name, recognise(name, data), data) for name, data in ((bare_name(n), d) for n, d in files)]
    kept = [Attachment._keep(complaint, name=name, kind=kind, data=data, by=by) for name, kind, data in known]
    session.add_all(kept)
    session.flush()
    history.note(
        session, kind="complaints", subject_id=complaint.id, verb="attach", by=by, note=str(len(kept))
    )
    return kept


def too_many(has: int) -> str:
    return _("一件最多 {n} 个附件，现有 {has} 个：请合并或挑选后再传。", n=MOST, has=has)


def of(session: Session, complaint: Any) -> Sequence[Attachment]:
    """In the order in which they came. Only for those who may see the complaint."""
    found = select(Attachment).where(Attachment.complaint_id == complaint.id).order_by(Attachment.id)
    return session.scalars(found).all()


def why_not_attach(complaint: Any, officer: Officer) -> str | None:
    if reason := of_another_place(complaint, officer) or stepped_back(complaint, officer):
        return reason
    if complaint.destroyed:
        return _("本件内容已按规定销毁，只留办理经过。")
    if not networks.holds_content():
        return networks.why_not()
    if officer.holds(Role.PETITIONS) or complaint.handler_id == officer.id:
        return None
    return _("须由{posts}或承办人办理。", posts=Role.PETITIONS.label)


def why_not_original(complaint: Any, officer: Officer) -> str | None:
    if reason := of_another_place(complaint, officer) or stepped_back(complaint, officer):
        return reason
    if officer.holds(*OPENERS) or complaint.handler_id == officer.id:
        return None
    return _("须由{posts}办理。", posts=listed(role.label for role in OPENERS))


def destroy(session: Session, complaint: Any) -> None:
    """Everything that came with it; the files go once the change is made."""
    tokens = session.scalars(
        delete(Attachment).where(Attachment.complaint_id == complaint.id).returning(Attachment.token)
    ).all()

    def gone(_session: Session) -> None:
        for token in tokens:
            for part in (ORIGINAL, COPY):
                _place(token, part).unlink(missing_ok=True)

    if tokens:
        event.listen(session, "after_commit", gone, once=True)


def sweep(session: Session) -> int:
    """Files that no row speaks of: what a change that was not made left behind."""
    known = set(session.scalars(select(Attachment.token)))
    swept = 0
    for place in sorted((config.home() / "attachments").glob("*/*")):
        old = time.time() - place.stat().st_mtime > ORPHANED_AFTER
        if place.name.partition(".")[0] not in known and old:
            place.unlink(missing_ok=True)
            swept += 1
    return swept


def _write(complaint: Any, token: str, part: str, data: bytes) -> None:
    place = _place(token, part)
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(complaint.key.seal(data, bound_to=_bound(part, token)))


def _read(complaint: Any, token: str, part: str) -> bytes:
    place = _place(token, part)
    if not place.exists():
        raise Refused(_("附件不在存储目录中，请从备份恢复。"))
    return bytes(complaint.key.open(place.read_bytes(), bound_to=_bound(part, token)))


def _place(token: str, part: str) -> Path:
    return config.home() / "attachments" / token[:2] / f"{token}.{part}"


def _bound(part: str, token: str) -> str:
    return f"attachments.{part}:{token}"
