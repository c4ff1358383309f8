"""R04: how many of them lie with a unit past their date."""

from sqlalchemy.orm import Session

from supervision.figures import Figure, Scope
from supervision.quantities import Measure, Quantity
from supervision.responsibility import as_it_stood
from supervision.responsibility.commitment_steps import OPEN, WITH_OFFICE


def compute(session: Session, scope: Scope) -> Quantity:
    stood = as_it_stood.on(session, scope)
    return Quantity(sum(one.is_overdue(scope.end) for one in stood), Measure.ITEMS)


def again(session: Session, scope: Scope) -> Quantity:
    """By the days left instead: below none, and not with the office."""
    left = [
        one.days_left(scope.end)
        for one in as_it_stood.on(session, scope)
        if one.status in OPEN and one.status not in WITH_OFFICE
    ]
    return Quantity(sum(days is not None and days < 0 for days in left), Measure.ITEMS)


FIGURE = Figure(
    code="R04",
    chinese="承诺超期",
    unit=Measure.ITEMS,
    definition="期末已过现时限、仍在责任单位办理的承诺事项数；已批准延期的按延期后时限",
    source="承诺事项台账",
    compute=compute,
    again=again,
)
