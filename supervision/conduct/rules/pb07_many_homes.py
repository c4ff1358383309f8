"""PB07: one buyer has many homes of a compound or of the campaign, or belongs to whoever handled the case."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, func, not_, or_, select
from sqlalchemy.orm import Session

from supervision.conduct import gaps
from supervision.conduct.rules import Datum, Evidence, Finding, GroupRule, Knob, Outcome, Scope
from supervision.delivery.homes import Home
from supervision.delivery.relations import Relation, Side
from supervision.delivery.rollups import CompoundCount
from supervision.delivery.snapshots import Shape
from supervision.office.lamps import Lamp
from supervision.words import _

SHOWN, MARK = 50, 12
BUYER = "权利人（加密比对）"
#: Figures of a mark that tell it from others on a screen.
SHORT = 8
#: Ways of coming by several homes that need no explanation.
USUAL = ("继承", "房改", "集资", "安置")


@dataclass(frozen=True)
class Params:
    in_compound: int = 3
    in_campaign: int = 5


def find(session: Session, scope: Scope, params: Params) -> Iterator[Finding]:
    """By county and buyer; a buyer is an HMAC, so people of one name are two."""
    blank = gaps.blank(session, scope.places(CompoundCount.county_code), {BUYER: Home.buyer})
    if scope.whole:
        for county, missing in blank.items():
            yield Finding(outcome=Outcome.UNKNOWN, subject=county, county_code=county, missing=missing)
    if blank.everywhere:
        return
    counted = and_(
        Home.buyer.is_not(None),
        not_(or_(*(func.coalesce(Home.acquired_by, "").contains(word) for word in USUAL))),
    )
    looked = scope.groups(Home.county_code, Home.buyer)
    related = (
        select(Relation.buyer)
        .where(
            Relation.side == Side.STAFF,
            Relation.county_code == Home.county_code,
            Relation.buyer == Home.buyer,
            or_(*(Relation.of == column for column in (Home.acceptor, Home.reviewer, Home.booker))),
        )
        .exists()
    )
    insider = session.execute(
        select(Home.county_code, Home.buyer).where(looked, counted, related).distinct()
    ).all()
    homes = func.count()
    by_compound = (
        select(Home.county_code, Home.buyer)
        .where(looked, counted)
        .group_by(Home.county_code, Home.buyer, Home.compound_number)
        .having(homes >= params.in_compound)
    )
    by_county = (
        select(Home.county_code, Home.buyer)
        .where(looked, counted)
        .group_by(Home.county_code, Home.buyer)
        .having(homes >= params.in_campaign)
    )
    asked = [*session.execute(by_compound), *session.execute(by_county)]
    several = {(county, f"{buyer}") for county, buyer in asked}
    inside = {(county, f"{buyer}") for county, buyer in insider}
    for county, buyer in sorted(several | inside):
        yield _finding(session, county, buyer, insider=(county, buyer) in inside)
    if not scope.whole:
        clear = select(Home.county_code, Home.buyer).where(looked, Home.buyer.is_not(None)).distinct()
        for county, buyer in ((county, f"{buyer}") for county, buyer in session.execute(clear)):
            if (county, buyer) not in several | inside:
                yield Finding(outcome=Outcome.CLEAR, subject=subject(county, buyer), county_code=county)


def subject(county: str, buyer: str) -> str:
    """140303:buyer:3fa2…: a mark that stays the same and tells nobody's name."""
    return f"{county}:buyer:{buyer[:MARK]}"


def _finding(session: Session, county: str, buyer: str, *, insider: bool) -> Finding:
    homes = session.execute(
        select(Home.unit_code, Home.compound_number, Home.building, Home.room, Home.acquired_by)
        .where(Home.county_code == county, Home.buyer == buyer)
        .order_by(Home.unit_code)
    ).all()
    rows: list[dict[str, Any]] = [
        {"unit_code": code, "compound": number, "building": building, "room": room, "acquired_by": by}
        for code, number, building, room, by in homes[:SHOWN]
    ]
    compounds = {home.compound_number for home in homes}
    told = {"homes": len(homes), "compounds": len(compounds), "insider": insider}
    return Finding(
        outcome=Outcome.HIT,
        subject=subject(county, buyer),
        county_code=county,
        compound_number=compounds.pop() if len(compounds) == 1 else None,
        evidence=[row | told for row in rows],
        grounds=[told | {"codes": [home.unit_code for home in homes]}],
        severity=Lamp.RED if insider else Lamp.YELLOW,
    )


def calls(session: Session, subject: str) -> str:
    return _("权利人 {mark}（加密代号）", mark=subject.rpartition(":")[2][:SHORT])


def tells(evidence: Evidence) -> str:
    row = evidence[0]
    if row["insider"]:
        return _("权利人在经办人员申报的关联人员名单中，登记 {n} 套。", n=row["homes"])
    return _("同一权利人登记 {n} 套，涉及 {m} 个项目。", n=row["homes"], m=row["compounds"])


RULE = GroupRule(
    code="PB07",
    version=1,
    chinese="一人多套或内部关联",
    severity=Lamp.YELLOW,
    sees="同一权利人在一个项目或一县登记多套住房，或者是经办人员申报的关联人员。",
    condition="同一权利人（加密比对）在一个项目中达到设定套数，或在本县达到设定套数；继承、房改、集资、安置的不计。权利人属于受理、审核、登簿人员申报的关联人员的，一套即提示。",
    why="多套集中在一人名下或内部人名下，可能借专项行动搭车办理。",
    innocent=(
        "国有企业为职工统一购买，尚未分户",
        "多代同堂合法购买多套",
        "继承、房改所得，取得方式未录入",
    ),
    source="判断；套数待核",
    data=(
        Datum("登记台账的权利人（加密比对）", "登记机构"),
        Datum("关联人员名单（经办人员）", "登记机构"),
    ),
    needs=frozenset({Shape.LEDGER, Shape.RELATIONS}),
    rests_on=frozenset({Shape.LEDGER}),
    params=lambda session: Params(),
    knobs={"in_compound": Knob("套", 2, 50), "in_campaign": Knob("套", 2, 100)},
    terms={
        "unit_code": "不动产单元号",
        "compound": "项目编号",
        "building": "楼栋",
        "room": "房号",
        "acquired_by": "取得方式",
        "homes": "合计（套）",
        "compounds": "涉及项目（个）",
        "insider": "关联人员",
        "in_compound": "一个项目的套数",
        "in_campaign": "一县的套数",
    },
    tells=tells,
    calls=calls,
    find=find,
)
