"""HR01: a later ledger says otherwise of a home than an earlier one did: its dates, or who handled it."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from supervision.conduct.ledger_words import PLAINLY_PAID, RESTRICTED
from supervision.conduct.rules import Datum, Evidence, Finding, GroupRule, Outcome, Scope
from supervision.delivery.homes import EARLIER_HOMES, Home
from supervision.delivery.snapshots import Shape, Snapshot
from supervision.office.files import StoredFile
from supervision.office.lamps import Lamp
from supervision.words import _

MOMENTS = (
    "first_accepted_at",
    "first_booked_at",
    "transfer_accepted_at",
    "reviewed_at",
    "transfer_booked_at",
    "certified_on",
)
PEOPLE = ("acceptor", "reviewer", "booker")
#: What a home is. A tax that was paid and a restriction that nobody lifted are not taken back unsaid.
STATUS = ("usage", "tax_status", "restriction")
WATCHED = (*MOMENTS, *PEOPLE, *STATUS)


@dataclass(frozen=True)
class Params:
    """Nothing to set: what was said once is not said otherwise without a reason."""


def find(session: Session, scope: Scope, params: Params) -> Iterator[Finding]:
    """Each home against everything that ledgers said of it before; what was empty before is progress."""
    before = EARLIER_HOMES.c
    asked = (
        select(
            Home.county_code,
            Home.unit_code,
            Home.compound_number,
            before.snapshot_id,
            before.changed_by,
            *(before[name].label(f"was_{name}") for name in WATCHED),
            *(getattr(Home, name).label(f"is_{name}") for name in WATCHED),
            Home.released_on,
        )
        .join(
            EARLIER_HOMES,
            and_(before.county_code == Home.county_code, before.unit_code == Home.unit_code),
        )
        .where(scope.rows(Home), or_(*(_rewritten(name) for name in WATCHED)))
        .order_by(Home.county_code, Home.unit_code, before.changed_by)
    )
    changes: defaultdict[tuple[str, str, str | None], list[dict[str, Any]]] = defaultdict(list)
    for row in session.execute(asked).mappings():
        home = (row["county_code"], row["unit_code"], row["compound_number"])
        changes[home] += [
            {
                "item": name,
                "before": row[f"was_{name}"],
                "after": row[f"is_{name}"],
                "said_by": row["snapshot_id"],
                "changed_by": row["changed_by"],
            }
            for name in WATCHED
            if _differs(name, row[f"was_{name}"], row[f"is_{name}"], row["released_on"])
        ]
    files = _files(session, {one["changed_by"] for rows in changes.values() for one in rows})
    for (county, code, compound), rows in changes.items():
        yield Finding(
            outcome=Outcome.HIT,
            subject=code,
            county_code=county,
            compound_number=compound,
            evidence=[row | {"file": files.get(row["changed_by"])} for row in rows],
            grounds=[{name: row[name] for name in ("item", "before", "after")} for row in rows],
        )


def _rewritten(name: str) -> ColumnElement[bool]:
    was, now = EARLIER_HOMES.c[name], getattr(Home, name)
    other = and_(was.is_not(None), or_(now.is_(None), was != now))
    if name == "restriction":
        still = or_(*(func.coalesce(now, "").contains(word) for word in RESTRICTED))
        restricted = or_(*(was.contains(word) for word in RESTRICTED))
        return and_(other, restricted, ~still, Home.released_on.is_(None))
    if name == "tax_status":
        return and_(other, was.in_(PLAINLY_PAID), func.coalesce(now, "").not_in(PLAINLY_PAID))
    if name in (*PEOPLE, *STATUS):
        return other
    finer = func.substr(now, 1, func.length(was)) == was
    coarser = func.substr(was, 1, func.length(now)) == now
    return and_(other, or_(now.is_(None), and_(~finer, ~coarser)))


def _differs(name: str, was: str | None, now: str | None, released_on: str | None) -> bool:
    """`_rewritten`, of one home: a day that becomes a moment of that day is the same, told more exactly."""
    if was is None or was == now:
        return False
    if name == "restriction":
        restricted, still = (any(word in (said or "") for word in RESTRICTED) for said in (was, now))
        return restricted and not still and released_on is None
    if name == "tax_status":
        return was in PLAINLY_PAID and now not in PLAINLY_PAID
    if now is None or name in (*PEOPLE, *STATUS):
        return True
    return not (now.startswith(was) or was.startswith(now))


def _files(session: Session, numbers: set[int]) -> dict[int, str]:
    found = session.execute(
        select(Snapshot.id, StoredFile.name, Snapshot.accepted_at)
        .join(StoredFile, StoredFile.id == Snapshot.file_id)
        .where(Snapshot.id.in_(numbers))
    )
    return {number: f"{name}（{at:%Y-%m-%d}）" for number, name, at in found}


def tells(evidence: Evidence) -> str:
    said = [
        _("{item}前后不同（{file}）", item=_(TERMS[row["item"]]), file=row["file"] or "")
        if row["item"] in PEOPLE
        else _(
            "{item}由“{before}”改为“{after}”（{file}）",
            item=_(TERMS[row["item"]]),
            before=row["before"],
            after=row["after"] or _("空"),
            file=row["file"] or "",
        )
        for row in evidence
    ]
    return "；".join(said) + "。"


TERMS = {
    "item": "项目",
    "before": "先前所报",
    "after": "现在所报",
    "said_by": "先前导入批次",
    "changed_by": "改动批次",
    "file": "改动来自",
    "first_accepted_at": "首次受理",
    "first_booked_at": "首次登簿",
    "transfer_accepted_at": "转移受理",
    "reviewed_at": "审核时间",
    "transfer_booked_at": "转移登簿",
    "certified_on": "颁证日期",
    "usage": "用途",
    "tax_status": "完税状态",
    "restriction": "限制情形",
    "acceptor": "受理人",
    "reviewer": "审核人",
    "booker": "登簿人",
}

RULE = GroupRule(
    code="HR01",
    version=2,
    chinese="改写已报历史",
    severity=Lamp.YELLOW,
    sees="后一次台账中，房屋的受理、审核、登簿、颁证日期、经办人员或状态与先前已入库的台账不同。",
    condition=(
        "先前台账的受理、审核、登簿、颁证日期，或受理、审核、登簿人，或用途不为空，而现在所报不同或变为空；"
        "或先前为已完税而现在不是；或先前有查封、冻结、异议等限制而现在没有，又未填限制解除日期。"
        "由日期补充为具体时间的不计。"
    ),
    why="已报的历史被改写，可能是为了掩盖次序颠倒或经办人员。",
    innocent=(
        "更正录入错误，有更正登记记录",
        "系统迁移后统一了时间口径",
        "去重时合并了两条记录",
    ),
    source="判断；依据为先后两次入库的台账",
    data=(Datum("先后两次登记台账", "登记机构"),),
    needs=frozenset({Shape.LEDGER}),
    rests_on=frozenset({Shape.LEDGER}),
    params=lambda session: Params(),
    terms=TERMS,
    tells=tells,
    find=find,
    by_home=True,
)
