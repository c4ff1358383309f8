"""V01: how many homes of the ledger itself have their first registration."""

from sqlalchemy.orm import Session

from supervision.delivery import recounts
from supervision.delivery.homes import Stage
from supervision.delivery.looks import ledger
from supervision.figures import Figure, Scope, without_ledger
from supervision.quantities import Measure, Quantity


def compute(session: Session, scope: Scope) -> Quantity:
    return Quantity(ledger(session, scope).first, Measure.HOMES)


def again(session: Session, scope: Scope) -> Quantity:
    found = recounts.reached(session, scope.region_code, scope.end, Stage.FIRST)
    return Quantity(found, Measure.HOMES)


FIGURE = Figure(
    code="V01",
    chinese="台账首次登记",
    unit=Measure.HOMES,
    definition="登记台账中首次登簿日期不晚于期末的套数",
    source="登记台账",
    compute=compute,
    again=again,
    missing=without_ledger,
)
