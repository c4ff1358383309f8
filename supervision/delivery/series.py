"""Series: what every county has reported, day by day, and its sums (进度序列)."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from supervision.delivery.progress import STANDING, ProgressReport, ProgressStatus
from supervision.office import regions
from supervision.quantities import Measure, Quantity


@dataclass(frozen=True)
class Sums:
    """What counties report together: listed, first and transfer in 套, certificates in 户."""

    listed: Quantity
    first: Quantity
    transfer: Quantity
    households: Quantity

    @property
    def first_rate(self) -> Quantity:
        return self.first / self.listed

    @property
    def transfer_rate(self) -> Quantity:
        return self.transfer / self.listed

    @property
    def scissors(self) -> Quantity:
        """剪刀差: registered first, and not yet transferred to the people who bought."""
        return self.first_rate - self.transfer_rate


UNKNOWN = Sums(*(Quantity(None, measure) for measure in [Measure.HOMES] * 3 + [Measure.HOUSEHOLDS]))


class Said(NamedTuple):
    """One standing report of a county, without its record."""

    county_code: str
    as_of: date
    listed: int | None
    first: int | None
    transfer: int | None
    households: int | None
    stated_first_rate: float | None
    stated_transfer_rate: float | None
    status: ProgressStatus


def days(session: Session, region_code: str, *, up_to: date) -> list[date]:
    """The days to look at, newest first: the last reported day of each week."""
    reported = session.scalars(
        select(ProgressReport.as_of)
        .where(
            regions.within(ProgressReport.county_code, region_code),
            ProgressReport.status.in_(STANDING),
            ProgressReport.as_of <= up_to,
        )
        .distinct()
    )
    last: dict[tuple[int, int], date] = {}
    for day in sorted(reported):
        last[day.isocalendar()[:2]] = day
    return sorted(last.values(), reverse=True)


def reports(session: Session, region_code: str, day: date) -> dict[str, list[Said]]:
    """Each county's standing reports up to `day`, one a day, oldest first."""
    found = session.execute(
        select(
            ProgressReport.county_code,
            ProgressReport.as_of,
            ProgressReport.listed,
            ProgressReport.first,
            ProgressReport.transfer,
            ProgressReport.households,
            ProgressReport.stated_first_rate,
            ProgressReport.stated_transfer_rate,
            ProgressReport.status,
        )
        .where(
            regions.within(ProgressReport.county_code, region_code),
            ProgressReport.status.in_(STANDING),
            ProgressReport.as_of <= day,
        )
        .order_by(ProgressReport.county_code, ProgressReport.as_of, ProgressReport.id)
    )
    said: dict[str, list[Said]] = defaultdict(list)
    for row in found:
        report = Said(*row)
        mine = said[report.county_code]
        if mine and mine[-1].as_of == report.as_of:
            mine.pop()
        mine.append(report)
    return said


def on(said: Mapping[str, Sequence[Said]], codes: Sequence[str], day: date) -> list[Said]:
    """What those counties had last said by `day`; of none that had not spoken yet."""
    last = [bisect_right(said.get(code, ()), day, key=lambda row: row.as_of) for code in codes]
    return [said[code][place - 1] for code, place in zip(codes, last, strict=True) if place]


def sums(reports: Sequence[Said]) -> Sums:
    return Sums(
        _sum([row.listed for row in reports], Measure.HOMES),
        _sum([row.first for row in reports], Measure.HOMES),
        _sum([row.transfer for row in reports], Measure.HOMES),
        _sum([row.households for row in reports], Measure.HOUSEHOLDS),
    )


def _sum(numbers: Sequence[int | None], measure: Measure) -> Quantity:
    known = [number for number in numbers if number is not None]
    return Quantity(sum(known) if known and len(known) == len(numbers) else None, measure)
