"""D09: by how many points the transfer rate moved since the period before."""

from sqlalchemy.orm import Session

from supervision.delivery import recounts
from supervision.delivery.looks import claimed, claimed_before
from supervision.figures import Figure, Scope, previous, without
from supervision.quantities import Measure, Quantity


def compute(session: Session, scope: Scope) -> Quantity:
    now, before = claimed(session, scope), claimed_before(session, scope)
    return now.transfer / now.listed - before.transfer / before.listed


def again(session: Session, scope: Scope) -> Quantity:
    now, before = (
        Quantity(recounts.reported(session, scope.region_code, day, "transfer"), Measure.HOMES)
        / Quantity(recounts.reported(session, scope.region_code, day, "listed"), Measure.HOMES)
        for day in (scope.end, previous(scope).end)
    )
    return now - before


FIGURE = Figure(
    code="D09",
    chinese="转移登记率较上期",
    unit=Measure.POINTS,
    definition="本期转移登记率减上期（同样长短的前一期）转移登记率，以百分点计",
    source="县（市、区）进度周报",
    compute=compute,
    again=again,
    signed=True,
    missing=without("transfer", "listed"),
)
