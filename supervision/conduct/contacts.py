"""Contacts with a real-name informant: notice, feedback, objections, new evidence (检举控告工作规则).

Each is one row that is only added to: who spoke with them, on which day, by which means. What was said is
sealed with the complaint's own key and goes with it.
"""

from datetime import date, datetime
from typing import Self

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from supervision import clock
from supervision.ciphers import DataKey
from supervision.conduct.categories import NoticeBy
from supervision.db import Row
from supervision.errors import Refused
from supervision.labels import Labelled
from supervision.office import networks
from supervision.office.people import Officer
from supervision.words import _

LONGEST = 5000


class ContactKind(Labelled):
    NOTICE = "notice", "受理告知"
    FEEDBACK = "feedback", "结果反馈"
    OBJECTION = "objection", "异议"
    EVIDENCE = "evidence", "新的证据材料"


ANSWERED = (ContactKind.OBJECTION, ContactKind.EVIDENCE)


class Contact(Row):
    """One time that an informant was told something or said something. `due_on` is the clock it answers."""

    __tablename__ = "contacts"
    __table_args__ = (UniqueConstraint("complaint_id", "place"),)

    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaints.id"))
    place: Mapped[int]
    kind: Mapped[ContactKind]
    method: Mapped[NoticeBy]
    reached: Mapped[bool]
    held_on: Mapped[date]
    due_on: Mapped[date | None]
    entered_at: Mapped[datetime]
    sealed_words: Mapped[bytes | None]
    by_id: Mapped[int] = mapped_column(ForeignKey("officers.id"))
    second_id: Mapped[int | None] = mapped_column(ForeignKey("officers.id"))
    countersigned_at: Mapped[datetime | None]
    sealed_answer: Mapped[bytes | None]
    answered_on: Mapped[date | None]
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("officers.id"))

    by: Mapped[Officer] = relationship(foreign_keys=[by_id])
    second: Mapped[Officer | None] = relationship(foreign_keys=[second_id])
    answered_by: Mapped[Officer | None] = relationship(foreign_keys=[answered_by_id])

    @classmethod
    def enter(
        cls,
        key: DataKey,
        *,
        number: str,
        place: int,
        kind: ContactKind,
        method: NoticeBy,
        on: date,
        by: Officer,
        words: str = "",
        due_on: date | None = None,
        second: Officer | None = None,
        reached: bool = True,
    ) -> Self:
        return cls(
            place=place,
            kind=kind,
            method=method,
            reached=reached,
            held_on=on,
            due_on=due_on,
            entered_at=clock.now(),
            sealed_words=_sealed(key, words, "sealed_words", number, place),
            by=by,
            second=second,
            second_id=second.id if second else None,
        )

    @property
    def pending(self) -> bool:
        """Whether the handling department still owes an explanation, or a look at what was brought."""
        return self.kind in ANSWERED and self.answered_on is None

    @property
    def in_time(self) -> bool | None:
        """Whether it came before the clock ran out; None where there is no clock or no calendar."""
        return self.held_on <= self.due_on if self.due_on else None

    def countersign(self) -> None:
        self.countersigned_at = clock.now()

    def answer(self, key: DataKey, words: str, *, number: str, on: date, by: Officer) -> None:
        self.sealed_answer = _sealed(key, words, "sealed_answer", number, self.place)
        self.answered_on, self.answered_by = on, by

    def words(self, key: DataKey, *, number: str) -> str:
        """What was said. Plain text only, to those on the list."""
        return _opened(key, self.sealed_words, "sealed_words", number, self.place)

    def reply(self, key: DataKey, *, number: str) -> str:
        return _opened(key, self.sealed_answer, "sealed_answer", number, self.place)


def require_words(words: str, missing: str) -> str:
    """Words of an officer that are going to be sealed."""
    if not words.strip():
        raise Refused(missing)
    if len(words) > LONGEST:
        raise Refused(_("文字不超过 {n} 字；更长的请作为附件保存。", n=LONGEST))
    return words.strip()


def require_day(on: date | None, *, since: date) -> date:
    day = on or clock.today()
    if not since <= day <= clock.today():
        raise Refused(
            _("日期须在 {since} 以后、今天以前。", since=f"{since:%Y-%m-%d}"),
        )
    return day


def _sealed(key: DataKey, words: str, column: str, number: str, place: int) -> bytes | None:
    networks.keep_off(words)
    return key.seal(words.encode(), bound_to=_bound(column, number, place)) if words else None


def _opened(key: DataKey, sealed: bytes | None, column: str, number: str, place: int) -> str:
    return key.open(sealed, bound_to=_bound(column, number, place)).decode() if sealed else ""


def _bound(column: str, number: str, place: int) -> str:
    return f"contacts.{column}:{number}-{place}"
