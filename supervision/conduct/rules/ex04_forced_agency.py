"""EX04: households of one compound report forced or overpriced agency, or the fee is above the norm."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from supervision.conduct import reported
from supervision.conduct.categories import Category
from supervision.conduct.complaints import Complaint
from supervision.conduct.reported import Reported
from supervision.conduct.rules import Datum, Evidence, Finding, GroupRule, Knob, Outcome, Scope
from supervision.delivery.charges import Charge
from supervision.delivery.homes import Home
from supervision.delivery.snapshots import Shape
from supervision.office.lamps import Lamp
from supervision.words import _

AGENCY = (Category.OVERPRICED_AGENCY, Category.FORCED_AGENCY)
YUAN = 100


@dataclass(frozen=True)
class Params:
    households: int = 3
    days: int = 180
    share: float = 0.9
    fee: float = 500.0


def find(session: Session, scope: Scope, params: Params) -> Iterator[Finding]:
    """What households reported, compound by compound, and what the charges say of the fee."""
    yield from _reported(session, scope, params)
    yield from _charged(session, scope, params)


def _reported(session: Session, scope: Scope, params: Params) -> Iterator[Finding]:
    since = scope.today - timedelta(days=params.days)
    groups: defaultdict[tuple[str, str, str], list[Reported]] = defaultdict(list)
    for one in reported.between(
        session, since, scope.today, places=scope.places(Complaint.county_code), among=AGENCY
    ):
        if one.compound_number:
            groups[one.region_code, one.county_code, one.compound_number].append(one)
    for (place, county, compound), group in sorted(groups.items()):
        people, share = reported.independent(group), _share(session, county, compound)
        forced = any(one.category is Category.FORCED_AGENCY for one in group)
        if people >= params.households or (forced and share is not None and share >= params.share):
            row = {
                "compound": compound,
                "complaints": len({one.complaint_id for one in group}),
                "reporters": people,
                "part": share,
                "days": params.days,
            }
            yield Finding(
                outcome=Outcome.HIT,
                subject=f"{place}:{compound}",
                county_code=county,
                region_code=place,
                compound_number=compound,
                from_complaints=True,
                evidence=[row],
                grounds=[{"complaints": sorted({one.complaint_id for one in group})}],
            )
        elif not scope.whole:
            yield Finding(outcome=Outcome.CLEAR, subject=f"{place}:{compound}", county_code=county)


def _share(session: Session, county: str, compound: str) -> float | None:
    """How much of the compound one agent handled; unknown where the ledger names no agent."""
    booked = select(Home.agent, func.count()).where(
        Home.county_code == county,
        Home.compound_number == compound,
        Home.transfer_booked_at.is_not(None),
    )
    counted = dict(session.execute(booked.group_by(Home.agent)).all())
    by_agent = [n for agent, n in counted.items() if agent]
    return max(by_agent) / sum(counted.values()) if by_agent else None


def _charged(session: Session, scope: Scope, params: Params) -> Iterator[Finding]:
    agency = select(Charge).where(scope.places(Charge.county_code), Charge.kind.contains("代办"))
    for charge in session.scalars(agency.order_by(Charge.id)):
        finding = _judged(charge, params)
        if finding.outcome is not Outcome.CLEAR or not scope.whole:
            yield finding


def _judged(charge: Charge, params: Params) -> Finding:
    told = {"户数": charge.payers, "代收金额": charge.collected}
    missing = tuple(name for name, value in told.items() if not value)
    each = (charge.collected or 0) / charge.payers / YUAN if charge.payers else 0.0
    public = None if charge.standard is None else charge.standard / YUAN
    norm = params.fee if public is None else public
    row = {
        "compound": charge.compound_number,
        "collector": charge.collector,
        "kind": charge.kind,
        "payers": charge.payers,
        "each": round(each, 2),
        "fee": norm,
        "public": public,
    }
    fires = not missing and each > norm
    return Finding(
        outcome=Outcome.UNKNOWN if missing else Outcome.HIT if fires else Outcome.CLEAR,
        subject=f"fee:{charge.compound_number}:{charge.collector}:{charge.kind}"[:120],
        county_code=charge.county_code,
        compound_number=charge.compound_number,
        evidence=[row],
        grounds=[row],
        missing=missing,
    )


def calls(session: Session, subject: str) -> str:
    kind, _apart, rest = subject.partition(":")
    return rest.replace(":", "　") if kind == "fee" or kind.isdigit() else subject


def tells(evidence: Evidence) -> str:
    row = evidence[0]
    if "each" in row:
        fee = {
            "collector": row["collector"],
            "kind": row["kind"],
            "each": f"{row['each']:,.2f}",
            "fee": f"{row['fee']:,.2f}",
        }
        if row.get("public") is None:
            return _("{collector}收取{kind}，户均 {each} 元，高于参考标准 {fee} 元。", **fee)
        return _("{collector}收取{kind}，户均 {each} 元，高于当地公布标准 {fee} 元。", **fee)
    told = _(
        "{days} 日内 {n} 件信访件反映同一项目强制或高价代办，出自 {people} 名举报人。",
        days=row["days"],
        n=row["complaints"],
        people=row["reporters"],
    )
    if row["part"] is None:
        return told
    return told + _("同一代办人办理该项目的 {part}。", part=f"{row['part']:.2%}")


RULE = GroupRule(
    code="EX04",
    version=2,
    chinese="高价或强制代办",
    severity=Lamp.YELLOW,
    sees="同一项目多户反映被强制代办或高价代办，或者代办费户均高于标准。",
    condition="设定天数内同一项目反映高价代办、强制代办的举报人达到设定户数；或有强制代办反映且同一代办人办理占比达到设定比例；或代收台账中代办费户均高于当地公布标准，台账未写公布标准的，高于参考标准。",
    why="不交代办费不给办，是变相的吃拿卡要。",
    innocent=(
        "自愿选择并有收据的代办服务",
        "登记费、维修资金等法定费用被误认为代办费",
        "同一户多次反映，尚未认定为重复件",
    ),
    source="专项行动“高价代办、强制代办”整治；参考标准为判断，待核（有当地公布标准的以其为准）",
    data=(
        Datum("信访件的类别、项目编号", "信访岗"),
        Datum("登记台账的代办人", "登记机构"),
        Datum("代收税费台账的代办费、代收金额、户数", "开发企业"),
        Datum("代收税费台账的公布标准", "价格主管部门"),
    ),
    needs=frozenset({Shape.CHARGES, Shape.LEDGER}),
    rests_on=frozenset({Shape.CHARGES, Shape.LEDGER}),
    daily=True,
    params=lambda session: Params(),
    knobs={
        "households": Knob("户", 2, 50),
        "days": Knob("天", 7, 365),
        "share": Knob("（比例）", 0.5, 1.0),
        "fee": Knob("元", 0, 10_000),
    },
    terms={
        "compound": "项目编号",
        "complaints": "信访件（件）",
        "reporters": "举报人（人）",
        "part": "同一代办人占比",
        "days": "天数",
        "collector": "代收单位",
        "kind": "费种",
        "payers": "户数",
        "each": "户均（元）",
        "fee": "标准（元）",
        "public": "公布标准（元）",
        "households": "户数",
        "share": "占比界限",
    },
    tells=tells,
    calls=calls,
    find=find,
)
