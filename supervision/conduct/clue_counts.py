"""How many clues came in, how they were disposed of, and which of the four forms was used."""

from collections.abc import Callable

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from supervision.conduct.clue_steps import ClueStatus
from supervision.conduct.clue_terms import FourForm, Way
from supervision.conduct.clues import Clue
from supervision.conduct.disposals import Disposal
from supervision.office import regions
from supervision.office.scopes import Scope
from supervision.quantities import Measure, Quantity

Compute = Callable[[Session, Scope], Quantity]


def registered(session: Session, scope: Scope) -> Quantity:
    """Clues that came in during the period; what was handed in and is not registered yet is not counted."""
    found = select(func.count(Clue.id)).where(
        regions.within(Clue.region_code, scope.region_code),
        Clue.received_on.between(scope.start, scope.end),
        Clue.status != ClueStatus.RECEIVED,
    )
    return _cases(session.scalar(found))


def registered_again(session: Session, scope: Scope) -> Quantity:
    came = session.execute(select(Clue.region_code, Clue.received_on, Clue.status))
    return _cases(
        sum(
            regions.contains(scope.region_code, place)
            and scope.start <= day <= scope.end
            and status is not ClueStatus.RECEIVED
            for place, day, status in came
        )
    )


def disposed(way: Way) -> Compute:
    """Disposals of one kind that were approved in the period."""

    def compute(session: Session, scope: Scope) -> Quantity:
        found = (
            select(func.count(Disposal.id))
            .join(Clue, Clue.id == Disposal.clue_id)
            .where(
                regions.within(Clue.region_code, scope.region_code),
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
                for clue in session.scalars(select(Clue))
                if regions.contains(scope.region_code, clue.region_code)
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
                regions.within(Clue.region_code, scope.region_code),
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
                for clue in session.scalars(select(Clue))
                if regions.contains(scope.region_code, clue.region_code)
                for one in clue.disposals
            )
        )

    return compute


def _cases(n: int | None) -> Quantity:
    return Quantity(n or 0, Measure.CASES)
