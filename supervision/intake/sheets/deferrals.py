"""The deferrals: what may be paid later, by which approval (缓缴台账)."""

from collections.abc import Mapping
from typing import Any

from supervision.delivery.deferrals import Deferral
from supervision.delivery.snapshots import Shape
from supervision.intake.keyed_rows import Keyed, Told, asked, lacking
from supervision.intake.sheets import Sheet, one_by_one

SHAPE = Shape.DEFERRALS


def told(row: Mapping[str, Any]) -> Told | str:
    missing = lacking(row, SHAPE, "compound_number", "number")
    names = ("compound_number", "number", "kind", "approver", "approved_on", "due_on", "settled_on")
    return missing or asked(row, names)


ROWS = Keyed(kind=Deferral, keys=("compound_number", "number"), told=told)
SHEET = Sheet(
    shape=SHAPE,
    order=6,
    load=one_by_one(ROWS.load),
    stands_under=ROWS.stands_under,
    withdraw=ROWS.withdraw,
    watched=True,
)
