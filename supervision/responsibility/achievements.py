"""What commitments add up to: Σ done ÷ Σ target, in one unit of measure, never a mean of percentages."""

from typing import NamedTuple

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from supervision.office.people import Officer
from supervision.quantities import Measure, Quantity
from supervision.responsibility import commitments
from supervision.responsibility.commitments import Commitment
from supervision.responsibility.evidence import newest_amounts


class Achieved(NamedTuple):
    """Of the commitments that stated an amount: what is done, what was promised."""

    done: Quantity
    target: Quantity

    @property
    def rate(self) -> Quantity:
        return self.done / self.target


def achieved(session: Session, *conditions: ColumnElement[bool]) -> dict[Measure, Achieved]:
    """Σ of what stands on the books and meets the conditions, one pair for each measure that occurs.

    A commitment whose unit stated no amount is in neither sum; `unstated` counts those.
    """
    newest = newest_amounts()
    sums = session.execute(
        select(Commitment.measure, func.sum(newest.c.amount), func.sum(Commitment.target))
        .join(newest, newest.c.commitment_id == Commitment.id)
        .where(commitments.standing(), Commitment.target.is_not(None), *conditions)
        .group_by(Commitment.measure)
    )
    return {
        measure: Achieved(Quantity(int(done), measure), Quantity(int(target), measure))
        for measure, done, target in sums
        if measure is not None
    }


def unstated(session: Session, *conditions: ColumnElement[bool]) -> int:
    """How many commitments with a target have no amount stated yet."""
    newest = newest_amounts()
    counted = (
        select(func.count(Commitment.id))
        .outerjoin(newest, newest.c.commitment_id == Commitment.id)
        .where(commitments.standing(), Commitment.target.is_not(None), newest.c.amount.is_(None), *conditions)
    )
    return session.scalar(counted) or 0


def seen_by(officer: Officer) -> ColumnElement[bool]:
    """`commitments.visible_to`, as a condition for these sums."""
    return Commitment.id.in_(commitments.visible_to(officer).with_only_columns(Commitment.id).order_by(None))
