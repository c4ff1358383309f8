"""D04: how many households have their certificate, as the counties report."""

from sqlalchemy.orm import Session

from supervision.delivery import recounts
from supervision.delivery.looks import claimed
from supervision.figures import Figure, Scope, without
from supervision.quantities import Measure, Quantity


def compute(session: Session, scope: Scope) -> Quantity:
    return claimed(session, scope).households


def again(session: Session, scope: Scope) -> Quantity:
    found = recounts.reported(session, scope.region_code, scope.end, "households")
    return Quantity(found, Measure.HOUSEHOLDS)


FIGURE = Figure(
    code="D04",
    chinese="颁证",
    unit=Measure.HOUSEHOLDS,
    definition="截至期末，各县最近一期有效周报所报颁证户数之和；按户计，不与套数相除",
    source="县（市、区）进度周报",
    compute=compute,
    again=again,
    missing=without("households"),
)
