"""PB02: a compound on collective land, or without a document for state land, is included in the campaign."""

from dataclasses import dataclass

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from supervision.conduct.rules import Datum, Evidence, RowRule, Scope, Test
from supervision.delivery.compounds import Compound
from supervision.delivery.snapshots import Shape
from supervision.office.lamps import Lamp
from supervision.words import _

COLLECTIVE = ("集体", "农村宅基地", "宅基地")


@dataclass(frozen=True)
class Params:
    """Nothing to set: 划拨 and 出让 are both state land, and collective land is neither."""


def test(session: Session, scope: Scope, params: Params) -> Test:
    """A county whose list gives no land document at all is not asked for one."""
    land, included = Compound.land_type, Compound.included.is_(True)
    collective = or_(*(land.contains(word) for word in COLLECTIVE))
    with_column = select(Compound.county_code).where(Compound.land_no.is_not(None)).distinct()
    undocumented = and_(
        land.is_not(None),
        func.coalesce(Compound.land_no, "") == "",
        Compound.county_code.in_(with_column),
    )
    return Test(
        hit=and_(included, or_(and_(land.is_not(None), collective), undocumented)),
        missing={"土地性质": and_(included, func.coalesce(land, "") == "")},
    )


def tells(evidence: Evidence) -> str:
    row = evidence[0]
    if any(word in (row["land_type"] or "") for word in COLLECTIVE):
        return _("土地性质为“{land}”，已纳入专项行动。", land=row["land_type"])
    return _("土地性质为“{land}”，无土地证明文号，已纳入专项行动。", land=row["land_type"])


RULE = RowRule(
    code="PB02",
    version=1,
    chinese="非国有建设用地混入",
    severity=Lamp.RED,
    sees="土地性质为集体土地，或者没有国有土地证明文号，却纳入专项行动的项目。",
    condition="是否纳入为“是”，且土地性质含“集体”“宅基地”；或同县其他项目填有土地证明文号而本项目为空。",
    why="专项行动只解决国有建设用地上的住宅；集体土地上的房屋纳入，可能是搭车办理。",
    innocent=(
        "土地已征收为国有，证明文件尚未录入",
        "土地性质录入错误；划拨土地属国有，不在此列",
        "土地证明在原国土部门档案中，尚未数字化",
    ),
    source="专项行动实施范围（国有建设用地，待核）；“坚决杜绝搭车办理”",
    data=(
        Datum("任务清单的土地性质", "专项行动办公室"),
        Datum("任务清单的土地证明文号", "自然资源部门"),
    ),
    needs=frozenset({Shape.TASK_LIST}),
    rests_on=frozenset({Shape.TASK_LIST}),
    params=lambda session: Params(),
    terms={
        "number": "项目编号",
        "name": "项目名称",
        "street": "街道（乡镇）",
        "land_type": "土地性质",
        "land_no": "土地证明文号",
        "included_on": "纳入时间",
        "approval_no": "批准文号",
    },
    tells=tells,
    kind=Compound,
    shows=("number", "name", "street", "land_type", "land_no", "included_on", "approval_no"),
    decides=("land_type", "land_no"),
    test=test,
)
