"""The history of every record: one append-only, hash-chained table, one line per step taken.

Each line carries the SM3 digest of itself and of the line before, written in the transaction of the step
(GB/T 22239—2019 8.1.4, audit), so that a line changed or taken out later breaks the chain. What an officer
wrote beside a step about a complaint is sealed, and goes when the complaint's content goes.
"""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, ForeignKey, Index, Subquery, and_, event, func, insert, select, update
from sqlalchemy.orm import Mapped, Mapper, Session, declared_attr, foreign, mapped_column, relationship

from supervision import clock
from supervision.db import Base, Row
from supervision.keys import keys, sm3
from supervision.office.people import Officer
from supervision.resealing import sealed

START, SALT = "0" * 64, 16
PURPOSE = "history"
#: Leaves a line that what was written beside a record's steps is gone.
FORGET = "forget"

#: What is written beside a step of these may come from a complaint: it is sealed, and an auditor has no part
#: in it (domain.md §9). Each is the name of a table.
SEALED_NOTES = frozenset(
    {
        "complaints",
        "informants",
        "flags",
        "rejudgements",
        "recusals",
        "clues",
        "disputes",
        "consents",
        "openings",
        "meddlings",
        "handings_on",
        "false_accusations",
        "clarifications",
    }
)


class Event(Row):
    """One step that somebody took. No foreign key to its subject: the line must outlive the record."""

    __tablename__ = "history"
    __table_args__ = (Index(None, "kind", "subject_id"),)

    number: Mapped[int] = mapped_column(unique=True)
    kind: Mapped[str]
    subject_id: Mapped[int]
    verb: Mapped[str]
    source: Mapped[str]
    target: Mapped[str]
    at: Mapped[datetime]
    note: Mapped[str]
    note_mark: Mapped[str]
    sealed_note: Mapped[bytes | None]
    by_id: Mapped[int] = mapped_column(ForeignKey("officers.id"))
    digest: Mapped[str]

    by: Mapped[Officer] = relationship()

    def content(self) -> str:
        """What the digest vouches for, in one line."""
        return "\x1f".join(
            str(part)
            for part in (
                self.number,
                self.kind,
                self.subject_id,
                self.verb,
                self.source,
                self.target,
                self.at.isoformat(),
                self.by_id,
                self.note,
                self.note_mark,
            )
        )

    @property
    def said(self) -> str:
        """What was written beside the step; nothing any more where it was forgotten. Plain text only."""
        return self._opened()[SALT:].decode() if self.sealed_note else self.note

    @property
    def forgotten(self) -> bool:
        return bool(self.note_mark) and self.sealed_note is None

    @property
    def is_as_written(self) -> bool:
        """Whether what lies sealed is what the digest vouches for."""
        return self.sealed_note is None or sm3(self._opened()) == self.note_mark

    def close_note(self) -> None:
        """Put what was written under the office's keys; the digest vouches for it by a salted mark."""
        said = secrets.token_bytes(SALT) + self.note.encode(errors="replace")
        self.sealed_note = keys().seal(PURPOSE, said, bound_to=_place(self.number))
        self.note, self.note_mark = "", sm3(said)

    def _opened(self) -> bytes:
        assert self.sealed_note is not None
        return keys().open(PURPOSE, self.sealed_note, bound_to=_place(self.number))


def _place(number: int) -> str:
    return f"history.sealed_note:{number}"


sealed(Event.sealed_note, by=Event.number, purpose=PURPOSE, place=_place)


class ChainHead(Base):
    """The last link of the chain; whoever adds a line holds it until the change is done."""

    __tablename__ = "chain_head"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    number: Mapped[int]
    digest: Mapped[str]


@event.listens_for(Event, "before_insert")
def tie(_mapper: Mapper[Event], connection: Connection, line: Event) -> None:
    """Number the line and tie it to the one before."""
    link = select(ChainHead.number, ChainHead.digest)
    held = connection.execute(link.with_for_update()).one_or_none()
    if held is None:
        connection.execute(insert(ChainHead).values(id=1, number=0, digest=START))
        held = connection.execute(link).one()
    line.number = held.number + 1
    if line.by_id is None:
        line.by_id = line.by.id
    line.note_mark = ""
    if line.note and line.kind in SEALED_NOTES:
        line.close_note()
    line.digest = sm3(f"{held.digest}\x1f{line.content()}".encode())
    connection.execute(update(ChainHead).values(number=line.number, digest=line.digest))


