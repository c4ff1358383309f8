"""R01: how many commitments are on the books."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from supervision.figures import Figure, Scope
from supervision.office import history, regions
from supervision.quantities import Measure, Quantity
from supervision.responsibility import as_it_stood
from supervision.responsibility.commitment_steps import STANDING
from supervision.responsibility.commitments import Commitment
from supervision.words import _


def compute(session: Session, scope: Scope) -> Quantity:
    stood = as_it_stood.on(session, scope)
    return Quantity(sum(one.status in STANDING for one in stood), Measure.ITEMS)


def again(session: Session, scope: Scope) -> Quantity:
    stood = history.stood(Commitment.__tablename__, scope.end)
    found = (
        select(func.count(Commitment.id))
        .join(stood, stood.c.subject_id == Commitment.id)
        .where(regions.within(Commitment.region_code, scope.region_code), stood.c.status.in_(STANDING))
    )
    return Quantity(session.scalar(found), Measure.ITEMS)


def missing(session: Session, scope: Scope) -> tuple[str, ...]:
    later = as_it_stood.later(session, scope)
    return (_("期末以后登记的承诺事项 {n} 项，本期未计入", n=later),) if later else ()


FIGURE = Figure(
    code="R01",
    chinese="承诺下达",
    unit=Measure.ITEMS,
    definition="期末已交办且未撤回的承诺事项数，按办理历史",
    source="承诺事项台账",
    compute=compute,
    again=again,
    missing=missing,
)
