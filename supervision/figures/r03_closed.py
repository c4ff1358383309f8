"""R03: how many of them are verified and closed."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from supervision.figures import Figure, Scope
from supervision.office import regions
from supervision.quantities import Measure, Quantity
from supervision.responsibility.commitment_steps import CommitmentStatus
from supervision.responsibility.commitments import Commitment


def compute(session: Session, scope: Scope) -> Quantity:
    found = select(func.count(Commitment.id)).where(
        regions.within(Commitment.region_code, scope.region_code),
        Commitment.status == CommitmentStatus.CLOSED,
    )
    return Quantity(session.scalar(found), Measure.ITEMS)


def again(session: Session, scope: Scope) -> Quantity:
    one_by_one = session.scalars(
        select(Commitment).where(regions.within(Commitment.region_code, scope.region_code))
    )
    return Quantity(sum(one.status is CommitmentStatus.CLOSED for one in one_by_one), Measure.ITEMS)


FIGURE = Figure(
    code="R03",
    chinese="承诺销号",
    unit=Measure.ITEMS,
    definition="经核实并销号的承诺事项数，按台账现状",
    source="承诺事项台账",
    compute=compute,
    again=again,
)
