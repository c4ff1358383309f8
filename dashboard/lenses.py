"""三个盯: what is open under each lens, by lamp and by place; every count is the length of a list."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func
from sqlalchemy.orm import Session

from dashboard.remembered import board as remembered_board
from supervision.conduct import flags
from supervision.conduct.flags import UNJUDGED, Flag, FlagStatus
from supervision.labels import Labelled
from supervision.office import regions
from supervision.office.lamps import Lamp
from supervision.office.people import Officer
from supervision.responsibility import commitments
from supervision.responsibility.commitment_steps import OPEN
from supervision.responsibility.commitments import Commitment

SHOWN = (Lamp.RED, Lamp.YELLOW, Lamp.BLUE)


class Lens(Labelled):
    """The three things the office watches, in this order."""

    RESPONSIBILITY = "responsibility", "盯责任"
    CONDUCT = "conduct", "盯作风"
    DELIVERY = "delivery", "盯落实"


@dataclass(frozen=True)
class Counts:
    """Open items under each lens by lamp; overdue commitments and flags to judge by region code."""

    lamps: Mapping[Lens, Mapping[Lamp, int]]
    overdue: Mapping[str, int]
    to_judge: Mapping[str, int]

    def inside(self, found: Mapping[str, int], code: str) -> int:
        """How many of a count lie in a place."""
        return sum(number for at, number in found.items() if regions.contains(code, at))


def counts(session: Session, me: Officer, region_code: str, day: date, today: date) -> Counts:
    """As `visible_to` of each noun shows them to this officer."""
    open_ones = session.scalars(
        commitments.visible_to(me).where(
            Commitment.status.in_(OPEN), regions.within(Commitment.region_code, region_code)
        )
    ).all()
    lit = [(one.region_code, one.lamp(today)) for one in open_ones]
    seen = (
        flags.visible_to(me)
        .where(Flag.status.in_(UNJUDGED), regions.within(Flag.region_code, region_code))
        .with_only_columns(Flag.county_code, Flag.severity, Flag.status, func.count())
        .order_by(None)
        .group_by(Flag.county_code, Flag.severity, Flag.status)
    )
    raised: Counter[Lamp] = Counter()
    to_judge: Counter[str] = Counter()
    for county, severity, status, number in session.execute(seen):
        raised[severity] += number
        if status is FlagStatus.OPEN:
            to_judge[county] += number
    standing = remembered_board(session, region_code, day)
    promised = Counter(lamp for _code, lamp in lit if lamp)
    return Counts(
        lamps={
            Lens.RESPONSIBILITY: {lamp: promised[lamp] for lamp in SHOWN},
            Lens.CONDUCT: {lamp: raised[lamp] for lamp in SHOWN},
            Lens.DELIVERY: {lamp: len(standing.lit(lamp)) for lamp in SHOWN},
        },
        overdue=Counter(code for code, lamp in lit if lamp is Lamp.RED),
        to_judge=to_judge,
    )
