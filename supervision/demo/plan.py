"""The plan of the demo: how many homes each county has, and how they came to be registered week by week.

Totals are the seed article's exactly: 3,088,000 套 listed and first-registered, 3,027,000 套 transferred,
2,992,000 户 with certificates. How they are split over cities is invented (domain.md §11).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import exp
from random import Random

SEED = 20220630
BUSINESS_DATE = date(2022, 6, 30)
#: The Friday on which the demo's commitments were last seen to; within the last finished week.
PROMISED_ON = date(2022, 6, 24)
START = date(2021, 5, 20)
WEEKS = tuple(START + timedelta(days=7 * week) for week in range(59))
FIRST_COUNTY = "21"  # codes below are a city's own districts
SPRING_FESTIVAL = 37  # the week of 31 January to 6 February 2022
SMALLEST = 1_500

#: code: (listed 套, transferred 套, households 户, compounds)
CITIES = {
    "140100": (742_000, 722_730, 713_215, 2_120),
    "140200": (315_000, 309_213, 305_303, 900),
    "140300": (132_000, 130_723, 130_051, 377),
    "140400": (249_000, 245_770, 243_828, 711),
    "140500": (189_000, 187_417, 186_399, 540),
    "140600": (139_000, 137_030, 135_695, 397),
    "140700": (303_000, 297_554, 294_279, 866),
    "140800": (324_000, 317_659, 313_702, 926),
    "140900": (197_000, 192_140, 189_357, 563),
    "141000": (290_000, 284_208, 281_073, 829),
    "141100": (208_000, 202_556, 199_098, 594),
}
#: Counties whose every home is in the demo's ledger; small ones, so that a demo home is ready in a minute.
SAMPLED = ("140322", "140223", "140429", "140927")
#: Cities whose reports of the last week nobody has checked yet.
UNCHECKED = ("1403", "1409", "1411")
#: Counties that have not sent the last week's report; they stand at their final numbers already.
LATE = ("140929", "140981", "141126")
#: Counties whose report of the last week the ledger does not bear out (PR01), and by how many homes.
INFLATED = {"140322": 64, "140429": 41}
#: A county whose stated rate is not what its own numbers give (PR01).
WRONG_RATE = {"140927": 99.80}


@dataclass(frozen=True)
class County:
    """One county's final numbers."""

    code: str
    listed: int
    transfer: int
    households: int
    compounds: int

    def week(self, number: int) -> tuple[int, int, int]:
        """First registrations, transfers (套) and certificates (户) by the end of a week, never falling."""
        shift = Random(f"{SEED}-{self.code}").uniform(-18, 18)
        first = _curve(number, midpoint=190 + shift, slope=0.72)
        transfer = _curve(number, midpoint=236 + shift, slope=0.68)
        households = _curve(
            number if number == len(WEEKS) - 1 else number - 1, midpoint=236 + shift, slope=0.68
        )
        booked = round(self.listed * first)
        moved = min(booked, round(self.transfer * transfer))
        return booked, moved, min(moved, round(self.households * households))


def counties(codes: Sequence[str]) -> list[County]:
    """Every county's share of its city, the largest remainders taking what rounding leaves over."""
    rng = Random(SEED)
    planned: list[County] = []
    for city, totals in CITIES.items():
        inside = [code for code in codes if code[:4] == city[:4]]
        weights = _weights(rng, inside, urban=0.85 if city == "140100" else rng.uniform(0.55, 0.70))
        listed = split(totals[0], weights, at_least=SMALLEST)
        left = split(totals[0] - totals[1], [count / totals[0] for count in listed])
        pending = split(totals[1] - totals[2], [count / totals[0] for count in listed])
        compounds = split(totals[3], [count / totals[0] for count in listed], at_least=4)
        for code, homes, untransferred, waiting, number in zip(
            inside, listed, left, pending, compounds, strict=True
        ):
            transfer = homes - untransferred
            planned.append(County(code, homes, transfer, transfer - waiting, number))
    return planned


def split(total: int, weights: Sequence[float], *, at_least: int = 0) -> list[int]:
    """Whole parts of a total by weight, exact in sum; no part below `at_least`."""
    free = total - at_least * len(weights)
    shares = [free * weight / sum(weights) for weight in weights]
    parts = [int(share) for share in shares]
    by_remainder = sorted(range(len(parts)), key=lambda place: parts[place] - shares[place])
    for place in by_remainder[: free - sum(parts)]:
        parts[place] += 1
    return [part + at_least for part in parts]


def sizes(county: County) -> list[int]:
    """How many homes each of a county's compounds has; lognormal, exact in sum."""
    rng = Random(f"{SEED}-sizes-{county.code}")
    return split(county.listed, [rng.lognormvariate(0, 0.85) for _ in range(county.compounds)], at_least=8)


def _weights(rng: Random, codes: Sequence[str], *, urban: float) -> list[float]:
    """The urban districts share `urban` of the city, the counties what is left."""
    in_town = [code for code in codes if code[4:] < FIRST_COUNTY] or codes[:1]
    rural = [code for code in codes if code not in in_town]
    drawn = {code: rng.gammavariate(4, 1) for code in codes}
    town = sum(drawn[code] for code in in_town)
    country = sum(drawn[code] for code in rural) or 1.0
    small = dict.fromkeys(SAMPLED, 0.02)
    return [
        small.get(code, 1)
        * (urban * drawn[code] / town if code in in_town else (1 - urban) * drawn[code] / country)
        for code in codes
    ]


def _curve(week: int, *, midpoint: float, slope: float) -> float:
    """A logistic by day of campaign, standing still at Spring Festival, and exactly 1 in the last week."""
    last = len(WEEKS) - 1
    if week >= last:
        return 1.0
    if week < 0:
        return 0.0
    day = 7 * (week - 1 if week == SPRING_FESTIVAL else week)

    def logistic(on: float) -> float:
        return 1 / (1 + exp(-slope * (on - midpoint) / 30))

    return (logistic(day) - logistic(0)) / (logistic(7 * last) - logistic(0))
