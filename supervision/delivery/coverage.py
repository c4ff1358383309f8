"""Coverage: the task list beside the ledger, level by level: included, not included, undecided (任务台账)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, select
from sqlalchemy.orm import Session

from supervision.delivery.compounds import Compound
from supervision.delivery.homes import Home
from supervision.delivery.rollups import CompoundCount, Ledger
from supervision.labels import Labelled
from supervision.office import regions
from supervision.office.regions import DIGITS, Level
from supervision.quantities import Measure, Quantity, total

HELD = (CompoundCount.homes, CompoundCount.first, CompoundCount.transfer, CompoundCount.certificate)
NOBODY = Ledger(None, None, None, None)


class Inclusion(Labelled):
    """Whether a compound belongs to the campaign."""

    INCLUDED = "included", "纳入"
    EXCLUDED = "excluded", "未纳入"
    UNDECIDED = "undecided", "未定"

    @classmethod
    def of(cls, included: bool | None) -> "Inclusion":
        if included is None:
            return cls.UNDECIDED
        return cls.INCLUDED if included else cls.EXCLUDED


@dataclass(frozen=True)
class Coverage:
    """One place or street: its compounds by inclusion, the homes they list, and what the ledger holds."""

    key: str | None
    included: int
    excluded: int
    undecided: int
    listed: Quantity
    ledger: Ledger

    @property
    def compounds(self) -> int:
        return self.included + self.excluded + self.undecided

    @property
    def transfer_rate(self) -> Quantity:
        return _homes(self.ledger.transfer) / _homes(self.ledger.homes)

    @property
    def first_rate(self) -> Quantity:
        return _homes(self.ledger.first) / _homes(self.ledger.homes)


@dataclass(frozen=True)
class BuildingCount:
    """One building of a compound, counted from its homes."""

    building: str | None
    homes: int
    first: int
    transfer: int
    certificate: int

    @property
    def transfer_rate(self) -> Quantity:
        return _homes(self.transfer) / _homes(self.homes)


def by_region(session: Session, region_code: str) -> dict[str | None, Coverage]:
    """The region's next level down, by code; a county answers with itself."""
    level = Level.CITY if regions.level_of(region_code) is Level.PROVINCE else Level.COUNTY
    listed = func.substr(Compound.county_code, 1, DIGITS[level])
    held = func.substr(CompoundCount.county_code, 1, DIGITS[level])
    found = _side_by_side(
        session,
        _listed(listed).where(regions.within(Compound.county_code, region_code)),
        _held(held).where(regions.within(CompoundCount.county_code, region_code)),
    )
    return {(key or "").ljust(DIGITS[Level.COUNTY], "0"): one for key, one in found.items()}


def by_street(session: Session, county_code: str) -> dict[str | None, Coverage]:
    """A county's streets; None gathers what has no street, and the homes of compounds that are on no list."""
    same = (Compound.county_code == CompoundCount.county_code) & (
        Compound.number == CompoundCount.compound_number
    )
    return _side_by_side(
        session,
        _listed(Compound.street).where(Compound.county_code == county_code),
        _held(Compound.street)
        .select_from(CompoundCount)
        .outerjoin(Compound, same)
        .where(CompoundCount.county_code == county_code),
    )


def together(parts: Iterable[Coverage]) -> Coverage:
    """Several places in one line."""
    parts = list(parts)
    held = [part.ledger for part in parts if part.ledger.homes is not None]
    listed = [part.listed for part in parts if part.included]
    names = ("homes", "first", "transfer", "certificate")
    return Coverage(
        None,
        sum(part.included for part in parts),
        sum(part.excluded for part in parts),
        sum(part.undecided for part in parts),
        total(listed, Measure.HOMES),
        Ledger(*(sum(getattr(one, name) for one in held) for name in names)) if held else NOBODY,
    )


def by_building(session: Session, county_code: str, number: str) -> list[BuildingCount]:
    """The buildings of one compound; reads that compound's homes and no others."""
    found = session.execute(
        select(
            Home.building,
            func.count(),
            func.count(Home.first_booked_at),
            func.count(Home.transfer_booked_at),
            func.count(Home.certified_on),
        )
        .where(Home.county_code == county_code, of_compound(number))
        .group_by(Home.building)
    )
    return sorted((BuildingCount(*row) for row in found), key=lambda one: _by_number(one.building or ""))


def _by_number(name: str) -> list[tuple[int, str]]:
    """2号楼 stands before 10号楼."""
    return [(int(part), "") if part.isdigit() else (0, part) for part in re.split(r"(\d+)", name)]


def of_compound(number: str) -> ColumnElement[bool]:
    """The homes counted under this number; those that name no compound are counted under an empty one."""
    return Home.compound_number == number if number else Home.compound_number.is_(None)


def unlisted(session: Session, county_code: str) -> dict[str, Ledger]:
    """What the ledger holds under numbers that are not on the county's task list."""
    on_list = select(Compound.number).where(Compound.county_code == county_code)
    found = session.execute(
        select(CompoundCount.compound_number, *HELD)
        .where(CompoundCount.county_code == county_code, CompoundCount.compound_number.not_in(on_list))
        .order_by(CompoundCount.compound_number)
    )
    return {number: Ledger(*held) for number, *held in found}


def _listed(key: Any) -> Select[Any]:
    def number(condition: ColumnElement[bool]) -> ColumnElement[int]:
        return func.sum(case((condition, 1), else_=0))

    inside = Compound.included.is_(True)
    return select(
        key,
        number(inside),
        number(Compound.included.is_(False)),
        number(Compound.included.is_(None)),
        number(inside & Compound.approved_homes.is_(None)),
        func.sum(case((inside, Compound.approved_homes))),
    ).group_by(key)


def _held(key: Any) -> Select[Any]:
    return select(key, *(func.sum(column) for column in HELD)).group_by(key)


def _side_by_side(session: Session, listed: Select[Any], held: Select[Any]) -> dict[str | None, Coverage]:
    """One query of the list and one of the ledger's counts, however many rows they sum up."""
    ledgers = {key: Ledger(*(int(part) for part in parts)) for key, *parts in session.execute(held)}
    rows = {}
    for key, included, excluded, undecided, unknown, homes in session.execute(listed):
        quantity = _homes(int(homes) if homes is not None and not unknown else None)
        rows[key] = Coverage(key, included, excluded, undecided, quantity, ledgers.get(key, NOBODY))
    unlisted = {key: Coverage(key, 0, 0, 0, _homes(None), ledgers[key]) for key in ledgers if key not in rows}
    return rows | unlisted


def _homes(number: float | None) -> Quantity:
    return Quantity(number, Measure.HOMES)
