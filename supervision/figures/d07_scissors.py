"""D07: how far transfer lags behind first registration (剪刀差)."""

from sqlalchemy.orm import Session

from supervision.delivery import recounts
from supervision.delivery.looks import claimed
from supervision.figures import Figure, Scope, without
from supervision.quantities import Measure, Quantity


def compute(session: Session, scope: Scope) -> Quantity:
    said = claimed(session, scope)
    return said.first / said.listed - said.transfer / said.listed


def again(session: Session, scope: Scope) -> Quantity:
    first, transfer, listed = (
        Quantity(recounts.reported(session, scope.region_code, scope.end, field), Measure.HOMES)
        for field in ("first", "transfer", "listed")
    )
    return first / listed - transfer / listed


FIGURE = Figure(
    code="D07",
    chinese="首登与转移剪刀差",
    unit=Measure.POINTS,
    definition="首次登记率减转移登记率，以百分点计",
    source="县（市、区）进度周报",
    compute=compute,
    again=again,
    missing=without("first", "transfer", "listed"),
)
