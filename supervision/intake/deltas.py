"""Deltas: the rollups follow the homes within one transaction, so that no dashboard ever counts homes."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import FromClause, Select, Table, case, delete, func, literal, select, union_all
from sqlalchemy.orm import Session

from supervision.db import Base
from supervision.delivery.homes import Stage
from supervision.delivery.rollups import CompoundCount, DayCount
from supervision.intake import dialects

COUNTED = {
    Stage.FIRST: "first_booked_at",
    Stage.TRANSFER: "transfer_booked_at",
    Stage.CERTIFICATE: "certified_on",
}
#: What a home must tell to be counted.
NEEDED = ("county_code", "compound_number", "area", *COUNTED.values())

Signed = tuple[FromClause, int]


def apply(session: Session, signed: Sequence[Signed]) -> None:
    """Add the homes of each clause to both rollups with its sign: what they say now +1, what they said −1."""
    _add(session, CompoundCount, union_all(*(_by_compound(homes, sign) for homes, sign in signed)))
    days = (_by_day(session, homes, sign, stage) for homes, sign in signed for stage in Stage)
    _add(session, DayCount, union_all(*days))


def enter(session: Session, *, compounds: Table, days: Table) -> None:
    """Take sums that were made while the rows were read, into a ledger that was empty."""
    _add(session, CompoundCount, select(*compounds.c))
    keys = (days.c.county_code, dialects.day(session, days.c.day).label("day"))
    _add(session, DayCount, select(*keys, *(days.c[stage.value] for stage in Stage)))


def prune(session: Session, counties: Collection[str]) -> None:
    """Forget compounds and days that nothing stands behind any more: no home is unknown, not zero."""
    for table, numbers in (
        (CompoundCount, [CompoundCount.homes]),
        (DayCount, [DayCount.first, DayCount.transfer, DayCount.certificate]),
    ):
        session.execute(
            delete(table).where(
                table.__table__.c.county_code.in_(counties), *(number == 0 for number in numbers)
            ),
            execution_options={"synchronize_session": False},
        )


def _by_compound(homes: FromClause, sign: int) -> Select[Any]:
    reached = [_signed(homes.c[moment].is_not(None), sign).label(stage) for stage, moment in COUNTED.items()]
    return select(
        homes.c.county_code,
        func.coalesce(homes.c.compound_number, "").label("compound_number"),
        literal(sign).label("homes"),
        *reached,
        (func.coalesce(homes.c.area, 0) * sign).label("area"),
    )


def _by_day(session: Session, homes: FromClause, sign: int, stage: Stage) -> Select[Any]:
    moment = homes.c[COUNTED[stage]]
    return select(
        homes.c.county_code,
        dialects.day(session, moment).label("day"),
        *(literal(sign if each is stage else 0).label(each) for each in Stage),
    ).where(moment.is_not(None))


def _signed(condition: Any, sign: int) -> Any:
    return case((condition, sign), else_=0)


def _add(session: Session, table: type[Base], parts: Any) -> None:
    """Sum the parts by the table's key, and add the sums to what the table holds."""
    parts = parts.subquery()
    keys = [column.name for column in table.__table__.primary_key]
    numbers = [column.name for column in table.__table__.columns if column.name not in keys]
    sums = select(*(parts.c[key] for key in keys), *(func.sum(parts.c[n]).label(n) for n in numbers))
    put = dialects.insert(session, table).from_select(
        [*keys, *numbers], sums.group_by(*(parts.c[k] for k in keys))
    )
    held = table.__table__.columns
    session.execute(
        put.on_conflict_do_update(
            index_elements=keys, set_={name: held[name] + put.excluded[name] for name in numbers}
        ),
        execution_options={"synchronize_session": False},
    )
