"""PB04: a shop, garage, store or office is among the homes of the campaign."""

from dataclasses import dataclass

from sqlalchemy import and_, func, not_, or_, select, tuple_
from sqlalchemy.orm import Session

from supervision.conduct import gaps
from supervision.conduct.ledger_words import PLAIN_USES, other_than
from supervision.conduct.rules import Datum, Evidence, RowRule, Scope, Test
from supervision.delivery.compounds import Compound
from supervision.delivery.homes import Home
from supervision.delivery.rollups import CompoundCount
from supervision.delivery.snapshots import Shape
from supervision.office.lamps import Lamp
from supervision.words import _

OTHER_USES = (
    "商业",
    "商铺",
    "商服",
    "门市",
    "门面",
    "店铺",
    "营业",
    "车库",
    "车位",
    "储藏",
    "仓储",
    "库房",
    "办公",
    "写字",
    "酒店",
    "工业",
    "厂房",
    "地下室",
    "非住宅",
)


@dataclass(frozen=True)
class Params:
    """Nothing to set: what is not lived in is not counted."""


def test(session: Session, scope: Scope, params: Params) -> Test:
    """In compounds of the campaign; one that the list leaves out is none of it."""
    other = and_(other_than(Home.usage, PLAIN_USES), or_(*(Home.usage.contains(word) for word in OTHER_USES)))
    lived_in = and_(Home.usage.contains("住宅"), not_(Home.usage.contains("非住宅")))
    left_out = select(Compound.county_code, Compound.number).where(Compound.included.is_(False))
    blank = gaps.blank(session, scope.places(CompoundCount.county_code), {"用途": Home.usage})
    hit = and_(
        other,
        not_(lived_in),
        tuple_(Home.county_code, func.coalesce(Home.compound_number, "")).not_in(left_out),
    )
    return Test(
        hit=and_(hit, blank.told),
        missing={"用途": and_(Home.usage.is_(None), blank.told)},
        blank=blank,
    )


def tells(evidence: Evidence) -> str:
    return _("登记用途为“{usage}”，计入专项行动的套数。", usage=evidence[0]["usage"])


RULE = RowRule(
    code="PB04",
    version=1,
    chinese="非住宅搭车",
    severity=Lamp.YELLOW,
    sees="登记用途不是住宅、却在专项行动台账中的房屋。",
    condition="用途含商业、商铺、车库、车位、储藏、办公、酒店等字样，且不含“住宅”；清单上不纳入的项目不计。",
    why="专项行动只为住宅办证；非住宅计入，可能是搭车办理，也使套数不实。",
    innocent=(
        "底层商铺随整栋楼一并首次登记，未单独计数",
        "储藏室、车库为住宅的附属用房",
        "用途录入错误",
    ),
    source="专项行动实施范围（住宅，待核）；“坚决杜绝搭车办理”",
    data=(Datum("登记台账的用途", "登记机构"), Datum("任务清单的是否纳入", "专项行动办公室")),
    needs=frozenset({Shape.LEDGER, Shape.TASK_LIST}),
    rests_on=frozenset({Shape.LEDGER}),
    params=lambda session: Params(),
    terms={
        "unit_code": "不动产单元号",
        "compound_number": "项目编号",
        "building": "楼栋",
        "room": "房号",
        "usage": "用途",
        "area": "建筑面积（平方米×100）",
        "first_booked_at": "首次登簿",
        "transfer_booked_at": "转移登簿",
    },
    tells=tells,
    kind=Home,
    shows=(
        "unit_code",
        "compound_number",
        "building",
        "room",
        "usage",
        "area",
        "first_booked_at",
        "transfer_booked_at",
    ),
    decides=("usage",),
    test=test,
)
