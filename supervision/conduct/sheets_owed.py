"""Sheets owed: the counties that never sent what a rule rests on; nothing at all is not the same as clean."""

from collections.abc import Collection, Mapping

from sqlalchemy import and_, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import InstrumentedAttribute

from supervision.conduct.rules import Scope
from supervision.delivery.charges import Charge
from supervision.delivery.compounds import Compound
from supervision.delivery.declarations import Declaration
from supervision.delivery.node_steps import NodeStep
from supervision.delivery.progress import ProgressReport
from supervision.delivery.rollups import CompoundCount
from supervision.delivery.snapshots import Shape
from supervision.office.regions import Level, Region

#: Whose rows tell that a county sent a sheet of a shape; a ledger is known by its sums.
ROWS: Mapping[Shape, InstrumentedAttribute[str]] = {
    Shape.LEDGER: CompoundCount.county_code,
    Shape.TASK_LIST: Compound.county_code,
    Shape.PROGRESS: ProgressReport.county_code,
    Shape.CHARGES: Charge.county_code,
    Shape.DECLARATIONS: Declaration.county_code,
    Shape.NODE_STEPS: NodeStep.county_code,
}


class SheetsOwed:
    """By the counties of a scope; each shape is asked for once, however many rules rest on it."""

    def __init__(self, session: Session, scope: Scope) -> None:
        self._session, self._scope = session, scope
        here = and_(Region.level == Level.COUNTY, scope.places(Region.code))
        self._counties = tuple(session.scalars(select(Region.code).where(here).order_by(Region.code)))
        self._sent: dict[Shape, set[str]] = {}

    def among(self, shapes: Collection[Shape]) -> dict[str, tuple[str, ...]]:
        """By county, the sheets that it owes, as officers call them."""
        found = {
            county: tuple(
                shape.chinese for shape in Shape if shape in shapes and county not in self._sent_in(shape)
            )
            for county in self._counties
        }
        return {county: owed for county, owed in found.items() if owed}

    def _sent_in(self, shape: Shape) -> set[str]:
        if shape not in self._sent:
            county = ROWS[shape]
            rows = select(county).where(self._scope.places(county)).distinct()
            if shape is Shape.LEDGER:
                rows = rows.where(CompoundCount.homes > 0)
            self._sent[shape] = set(self._session.scalars(rows))
        return self._sent[shape]
