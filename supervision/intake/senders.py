"""Senders: what each one's columns mean, where an officer had to say so (remembered per sender)."""

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from supervision import clock
from supervision.db import Row
from supervision.delivery.snapshots import Shape
from supervision.office import history
from supervision.office.people import Officer


class ColumnMeaning(Row):
    """What one header of one sender means; None where an officer said to leave the column out."""

    __tablename__ = "column_meanings"
    __table_args__ = (UniqueConstraint("sender", "shape", "header"),)

    sender: Mapped[str]
    shape: Mapped[Shape]
    header: Mapped[str]
    field: Mapped[str | None]
    taught_at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("officers.id"))


def taught(session: Session, sender: str) -> dict[str, str | None]:
    """Every header that an officer has explained for this sender."""
    meanings = session.scalars(select(ColumnMeaning).where(ColumnMeaning.sender == sender))
    return {meaning.header: meaning.field for meaning in meanings}


def teach(
    session: Session, *, sender: str, shape: Shape, header: str, field: str | None, by: Officer
) -> None:
    """Remember what a sender's header means; the latest word counts."""
    meaning = session.scalar(
        select(ColumnMeaning).where(
            ColumnMeaning.sender == sender, ColumnMeaning.shape == shape, ColumnMeaning.header == header
        )
    )
    if meaning is None:
        meaning = ColumnMeaning(sender=sender, shape=shape, header=header)
        session.add(meaning)
    meaning.field, meaning.taught_at, meaning.by_id = field, clock.now(), by.id
    session.flush()
    history.note(
        session,
        kind="column_meanings",
        subject_id=meaning.id,
        verb="teach",
        by=by,
        note=f"{sender} {shape.value} {header} → {field or '—'}",
    )
