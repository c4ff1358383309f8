"""PB01: a home was sold, or its compound built or first sold, after the campaign's cut-off."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, func, or_, select, tuple_
from sqlalchemy.orm import Session

from supervision.conduct import gaps
from supervision.conduct.rules import Datum, Evidence, RowRule, Scope, Test
from supervision.delivery import campaigns
from supervision.delivery.compounds import Compound
from supervision.delivery.homes import Home
from supervision.delivery.rollups import CompoundCount
from supervision.delivery.snapshots import Shape
from supervision.office.lamps import Lamp
from supervision.words import _


@dataclass(frozen=True)
class Params:
    cutoff_on: date
    cutoff_basis: str


def params(session: Session) -> Params:
    campaign = campaigns.current(session)
    return Params(cutoff_on=campaign.cutoff_on, cutoff_basis=campaign.cutoff_basis)


def test(session: Session, scope: Scope, params: Params) -> Test:
    """A compound built or first sold too late makes all its homes fire: together they are one pattern."""
    end = params.cutoff_on
    compound = tuple_(Home.county_code, func.coalesce(Home.compound_number, ""))
    late = select(Compound.county_code, Compound.number).where(
        Compound.included.is_(True), or_(Compound.built_on > end, Compound.first_sold_on > end)
    )
    left_out = select(Compound.county_code, Compound.number).where(Compound.included.is_(False))
    hit = and_(Home.contract_on > end.isoformat(), compound.not_in(left_out))
    return Test(
        hit=or_(hit, compound.in_(late)) if session.scalar(select(late.exists())) else hit,
        partly=gaps.blank(
            session, scope.places(CompoundCount.county_code), {"合同备案日期": Home.contract_on}
        ),
    )


def tells(evidence: Evidence) -> str:
    row = evidence[0]
    if row["contract_on"]:
        return _("合同备案于 {day}，请与专项行动截止时点核对。", day=row["contract_on"])
    return _("所在项目的竣工或首次销售时间晚于专项行动截止时点。")


RULE = RowRule(
    code="PB01",
    version=1,
    chinese="超截止时点纳入",
    severity=Lamp.RED,
    sees="截止时点以后才备案合同的房屋，或者截止时点以后才竣工、首次销售的项目，仍在专项行动中。",
    condition="合同备案日期晚于截止时点，且项目未列为不纳入；或项目已纳入而竣工时间、首次销售时间晚于截止时点。",
    why="专项行动解决截止时点以前的历史遗留问题；以后的房屋纳入，可能是搭车办理。",
    innocent=(
        "合同更换或重新备案，原合同在截止时点以前",
        "备案日期是补登较早的纸质合同",
        "当地另定截止时点，文件未录入",
    ),
    source="专项行动截止时点（见专项行动设置，待核）；“坚决杜绝搭车办理”",
    data=(
        Datum("登记台账的合同备案日期", "登记机构、住房城乡建设部门"),
        Datum("任务清单的竣工时间、首次销售时间", "专项行动办公室"),
    ),
    needs=frozenset({Shape.LEDGER, Shape.TASK_LIST}),
    rests_on=frozenset({Shape.LEDGER, Shape.TASK_LIST}),
    params=params,
    terms={
        "unit_code": "不动产单元号",
        "compound_number": "项目编号",
        "building": "楼栋",
        "room": "房号",
        "contract_on": "合同备案日期",
        "first_booked_at": "首次登簿",
        "transfer_booked_at": "转移登簿",
        "cutoff_on": "截止时点",
        "cutoff_basis": "截止时点依据",
    },
    tells=tells,
    kind=Home,
    shows=(
        "unit_code",
        "compound_number",
        "building",
        "room",
        "contract_on",
        "first_booked_at",
        "transfer_booked_at",
    ),
    decides=("compound_number", "contract_on"),
    test=test,
)
