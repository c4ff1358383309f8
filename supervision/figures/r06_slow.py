"""R06: how many commitments were taken on late, or heard nothing of for a month."""

from sqlalchemy.orm import Session

from supervision.figures import Figure, Scope
from supervision.office.lamps import Lamp
from supervision.quantities import Measure, Quantity
from supervision.responsibility import as_it_stood
from supervision.responsibility.as_it_stood import Stood
from supervision.responsibility.commitment_steps import OPEN
from supervision.responsibility.due_dates import SOON


def compute(session: Session, scope: Scope) -> Quantity:
    open_ones = as_it_stood.on(session, scope)
    return Quantity(sum(one.lamp(scope.end) is Lamp.BLUE for one in open_ones), Measure.ITEMS)


def again(session: Session, scope: Scope) -> Quantity:
    """By the conditions themselves instead of the lamp."""
    one_by_one = as_it_stood.on(session, scope)
    return Quantity(sum(_meant(one, scope) for one in one_by_one), Measure.ITEMS)


def _meant(one: Stood, scope: Scope) -> bool:
    left = one.days_left(scope.end)
    if one.status not in OPEN or left is None or one.is_overdue(scope.end):
        return False
    return (
        left > SOON
        and one.pending_extension is None
        and (one.taken_on_late(scope.end) or one.silent(scope.end))
    )


FIGURE = Figure(
    code="R06",
    chinese="承诺提示",
    unit=Measure.ITEMS,
    definition="期末亮蓝灯的承诺事项数：逾期认领，或三十日未报进展",
    source="承诺事项台账",
    compute=compute,
    again=again,
)
