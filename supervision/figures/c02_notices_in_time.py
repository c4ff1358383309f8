"""C02: the share of acceptance notices given in time, of those falling due in the period."""

from sqlalchemy.orm import Session

from supervision.conduct import duty_counts
from supervision.figures import Figure, Scope
from supervision.quantities import Measure, Quantity


def compute(session: Session, scope: Scope) -> Quantity:
    return duty_counts.notices(session, scope.region_code, scope.start, scope.end).rate


def again(session: Session, scope: Scope) -> Quantity:
    return duty_counts.notices_again(session, scope.region_code, scope.start, scope.end).rate


def missing(session: Session, scope: Scope) -> tuple[str, ...]:
    return duty_counts.notices(session, scope.region_code, scope.start, scope.end).missing


FIGURE = Figure(
    code="C02",
    chinese="按期告知率",
    unit=Measure.PERCENT,
    definition="期内到期的实名受理告知中按期告知的件数÷期内到期件数，按到期日计；重复件、匿名件不计；不足3件的不列出",
    source="信访举报登记台账",
    compute=compute,
    again=again,
    missing=missing,
    inward=True,
)
