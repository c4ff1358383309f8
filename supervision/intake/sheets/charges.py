"""The charges: what developers collected from households and passed on (代收税费台账)."""

from collections.abc import Mapping
from typing import Any

from supervision.delivery.charges import Charge
from supervision.delivery.snapshots import Shape
from supervision.intake.keyed_rows import Keyed, Told, asked, lacking
from supervision.intake.sheets import Sheet, one_by_one

SHAPE = Shape.CHARGES


def told(row: Mapping[str, Any]) -> Told | str:
    missing = lacking(row, SHAPE, "compound_number", "collector", "kind")
    money = (
        "payers",
        "collected",
        "remitted",
        "received",
        "standard",
        "collected_on",
        "remitted_on",
        "arrangement",
    )
    return missing or asked(row, ("compound_number", "collector", "kind", *money))


ROWS = Keyed(kind=Charge, keys=("compound_number", "collector", "kind"), told=told)
SHEET = Sheet(
    shape=SHAPE,
    order=7,
    load=one_by_one(ROWS.load),
    stands_under=ROWS.stands_under,
    withdraw=ROWS.withdraw,
    watched=True,
)
