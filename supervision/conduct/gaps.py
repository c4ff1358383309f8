"""Gaps: columns that a county's ledger does not have at all; what it never sent makes nothing look clean."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import InstrumentedAttribute

from supervision.delivery.homes import Home
from supervision.delivery.rollups import CompoundCount
from supervision.delivery.snapshots import Shape, fields_sent

#: A column of homes that a sheet calls otherwise: a buyer is kept as a mark.
SENT_AS = {"buyer": "buyer_id"}
Columns = Mapping[str, InstrumentedAttribute[Any]]


def blank(session: Session, places: ColumnElement[bool], columns: Columns) -> dict[str, tuple[str, ...]]:
    """By county with homes in the ledger: the columns, as officers call them, that no home of it fills.

    What no sheet had is known from the sheets; only what one had is looked for among the homes. `places` is
    a condition on `CompoundCount.county_code`.
    """
    counties = session.scalars(
        select(CompoundCount.county_code)
        .where(places, CompoundCount.homes > 0)
        .distinct()
        .order_by(CompoundCount.county_code)
    ).all()
    found: dict[str, tuple[str, ...]] = {}
    for county in counties:
        sent = fields_sent(session, Shape.LEDGER, county_code=county)
        lacking = tuple(
            name
            for name, column in columns.items()
            if (sent is not None and SENT_AS.get(column.key, column.key) not in sent)
            or _empty(session, county, column)
        )
        if lacking:
            found[county] = lacking
    return found


def _empty(session: Session, county: str, column: InstrumentedAttribute[Any]) -> bool:
    filled = select(Home.unit_code).where(Home.county_code == county, column.is_not(None)).limit(1)
    return session.scalar(filled) is None
