"""Standings: where each place of a region stands on a day: claimed, verified, late or silent (进度排位)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from supervision.delivery.campaigns import TOLERANCE
from supervision.delivery.progress import ProgressReport, ProgressStatus, standing_on
from supervision.delivery.rollups import CompoundCount, DayCount, Ledger
from supervision.delivery.series import UNKNOWN, Said, Sums, on, reports, sums
from supervision.office import regions
from supervision.office.lamps import Lamp
from supervision.office.regions import Level, Region
from supervision.quantities import Measure, Quantity

PERIOD = timedelta(days=7)
WEEKS = 26
#: The gravest of a place's counties gives the place its lamp; a figure that is missing outweighs a doubt.
GRAVITY = (Lamp.RED, Lamp.UNKNOWN, Lamp.YELLOW, Lamp.BLUE)
NO_LEDGER = Ledger(None, None, None, None)


@dataclass(frozen=True)
class Standing:
    """One place on a day. Who is late counts with their last figures in `sums`, and not in `punctual`.

    `checked` is what those counties claim whose homes the ledger holds, so that like is compared with like;
    `weeks` are the sums of half a year, week by week.
    """

    code: str
    name: str
    counties: int
    sums: Sums
    punctual: Sums
    checked: Sums
    ledger: Ledger
    late: tuple[str, ...]
    silent: tuple[str, ...]
    beyond: tuple[str, ...]
    unaccepted: tuple[str, ...]
    weeks: tuple[Sums, ...]
    as_of: date | None
    lamp: Lamp | None
    rank: int | None = None

    @property
    def shown(self) -> Sums:
        """What is printed as this period's: nothing, where nobody of the place has reported in it."""
        return self.sums if self.punctual.listed.amount is not None else UNKNOWN

    @property
    def before(self) -> Sums:
        """One period earlier."""
        return self.weeks[-2]

    @property
    def change(self) -> Quantity:
        """转移登记率 against the period before, in percentage points."""
        return self.shown.transfer_rate - self.before.transfer_rate

    @property
    def excess(self) -> Quantity:
        """How far the claimed transfers stand above the ledger's."""
        return self.checked.transfer - Quantity(self.ledger.transfer, Measure.HOMES)

    @property
    def verified_rate(self) -> Quantity:
        """The ledger's transfers over the listed homes."""
        return Quantity(self.ledger.transfer, Measure.HOMES) / self.checked.listed

    @property
    def verified(self) -> bool:
        """Whether everyone reported in this period and somebody checked it: only then is a place ranked."""
        return not (self.late or self.silent or self.unaccepted or self.beyond)


@dataclass(frozen=True)
class Board:
    """A region and the places it is made of, in administrative order, with the names of its counties."""

    day: date
    whole: Standing
    places: tuple[Standing, ...]
    counties: tuple[Standing, ...]
    names: Mapping[str, str]

    @property
    def empty(self) -> bool:
        """Whether nobody has reported yet."""
        return len(self.whole.silent) == self.whole.counties

    @property
    def checked(self) -> list[Standing]:
        """The counties that have a ledger: all that `Standing.checked` and `excess` speak of."""
        return [county for county in self.counties if county.ledger.homes is not None]

    def lit(self, lamp: Lamp | None) -> list[Standing]:
        """The counties that show this lamp: the list behind a count."""
        return [county for county in self.counties if county.lamp is lamp]


def board(session: Session, region_code: str, day: date) -> Board:
    """Everything a page says about a region on a day, in four queries however many counties it has."""
    region = session.get_one(Region, region_code)
    named = session.scalars(
        select(Region).where(regions.within(Region.code, region_code)).order_by(Region.code)
    ).all()
    counties = [one for one in named if one.level is Level.COUNTY]
    said = reports(session, region_code, day)
    ledgers = _ledgers(session, region_code, day)
    by_county = {
        one.code: _of_county(one, said.get(one.code, []), ledgers.get(one.code), day) for one in counties
    }
    children = [one for one in named if one.parent == region_code] or [region]
    places = [_together(one, by_county, said, day) for one in children]
    return Board(
        day=day,
        whole=_together(region, by_county, said, day),
        places=_ranked(places),
        counties=_ranked(list(by_county.values())),
        names={one.code: one.name for one in named},
    )


