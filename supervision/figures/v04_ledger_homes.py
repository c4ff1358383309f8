"""V04: how many homes the ledger holds."""

from sqlalchemy.orm import Session

from supervision.delivery import recounts
from supervision.delivery.looks import ledger
from supervision.figures import Figure, Scope, without_ledger
from supervision.quantities import Measure, Quantity


def compute(session: Session, scope: Scope) -> Quantity:
    return Quantity(ledger(session, scope).homes, Measure.HOMES)


def again(session: Session, scope: Scope) -> Quantity:
    return Quantity(recounts.homes(session, scope.region_code), Measure.HOMES)


FIGURE = Figure(
    code="V04",
    chinese="台账套数",
    unit=Measure.HOMES,
    definition="登记台账现有套数，不论登记进度",
    source="登记台账",
    compute=compute,
    again=again,
    missing=without_ledger,
)
