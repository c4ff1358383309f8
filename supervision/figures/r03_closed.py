"""R03: how many of them are verified and closed."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from supervision.figures import Figure, Scope
from supervision.office import history, regions
from supervision.quantities import Measure, Quantity
from supervision.responsibility import as_it_stood
from supervision.responsibility.commitment_steps import CommitmentStatus
from supervision.responsibility.commitments import Commitment


def compute(session: Session, scope: Scope) -> Quantity:
    stood = as_it_stood.on(session, scope)
    return Quantity(sum(one.status is CommitmentStatus.CLOSED for one in stood), Measure.ITEMS)


def again(session: Session, scope: Scope) -> Quantity:
    stood = history.stood(Commitment.__tablename__, scope.end)
    found = (
        select(func.count(Commitment.id))
        .join(stood, stood.c.subject_id == Commitment.id)
        .where(
            regions.within(Commitment.region_code, scope.region_code),
            stood.c.status == CommitmentStatus.CLOSED,
        )
    )
    return Quantity(session.scalar(found), Measure.ITEMS)


FIGURE = Figure(
    code="R03",
    chinese="承诺销号",
    unit=Measure.ITEMS,
    definition="截至期末经核实并销号的承诺事项数，按办理历史",
    source="承诺事项台账",
    compute=compute,
    again=again,
)
