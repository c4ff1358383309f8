"""R01: how many commitments are on the books."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from supervision.figures import Figure, Scope
from supervision.office import regions
from supervision.quantities import Measure, Quantity
from supervision.responsibility import commitments
from supervision.responsibility.commitment_steps import STANDING
from supervision.responsibility.commitments import Commitment


def compute(session: Session, scope: Scope) -> Quantity:
    found = select(func.count(Commitment.id)).where(
        regions.within(Commitment.region_code, scope.region_code), commitments.standing()
    )
    return Quantity(session.scalar(found), Measure.ITEMS)


def again(session: Session, scope: Scope) -> Quantity:
    one_by_one = session.scalars(
        select(Commitment).where(regions.within(Commitment.region_code, scope.region_code))
    )
    return Quantity(sum(one.status in STANDING for one in one_by_one), Measure.ITEMS)


FIGURE = Figure(
    code="R01",
    chinese="承诺下达",
    unit=Measure.ITEMS,
    definition="已交办且未撤回的承诺事项数，按台账现状",
    source="承诺事项台账",
    compute=compute,
    again=again,
)
