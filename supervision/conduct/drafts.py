"""Drafts of complaints: what the petitions desk has typed and not registered, so that no refresh loses it.

One row an officer, sealed, gone when the complaint is registered or after a week. Who reported is not in it:
a name goes into the vault when the complaint is registered, and nowhere before.
"""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import ForeignKey, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from supervision import clock
from supervision.db import Row
from supervision.errors import Refused
from supervision.keys import keys
from supervision.office.people import Officer, Role
from supervision.resealing import sealed
from supervision.words import _

KEPT_FOR = timedelta(days=7)
PURPOSE = "draft"
#: Never kept here.
IDENTITY = frozenset({"name", "phone", "id_number"})


class ComplaintDraft(Row):
    """What one officer has typed."""

    __tablename__ = "complaint_drafts"

    officer_id: Mapped[int] = mapped_column(ForeignKey("officers.id"), unique=True)
    saved_at: Mapped[datetime]
    sealed: Mapped[bytes]

    @property
    def typed(self) -> Mapping[str, str]:
        opened = keys().open(PURPOSE, self.sealed, bound_to=_place(self.officer_id))
        return dict(json.loads(opened))


def _place(officer_id: int) -> str:
    return f"complaint_drafts.sealed:{officer_id}"


sealed(ComplaintDraft.sealed, by=ComplaintDraft.officer_id, purpose=PURPOSE, place=_place)


def keep(session: Session, typed: Mapping[str, object], *, by: Officer) -> None:
    """Put it in the place of what was there before."""
    if not by.holds(Role.PETITIONS):
        raise Refused(_("须由{posts}办理。", posts=Role.PETITIONS.label))
    words = {name: str(value) for name, value in typed.items() if value and name not in IDENTITY}
    box = keys().seal(
        PURPOSE, json.dumps(words, ensure_ascii=False).encode(errors="replace"), bound_to=_place(by.id)
    )
    draft = _of(session, by) or ComplaintDraft(officer_id=by.id)
    draft.sealed, draft.saved_at = box, clock.machine_now()
    session.add(draft)
    session.flush()


def of(session: Session, officer: Officer) -> ComplaintDraft | None:
    """The officer's own draft of the last week; nobody else's is ever read."""
    draft = _of(session, officer)
    return draft if draft and clock.machine_now() - draft.saved_at <= KEPT_FOR else None


def drop(session: Session, *, by: Officer) -> None:
    session.execute(delete(ComplaintDraft).where(ComplaintDraft.officer_id == by.id))


def discard_stale(session: Session) -> int:
    """Forget what nobody took up again within a week."""
    old = ComplaintDraft.saved_at < clock.machine_now() - KEPT_FOR
    return len(session.execute(delete(ComplaintDraft).where(old).returning(ComplaintDraft.id)).all())


def _of(session: Session, officer: Officer) -> ComplaintDraft | None:
    return session.scalar(select(ComplaintDraft).where(ComplaintDraft.officer_id == officer.id))
