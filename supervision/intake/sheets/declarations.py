"""The declarations: what households reported for registration themselves (群众申报登记表)."""

from collections.abc import Mapping
from typing import Any

from supervision.delivery.declarations import Declaration
from supervision.delivery.snapshots import Shape
from supervision.intake.keyed_rows import Keyed, Told, asked, lacking
from supervision.intake.sheets import Sheet, one_by_one

SHAPE = Shape.DECLARATIONS


def told(row: Mapping[str, Any]) -> Told | str:
    missing = lacking(row, SHAPE, "number")
    names = ("number", "compound_number", "compound_name", "building", "homes", "declared_on", "outcome")
    return missing or asked(row, names)


ROWS = Keyed(kind=Declaration, keys=("number",), told=told)
SHEET = Sheet(
    shape=SHAPE,
    order=10,
    load=one_by_one(ROWS.load),
    stands_under=ROWS.stands_under,
    withdraw=ROWS.withdraw,
    watched=True,
)
