"""Overdue items: the annex of a briefing, each commitment past its date as it stood when drafted."""

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, Session, mapped_column

from supervision.db import Row
from supervision.figures import Scope
from supervision.responsibility import as_it_stood


class OverdueItem(Row):
    """One line of the annex (逾期事项清单)."""

    __tablename__ = "overdue_items"

    briefing_id: Mapped[int] = mapped_column(ForeignKey("briefings.id"), index=True)
    place: Mapped[int]
    number: Mapped[str]
    who: Mapped[str]
    title: Mapped[str]
    leader: Mapped[str | None]
    due_on: Mapped[date]
    days_over: Mapped[int]


def overdue(session: Session, scope: Scope) -> list[OverdueItem]:
    """What lay with a unit past its date at the end of the period, the longest first."""
    late = [one for one in as_it_stood.on(session, scope) if one.is_overdue(scope.end)]
    ordered = sorted(
        ((one.deadline, one.record) for one in late if one.deadline),
        key=lambda pair: (pair[0], pair[1].id),
    )
    return [
        OverdueItem(
            place=place,
            number=one.number,
            who=one.unit.full_name,
            title=one.title,
            leader=one.leader,
            due_on=deadline,
            days_over=(scope.end - deadline).days,
        )
        for place, (deadline, one) in enumerate(ordered, start=1)
    ]
