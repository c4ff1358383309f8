"""Typed ledger rows for tests, as `frames.clean` hands them over."""

from collections.abc import Iterable
from typing import Any

import polars as pl
from sqlalchemy.orm import Session

from supervision.delivery.snapshots import Shape, Snapshot
from supervision.intake import ledgers
from supervision.intake.columns import FIELDS, Kind
from supervision.intake.ledgers import Taken
from supervision.intake.localities import Localities
from supervision.office.people import Officer
from tests import make

COUNTY, NEXT = make.COUNTY, make.NEXT_COUNTY
KINDS = {Kind.AREA: pl.Int64, Kind.DATE: pl.Date}
USUAL = frozenset(field.name for field in FIELDS[Shape.LEDGER] if not field.personal) - {"compound_name"}


def home(number: int, county: str | None = COUNTY, **said: Any) -> dict[str, Any]:
    """One row: a home that has come as far as transfer, unless it says otherwise."""
    return {
        "unit_code": f"{county or COUNTY}0010001{number:015d}",
        "county_code": county,
        "compound_number": f"{county}-0001",
        "building": "1号楼",
        "area": 9_000,
        "first_booked_at": "2022-01-10 09:00:00",
        "transfer_booked_at": "2022-03-10 09:00:00",
    } | said


def frame(rows: Iterable[dict[str, Any]], *, first: int = 2) -> pl.DataFrame:
    schema = {field.name: KINDS.get(field.kind, pl.String) for field in FIELDS[Shape.LEDGER]}
    wanted = {"row": pl.UInt32, **schema, "problem": pl.String}
    return pl.DataFrame([{"row": first + n, **row} for n, row in enumerate(rows)], schema=wanted)


def take_in(
    session: Session,
    *rows: dict[str, Any],
    by: Officer | None = None,
    fields: frozenset[str] = USUAL,
    snapshot: Snapshot | None = None,
) -> Taken:
    by = by or make.officer(session, region_code=make.PROVINCE)
    snapshot = snapshot or make.snapshot(session, Shape.LEDGER, by=by)
    return ledgers.take_in(
        session,
        [frame(rows)] if rows else [],
        fields=fields,
        localities=Localities(session, by),
        snapshot_id=snapshot.id,
    )
