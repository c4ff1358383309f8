"""The demo's samples: one drawn, looked at and summed up; one that is still out."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from supervision.conduct.samples import Result, Returned, Sample
from supervision.delivery.homes import Stage
from supervision.delivery.progress import ProgressReport
from supervision.demo.plan import BUSINESS_DATE, SAMPLED
from supervision.office.people import Officer
from supervision.office.units import Unit

SIZE, WRONG, UNREACHED = 60, 2, 3


def samples(session: Session, officers: dict[str, Officer], units: dict[str, list[Unit]]) -> int:
    """From the last reports of the first two counties whose homes are in the ledger."""
    closed, out = (_drawn(session, county, officers["inspector"], units) for county in SAMPLED[:2])
    rows = [
        Returned(home.row_key(closed.number), _found(place), "演示数据" if place < WRONG else "")
        for place, home in enumerate(sorted(closed.homes, key=lambda it: it.besides))
    ]
    closed.take_back(rows, checksum=closed.checksum or "", by=officers["inspector"])
    closed.close(by=officers["taskforce"])
    return len([closed, out])


def _found(place: int) -> Result:
    if place < WRONG:
        return Result.NOT_SO
    return Result.UNKNOWN if place < WRONG + UNREACHED else Result.SO


def _drawn(session: Session, county: str, by: Officer, units: dict[str, list[Unit]]) -> Sample:
    report = session.scalars(
        select(ProgressReport)
        .where(ProgressReport.county_code == county, ProgressReport.as_of == BUSINESS_DATE)
        .order_by(ProgressReport.id.desc())
        .limit(1)
    ).one()
    made = Sample.plan(
        session, report, stage=Stage.TRANSFER, size=SIZE, by=by, unit=next(iter(units.get(county, [])), None)
    )
    made.draw(session, by=by)
    return made
