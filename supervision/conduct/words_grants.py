"""Who beyond the desk may read every word of one complaint: let in one by one (准予查看原文)."""

from datetime import datetime
from typing import Any, Self

from sqlalchemy import ColumnElement, ForeignKey, or_, select
from sqlalchemy.orm import Mapped, mapped_column, object_session

from supervision import clock
from supervision.conduct.own_staff import spoken_of
from supervision.conduct.sealed_words import SealedWords, turned_with_the_ring
from supervision.db import Row
from supervision.office.people import Officer, Role
from supervision.words import _

#: Whose own work it is: they read it for a reason, and let others.
KEEPERS = (Role.PETITIONS, Role.LEADER, Role.PRINCIPAL)


class WordsGrant(SealedWords, Row):
    """One officer let read every word, by whom and why; some end by themselves."""

    __tablename__ = "words_grants"

    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaints.id"), index=True)
    officer_id: Mapped[int] = mapped_column(ForeignKey("officers.id"))
    by_id: Mapped[int] = mapped_column(ForeignKey("officers.id"))
    granted_at: Mapped[datetime]
    until: Mapped[datetime | None]

    @classmethod
    def of(
        cls, officer: Officer, *, to: int, by: Officer, because: str, until: datetime | None = None
    ) -> Self:
        made = cls(
            complaint_id=to,
            officer_id=officer.id,
            by_id=by.id,
            granted_at=clock.machine_now(),
            until=until,
        )
        made.say(because=because)
        return made


turned_with_the_ring(WordsGrant)


def granted(complaint: Any, officer: Officer) -> ColumnElement[bool]:
    """Whether the officer was let read this one, and still is."""
    still = or_(WordsGrant.until.is_(None), WordsGrant.until > clock.machine_now())
    return spoken_of(complaint, WordsGrant.complaint_id, WordsGrant.officer_id == officer.id, still)


def ungranted(complaint: Any, officer: Officer) -> str | None:
    """Why an officer beyond the desk may not read every word."""
    session = object_session(complaint)
    if officer.holds(*KEEPERS) or (session and session.scalar(select(granted(complaint, officer)))):
        return None
    return _("原文只在信访岗；确需查看的，由信访岗或者领导逐人准予。")
