"""Due notices: a row for each subject and tier that a time limit has reached, without a word of its content.

A tier is a range and not a day, so that none is lost while the clock stands still; its key is unique, so that
none comes twice, however often it is looked for.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ForeignKey, Select, UniqueConstraint, false, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from supervision import clock
from supervision.db import Row
from supervision.labels import Labelled
from supervision.office import regions
from supervision.office.people import Officer


class Tier(Labelled):
    WEEK = "week", "七日内到期"
    NEAR = "near", "三日内到期"
    OVER = "over", "已超期"

    def reached(self, due_on: date, today: date) -> bool:
        return due_on - today <= AHEAD[self]


AHEAD = {Tier.WEEK: timedelta(7), Tier.NEAR: timedelta(3), Tier.OVER: timedelta(-1)}


@dataclass(frozen=True)
class Due:
    """Something with a date: the table it stands in, its number there, and whose it is."""

    kind: str
    subject_id: int
    region_code: str
    due_on: date


class DueNotice(Row):
    """One tier that one subject has reached. A new due date begins anew."""

    __tablename__ = "due_notices"
    __table_args__ = (UniqueConstraint("kind", "subject_id", "tier", "due_on"),)

    kind: Mapped[str]
    subject_id: Mapped[int]
    tier: Mapped[Tier]
    due_on: Mapped[date]
    region_code: Mapped[str] = mapped_column(ForeignKey("regions.code"), index=True)
    noticed_at: Mapped[datetime]


def notice(session: Session, found: Iterable[Due], *, today: date) -> int:
    """Enter every tier that was reached and not yet entered, all of them; answers how many."""
    known = set(
        session.execute(select(DueNotice.kind, DueNotice.subject_id, DueNotice.tier, DueNotice.due_on)).all()
    )
    new = [
        DueNotice(
            kind=due.kind,
            subject_id=due.subject_id,
            tier=tier,
            due_on=due.due_on,
            region_code=due.region_code,
            noticed_at=clock.now(),
        )
        for due in dict.fromkeys(found)
        for tier in Tier
        if tier.reached(due.due_on, today) and (due.kind, due.subject_id, tier, due.due_on) not in known
    ]
    session.add_all(new)
    session.flush()
    return len(new)


def visible_to(officer: Officer) -> Select[DueNotice]:
    """The notices of this officer's place, newest first; a unit sees its own records instead."""
    found = select(DueNotice).where(regions.within(DueNotice.region_code, officer.region_code))
    if officer.is_unit:
        found = found.where(false())
    return found.order_by(DueNotice.id.desc())