class Record(Row):
    """A row that officers move from status to status; of two who move it at once, the later is refused."""

    __abstract__ = True

    if TYPE_CHECKING:
        status: Mapped[Any]

    version: Mapped[int]

    @declared_attr.directive
    @classmethod
    def __mapper_args__(cls) -> dict[str, Any]:
        return {"version_id_col": cls.__table__.c.version}

    @declared_attr
    @classmethod
    def history(cls) -> Mapped[list[Event]]:
        """Oldest line first."""
        return relationship(
            primaryjoin=lambda: and_(foreign(Event.subject_id) == cls.id, Event.kind == cls.__tablename__),
            order_by=Event.number,
            overlaps="history",
            passive_deletes="all",
        )

    def stood(self, day: date) -> str | None:
        """Its status at the end of a day, by its history; None before its first line."""
        until = clock.end_of(day)
        return next((line.target for line in reversed(self.history) if line.target and line.at < until), None)


def stood(kind: str, day: date) -> Subquery:
    """`Record.stood` of all records of a kind, for a query: columns subject_id and status."""
    last = (
        select(func.max(Event.number))
        .where(Event.kind == kind, Event.target != "", Event.at < clock.end_of(day))
        .group_by(Event.subject_id)
    )
    return select(Event.subject_id, Event.target.label("status")).where(Event.number.in_(last)).subquery()


def note(session: Session, *, kind: str, subject_id: int, verb: str, by: Officer, note: str = "") -> None:
    """Leave a line about an act that moves no record: a sign-in, an export, an import, a parameter."""
    session.add(_line(kind=kind, subject_id=subject_id, verb=verb, by=by, note=note))
    session.flush()


def _line(*, kind: str, subject_id: int, verb: str, by: Officer, note: str) -> Event:
    return Event(
        kind=kind,
        subject_id=subject_id,
        verb=verb,
        source="",
        target="",
        at=clock.now(),
        note=note,
        by=by,
        by_id=by.id,
    )


def forget(session: Session, record: Record, *, by: Officer, but: Event | None = None) -> None:
    """Destroy what was written beside the steps of one record; the acts themselves stay.

    All `but` the step that is being taken, which says where the record went.
    """
    about = select(Event).where(Event.kind == record.__tablename__, Event.subject_id == record.id)
    with session.no_autoflush:
        for line in session.scalars(about.where(Event.sealed_note.is_not(None))):
            line.sealed_note = line.sealed_note if line is but else None
    session.add(_line(kind=record.__tablename__, subject_id=record.id, verb=FORGET, by=by, note=""))


@dataclass(frozen=True)
class Head:
    """How long the chain is, and its last digest."""

    number: int
    digest: str


def head(session: Session) -> Head:
    found = session.get(ChainHead, 1)
    return Head(found.number, found.digest) if found else Head(0, START)


def breaks(session: Session) -> Iterator[int]:
    """The numbers of lines that do not follow from the line before; a whole chain has none.

    Neither may what was written beside a step be another, or be gone without a line that says so.
    """
    digest, expected = START, 1
    gone: dict[tuple[str, int], list[int]] = {}
    for line in session.scalars(select(Event).order_by(Event.number).execution_options(yield_per=1000)):
        follows = line.digest == sm3(f"{digest}\x1f{line.content()}".encode())
        if line.number != expected or not follows or not line.is_as_written:
            yield line.number
        if line.forgotten:
            gone.setdefault((line.kind, line.subject_id), []).append(line.number)
        elif line.verb == FORGET:
            gone.pop((line.kind, line.subject_id), None)
        digest, expected = line.digest, line.number + 1
    if head(session) != Head(expected - 1, digest):
        yield expected
    for numbers in gone.values():
        yield from numbers


def lines(session: Session, *, since: datetime | None = None) -> int:
    counted = select(func.count(Event.id))
    if since:
        counted = counted.where(Event.at >= since)
    return session.scalar(counted) or 0
