"""F05: how many of them went to the cases desk."""

from sqlalchemy.orm import Session

from supervision.conduct import flag_counts
from supervision.conduct.flags import FlagStatus
from supervision.figures import Figure, Scope
from supervision.quantities import Measure, Quantity

COUNTED = (FlagStatus.HANDED,)


def compute(session: Session, scope: Scope) -> Quantity:
    return Quantity(flag_counts.counted(session, scope, COUNTED), Measure.FLAGS)


def again(session: Session, scope: Scope) -> Quantity:
    return Quantity(flag_counts.recounted(session, scope, COUNTED), Measure.FLAGS)


FIGURE = Figure(
    code="F05",
    chinese="疑点转案管",
    unit=Measure.FLAGS,
    definition="已转案管的疑点数；只计由登记和报表数据产生的疑点，不含来自信访举报的，按期末办理情况",
    source="疑点台账",
    compute=compute,
    again=again,
    inward=True,
)
