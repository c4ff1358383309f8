"""IR06: a home was transferred while it was seized or disputed, without a release or a court paper."""

from dataclasses import dataclass

from sqlalchemy import and_, func, or_
from sqlalchemy.orm import Session

from supervision.conduct import gaps
from supervision.conduct.ledger_words import PLAINLY_FREE, RESTRICTED, other_than
from supervision.conduct.rules import Datum, Evidence, RowRule, Scope, Test
from supervision.delivery.homes import Home
from supervision.delivery.rollups import CompoundCount
from supervision.delivery.snapshots import Shape
from supervision.office.lamps import Lamp
from supervision.words import _

DAY = 10


@dataclass(frozen=True)
class Params:
    """Nothing to set: the first registration is exempt, a transfer is not (S-11)."""


def test(session: Session, scope: Scope, params: Params) -> Test:
    """Held from its first day to the day before its release."""
    named = {"限制情形": Home.restriction}
    blank = gaps.blank(session, scope.places(CompoundCount.county_code), named)
    restricted = (
        other_than(Home.restriction, PLAINLY_FREE),
        or_(*(Home.restriction.contains(word) for word in RESTRICTED)),
        Home.transfer_booked_at.is_not(None),
        func.coalesce(Home.override_no, "") == "",
        blank.told,
    )
    booked = func.substr(Home.transfer_booked_at, 1, DAY)
    unreleased = or_(Home.released_on.is_(None), booked < Home.released_on)
    return Test(
        hit=and_(*restricted, booked >= Home.restricted_on, unreleased),
        missing={"限制起始": and_(*restricted, Home.restricted_on.is_(None))},
        blank=blank,
    )


def tells(evidence: Evidence) -> str:
    row = evidence[0]
    until = row["released_on"] or _("未解除")
    return _(
        "{kind}期间（{begin} 至 {until}）登簿转移登记（{day}），无法院文书号。",
        kind=row["restriction"],
        begin=row["restricted_on"],
        until=until,
        day=row["transfer_booked_at"],
    )


RULE = RowRule(
    code="IR06",
    version=1,
    chinese="查封、争议期间转移",
    severity=Lamp.RED,
    sees="房屋在查封、异议或争议期间办理了转移登记，没有解除，也没有法院文书。",
    condition="限制情形为查封、冻结、异议、争议，转移登簿日在限制起始之后、解除之前，法院文书号为空。首次登记不受此限。",
    why="限制期间转移，可能损害他人权利；首次登记不在此列。",
    innocent=(
        "查封的是土地，购房人已付清房款（法释〔2023〕1号）",
        "已解除，解除日期未同步",
        "凭法院协助执行通知办理，文书号未录入",
    ),
    source="不动产登记暂行条例实施细则第 90 条至第 93 条；民法典第 220 条",
    data=(
        Datum("登记台账的限制情形（没有的填“无”）、限制起始、限制解除", "登记机构"),
        Datum("登记台账的法院文书号", "登记机构"),
    ),
    needs=frozenset({Shape.LEDGER}),
    rests_on=frozenset({Shape.LEDGER}),
    params=lambda session: Params(),
    terms={
        "unit_code": "不动产单元号",
        "compound_number": "项目编号",
        "building": "楼栋",
        "room": "房号",
        "restriction": "限制情形",
        "restricted_on": "限制起始",
        "released_on": "限制解除",
        "override_no": "法院文书号",
        "transfer_booked_at": "转移登簿",
    },
    tells=tells,
    kind=Home,
    shows=(
        "unit_code",
        "compound_number",
        "building",
        "room",
        "restriction",
        "restricted_on",
        "released_on",
        "override_no",
        "transfer_booked_at",
    ),
    decides=("restriction", "restricted_on", "released_on", "override_no", "transfer_booked_at"),
    test=test,
)
