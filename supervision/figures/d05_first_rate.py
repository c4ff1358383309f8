"""D05: how far first registration has come."""

from sqlalchemy.orm import Session

from supervision.delivery import recounts
from supervision.delivery.looks import claimed
from supervision.figures import Figure, Scope, without
from supervision.quantities import Measure, Quantity


def compute(session: Session, scope: Scope) -> Quantity:
    said = claimed(session, scope)
    return said.first / said.listed


def again(session: Session, scope: Scope) -> Quantity:
    done, listed = (
        Quantity(recounts.reported(session, scope.region_code, scope.end, field), Measure.HOMES)
        for field in ("first", "listed")
    )
    return done / listed


FIGURE = Figure(
    code="D05",
    chinese="首次登记率",
    unit=Measure.PERCENT,
    definition="截至期末，首次登记套数之和÷同一批周报纳入套数之和（套÷套）",
    source="县（市、区）进度周报",
    compute=compute,
    again=again,
    missing=without("first", "listed"),
)
