"""Homes of a small ledger, with the rollups that an import keeps beside them."""

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from supervision.delivery.homes import Home
from supervision.delivery.rollups import CompoundCount, DayCount
from supervision.delivery.snapshots import Shape
from tests import make


def home(
    session: Session,
    unit_code: str,
    *,
    first: str | None = "2021-09-01 10:00:00",
    transfer: str | None = "2021-10-01 10:00:00",
    county_code: str = make.COUNTY,
    snapshot_id: int | None = None,
    **said: Any,
) -> Home:
    """One home, first registered and transferred where nothing else is said, and the sums that go with it."""
    told: dict[str, Any] = {
        "compound_number": f"{county_code}-0001",
        "building": "1",
        "room": "101",
        "first_booked_at": first,
        "transfer_booked_at": transfer,
    }
    made = Home(
        **(told | said),
        county_code=county_code,
        unit_code=unit_code,
        snapshot_id=snapshot_id or make.snapshot(session, Shape.LEDGER, region_code=county_code).id,
    )
    session.add(made)
    add_up(session, made)
    session.flush()
    return made


def add_up(session: Session, home: Home) -> None:
    place = session.get(CompoundCount, (home.county_code, home.compound_number)) or CompoundCount(
        county_code=home.county_code,
        compound_number=home.compound_number,
        homes=0,
        first=0,
        transfer=0,
        certificate=0,
        area=0,
    )
    place.homes += 1
    place.area += home.area or 0
    session.add(place)
    for stage, moment in (("first", home.first_booked_at), ("transfer", home.transfer_booked_at)):
        if moment is None:
            continue
        setattr(place, stage, getattr(place, stage) + 1)
        day = date.fromisoformat(f"{moment}-01"[:10])
        count = session.get(DayCount, (home.county_code, day)) or DayCount(
            county_code=home.county_code, day=day, first=0, transfer=0, certificate=0
        )
        setattr(count, stage, getattr(count, stage) + 1)
        session.add(count)
        session.flush()


def booked(session: Session, *, first: int, transfer: int, day: date, county_code: str = make.COUNTY) -> None:
    """A ledger of so many homes, as its rollups say."""
    homes = max(first, transfer)
    session.add(
        CompoundCount(
            county_code=county_code,
            compound_number=f"{county_code}-0001",
            homes=homes,
            first=first,
            transfer=transfer,
            certificate=0,
            area=0,
        )
    )
    session.add(DayCount(county_code=county_code, day=day, first=first, transfer=transfer, certificate=0))
    session.flush()
