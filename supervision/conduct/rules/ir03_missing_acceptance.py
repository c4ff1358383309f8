"""IR03: a first registration was booked without acceptance, safety appraisal or government decision."""

from dataclasses import dataclass

from sqlalchemy import and_, or_
from sqlalchemy.orm import Session

from supervision.conduct import gaps
from supervision.conduct.rules import Datum, Evidence, RowRule, Scope, Test
from supervision.delivery.homes import Home
from supervision.delivery.rollups import CompoundCount
from supervision.delivery.snapshots import Shape
from supervision.office.lamps import Lamp
from supervision.words import _


@dataclass(frozen=True)
class Params:
    """Nothing to set: one of the three papers is the bottom line."""


def test(session: Session, scope: Scope, params: Params) -> Test:
    """One column holds the number of whichever of the three papers there is."""
    named = {"竣工验收文号": Home.acceptance_no}
    blank = gaps.blank(session, scope.places(CompoundCount.county_code), named)
    without = or_(Home.acceptance_no.is_(None), Home.acceptance_no == "")
    return Test(hit=and_(Home.first_booked_at.is_not(None), without, blank.told), blank=blank)


def tells(evidence: Evidence) -> str:
    return _("{day} 已登簿首次登记，无竣工验收、安全鉴定或政府决定文号。", day=evidence[0]["first_booked_at"])


RULE = RowRule(
    code="IR03",
    version=1,
    chinese="缺底线要件登簿",
    severity=Lamp.RED,
    sees="首次登记已登簿，却没有竣工验收、房屋安全鉴定或政府决定的文号。",
    condition="首次登簿时间不为空，竣工验收（安全鉴定、政府决定）文号为空；整县未报该列的为无法计算。",
    why="房屋安全是底线；没有验收或鉴定即登簿，群众住着不安全。",
    innocent=(
        "年代久远资料遗失，已做安全鉴定，文号未录入",
        "按栋分期验收，文号记在项目上",
        "政府已专题研究决定，会议纪要未录入",
    ),
    source="建筑法第 61 条；专项行动“历史久远……确保房屋安全的前提下”",
    data=(Datum("登记台账的竣工验收文号（或安全鉴定、政府决定文号）", "住房城乡建设部门、登记机构"),),
    needs=frozenset({Shape.LEDGER}),
    rests_on=frozenset({Shape.LEDGER}),
    params=lambda session: Params(),
    terms={
        "unit_code": "不动产单元号",
        "compound_number": "项目编号",
        "building": "楼栋",
        "room": "房号",
        "first_booked_at": "首次登簿",
        "acceptance_no": "竣工验收文号",
    },
    tells=tells,
    kind=Home,
    shows=("unit_code", "compound_number", "building", "room", "first_booked_at", "acceptance_no"),
    decides=("first_booked_at", "acceptance_no"),
    test=test,
)
