"""Lookups: the lists behind the counts of a drill, page by page, for one officer."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from supervision.delivery import compounds, homes
from supervision.delivery.compounds import Compound
from supervision.delivery.coverage import HELD, Inclusion, of_compound
from supervision.delivery.homes import Home, Stage
from supervision.delivery.rollups import CompoundCount, Ledger
from supervision.office import regions
from supervision.office.people import Officer

PER_PAGE = 50
SAID = {Inclusion.INCLUDED: True, Inclusion.EXCLUDED: False, Inclusion.UNDECIDED: None}


def compounds_of(
    officer: Officer,
    region_code: str,
    *,
    street: str | None = None,
    streetless: bool = False,
    inclusion: Inclusion | None = None,
) -> Select[Compound]:
    """The compounds of a place, in the order of the list."""
    found = compounds.visible_to(officer).where(regions.within(Compound.county_code, region_code))
    if streetless:
        found = found.where(Compound.street.is_(None))
    elif street is not None:
        found = found.where(Compound.street == street)
    if inclusion is not None:
        found = found.where(Compound.included.is_(SAID[inclusion]))
    return found


def homes_of(officer: Officer, county_code: str, number: str, *, building: str | None) -> Select[Home]:
    """The homes of one building; None asks for those whose building nobody knows."""
    return homes.visible_to(officer).where(
        Home.county_code == county_code,
        of_compound(number),
        Home.building.is_(None) if building is None else Home.building == building,
    )


def beside_the_ledger(session: Session, wanted: Select[Compound]) -> Iterator[tuple[Compound, Ledger]]:
    """Those compounds, each with what the ledger holds of it."""
    same = (CompoundCount.county_code == Compound.county_code) & (
        CompoundCount.compound_number == Compound.number
    )
    rows: Any = session.execute(wanted.outerjoin(CompoundCount, same).add_columns(*HELD))
    for compound, *held in rows:
        yield compound, Ledger(*held)


def total(session: Session, wanted: Select[Any]) -> int:
    """How many a list has in all."""
    return session.scalar(select(func.count()).select_from(wanted.order_by(None).subquery())) or 0


def page(wanted: Select[Any], number: int) -> Select[Any]:
    """The part of a list that stands on one page, counted from 1."""
    return wanted.limit(PER_PAGE).offset(PER_PAGE * (number - 1))


def reached(home: Home) -> Stage | None:
    """The last stage of a home, by its own dates."""
    if home.certified_on:
        return Stage.CERTIFICATE
    if home.transfer_booked_at:
        return Stage.TRANSFER
    return Stage.FIRST if home.first_booked_at else None
