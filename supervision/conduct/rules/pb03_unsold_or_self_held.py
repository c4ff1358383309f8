"""PB03: a home was transferred without a filed contract, to the developer's own, or in a rush of filings."""

from dataclasses import dataclass

from sqlalchemy import String, and_, cast, func, not_, or_, select, tuple_
from sqlalchemy.orm import Session

from supervision.conduct import gaps
from supervision.conduct.rules import Datum, Evidence, Knob, RowRule, Scope, Test
from supervision.delivery.compounds import Compound
from supervision.delivery.day_numbers import day_number
from supervision.delivery.homes import Home
from supervision.delivery.relations import Relation, Side
from supervision.delivery.rollups import CompoundCount
from supervision.delivery.snapshots import Shape
from supervision.office.lamps import Lamp
from supervision.words import _

#: Ways of coming by a home without a filed contract.
WITHOUT_CONTRACT = ("抵债", "安置", "房改", "继承", "赠与", "判决", "裁定", "集资", "回迁")


@dataclass(frozen=True)
class Params:
    contracts: int = 5
    days: int = 30


def test(session: Session, scope: Scope, params: Params) -> Test:
    way = func.coalesce(Home.acquired_by, "")
    usual = or_(*(way.contains(word) for word in WITHOUT_CONTRACT))
    booked = Home.transfer_booked_at.is_not(None)
    named = {"合同备案日期": Home.contract_on}
    blank = gaps.blank(session, scope.places(CompoundCount.county_code), named)
    unfiled = and_(Home.contract_on.is_(None), booked, not_(usual), blank.told)
    own = select(Relation.county_code, Relation.buyer).where(Relation.side == Side.DEVELOPER)
    related = and_(booked, Home.buyer.is_not(None), tuple_(Home.county_code, Home.buyer).in_(own))
    conditions = [unfiled, related]
    rushed = _rushed(session, scope, params)
    if rushed:
        compound = tuple_(Home.county_code, Home.compound_number)
        conditions.append(and_(compound.in_(list(rushed)), Home.contract_on >= min(rushed.values())))
    return Test(hit=or_(*conditions), blank=blank)


def _rushed(session: Session, scope: Scope, params: Params) -> dict[tuple[str, str], str]:
    """Compounds of which so many contracts were filed within days of their inclusion, and since when."""
    included = cast(Compound.included_on, String)
    found = session.execute(
        select(Compound.county_code, Compound.number, included)
        .join(
            Home,
            and_(Home.county_code == Compound.county_code, Home.compound_number == Compound.number),
        )
        .where(
            scope.places(Home.county_code),
            Compound.included.is_(True),
            Home.contract_on >= included,
            day_number(Home.contract_on) - day_number(included) <= params.days,
        )
        .group_by(Compound.county_code, Compound.number, included)
        .having(func.count() >= params.contracts)
    )
    return {(county, number): day for county, number, day in found}


def tells(evidence: Evidence) -> str:
    row = evidence[0]
    if row["contract_on"] is None:
        return _("{day} 已登簿转移登记，无合同备案日期。", day=row["transfer_booked_at"])
    return _("合同备案于 {day}：权利人为关联方，或者纳入后短期内集中备案。", day=row["contract_on"])


RULE = RowRule(
    code="PB03",
    version=1,
    chinese="未售、自持房搭车",
    severity=Lamp.RED,
    sees="没有备案合同就转移登记的房屋，转给开发企业关联方的房屋，或者项目纳入后短期内集中备案的合同。",
    condition="转移登簿时间不为空，合同备案日期为空，取得方式不属抵债、安置、房改、继承等；或权利人在开发建设单位关联人员名单中；或项目纳入后设定天数内备案的合同达到设定份数。",
    why="未售房、自持房借专项行动过户，可能是搭车办理。",
    innocent=(
        "法院裁定的抵债房，取得方式未录入",
        "回迁安置房，没有网签合同",
        "房改房，没有网签合同",
    ),
    source="专项行动“坚决杜绝搭车办理”；份数、天数为判断，待核",
    data=(
        Datum("登记台账的合同备案日期、取得方式", "登记机构、住房城乡建设部门"),
        Datum("关联人员名单（开发建设单位）", "专项行动办公室"),
        Datum("任务清单的纳入时间", "专项行动办公室"),
    ),
    needs=frozenset({Shape.LEDGER, Shape.TASK_LIST, Shape.RELATIONS}),
    rests_on=frozenset({Shape.LEDGER}),
    params=lambda session: Params(),
    knobs={"contracts": Knob("份", 2, 100), "days": Knob("天", 1, 180)},
    terms={
        "unit_code": "不动产单元号",
        "compound_number": "项目编号",
        "building": "楼栋",
        "room": "房号",
        "contract_on": "合同备案日期",
        "acquired_by": "取得方式",
        "transfer_booked_at": "转移登簿",
        "contracts": "集中备案份数",
        "days": "天数",
    },
    tells=tells,
    kind=Home,
    shows=(
        "unit_code",
        "compound_number",
        "building",
        "room",
        "contract_on",
        "acquired_by",
        "transfer_booked_at",
    ),
    decides=("contract_on", "acquired_by", "transfer_booked_at"),
    test=test,
)
