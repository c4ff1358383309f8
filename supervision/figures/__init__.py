"""Every number we publish, one per file. To add a figure, add a file that defines FIGURE."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from supervision.catalogue import entries
from supervision.conduct.need_to_know import counted_for
from supervision.delivery import looks
from supervision.delivery.looks import claimed, late, ledger, names
from supervision.delivery.progress import ProgressStatus
from supervision.office.people import Officer
from supervision.office.scopes import Edition, Scope, previous, until
from supervision.quantities import Measure, Quantity
from supervision.words import _

__all__ = [
    "FEWEST_SHOWN",
    "FIGURES",
    "VERSION",
    "Edition",
    "Figure",
    "Published",
    "Scope",
    "answer",
    "nothing",
    "previous",
    "publish",
    "until",
    "without",
    "without_ledger",
    "without_report",
]

#: 口径版本: raised whenever a definition below changes, and printed with every figure.
VERSION = "1.0"
#: On paper, a number of complaints below three could point at a person (domain.md §8.2).
FEWEST_SHOWN = 3


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


# What several figures say of what is missing


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


def checked(missing: Missing) -> Missing:
    """`missing`, and whose report nobody has accepted yet: such a rate is told, and never ranked."""

    def and_unaccepted(session: Session, scope: Scope) -> tuple[str, ...]:
        waiting = [
            report.county_code
            for report in claimed(session, scope).reports
            if report.status is not ProgressStatus.ACCEPTED
        ]
        return (
            *missing(session, scope),
            *(_("周报待采信：{county}", county=name) for name in names(session, scope, waiting)),
        )

    return and_unaccepted


def without_ledger(session: Session, scope: Scope) -> tuple[str, ...]:
    """Which counties are not in the sum since their ledger is not imported; one sentence where none is."""
    if ledger(session, scope).homes is None:
        return (_("登记台账未导入"),)
    absent = looks.without_ledger(session, scope)
    return tuple(_("台账未导入：{county}", county=name) for name in names(session, scope, absent))


FIGURES: dict[str, Figure] = entries(__name__, Figure)
