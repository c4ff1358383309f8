"""R02: how many of them a unit's leader has signed for."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from supervision.figures import Figure, Scope
from supervision.office import history, regions
from supervision.quantities import Measure, Quantity
from supervision.responsibility import as_it_stood
from supervision.responsibility.commitment_steps import STANDING
from supervision.responsibility.commitments import Commitment


def compute(session: Session, scope: Scope) -> Quantity:
    stood = as_it_stood.on(session, scope)
    return Quantity(
        sum(one.status in STANDING and one.acknowledged_on is not None for one in stood), Measure.ITEMS
    )


def again(session: Session, scope: Scope) -> Quantity:
    stood = history.stood(Commitment.__tablename__, scope.end)
    found = (
        select(func.count(Commitment.id))
        .join(stood, stood.c.subject_id == Commitment.id)
        .where(
            regions.within(Commitment.region_code, scope.region_code),
            stood.c.status.in_(STANDING),
            Commitment.acknowledged_on <= scope.end,
        )
    )
    return Quantity(session.scalar(found), Measure.ITEMS)


FIGURE = Figure(
    code="R02",
    chinese="承诺认领",
    unit=Measure.ITEMS,
    definition="责任领导认领日期不晚于期末的承诺事项数",
    source="承诺事项台账",
    compute=compute,
    again=again,
)
