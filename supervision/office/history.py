"""The history of every record: one append-only, hash-chained table, one line per step taken.

Each line carries the SM3 digest of itself and of the line before, written in the transaction of the step
(GB/T 22239—2019 8.1.4, audit), so that a line changed or taken out later breaks the chain.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, ForeignKey, Index, Subquery, and_, event, func, insert, select, update
from sqlalchemy.orm import Mapped, Mapper, Session, declared_attr, foreign, mapped_column, relationship

from supervision import clock
from supervision.db import Base, Row
from supervision.keys import sm3
from supervision.office.people import Officer

START = "0" * 64


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
            )
        )


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
    session.add(
        Event(
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
    )
    session.flush()


@dataclass(frozen=True)
class Head:
    """How long the chain is, and its last digest."""

    number: int
    digest: str


def head(session: Session) -> Head:
    found = session.get(ChainHead, 1)
    return Head(found.number, found.digest) if found else Head(0, START)


def breaks(session: Session) -> Iterator[int]:
    """The numbers of lines that do not follow from the line before; a whole chain has none."""
    digest, expected = START, 1
    for line in session.scalars(select(Event).order_by(Event.number).execution_options(yield_per=1000)):
        if line.number != expected or line.digest != sm3(f"{digest}\x1f{line.content()}".encode()):
            yield line.number
        digest, expected = line.digest, line.number + 1
    if head(session) != Head(expected - 1, digest):
        yield expected


def lines(session: Session, *, since: datetime | None = None) -> int:
    counted = select(func.count(Event.id))
    if since:
        counted = counted.where(Event.at >= since)
    return session.scalar(counted) or 0
