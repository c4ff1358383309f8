"""F02: how many flags the records have given rise to."""

from sqlalchemy.orm import Session

from supervision import clock
from supervision.conduct import flag_counts, scans
from supervision.conduct.flags import FlagStatus
from supervision.figures import Figure, Scope
from supervision.quantities import Measure, Quantity
from supervision.words import _

COUNTED = tuple(status for status in FlagStatus if status is not FlagStatus.LAPSED)


def compute(session: Session, scope: Scope) -> Quantity:
    return Quantity(flag_counts.counted(session, scope, COUNTED), Measure.FLAGS)


def again(session: Session, scope: Scope) -> Quantity:
    return Quantity(flag_counts.recounted(session, scope, COUNTED), Measure.FLAGS)


def missing(session: Session, scope: Scope) -> tuple[str, ...]:
    """What was raised later, and the rules that broke off: their silence is no clean bill."""
    later = flag_counts.later(session, scope)
    broken = [
        _("规则 {code} 未能运行，本期无法计算", code=run.rule_code)
        for run in scans.failed(session, scope.region_code, until=clock.end_of(scope.end))
        if scope.part in (None, run.rule_code)
    ]
    return (*([_("期末以后提示的疑点 {n} 条，本期未计入", n=later)] if later else []), *broken)


FIGURE = Figure(
    code="F02",
    chinese="疑点发现",
    unit=Measure.FLAGS,
    definition="截至期末累计提示、未自行消失的疑点数；只计由登记和报表数据产生的疑点，不含来自信访举报的，按期末办理情况",
    source="疑点台账",
    compute=compute,
    again=again,
    missing=missing,
    inward=True,
)
