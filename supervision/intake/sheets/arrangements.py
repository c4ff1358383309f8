"""The arrangements: what a registry announced beforehand and put on file (窗口安排备案表)."""

from collections.abc import Mapping
from typing import Any

from supervision.delivery.arrangements import Arrangement, ArrangementKind
from supervision.delivery.snapshots import Shape
from supervision.intake.keyed_rows import Keyed, Told, lacking
from supervision.intake.sheets import Sheet, one_by_one
from supervision.words import _

SHAPE = Shape.ARRANGEMENTS
KINDS = {
    ArrangementKind.CERTIFICATE_DAY: ("颁证", "发证"),
    ArrangementKind.BATCH_DAY: ("集中办理", "批量", "集中登簿", "集中"),
    ArrangementKind.OVERTIME: ("延时", "周末", "加班", "错时", "节假日"),
    ArrangementKind.SEVERAL_POSTS: ("一人多岗", "兼岗", "单人"),
}


def told(row: Mapping[str, Any]) -> Told | str:
    """An arrangement without an end is one of a day."""
    if missing := lacking(row, SHAPE, "kind", "from_on"):
        return missing
    kind = next((kind for kind, words in KINDS.items() if any(word in row["kind"] for word in words)), None)
    if kind is None:
        return _("不认识的安排类型（{kind}）", kind=row["kind"])
    until = row.get("to_on") or row["from_on"]
    if until < row["from_on"]:
        return _("结束日期早于开始日期（{day}）", day=until)
    return {
        "kind": kind,
        "window": row.get("window") or "",
        "operator": row.get("operator") or "",
        "from_on": row["from_on"],
        "to_on": until,
        "paper": row.get("paper"),
    }


ROWS = Keyed(kind=Arrangement, keys=("kind", "window", "operator", "from_on"), told=told)
SHEET = Sheet(
    shape=SHAPE,
    order=8,
    load=one_by_one(ROWS.load),
    stands_under=ROWS.stands_under,
    withdraw=ROWS.withdraw,
    watched=True,
)
