"""Due notices: a row for each person, subject and tier that a time limit has reached, without its content.

A tier is a range and not a day, so that none is lost while the clock stands still; its key is unique, so that
nobody is told twice, however often it is looked for.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ForeignKey, Select, UniqueConstraint, false, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from supervision import clock
from supervision.db import Row
from supervision.labels import Labelled
from supervision.office import regions
from supervision.office.people import Officer


class Tier(Labelled):
    WEEK = "week", "七日内到期"
    NEAR = "near", "三日内到期"
    OVER = "over", "已超期"
    LONG = "long", "超期七日以上"

    def reached(self, due_on: date, today: date) -> bool:
        return due_on - today <= AHEAD[self]


AHEAD = {Tier.WEEK: timedelta(7), Tier.NEAR: timedelta(3), Tier.OVER: timedelta(-1), Tier.LONG: timedelta(-7)}


@dataclass(frozen=True)
class Due:
    """A tier that something has reached, and whom to tell: its table, its number there, its place and day."""

    kind: str
    subject_id: int
    region_code: str
    due_on: date
    officer_id: int
    tier: Tier


class DueNotice(Row):
    """One person was told of one tier that one subject has reached. A new due date begins anew."""

    __tablename__ = "due_notices"
    __table_args__ = (UniqueConstraint("officer_id", "kind", "subject_id", "tier", "due_on"),)

    kind: Mapped[str]
    subject_id: Mapped[int]
    tier: Mapped[Tier]
    due_on: Mapped[date]
    region_code: Mapped[str] = mapped_column(ForeignKey("regions.code"), index=True)
    noticed_at: Mapped[datetime]
    officer_id: Mapped[int] = mapped_column(ForeignKey("officers.id"))

    officer: Mapped[Officer] = relationship()


def notice(session: Session, found: Iterable[Due]) -> int:
    """Enter everything that nobody was told yet, all of it; answers how many."""
    asked = list(dict.fromkeys(found))
    if not asked:
        return 0
    entered = select(DueNotice).where(DueNotice.due_on >= min(due.due_on for due in asked))
    known = {
        (one.officer_id, one.kind, one.subject_id, one.tier, one.due_on) for one in session.scalars(entered)
    }
    new = [
        DueNotice(
            kind=due.kind,
            subject_id=due.subject_id,
            tier=due.tier,
            due_on=due.due_on,
            region_code=due.region_code,
            noticed_at=clock.now(),
            officer_id=due.officer_id,
        )
        for due in asked
        if (due.officer_id, due.kind, due.subject_id, due.tier, due.due_on) not in known
    ]
    session.add_all(new)
    session.flush()
    return len(new)


def told(officer: Officer) -> Select[DueNotice]:
    """What this officer was told, newest first."""
    return select(DueNotice).where(DueNotice.officer_id == officer.id).order_by(DueNotice.id.desc())


def visible_to(officer: Officer) -> Select[DueNotice]:
    """What the officers of this place were told, newest first; a unit sees its own records instead."""
    found = select(DueNotice).where(regions.within(DueNotice.region_code, officer.region_code))
    if officer.is_unit:
        found = found.where(false())
    return found.order_by(DueNotice.id.desc())
