"""C03: the share of results told in time, of those falling due in the period."""

from sqlalchemy.orm import Session

from supervision.conduct import duty_counts
from supervision.figures import Figure, Scope
from supervision.quantities import Measure, Quantity


def compute(session: Session, scope: Scope) -> Quantity:
    return duty_counts.feedbacks(session, scope.region_code, scope.start, scope.end).rate


def again(session: Session, scope: Scope) -> Quantity:
    return duty_counts.feedbacks_again(session, scope.region_code, scope.start, scope.end).rate


def missing(session: Session, scope: Scope) -> tuple[str, ...]:
    return duty_counts.feedbacks(session, scope.region_code, scope.start, scope.end).missing


FIGURE = Figure(
    code="C03",
    chinese="结果反馈按期率",
    unit=Measure.PERCENT,
    definition="期内到期的实名结果反馈中按期反馈的次数÷期内到期次数，按到期日计，重新办理的另计一次；不足3次的不列出",
    source="信访举报反馈记录",
    compute=compute,
    again=again,
    missing=missing,
    inward=True,
)
