"""How many clues came in, how they were disposed of, and which of the four forms was used."""

from collections.abc import Callable, Iterator

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from supervision.conduct import own_staff
from supervision.conduct.clue_steps import ClueStatus
from supervision.conduct.clue_terms import FourForm, Way
from supervision.conduct.clues import Clue
from supervision.conduct.complaints import Complaint
from supervision.conduct.disposals import Disposal
from supervision.conduct.own_staff import StaffMatter
from supervision.office import regions
from supervision.office.scopes import Scope
from supervision.quantities import Measure, Quantity

Compute = Callable[[Session, Scope], Quantity]


def registered(session: Session, scope: Scope) -> Quantity:
    """Clues that came in during the period; what was handed in and is not registered yet is not counted."""
    found = select(func.count(Clue.id)).where(
        *_counted(scope),
        Clue.received_on.between(scope.start, scope.end),
        Clue.status != ClueStatus.RECEIVED,
    )
    return _cases(session.scalar(found))


def registered_again(session: Session, scope: Scope) -> Quantity:
    return _cases(
        sum(
            scope.start <= clue.received_on <= scope.end and clue.status is not ClueStatus.RECEIVED
            for clue in _one_by_one(session, scope)
        )
    )


def disposed(way: Way) -> Compute:
    """Disposals of one kind that were approved in the period."""

    def compute(session: Session, scope: Scope) -> Quantity:
        found = (
            select(func.count(Disposal.id))
            .join(Clue, Clue.id == Disposal.clue_id)
            .where(
                *_counted(scope),
                Disposal.way == way,
                Disposal.approved_on.between(scope.start, scope.end),
            )
        )
        return _cases(session.scalar(found))

    return compute


def disposed_again(way: Way) -> Compute:
    def compute(session: Session, scope: Scope) -> Quantity:
        return _cases(
            sum(
                one.way is way and one.approved_on is not None and scope.start <= one.approved_on <= scope.end
                for clue in _one_by_one(session, scope)
                for one in clue.disposals
            )
        )

    return compute


def formed(form: FourForm) -> Compute:
    """Outcomes entered in the period that used one of the four forms."""

    def compute(session: Session, scope: Scope) -> Quantity:
        found = (
            select(func.count(Disposal.id))
            .join(Clue, Clue.id == Disposal.clue_id)
            .where(
                *_counted(scope),
                Disposal.form == form,
                Disposal.concluded_on.between(scope.start, scope.end),
            )
        )
        return _cases(session.scalar(found))

    return compute


def formed_again(form: FourForm) -> Compute:
    def compute(session: Session, scope: Scope) -> Quantity:
        return _cases(
            sum(
                one.form is form
                and one.concluded_on is not None
                and scope.start <= one.concluded_on <= scope.end
                for clue in _one_by_one(session, scope)
                for one in clue.disposals
            )
        )

    return compute


def _counted(scope: Scope) -> tuple[ColumnElement[bool], ...]:
    """Those of the region; what a letter says of our own staff counts one level up, as the letter does."""
    letters = select(Complaint.id).where(own_staff.counts_for(Complaint, scope.region_code))
    return (
        regions.within(Clue.region_code, scope.region_code),
        or_(Clue.complaint_id.is_(None), Clue.complaint_id.in_(letters)),
    )


def _one_by_one(session: Session, scope: Scope) -> Iterator[Clue]:
    """The same, clue by clue."""
    accused = {one.complaint_id: one.region_code for one in session.scalars(select(StaffMatter))}
    for clue in session.scalars(select(Clue)):
        home = accused.get(clue.complaint_id or 0)
        above = home is None or (home != scope.region_code and regions.contains(scope.region_code, home))
        if regions.contains(scope.region_code, clue.region_code) and above:
            yield clue


def _cases(n: int | None) -> Quantity:
    return Quantity(n or 0, Measure.CASES)
