"""R04: how many of them lie with a unit past their date."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from supervision.figures import Figure, Scope
from supervision.office import regions
from supervision.quantities import Measure, Quantity
from supervision.responsibility import commitments
from supervision.responsibility.commitments import Commitment


def compute(session: Session, scope: Scope) -> Quantity:
    found = select(func.count(Commitment.id)).where(
        regions.within(Commitment.region_code, scope.region_code), commitments.overdue(scope.end)
    )
    return Quantity(session.scalar(found), Measure.ITEMS)


def again(session: Session, scope: Scope) -> Quantity:
    one_by_one = session.scalars(
        select(Commitment).where(regions.within(Commitment.region_code, scope.region_code))
    )
    return Quantity(sum(one.is_overdue(scope.end) for one in one_by_one), Measure.ITEMS)


FIGURE = Figure(
    code="R04",
    chinese="承诺超期",
    unit=Measure.ITEMS,
    definition="期末已过现时限、仍在责任单位办理的承诺事项数；已批准延期的按延期后时限",
    source="承诺事项台账",
    compute=compute,
    again=again,
)
