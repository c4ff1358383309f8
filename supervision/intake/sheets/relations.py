"""The relations: who belongs to a developer or to whoever handles cases, as declared (关联人员名单)."""

from collections.abc import Mapping
from typing import Any

from supervision.delivery.relations import Relation, Side
from supervision.delivery.snapshots import Shape
from supervision.intake.keyed_rows import Keyed, Told, lacking
from supervision.intake.sheets import Sheet, one_by_one
from supervision.keys import keys
from supervision.words import _

SHAPE = Shape.RELATIONS
SIDES = {Side.DEVELOPER: ("开发", "建设", "企业"), Side.STAFF: ("经办", "受理", "审核", "登簿", "工作人员")}


def told(row: Mapping[str, Any]) -> Told | str:
    """Whoever is named is known from here on by the mark that the ledger knows buyers by."""
    if missing := lacking(row, SHAPE, "side", "of"):
        return missing
    person = row.get("buyer_id") or row.get("buyer_name")
    if not person:
        return _("缺关联人姓名（名称）或证件号")
    side = next((side for side, words in SIDES.items() if any(word in row["side"] for word in words)), None)
    if side is None:
        return _("不认识的关联方类别（{side}）", side=row["side"])
    mark = keys().recognise("buyer", str(person))
    return {"side": side, "of": row["of"], "relation": row.get("relation"), "buyer": mark}


ROWS = Keyed(kind=Relation, keys=("side", "of", "buyer"), told=told)
SHEET = Sheet(
    shape=SHAPE,
    order=9,
    load=one_by_one(ROWS.load),
    stands_under=ROWS.stands_under,
    withdraw=ROWS.withdraw,
    watched=True,
)
