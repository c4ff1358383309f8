"""Where the flags of a place stand: by rule, by county, by lamp, by age, and what people made of them.

Counted as the queue lists them, a pattern as one, so that each number opens just these. Persons are not in
it, and no county is called worse than another: where little was judged there is no share (样本不足).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_
from sqlalchemy.orm import Session

from supervision.conduct import flags
from supervision.conduct.flag_steps import CLEARED, UNJUDGED, UPHELD, FlagStatus
from supervision.conduct.flags import Flag
from supervision.labels import Labelled
from supervision.office import regions
from supervision.office.lamps import Lamp
from supervision.office.people import Officer

#: Below so many judged flags a share says nothing (本专项约定，待核).
LEAST = 10


class Age(Labelled):
    """How long a flag has waited."""

    WEEK = "week", "7 天以内"
    MONTH = "month", "8 至 30 天"
    LONGER = "longer", "30 天以上"


UNTIL = {Age.WEEK: timedelta(days=7), Age.MONTH: timedelta(days=30)}


@dataclass
class Tally:
    """The flags of one rule, one county or one unit.

    Of a unit, what it reported itself is counted apart and in no share.
    """

    waiting: dict[Lamp, int] = field(default_factory=dict)
    overdue: int = 0
    cleared: int = 0
    upheld: int = 0
    oldest: datetime | None = None
    self_reported: int = 0

    @property
    def open(self) -> int:
        return sum(self.waiting.values())

    @property
    def judged(self) -> int:
        return self.cleared + self.upheld

    @property
    def share_upheld(self) -> float | None:
        """Of the judged; None where too few were judged to say."""
        return self.upheld / self.judged if self.judged >= LEAST else None


@dataclass(frozen=True)
class Overview:
    """Counted once; each mapping adds up to the same whole."""

    by_rule: Mapping[str, Tally]
    by_county: Mapping[str, Tally]
    by_unit: Mapping[str, Tally]
    by_age: Mapping[Age, int]
    by_status: Mapping[FlagStatus, int]

    @property
    def raised(self) -> int:
        return sum(self.by_status.values())

    @property
    def judged(self) -> int:
        return sum(self.by_status.get(one, 0) for one in (*CLEARED, *UPHELD))

    @property
    def upheld(self) -> int:
        return sum(self.by_status.get(one, 0) for one in UPHELD)


def overview(session: Session, officer: Officer, region_code: str, now: datetime, today: date) -> Overview:
    """Of the flags that this officer may see in a region."""
    asked = (
        flags.visible_to(officer)
        .where(regions.within(Flag.region_code, region_code), Flag.pattern_id.is_(None))
        .order_by(None)
        .with_only_columns(
            Flag.rule_code,
            Flag.county_code,
            Flag.severity,
            Flag.status,
            Flag.raised_at,
            Flag.due_on,
            Flag.self_reported,
            Flag.unit_id,
        )
    )
    rows = session.execute(asked).all()
    waiting = [row for row in rows if row.status in UNJUDGED]
    return Overview(
        by_rule=_tallied(rows, lambda row: str(row.rule_code), today),
        by_county=_tallied(rows, lambda row: str(row.county_code), today),
        by_unit=_ranked(
            _tallied([row for row in rows if row.unit_id], lambda row: str(row.unit_id), today, of_units=True)
        ),
        by_age={age: sum(_age(row.raised_at, now) is age for row in waiting) for age in Age},
        by_status={one: n for one in FlagStatus if (n := sum(row.status is one for row in rows))},
    )


def _ranked(tallies: Mapping[str, Tally]) -> dict[str, Tally]:
    """By the share found to be so, never by how many there are; where too few were judged, at the end."""
    shares = {name: tally.share_upheld for name, tally in tallies.items()}
    told = sorted((-share, name) for name, share in shares.items() if share is not None)
    untold = sorted(name for name, share in shares.items() if share is None)
    return {name: tallies[name] for name in (*(name for _share, name in told), *untold)}


def _tallied(
    rows: Sequence[Any], key: Callable[[Any], str], today: date, *, of_units: bool = False
) -> dict[str, Tally]:
    found: dict[str, Tally] = {}
    for row in rows:
        tally = found.setdefault(key(row), Tally())
        if row.status in UNJUDGED:
            tally.waiting[row.severity] = tally.waiting.get(row.severity, 0) + 1
            tally.overdue += row.status is FlagStatus.OPEN and row.due_on is not None and row.due_on < today
            tally.oldest = min(row.raised_at, tally.oldest or row.raised_at)
        tally.self_reported += row.self_reported
        if not (of_units and row.self_reported):
            tally.cleared += row.status in CLEARED
            tally.upheld += row.status in UPHELD
    return dict(sorted(found.items()))


def aged(age: Age, now: datetime) -> ColumnElement[bool]:
    """`_age`, as a condition for a query."""
    since = {one: now - until for one, until in UNTIL.items()}
    if age is Age.WEEK:
        return Flag.raised_at >= since[Age.WEEK]
    if age is Age.MONTH:
        return and_(Flag.raised_at >= since[Age.MONTH], Flag.raised_at < since[Age.WEEK])
    return Flag.raised_at < since[Age.MONTH]


def _age(raised_at: datetime, now: datetime) -> Age:
    waited = now - raised_at
    return next((age for age, until in UNTIL.items() if waited <= until), Age.LONGER)


def together(tallies: Mapping[str, Tally]) -> int:
    """Open flags of all of them."""
    return sum(tally.open for tally in tallies.values())
