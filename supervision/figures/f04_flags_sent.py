"""F04: how many of them lie with a unit, or came back from it."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from supervision.conduct.flags import Flag, FlagStatus
from supervision.figures import Figure, Scope
from supervision.office import regions
from supervision.quantities import Measure, Quantity

COUNTED = (FlagStatus.SENT, FlagStatus.REPLIED)


def compute(session: Session, scope: Scope) -> Quantity:
    found = select(func.count(Flag.id)).where(
        regions.within(Flag.region_code, scope.region_code),
        Flag.derived_from_complaint.is_(False),
        Flag.status.in_(COUNTED),
    )
    if scope.part:
        found = found.where(Flag.rule_code == scope.part)
    return Quantity(session.scalar(found), Measure.FLAGS)


def again(session: Session, scope: Scope) -> Quantity:
    one_by_one = session.execute(
        select(Flag.status, Flag.derived_from_complaint, Flag.rule_code).where(
            regions.within(Flag.region_code, scope.region_code)
        )
    )
    return Quantity(
        sum(
            status in COUNTED and not complained and scope.part in (None, rule)
            for status, complained, rule in one_by_one
        ),
        Measure.FLAGS,
    )


FIGURE = Figure(
    code="F04",
    chinese="疑点转核实",
    unit=Measure.FLAGS,
    definition="已送责任单位核实的疑点数（含已回复）；只计由登记和报表数据产生的疑点，不含来自信访举报的，按台账现状",
    source="疑点台账",
    compute=compute,
    again=again,
    inward=True,
)
