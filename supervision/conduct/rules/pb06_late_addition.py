"""PB06: a compound was included after the list was frozen, without approval and not by declaration."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_
from sqlalchemy.orm import Session

from supervision.conduct.rules import Datum, Evidence, RowRule, Scope, Test
from supervision.delivery import campaigns
from supervision.delivery.compounds import Compound, Source
from supervision.delivery.snapshots import Shape
from supervision.office.lamps import Lamp
from supervision.words import _

DECLARED = (Source.DECLARED, Source.PETITION)


@dataclass(frozen=True)
class Params:
    freeze_on: date
    freeze_basis: str


def params(session: Session) -> Params:
    campaign = campaigns.current(session)
    return Params(freeze_on=campaign.freeze_on, freeze_basis=campaign.freeze_basis)


def test(session: Session, scope: Scope, params: Params) -> Test:
    """An empty source leaves open whether the late addition was declared."""
    included = Compound.included.is_(True)
    late = and_(included, Compound.included_on > params.freeze_on, Compound.approval_no.is_(None))
    return Test(
        hit=and_(late, Compound.source.not_in(DECLARED)),
        missing={
            "是否纳入": Compound.included.is_(None),
            "纳入时间": and_(included, Compound.included_on.is_(None)),
            "来源": and_(late, Compound.source.is_(None)),
        },
    )


def tells(evidence: Evidence) -> str:
    row = evidence[0]
    return _("{day} 纳入，晚于清单冻结日，无批准文号，来源不是申报或信访。", day=row["included_on"])


RULE = RowRule(
    code="PB06",
    version=1,
    chinese="清单冻结后追加",
    severity=Lamp.YELLOW,
    sees="任务清单冻结之后才纳入的项目，没有批准文号，也不是群众申报或信访发现的。",
    condition="是否纳入为“是”，纳入时间晚于清单冻结日，追加批准文号为空，来源不是申报、信访。",
    why="清单冻结后无批准追加的项目，可能借专项行动搭车办理。",
    innocent=(
        "通过公开系统申报或信访发现（“申报一个不漏”），申报号未录入",
        "追加已获批准，批准文号未录入",
        "纳入时间是补录或更正日期，实际纳入在冻结之前",
    ),
    source="专项行动“坚决杜绝搭车办理”；清单冻结日见专项行动设置",
    data=(
        Datum("任务清单的是否纳入、纳入时间", "专项行动办公室"),
        Datum("任务清单的纳入来源、追加批准文号", "专项行动办公室"),
    ),
    needs=frozenset({Shape.TASK_LIST}),
    rests_on=frozenset({Shape.TASK_LIST}),
    params=params,
    terms={
        "number": "项目编号",
        "name": "项目名称",
        "street": "街道（乡镇）",
        "approved_homes": "批准套数",
        "included_on": "纳入时间",
        "source": "来源",
        "approval_no": "批准文号",
        "freeze_on": "清单冻结日",
        "freeze_basis": "冻结日依据",
    }
    | {source.value: source.chinese for source in Source},
    tells=tells,
    kind=Compound,
    shows=("number", "name", "street", "approved_homes", "included_on", "source", "approval_no"),
    decides=("included_on", "source", "approval_no"),
    test=test,
)
