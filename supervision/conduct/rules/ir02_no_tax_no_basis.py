"""IR02: a transfer was booked with the tax unpaid, and with nothing that allows it."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import and_, func, not_, or_, select, tuple_
from sqlalchemy.orm import Session

from supervision.conduct import gaps
from supervision.conduct.ledger_words import PLAINLY_PAID, other_than
from supervision.conduct.rules import Datum, Evidence, Knob, RowRule, Scope, Test
from supervision.delivery.compounds import Compound
from supervision.delivery.deferrals import Deferral
from supervision.delivery.homes import Home
from supervision.delivery.rollups import CompoundCount
from supervision.delivery.snapshots import Shape
from supervision.office.lamps import Lamp
from supervision.words import _

DAY = 10
UNPAID, DEFERRED = ("未", "欠", "否"), "缓"
#: Ways of coming by a home for which no tax is due, and what the column says then.
EXEMPT_WAYS, EXEMPT = ("房改", "继承", "安置"), ("免", "不征", "无需", "未达起征")


@dataclass(frozen=True)
class Params:
    """Tax offices report a few days later; whether a basis needs an occupied compound is a local matter."""

    lag: int = 5
    occupied: int = 0


def test(session: Session, scope: Scope, params: Params) -> Test:
    """A deferral of the whole compound by approval covers its homes."""
    status, way = Home.tax_status, func.coalesce(Home.acquired_by, "")
    exempt = or_(*(status.contains(word) for word in EXEMPT), *(way.contains(word) for word in EXEMPT_WAYS))
    plain = other_than(status, PLAINLY_PAID)
    owed = and_(or_(*(status.contains(word) for word in (*UNPAID, DEFERRED))), not_(exempt))
    compound = tuple_(Home.county_code, func.coalesce(Home.compound_number, ""))
    approved = select(Deferral.county_code, Deferral.compound_number).where(Deferral.approved_on.is_not(None))
    too_late = (scope.today - timedelta(days=params.lag - 1)).isoformat()
    booked = and_(Home.transfer_booked_at.is_not(None), Home.transfer_booked_at < too_late)
    basis = func.coalesce(Home.deferral_basis, "") != ""
    without = and_(plain, booked, not_(basis), owed, compound.not_in(approved))
    if params.occupied:
        empty = select(Compound.county_code, Compound.number).where(Compound.occupied_on.is_(None))
        without = or_(without, and_(plain, booked, basis, owed, compound.in_(empty)))
    blank = gaps.blank(session, scope.places(CompoundCount.county_code), {"完税状态": Home.tax_status})
    return Test(
        hit=and_(without, blank.told),
        missing={"完税状态": and_(status.is_(None), booked, blank.told)},
        blank=blank,
    )


def tells(evidence: Evidence) -> str:
    row = evidence[0]
    return _(
        "{day} 已登簿转移登记，完税状态为“{tax}”，无缓缴依据。",
        day=row["transfer_booked_at"],
        tax=row["tax_status"],
    )


RULE = RowRule(
    code="IR02",
    version=1,
    chinese="无完税且无缓缴依据",
    severity=Lamp.RED,
    sees="转移登记已登簿，税费没有缴清，也没有批准缓缴的依据。",
    condition="转移登簿时间不为空，完税状态为未完税、欠缴或缓缴，缓缴依据为空，项目没有已批准的缓缴，取得方式不属免税；登簿不足设定天数的不计。设为须已入住的，有依据而项目未入住的也提示。",
    why="契税未缴且无依据即登簿，可能是办理不合规，也可能是代收税款未缴。",
    innocent=(
        "经批准由公司先行办理手续、后续缴税，批准文号未录入",
        "房改房等免税情形，取得方式未录入",
        "税务接口延迟，实际已完税",
    ),
    source="契税法第 11 条；专项行动“证缴分离”安排（待核）",
    data=(
        Datum("登记台账的完税状态、缓缴依据", "登记机构、税务部门"),
        Datum("缓缴台账", "税务部门、财政部门"),
    ),
    needs=frozenset({Shape.LEDGER, Shape.DEFERRALS, Shape.TASK_LIST}),
    rests_on=frozenset({Shape.LEDGER}),
    params=lambda session: Params(),
    knobs={"lag": Knob("天", 0, 60), "occupied": Knob("（0 不要求，1 要求已入住）", 0, 1)},
    terms={
        "unit_code": "不动产单元号",
        "compound_number": "项目编号",
        "building": "楼栋",
        "room": "房号",
        "transfer_booked_at": "转移登簿",
        "tax_status": "完税状态",
        "deferral_basis": "缓缴依据",
        "acquired_by": "取得方式",
        "lag": "税务延迟天数",
        "occupied": "须已入住",
    },
    tells=tells,
    kind=Home,
    shows=(
        "unit_code",
        "compound_number",
        "building",
        "room",
        "transfer_booked_at",
        "tax_status",
        "deferral_basis",
        "acquired_by",
    ),
    decides=("transfer_booked_at", "tax_status", "deferral_basis"),
    test=test,
)
