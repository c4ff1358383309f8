"""Drawing: strata by compound, the largest remainder, and what is looked at besides; all by one seed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from supervision.conduct.complaint_steps import ComplaintStatus
from supervision.conduct.complaints import Complaint
from supervision.delivery.homes import Home, Stage

BOOKED = {Stage.FIRST: Home.first_booked_at, Stage.TRANSFER: Home.transfer_booked_at}
DAY = 10
#: So many compounds are looked at besides where no complaint names one.
FEWEST_BESIDES = 2


class Drawn(NamedTuple):
    """One home as it stands in the ledger."""

    unit_code: str
    compound_number: str | None
    building: str | None
    room: str | None


@dataclass(frozen=True)
class Draw:
    """What was chosen from how many, and what is looked at besides."""

    population: int
    chosen: Sequence[Drawn]
    besides: Sequence[Drawn]

    def shuffled(self, seed: str) -> Iterator[tuple[Drawn, bool]]:
        """In an order that tells nothing of why a home is in it."""
        rows = [(one, False) for one in self.chosen] + [(one, True) for one in self.besides]
        Random(f"{seed}:order").shuffle(rows)
        return iter(rows)


def draw(session: Session, *, county_code: str, stage: Stage, as_of: date, size: int, seed: str) -> Draw:
    """From the homes of a county that had reached a stage by a day; fewer where there are fewer."""
    column = BOOKED[stage]
    reached = (
        Home.county_code == county_code,
        column.is_not(None),
        func.substr(column, 1, DAY) <= as_of.isoformat(),
    )
    counted = select(Home.compound_number, func.count()).where(*reached).group_by(Home.compound_number)
    strata: dict[str | None, int] = dict(session.execute(counted).all())
    population = sum(strata.values())
    chosen: list[Drawn] = []
    for compound, n in shared_out(strata, min(size, population)).items():
        homes = _homes(session, reached, compound)
        chosen += Random(f"{seed}:{compound}").sample(homes, n)
    taken = {one.unit_code for one in chosen}
    besides = []
    for compound in _besides(session, county_code, strata, seed):
        left = [one for one in _homes(session, reached, compound) if one.unit_code not in taken]
        if left:
            besides.append(Random(f"{seed}:besides:{compound}").choice(left))
    return Draw(population, chosen, besides)


def shared_out(strata: Mapping[str | None, int], size: int) -> dict[str | None, int]:
    """How many of each compound, in proportion to its homes, by the largest remainder."""
    whole = sum(strata.values())
    exact = {compound: size * homes / whole for compound, homes in strata.items()} if whole else {}
    shares = {compound: int(part) for compound, part in exact.items()}
    order = sorted(exact, key=lambda one: (shares[one] - exact[one], one or ""))
    for compound in order[: size - sum(shares.values())]:
        shares[compound] += 1
    return {compound: n for compound, n in sorted(shares.items(), key=lambda it: it[0] or "") if n}


def _homes(session: Session, reached: Sequence[object], compound: str | None) -> list[Drawn]:
    """In the order of the ledger, so that a seed chooses the same on both databases."""
    found = (
        select(Home.unit_code, Home.compound_number, Home.building, Home.room)
        .where(*reached, Home.compound_number == compound)  # type: ignore[arg-type]  # conditions
        .order_by(Home.unit_code)
    )
    return [Drawn(*row) for row in session.execute(found)]


def _besides(session: Session, county_code: str, strata: Mapping[str | None, int], seed: str) -> list[str]:
    """The compounds that complaints name, and as many others: nobody is told which are which."""
    named = set(
        session.scalars(
            select(Complaint.compound_number)
            .where(
                Complaint.county_code == county_code,
                Complaint.compound_number.is_not(None),
                Complaint.status != ComplaintStatus.DESTROYED,
            )
            .distinct()
        )
    )
    listed = sorted(compound for compound in strata if compound is not None)
    asked = [compound for compound in listed if compound in named]
    others = [compound for compound in listed if compound not in named]
    more = min(len(others), max(FEWEST_BESIDES, len(asked)))
    return sorted([*asked, *Random(f"{seed}:besides").sample(others, more)])
