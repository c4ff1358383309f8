"""Every number we publish, one per file. To add a figure, add a file that defines FIGURE."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any, TypeVar, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from supervision.catalogue import entries
from supervision.conduct.need_to_know import counted_for
from supervision.delivery import rollups, standings
from supervision.delivery.rollups import Claimed, Ledger
from supervision.delivery.standings import Board
from supervision.labels import Labelled
from supervision.office import regions
from supervision.office.people import Officer
from supervision.office.regions import Level, Region
from supervision.office.time_limits import add_months
from supervision.quantities import Measure, Quantity, total
from supervision.words import _

T = TypeVar("T")

#: 口径版本: raised whenever a definition below changes, and printed with every figure.
VERSION = "1.0"
#: On paper, a number of complaints below three could point at a person (domain.md §8.2).
FEWEST_SHOWN = 3


class Edition(Labelled):
    """To whom a figure goes: upwards, or down to those who are supervised."""

    UP = "up", "报、送"
    DOWN = "down", "下发"


@dataclass(frozen=True)
class Scope:
    """What a figure is asked for: one region, from one day to another, both included; of it, maybe one part.

    `part` is one rule of the flags, or one misconduct type of the complaints.
    """

    region_code: str
    start: date
    end: date
    edition: Edition | None = None
    part: str | None = None
    seen: dict[str, Any] | None = field(default=None, compare=False, repr=False)

    def at_one_look(self) -> "Scope":
        """The same, for several figures to be computed from books that are read once."""
        return replace(self, seen={})

    def read(self, what: str, how: Callable[[], T]) -> T:
        if self.seen is None:
            return how()
        if what not in self.seen:
            self.seen[what] = how()
        return cast(T, self.seen[what])


def until(region_code: str, day: date) -> Scope:
    """The week that ends on `day`, which is how often counties report."""
    return Scope(region_code, day - timedelta(days=6), day)


def previous(scope: Scope) -> Scope:
    """The period of the same length before this one."""
    if scope.start.day == 1 and (scope.end + timedelta(days=1)).day == 1:
        months = (scope.end.year - scope.start.year) * 12 + scope.end.month - scope.start.month + 1
        start = add_months(scope.start, -months)
    else:
        start = scope.start - (scope.end - scope.start) - timedelta(days=1)
    return Scope(scope.region_code, start, scope.start - timedelta(days=1), scope.edition)


Compute = Callable[[Session, Scope], Quantity]
Missing = Callable[[Session, Scope], tuple[str, ...]]


def nothing(_session: Session, _scope: Scope) -> tuple[str, ...]:
    return ()


@dataclass(frozen=True, kw_only=True)
class Figure:
    """Every number has its unit, 口径 and source. `again` computes it a second way, to be held against it.

    An inward figure comes of complaints or flags: never in a 下发 edition, never for a unit's account.
    A delicate one is not shown below three; a signed one always with its sign.
    """

    code: str
    chinese: str
    unit: Measure
    definition: str
    source: str
    compute: Compute
    again: Compute | None = None
    missing: Missing = nothing
    version: str = VERSION
    inward: bool = False
    delicate: bool = False
    signed: bool = False

    @property
    def title(self) -> str:
        return _(self.chinese)

    @property
    def help(self) -> str:
        """定义；来源；口径版本, as a page shows it beside the number."""
        return _(
            "{definition}。来源：{source}。口径版本 {version}。",
            definition=_(self.definition),
            source=_(self.source),
            version=self.version,
        )

    def open_to(self, *, edition: Edition | None, officer: Officer | None) -> bool:
        if not self.inward:
            return True
        return edition is not Edition.DOWN and (officer is None or counted_for(officer))


@dataclass(frozen=True)
class Published:
    """A figure with its answer, the day it speaks of, and what is missing from it."""

    figure: Figure
    quantity: Quantity
    as_of: date
    missing: tuple[str, ...]
    hidden: bool = False

    @property
    def digits(self) -> str:
        """The number as it is printed: 不足3 where it may not be shown, 待核 where nobody knows it."""
        return _("不足{n}", n=FEWEST_SHOWN) if self.hidden else self.quantity.digits


def publish(session: Session, scope: Scope, officer: Officer | None = None) -> list[Published]:
    """Every figure of the scope that may be shown to this officer and in this edition, in order."""
    look = scope.at_one_look()
    return [
        answer(session, look, figure)
        for figure in FIGURES.values()
        if figure.open_to(edition=scope.edition, officer=officer)
    ]


def answer(session: Session, scope: Scope, figure: Figure) -> Published:
    """One figure as it is published; what is too small to be shown leaves no trace in it."""
    quantity = figure.compute(session, scope)
    if figure.delicate and quantity.amount is not None and 0 < quantity.amount < FEWEST_SHOWN:
        few = _(
            "{figure}不足 {n} {unit}，不列出", figure=figure.title, n=FEWEST_SHOWN, unit=figure.unit.label
        )
        return Published(figure, Quantity(None, quantity.measure), scope.end, (few,), hidden=True)
    return Published(figure, quantity, scope.end, figure.missing(session, scope))


# What several figures read alike


def claimed(session: Session, scope: Scope) -> Claimed:
    """What the counties report, up to the end of the scope."""
    return scope.read("claimed", lambda: rollups.claimed(session, scope.region_code, scope.end))


def claimed_before(session: Session, scope: Scope) -> Claimed:
    """What they had reported up to the end of the period before."""
    return scope.read("before", lambda: rollups.claimed(session, scope.region_code, previous(scope).end))


def ledger(session: Session, scope: Scope) -> Ledger:
    """How far the ledger's homes had come by the end of the scope."""
    return scope.read("ledger", lambda: rollups.ledger_on(session, scope.region_code, scope.end))


