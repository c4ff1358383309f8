"""What falls due, of every noun that has a clock: on which day, by which limit, and who is told (到期事项).

A due item is a number and the name of a limit; what it is about stands in its record, for who may see it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from supervision.accountability import orders
from supervision.accountability.orders import Order, OrderStatus
from supervision.conduct import clues, complaints, flags, hand_offs
from supervision.conduct.clues import Clue
from supervision.conduct.complaints import Complaint
from supervision.conduct.flags import Flag, FlagStatus
from supervision.conduct.hand_offs import HandOff, HandOffStatus
from supervision.office.acts import Kind
from supervision.office.due_notices import AHEAD, Due, Tier
from supervision.office.people import ADMINS, Officer, Role
from supervision.office.regions import Region
from supervision.office.time_limits import RESULT_FEEDBACK
from supervision.responsibility import commitments
from supervision.responsibility.commitment_steps import WITH_UNIT
from supervision.responsibility.commitments import Commitment
from supervision.words import _

WORKING = (Role.INSPECTOR, Role.TASK_FORCE)


@dataclass(frozen=True, kw_only=True)
class Clock:
    """One clock of one kind of record: when it ends, while it runs, and the page where it is met.

    `workers` are told of every tier, `leaders` once it ran out, the principal when it did long ago; all of
    the record's own office. `apart` is never told to a higher office, even where nobody is left below.
    """

    kind: Kind
    record: type[Any]
    visible_to: Callable[[Officer], Select[Any]]
    due_on: Any
    running: ColumnElement[bool]
    limit: Callable[[Any], str]
    page: str
    query: str
    workers: tuple[Role, ...]
    leaders: tuple[Role, ...] = (Role.LEADER,)
    apart: bool = False


@dataclass(frozen=True)
class DueItem:
    """One line of the calendar: no word of content."""

    day: date
    kind: Kind
    subject_id: int
    number: str
    limit: str
    page: str
    query: str


def _limit(record: Complaint | Clue) -> str:
    return record.limit.title if record.limit else ""


CLOCKS = (
    Clock(
        kind=Kind.COMPLAINTS,
        record=Complaint,
        visible_to=complaints.visible_to,
        due_on=Complaint.due_on,
        running=complaints.first_runs(),
        limit=_limit,
        page="conduct.complaints",
        query="complaint",
        workers=(Role.PETITIONS, Role.INSPECTOR),
        apart=True,
    ),
    Clock(
        kind=Kind.COMPLAINTS,
        record=Complaint,
        visible_to=complaints.visible_to,
        due_on=Complaint.feedback_due_on,
        running=complaints.second_runs(),
        limit=lambda one: RESULT_FEEDBACK.title,
        page="conduct.complaints",
        query="complaint",
        workers=(Role.INSPECTOR,),
        apart=True,
    ),
    Clock(
        kind=Kind.COMPLAINTS,
        record=Complaint,
        visible_to=complaints.visible_to,
        due_on=Complaint.parts_due_on,
        running=Complaint.parts_due_on.is_not(None),
        limit=lambda one: _("信访件分转"),
        page="conduct.complaints",
        query="complaint",
        workers=(Role.PETITIONS,),
        apart=True,
    ),
    Clock(
        kind=Kind.CLUES,
        record=Clue,
        visible_to=clues.visible_to,
        due_on=Clue.due_on,
        running=Clue.limit_code.is_not(None),
        limit=_limit,
        page="conduct.clues",
        query="clue",
        workers=(Role.CASES, Role.INSPECTOR),
        apart=True,
    ),
    Clock(
        kind=Kind.HAND_OFFS,
        record=HandOff,
        visible_to=hand_offs.visible_to,
        due_on=HandOff.due_on,
        running=HandOff.status != HandOffStatus.SENT_UP,
        limit=lambda one: _("径送件报送"),  # whose matter it is leaves in no calendar file
        page="conduct.complaints",
        query="hand_off",
        workers=(Role.PETITIONS,),
        leaders=(),
        apart=True,
    ),
    Clock(
        kind=Kind.FLAGS,
        record=Flag,
        visible_to=flags.visible_to,
        due_on=Flag.due_on,
        running=Flag.status == FlagStatus.OPEN,
        limit=lambda one: _("疑点研判"),
        page="conduct.flags",
        query="flag",
        workers=WORKING,
    ),
    Clock(
        kind=Kind.COMMITMENTS,
        record=Commitment,
        visible_to=commitments.visible_to,
        due_on=func.coalesce(Commitment.extended_to, Commitment.due_on),
        running=Commitment.status.in_(WITH_UNIT),
        limit=lambda one: _("承诺事项到期"),
        page="responsibility.commitments",
        query="commitment",
        workers=WORKING,
    ),
    Clock(
        kind=Kind.ORDERS,
        record=Order,
        visible_to=orders.visible_to,
        due_on=Order.reply_due_on,
        running=Order.status == OrderStatus.SERVED,
        limit=lambda one: _("督办文书回复"),
        page="accountability.orders",
        query="order",
        workers=WORKING,
    ),
)


def between(session: Session, officer: Officer, start: date, end: date) -> list[DueItem]:
    """What this officer may see of what falls due from one day to another, both included."""
    found = [
        DueItem(day, one.kind, record.id, record.number or "", one.limit(record), one.page, one.query)
        for one in CLOCKS
        for record, day in session.execute(
            one.visible_to(officer)
            .where(one.running, one.due_on.between(start, end))
            .order_by(None)
            .add_columns(one.due_on)
        )
    ]
    return sorted(found, key=lambda item: (item.day, item.kind, item.number))


def to_tell(session: Session, today: date) -> Iterator[Due]:
    """Every person of an office, with each tier that something of theirs has reached.

    Nobody is told of what they may not see. What belongs to a place without officers is told one level up.
    """
    told = session.scalars(
        select(Officer).where(Officer.active, Officer.batch.is_(False)).order_by(Officer.id)
    ).all()
    staff = [one for one in told if not one.is_unit and not one.holds(*ADMINS)]
    parents = dict(session.execute(select(Region.code, Region.parent)).all())
    offices = {one.region_code for one in staff}
    ahead = today + AHEAD[Tier.WEEK]
    for officer in staff:
        for one in CLOCKS:
            tiers = _tiers(one, officer)
            if not tiers:
                continue
            due = (
                one.visible_to(officer)
                .where(one.running, one.due_on <= ahead)
                .order_by(None)
                .with_only_columns(one.record.id, one.record.region_code, one.due_on)
            )
            for number, place, day in session.execute(due):
                mine = place if one.apart else _answering(place, offices, parents)
                if mine == officer.region_code:
                    yield from (
                        Due(one.kind.value, number, place, day, officer.id, tier)
                        for tier in tiers
                        if tier.reached(day, today)
                    )


def _tiers(one: Clock, officer: Officer) -> tuple[Tier, ...]:
    if officer.holds(*one.workers):
        return tuple(Tier)
    if officer.holds(*one.leaders):
        return (Tier.OVER, Tier.LONG)
    return (Tier.LONG,) if officer.holds(Role.PRINCIPAL) else ()


def _answering(place: str, offices: set[str], parents: dict[str, str]) -> str:
    """The office of a place, or the next one up that has officers."""
    while place not in offices and parents.get(place, place) != place:
        place = parents[place]
    return place