def _ledgers(session: Session, region_code: str, day: date) -> dict[str, Ledger]:
    """What the ledger holds of each county, as of the county's own last report."""
    homes = session.execute(
        select(CompoundCount.county_code, func.sum(CompoundCount.homes))
        .where(regions.within(CompoundCount.county_code, region_code))
        .group_by(CompoundCount.county_code)
    )
    newest = standing_on(day).where(regions.within(ProgressReport.county_code, region_code)).subquery()
    reached = session.execute(
        select(
            DayCount.county_code,
            func.sum(DayCount.first),
            func.sum(DayCount.transfer),
            func.sum(DayCount.certificate),
        )
        .join(newest, newest.c.county_code == DayCount.county_code)
        .where(DayCount.day <= newest.c.as_of)
        .group_by(DayCount.county_code)
    )
    so_far = {
        code: (int(first), int(transfer), int(certificate)) for code, first, transfer, certificate in reached
    }
    return {code: Ledger(int(number), *so_far.get(code, (0, 0, 0))) for code, number in homes}


def _of_county(region: Region, said: Sequence[Said], ledger: Ledger | None, day: date) -> Standing:
    """One county by itself; its lamp is decided here."""
    whole = _together(region, {}, {region.code: said}, day)
    if not said:
        return replace(whole, lamp=Lamp.UNKNOWN)
    last, known = said[-1], ledger or NO_LEDGER
    beyond = any(
        claimed is not None and held is not None and claimed - held > TOLERANCE.allowed(held)
        for claimed, held in ((last.first, known.first), (last.transfer, known.transfer))
    )
    misstated = any(
        stated is not None and rate.amount is not None and abs(stated - rate.amount) > TOLERANCE.rate_points
        for stated, rate in (
            (last.stated_first_rate, whole.sums.first_rate),
            (last.stated_transfer_rate, whole.sums.transfer_rate),
        )
    )
    late = last.as_of <= day - PERIOD
    unaccepted = last.status is not ProgressStatus.ACCEPTED
    signs = {
        Lamp.RED: beyond,
        Lamp.UNKNOWN: late or whole.sums.transfer_rate.amount is None,
        Lamp.YELLOW: misstated,
        Lamp.BLUE: unaccepted,
    }
    return replace(
        whole,
        checked=sums([last]) if ledger else UNKNOWN,
        ledger=known,
        late=(region.code,) if late else (),
        beyond=(region.code,) if beyond else (),
        unaccepted=(region.code,) if unaccepted else (),
        lamp=next((lamp for lamp in GRAVITY if signs[lamp]), None),
    )


def _together(
    region: Region,
    counties: Mapping[str, Standing],
    said: Mapping[str, Sequence[Said]],
    day: date,
) -> Standing:
    """A place made of counties: Σ of their reports, the gravest of their lamps."""
    inside = [one for code, one in counties.items() if regions.contains(region.code, code)]
    codes = [one.code for one in inside] or [region.code]
    last = [rows[-1] for code in codes if (rows := said.get(code))]
    weeks = [day - PERIOD * back for back in range(WEEKS - 1, -1, -1)]
    lamps = {one.lamp for one in inside}
    return Standing(
        code=region.code,
        name=region.name,
        counties=len(codes),
        sums=sums(last),
        punctual=sums([row for row in last if row.as_of > day - PERIOD]),
        checked=sums(
            [rows[-1] for one in inside if one.ledger.homes is not None and (rows := said[one.code])]
        ),
        ledger=_ledger_sum([one.ledger for one in inside]),
        late=tuple(code for one in inside for code in one.late),
        silent=tuple(code for code in codes if not said.get(code)),
        beyond=tuple(code for one in inside for code in one.beyond),
        unaccepted=tuple(code for one in inside for code in one.unaccepted),
        weeks=tuple(sums(on(said, codes, week)) for week in weeks),
        as_of=max((row.as_of for row in last), default=None),
        lamp=next((lamp for lamp in GRAVITY if lamp in lamps), None),
    )


def _ledger_sum(parts: Sequence[Ledger]) -> Ledger:
    held = [part for part in parts if part.homes is not None]
    if not held:
        return NO_LEDGER
    return Ledger(
        sum(part.homes or 0 for part in held),
        sum(part.first or 0 for part in held),
        sum(part.transfer or 0 for part in held),
        sum(part.certificate or 0 for part in held),
    )


def _ranked(places: Sequence[Standing]) -> tuple[Standing, ...]:
    """Each place with its rank by 转移登记率 among those that are verified; the others have none."""
    rates = sorted((rate for one in places if (rate := _rated(one)) is not None), reverse=True)
    return tuple(
        one if (rate := _rated(one)) is None else replace(one, rank=rates.index(rate) + 1) for one in places
    )


def _rated(one: Standing) -> float | None:
    return one.sums.transfer_rate.amount if one.verified else None
