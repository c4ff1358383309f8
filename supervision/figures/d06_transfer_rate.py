"""D06: how far transfer has come."""

from sqlalchemy.orm import Session

from supervision.delivery import recounts
from supervision.delivery.looks import claimed
from supervision.figures import Figure, Scope, checked, without
from supervision.quantities import Measure, Quantity


def compute(session: Session, scope: Scope) -> Quantity:
    said = claimed(session, scope)
    return said.transfer / said.listed


def again(session: Session, scope: Scope) -> Quantity:
    done, listed = (
        Quantity(recounts.reported(session, scope.region_code, scope.end, field), Measure.HOMES)
        for field in ("transfer", "listed")
    )
    return done / listed


FIGURE = Figure(
    code="D06",
    chinese="转移登记率",
    unit=Measure.PERCENT,
    definition="截至期末，转移登记套数之和÷同一批周报纳入套数之和（套÷套）",
    source="县（市、区）进度周报",
    compute=compute,
    again=again,
    missing=checked(without("transfer", "listed")),
)
