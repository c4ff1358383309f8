"""V03: how many homes of the ledger itself have a certificate."""

from sqlalchemy.orm import Session

from supervision.delivery import recounts
from supervision.delivery.homes import Stage
from supervision.delivery.looks import ledger
from supervision.figures import Figure, Scope, without_ledger
from supervision.quantities import Measure, Quantity


def compute(session: Session, scope: Scope) -> Quantity:
    return Quantity(ledger(session, scope).certificate, Measure.HOMES)


def again(session: Session, scope: Scope) -> Quantity:
    found = recounts.reached(session, scope.region_code, scope.end, Stage.CERTIFICATE)
    return Quantity(found, Measure.HOMES)


FIGURE = Figure(
    code="V03",
    chinese="台账发证",
    unit=Measure.HOMES,
    definition="登记台账中发证日期不晚于期末的套数；按套计，不等于户数",
    source="登记台账",
    compute=compute,
    again=again,
    missing=without_ledger,
)
