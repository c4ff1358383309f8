"""F01: how many flags from records still wait for a person's judgement."""

from sqlalchemy.orm import Session

from supervision.conduct import flag_counts
from supervision.conduct.flags import FlagStatus
from supervision.figures import Figure, Scope
from supervision.quantities import Measure, Quantity

COUNTED = (FlagStatus.OPEN, FlagStatus.REPLIED, FlagStatus.EXCEPTION_PROPOSED)


def compute(session: Session, scope: Scope) -> Quantity:
    return Quantity(flag_counts.counted(session, scope, COUNTED), Measure.FLAGS)


def again(session: Session, scope: Scope) -> Quantity:
    return Quantity(flag_counts.recounted(session, scope, COUNTED), Measure.FLAGS)


FIGURE = Figure(
    code="F01",
    chinese="疑点待研判",
    unit=Measure.FLAGS,
    definition="尚未作出研判的疑点数（含责任单位已回复、待研判的）；只计由登记和报表数据产生的疑点，不含来自信访举报的，按期末办理情况",
    source="疑点台账",
    compute=compute,
    again=again,
    inward=True,
)
