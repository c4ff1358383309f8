"""The node steps: how long a matter lay with which department (部门流转记录)."""

from collections.abc import Mapping
from typing import Any

from supervision.delivery.node_steps import NodeStep
from supervision.delivery.snapshots import Shape
from supervision.intake.keyed_rows import Keyed, Told, asked, lacking
from supervision.intake.sheets import Sheet, one_by_one

SHAPE = Shape.NODE_STEPS


def told(row: Mapping[str, Any]) -> Told | str:
    missing = lacking(row, SHAPE, "item", "department", "received_on")
    days = ("received_on", "due_on", "returned_on", "done_on")
    return missing or asked(row, ("item", "compound_number", "department", *days, "waiting_for"))


ROWS = Keyed(kind=NodeStep, keys=("item", "department", "received_on"), told=told)
SHEET = Sheet(
    shape=SHAPE,
    order=11,
    load=one_by_one(ROWS.load),
    stands_under=ROWS.stands_under,
    withdraw=ROWS.withdraw,
    watched=True,
)
