"""D08: the homes that the counties' reports count as included, the whole of every rate."""

from sqlalchemy.orm import Session

from supervision.delivery import recounts
from supervision.delivery.looks import claimed
from supervision.figures import Figure, Scope, without
from supervision.quantities import Measure, Quantity


def compute(session: Session, scope: Scope) -> Quantity:
    return claimed(session, scope).listed


def again(session: Session, scope: Scope) -> Quantity:
    found = recounts.reported(session, scope.region_code, scope.end, "listed")
    return Quantity(found, Measure.HOMES)


FIGURE = Figure(
    code="D08",
    chinese="周报纳入套数",
    unit=Measure.HOMES,
    definition="截至期末，各县最近一期有效周报所报纳入套数之和，是各项登记率的分母",
    source="县（市、区）进度周报",
    compute=compute,
    again=again,
    missing=without("listed"),
)
