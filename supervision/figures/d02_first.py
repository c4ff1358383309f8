"""D02: how many homes have their first registration, as the counties report."""

from sqlalchemy.orm import Session

from supervision.delivery import recounts
from supervision.delivery.looks import claimed
from supervision.figures import Figure, Scope, without
from supervision.quantities import Measure, Quantity


def compute(session: Session, scope: Scope) -> Quantity:
    return claimed(session, scope).first


def again(session: Session, scope: Scope) -> Quantity:
    found = recounts.reported(session, scope.region_code, scope.end, "first")
    return Quantity(found, Measure.HOMES)


FIGURE = Figure(
    code="D02",
    chinese="首次登记",
    unit=Measure.HOMES,
    definition="截至期末，各县最近一期有效周报所报首次登记套数之和；本期未报的沿用其上一期",
    source="县（市、区）进度周报",
    compute=compute,
    again=again,
    missing=without("first"),
)
