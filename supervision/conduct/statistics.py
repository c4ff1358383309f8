"""Counts of what an officer may open one by one: complaints by class, channel, type and name; clues (统计).

Whoever is not on the lists is told nothing here: for them there are the tables of `told_counts`. Nothing
sealed is opened to count, and a matter of our own staff counts one level up only.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from supervision.conduct import clues
from supervision.conduct.categories import Category, Channel, Identity, Kind
from supervision.conduct.clue_terms import FourForm, Way
from supervision.conduct.clues import Clue
from supervision.conduct.complaint_counts import counted
from supervision.conduct.complaints import Complaint
from supervision.conduct.disposals import Disposal
from supervision.conduct.need_to_know import counted_for
from supervision.errors import Refused
from supervision.labels import Labelled
from supervision.office.people import Officer
from supervision.quantities import Measure, Quantity
from supervision.words import _


@dataclass(frozen=True)
class Received:
    """件 that came in, 人次 who reported, how many repeat an earlier one; and the 件 by each property."""

    cases: int
    people: int
    duplicates: int
    kinds: Mapping[Kind, int]
    channels: Mapping[Channel, int]
    categories: Mapping[Category, int]
    identities: Mapping[Identity, int]

    @property
    def real_name_share(self) -> Quantity:
        return Quantity(self.identities[Identity.REAL_NAME], Measure.CASES) / Quantity(
            self.cases, Measure.CASES
        )


@dataclass(frozen=True)
class Disposed:
    """Disposals approved and outcomes entered in a period."""

    ways: Mapping[Way, int]
    forms: Mapping[FourForm, int]


def received(session: Session, officer: Officer, start: date, end: date) -> Received:
    """Complaints that came from one day to another, both included, among those the officer may open."""
    if not counted_for(officer):
        raise Refused(_("信访举报情况不向本账号提供。"))
    seen = listed(officer, start, end).subquery()
    cases, people, first = session.execute(
        select(func.count(), func.sum(seen.c.people), func.count(seen.c.duplicate_of_id))
    ).one()
    return Received(
        cases=cases,
        people=people or 0,
        duplicates=first,
        kinds=_by(session, seen.c.kind, Kind),
        channels=_by(session, seen.c.channel, Channel),
        categories=_by(session, seen.c.category, Category),
        identities=_by(session, seen.c.identity, Identity),
    )


def listed(officer: Officer, start: date, end: date) -> Select[*tuple[Any, ...]]:
    """The records behind the numbers."""
    return (
        counted(officer)
        .where(Complaint.received_on.between(start, end))
        .order_by(None)
        .with_only_columns(
            Complaint.id,
            Complaint.people,
            Complaint.duplicate_of_id,
            Complaint.kind,
            Complaint.channel,
            Complaint.category,
            Complaint.identity,
        )
    )


def disposed(session: Session, officer: Officer, start: date, end: date) -> Disposed:
    """What was done with the clues that the officer may open."""
    seen = clues.visible_to(officer).order_by(None).with_only_columns(Clue.id)
    of_these = select(Disposal).where(Disposal.clue_id.in_(seen))
    approved = of_these.where(Disposal.approved_on.between(start, end)).subquery()
    concluded = of_these.where(Disposal.concluded_on.between(start, end)).subquery()
    return Disposed(
        _by(session, approved.c.way, Way),
        _by(session, concluded.c.form, FourForm),
    )


def _by(session: Session, column: Any, members: type[Any]) -> dict[Any, int]:
    """How many of each member, none left out."""
    found: dict[Labelled, int] = dict(
        session.execute(select(column, func.count()).where(column.is_not(None)).group_by(column)).all()
    )
    return {member: found.get(member, 0) for member in members}
