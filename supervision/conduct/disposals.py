"""Disposals: what a handler proposed to do with a clue, who agreed, and what came of it (处置).

A clue on hold that is taken up again has a second one; the first stays as it was.
"""

from datetime import date
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from supervision.conduct import contents
from supervision.conduct.clue_terms import FourForm, Result, TalkKind, Way
from supervision.db import Row
from supervision.office import networks
from supervision.office.people import Officer


class Disposal(Row):
    """One way, and its four opinions: handler, collective study, leader, principal. Words are sealed."""

    __tablename__ = "disposals"
    __table_args__ = (UniqueConstraint("clue_id", "sequence"),)

    clue_id: Mapped[int] = mapped_column(ForeignKey("clues.id"))
    sequence: Mapped[int]
    way: Mapped[Way]
    proposed_on: Mapped[date]
    proposed_by_id: Mapped[int] = mapped_column(ForeignKey("officers.id"))
    minutes_no: Mapped[str | None]
    studied_on: Mapped[date | None]
    endorsed_on: Mapped[date | None]
    endorsed_by_id: Mapped[int | None] = mapped_column(ForeignKey("officers.id"))
    approved_on: Mapped[date | None]
    approved_by_id: Mapped[int | None] = mapped_column(ForeignKey("officers.id"))
    talk_kind: Mapped[TalkKind | None]
    answered_on: Mapped[date | None]
    result: Mapped[Result | None]
    form: Mapped[FourForm | None]
    concluded_on: Mapped[date | None]
    sealed_opinion: Mapped[bytes | None] = mapped_column(deferred=True)
    sealed_study: Mapped[bytes | None] = mapped_column(deferred=True)
    sealed_endorsement: Mapped[bytes | None] = mapped_column(deferred=True)
    sealed_approval: Mapped[bytes | None] = mapped_column(deferred=True)
    sealed_finding: Mapped[bytes | None] = mapped_column(deferred=True)

    proposed_by: Mapped[Officer] = relationship(foreign_keys=[proposed_by_id])
    endorsed_by: Mapped[Officer | None] = relationship(foreign_keys=[endorsed_by_id])
    approved_by: Mapped[Officer | None] = relationship(foreign_keys=[approved_by_id])

    def write(self, clue: Any, what: str, words: str) -> None:
        """Seal what somebody said by the clue's key: opinion, study, endorsement, approval or finding."""
        column = f"sealed_{what}"
        said = words.strip()
        networks.keep_off(said)
        sealed = clue.key.seal(said.encode(), bound_to=self._place(clue, column)) if said else None
        setattr(self, column, sealed)

    def words(self, clue: Any, what: str) -> str:
        """Plain text only, for those on the clue's list."""
        column = f"sealed_{what}"
        sealed = getattr(self, column)
        if sealed is None or clue.destroyed:
            return ""
        return str(clue.key.open(sealed, bound_to=self._place(clue, column)).decode())

    def forget(self) -> None:
        """The words go; that it was disposed of, how and when, stays."""
        self.sealed_opinion = self.sealed_study = self.sealed_endorsement = None
        self.sealed_approval = self.sealed_finding = None

    def _place(self, clue: Any, column: str) -> str:
        return contents.place("disposals", column, f"{clue.number}#{self.sequence}")
