"""Scopes: what a number is asked for: a region, a period, for whom (期间、地区、版本)."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any, TypeVar, cast

from supervision.labels import Labelled
from supervision.office.time_limits import add_months

T = TypeVar("T")


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
