"""Rollups: what the ledger adds up to, kept beside it so that a dashboard's cost follows regions, not homes.

Two stored tables, changed by deltas in the transaction that changes homes (`intake`), and sums of reports.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import BigInteger, case, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from supervision.db import Base
from supervision.delivery.compounds import Compound
from supervision.delivery.homes import Stage
from supervision.delivery.progress import ProgressReport, standing_on
from supervision.office import regions
from supervision.office.regions import Level, Region
from supervision.quantities import Measure, Quantity


class CompoundCount(Base):
    """County × compound × stage: how many homes the ledger has, and how far they are, in 套."""

    __tablename__ = "compound_counts"

    county_code: Mapped[str] = mapped_column(primary_key=True)
    compound_number: Mapped[str] = mapped_column(primary_key=True)
    homes: Mapped[int]
    first: Mapped[int]
    transfer: Mapped[int]
    certificate: Mapped[int]
    area: Mapped[int] = mapped_column(BigInteger)


class DayCount(Base):
    """County × day × stage: how many homes reached the stage on that day, in 套."""

    __tablename__ = "day_counts"

    county_code: Mapped[str] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    first: Mapped[int]
    transfer: Mapped[int]
    certificate: Mapped[int]


@dataclass(frozen=True)
class Ledger:
    """What the registration ledger says of a region, in 套; None where it holds no home of it."""

    homes: int | None
    first: int | None
    transfer: int | None
    certificate: int | None


@dataclass(frozen=True)
class Claimed:
    """What the counties of a region report: listed, first and transfer in 套, certificates in 户."""

    listed: Quantity
    first: Quantity
    transfer: Quantity
    households: Quantity
    reports: Sequence[ProgressReport]
    silent: Sequence[str]


def ledger(session: Session, region_code: str) -> Ledger:
    """All homes of the region, however far they are."""
    sums = session.execute(
        select(
            func.sum(CompoundCount.homes),
            func.sum(CompoundCount.first),
            func.sum(CompoundCount.transfer),
            func.sum(CompoundCount.certificate),
        ).where(regions.within(CompoundCount.county_code, region_code))
    ).one()
    return Ledger(*(None if number is None else int(number) for number in sums))


def ledger_on(session: Session, region_code: str, day: date) -> Ledger:
    """How far the ledger's homes had come by the end of `day`; None where it holds no home of the region."""
    whole = ledger(session, region_code)
    if whole.homes is None:
        return whole
    sums = session.execute(
        select(func.sum(DayCount.first), func.sum(DayCount.transfer), func.sum(DayCount.certificate)).where(
            regions.within(DayCount.county_code, region_code), DayCount.day <= day
        )
    ).one()
    return Ledger(whole.homes, *(int(number or 0) for number in sums))


def held(session: Session, region_code: str) -> set[str]:
    """The counties whose homes are in the ledger."""
    found = (
        select(CompoundCount.county_code)
        .where(regions.within(CompoundCount.county_code, region_code), CompoundCount.homes > 0)
        .distinct()
    )
    return set(session.scalars(found))


def listed(session: Session, region_code: str) -> Quantity:
    """纳入套数 of the task list; unknown while the region has no list or a compound's count is unknown."""
    rows, unknown, homes = session.execute(
        select(
            func.count(),
            func.sum(case((Compound.approved_homes.is_(None), 1), else_=0)),
            func.sum(Compound.approved_homes),
        ).where(regions.within(Compound.county_code, region_code), Compound.included.is_(True))
    ).one()
    return Quantity(int(homes) if rows and not unknown else None, Measure.HOMES)


def claimed(session: Session, region_code: str, day: date) -> Claimed:
    """Σ of the last standing report of each county up to `day`, and which counties have none."""
    reports = session.scalars(
        standing_on(day).where(regions.within(ProgressReport.county_code, region_code))
    ).all()
    counties = session.scalars(
        select(Region.code).where(Region.level == Level.COUNTY, regions.within(Region.code, region_code))
    ).all()
    said = {report.county_code for report in reports}
    return Claimed(
        listed=_sum([report.listed for report in reports], Measure.HOMES),
        first=_sum([report.first for report in reports], Measure.HOMES),
        transfer=_sum([report.transfer for report in reports], Measure.HOMES),
        households=_sum([report.households for report in reports], Measure.HOUSEHOLDS),
        reports=reports,
        silent=[code for code in counties if code not in said],
    )


def _sum(numbers: Sequence[int | None], measure: Measure) -> Quantity:
    known = [number for number in numbers if number is not None]
    return Quantity(sum(known) if known and len(known) == len(numbers) else None, measure)


STAGES = {Stage.FIRST: "first", Stage.TRANSFER: "transfer", Stage.CERTIFICATE: "certificate"}
