"""IR01: a home's transfer was booked before its first registration, or with none booked."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import func, not_, or_, select
from sqlalchemy.orm import Session

from supervision.conduct.rules import Datum, Evidence, RowRule, Scope, Test
from supervision.delivery.homes import Home
from supervision.delivery.rollups import CompoundCount
from supervision.delivery.snapshots import Shape
from supervision.office.lamps import Lamp
from supervision.words import _

FIRST, TRANSFER = "首次登簿时间", "转移登簿时间"


@dataclass(frozen=True)
class Params:
    """Nothing to set: the law knows no tolerance here."""


def test(session: Session, scope: Scope, params: Params) -> Test:
    """Moments are compared as exactly as the coarser of the two was written."""
    first, transfer = Home.first_booked_at, Home.transfer_booked_at
    earlier = (transfer < first) & (func.substr(first, 1, func.length(transfer)) != transfer)
    blank = without_moments(session, scope)
    hit = transfer.is_not(None) & or_(first.is_(None), earlier)
    return Test(hit=hit & not_(Home.county_code.in_(blank)) if blank else hit, blank=blank)


def without_moments(session: Session, scope: Scope) -> Mapping[str, tuple[str, ...]]:
    """Counties whose ledger says of no home at all when it was booked; from the rollups."""
    sums = (
        select(CompoundCount.county_code, func.sum(CompoundCount.first), func.sum(CompoundCount.transfer))
        .where(scope.places(CompoundCount.county_code))
        .group_by(CompoundCount.county_code)
        .having(func.sum(CompoundCount.homes) > 0)
    )
    return {
        county: tuple(name for name, booked in ((FIRST, first), (TRANSFER, transfer)) if not booked)
        for county, first, transfer in session.execute(sums)
        if not (first and transfer)
    }


def tells(evidence: Evidence) -> str:
    row = evidence[0]
    if row["first_booked_at"] is None:
        return _("已登簿转移登记（{transfer}），未见首次登记登簿。", transfer=row["transfer_booked_at"])
    return _(
        "转移登簿（{transfer}）早于首次登簿（{first}）。",
        transfer=row["transfer_booked_at"],
        first=row["first_booked_at"],
    )


RULE = RowRule(
    code="IR01",
    version=1,
    chinese="先转移后首登",
    severity=Lamp.RED,
    sees="房屋的转移登记早于首次登记登簿，或没有首次登记就已登簿转移登记。",
    condition="转移登簿时间不为空，且首次登簿时间为空，或者转移登簿时间早于首次登簿时间（按两者中较粗的精度比较）。",
    why="转移登记以首次登记为前提；顺序颠倒，可能是越过首次登记审查先行办证，也可能是补录。",
    innocent=(
        "2015 年以前的数据迁移，只有月份或日期",
        "合并批量登簿，首次与转移同一批次入库",
        "首次登记在原分散登记系统中已办，尚未迁入",
    ),
    source="不动产登记暂行条例第 14 条、第 21 条；专项行动“坚决杜绝违规办理”",
    data=(Datum("登记台账的首次登簿时间", "登记机构"), Datum("登记台账的转移登簿时间", "登记机构")),
    needs=frozenset({Shape.LEDGER}),
    rests_on=frozenset({Shape.LEDGER}),
    params=lambda session: Params(),
    terms={
        "unit_code": "不动产单元号",
        "building": "楼栋",
        "room": "房号",
        "first_accepted_at": "首次受理",
        "first_booked_at": "首次登簿",
        "transfer_accepted_at": "转移受理",
        "transfer_booked_at": "转移登簿",
        "certified_on": "颁证日期",
        "recorded_at": "入库时间",
    },
    tells=tells,
    kind=Home,
    shows=(
        "unit_code",
        "building",
        "room",
        "first_accepted_at",
        "first_booked_at",
        "transfer_accepted_at",
        "transfer_booked_at",
        "certified_on",
        "recorded_at",
    ),
    decides=("first_booked_at", "transfer_booked_at"),
    test=test,
)
