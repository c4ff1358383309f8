"""Recounts: the sums of `rollups` taken a second way, row by row, to be held against them before signing."""

from datetime import date, timedelta

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from supervision.delivery.homes import Home, Stage
from supervision.delivery.progress import STANDING, ProgressReport
from supervision.office import regions

_REACHED = {
    Stage.FIRST: Home.first_booked_at,
    Stage.TRANSFER: Home.transfer_booked_at,
    Stage.CERTIFICATE: Home.certified_on,
}


def last_reports(session: Session, region_code: str, day: date) -> list[ProgressReport]:
    """Of each county the last day it reported for up to `day`; of several that stand, the last entered."""
    standing = and_(
        regions.within(ProgressReport.county_code, region_code),
        ProgressReport.status.in_(STANDING),
        ProgressReport.as_of <= day,
    )
    last = (
        select(ProgressReport.county_code, func.max(ProgressReport.as_of).label("as_of"))
        .where(standing)
        .group_by(ProgressReport.county_code)
        .subquery()
    )
    reports = session.scalars(
        select(ProgressReport)
        .join(
            last,
            and_(ProgressReport.county_code == last.c.county_code, ProgressReport.as_of == last.c.as_of),
        )
        .where(standing)
        .order_by(ProgressReport.id)
    )
    return list({report.county_code: report for report in reports}.values())


def reported(session: Session, region_code: str, day: date, field: str) -> int | None:
    """The sum of one field of the last reports; None of no report, or where one leaves it open."""
    numbers = [getattr(report, field) for report in last_reports(session, region_code, day)]
    return sum(numbers) if numbers and None not in numbers else None


def reached(session: Session, region_code: str, day: date, stage: Stage) -> int | None:
    """The homes themselves, counted one by one, that had reached a stage by the end of `day`."""
    whole = homes(session, region_code)
    if whole is None:
        return None
    moment = _REACHED[stage]
    return session.scalar(
        select(func.count(Home.unit_code)).where(
            regions.within(Home.county_code, region_code), moment < f"{day + timedelta(days=1):%Y-%m-%d}"
        )
    )


def homes(session: Session, region_code: str) -> int | None:
    """The homes of the ledger, counted one by one; None where it holds none of the region."""
    found = select(func.count(Home.unit_code)).where(regions.within(Home.county_code, region_code))
    return session.scalar(found) or None
