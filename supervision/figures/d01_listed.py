"""D01: how many homes the task list includes in the campaign."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from supervision.delivery import rollups
from supervision.delivery.compounds import Compound
from supervision.figures import Figure, Scope
from supervision.office import regions
from supervision.quantities import Measure, Quantity
from supervision.words import _


def compute(session: Session, scope: Scope) -> Quantity:
    return rollups.listed(session, scope.region_code)


def again(session: Session, scope: Scope) -> Quantity:
    sizes = _sizes(session, scope)
    return Quantity(sum(sizes) if sizes and None not in sizes else None, Measure.HOMES)  # type: ignore[arg-type]  # None is ruled out just before


def missing(session: Session, scope: Scope) -> tuple[str, ...]:
    sizes = _sizes(session, scope)
    if not sizes:
        return (_("任务清单未导入"),)
    unknown = sizes.count(None)
    return (_("{n} 个项目套数待核", n=unknown),) if unknown else ()


def _sizes(session: Session, scope: Scope) -> list[int | None]:
    """The homes of each included compound, one by one."""
    return list(
        session.scalars(
            select(Compound.approved_homes).where(
                regions.within(Compound.county_code, scope.region_code), Compound.included.is_(True)
            )
        )
    )


FIGURE = Figure(
    code="D01",
    chinese="任务清单纳入",
    unit=Measure.HOMES,
    definition="任务清单中已纳入项目的套数之和，按清单现状；有项目套数待核时不出总数",
    source="任务清单",
    compute=compute,
    again=again,
    missing=missing,
)