def board(session: Session, scope: Scope) -> Board:
    """Every county and the next level down, claimed against verified."""
    return scope.read("board", lambda: standings.board(session, scope.region_code, scope.end))


def children(session: Session, scope: Scope) -> list[Scope]:
    """The next level down, in administrative order, reading from the books that are open already."""
    whole, before = claimed(session, scope), claimed_before(session, scope)
    seen = {"names": _names(session, scope), "board": board(session, scope)}
    return [
        replace(
            scope,
            region_code=child.code,
            seen=seen | {"claimed": _of(whole, child.code), "before": _of(before, child.code)},
        )
        for child in session.scalars(regions.children(scope.region_code))
    ]


def late(session: Session, scope: Scope) -> list[str]:
    """The counties without a report for this period: their last one before it is counted."""
    return [report.county_code for report in claimed(session, scope).reports if report.as_of < scope.start]


def without_report(session: Session, scope: Scope) -> tuple[str, ...]:
    """Which counties never reported, and for which an earlier report is counted."""
    silent = claimed(session, scope).silent
    return (
        *(_("未报：{county}", county=name) for name in names(session, scope, silent)),
        *(_("沿用上期：{county}", county=name) for name in names(session, scope, late(session, scope))),
    )


def without(*fields: str) -> Missing:
    """`without_report`, and whose report leaves one of these fields open, so that there is no sum."""

    def missing(session: Session, scope: Scope) -> tuple[str, ...]:
        reports = claimed(session, scope).reports
        left_open = [
            report.county_code for report in reports if any(getattr(report, name) is None for name in fields)
        ]
        return (
            *without_report(session, scope),
            *(_("周报缺数：{county}", county=name) for name in names(session, scope, left_open)),
        )

    return missing


def without_ledger(session: Session, scope: Scope) -> tuple[str, ...]:
    """Said where the ledger holds no home of the region."""
    return () if ledger(session, scope).homes is not None else (_("登记台账未导入"),)


def names(session: Session, scope: Scope, codes: Iterable[str]) -> list[str]:
    """What counties are called, with their city before them where the scope is the province."""
    known = _names(session, scope)
    wide = regions.level_of(scope.region_code) is Level.PROVINCE
    return [(known[f"{code[:4]}00"] if wide else "") + known[code] for code in sorted(codes)]


def _names(session: Session, scope: Scope) -> dict[str, str]:
    return scope.read("names", lambda: {one.code: one.name for one in session.scalars(select(Region))})


def _of(whole: Claimed, region_code: str) -> Claimed:
    """The part of it that the counties of one region report."""
    reports = [report for report in whole.reports if regions.contains(region_code, report.county_code)]
    return Claimed(
        listed=total([Quantity(report.listed, Measure.HOMES) for report in reports], Measure.HOMES),
        first=total([Quantity(report.first, Measure.HOMES) for report in reports], Measure.HOMES),
        transfer=total([Quantity(report.transfer, Measure.HOMES) for report in reports], Measure.HOMES),
        households=total(
            [Quantity(report.households, Measure.HOUSEHOLDS) for report in reports], Measure.HOUSEHOLDS
        ),
        reports=reports,
        silent=[code for code in whole.silent if regions.contains(region_code, code)],
    )


FIGURES: dict[str, Figure] = entries(__name__, Figure)
