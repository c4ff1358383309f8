"""Gaps: columns that a county's ledger does not have at all; what it never sent makes nothing look clean."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, false, select, true
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import InstrumentedAttribute

from supervision.delivery.homes import Home
from supervision.delivery.rollups import CompoundCount
from supervision.delivery.snapshots import Shape, fields_sent

#: A column of homes that a sheet calls otherwise: a buyer is kept as a mark.
SENT_AS = {"buyer": "buyer_id"}
Columns = Mapping[str, InstrumentedAttribute[Any]]


class Blank(dict[str, tuple[str, ...]]):
    """By county: the columns, as officers call them, that no home of it fills."""

    def __init__(self, found: Mapping[str, tuple[str, ...]], *, everywhere: bool) -> None:
        super().__init__(found)
        self.everywhere = everywhere

    @property
    def told(self) -> ColumnElement[bool]:
        """The homes of all other counties, as a condition; cheaper ones of the same row go before it."""
        if self.everywhere:
            return false()
        return Home.county_code.not_in(self) if self else true()


def blank(session: Session, places: ColumnElement[bool], columns: Columns) -> Blank:
    """The counties with homes in the ledger that lack some of the columns.

    What no sheet had is known from the sheets; only what one had is looked for among the homes. `places` is
    a condition on `CompoundCount.county_code`.
    """
    counties = session.scalars(
        select(CompoundCount.county_code)
        .where(places, CompoundCount.homes > 0)
        .distinct()
        .order_by(CompoundCount.county_code)
    ).all()
    sheets = fields_sent(session, Shape.LEDGER, counties=counties)
    found: dict[str, tuple[str, ...]] = {}
    for county in counties:
        sent = sheets[county]
        lacking = tuple(
            name
            for name, column in columns.items()
            if (sent is not None and SENT_AS.get(column.key, column.key) not in sent)
            or _empty(session, county, column)
        )
        if lacking:
            found[county] = lacking
    return Blank(found, everywhere=bool(counties) and len(found) == len(counties))


def _empty(session: Session, county: str, column: InstrumentedAttribute[Any]) -> bool:
    filled = select(Home.unit_code).where(Home.county_code == county, column.is_not(None)).limit(1)
    return session.scalar(filled) is None
