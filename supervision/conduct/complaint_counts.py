"""How many complaints there are: true for those on their list, and never fewer than three for anybody else.

Nothing sealed is opened to count.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Subquery, func, select
from sqlalchemy.orm import Session

from supervision.conduct.categories import Category
from supervision.conduct.complaints import Complaint, visible_to
from supervision.conduct.need_to_know import counted_for
from supervision.errors import Refused
from supervision.office import regions
from supervision.office.people import Officer
from supervision.words import _

SMALLEST = 3


@dataclass(frozen=True)
class Tally:
    """A count of 件, of which the reader may know `known` one by one; the rest is told only from three up."""

    known: int
    others: int

    @property
    def suppressed(self) -> bool:
        return 0 < self.others < SMALLEST

    @property
    def number(self) -> int | None:
        """None where the true count must not be told."""
        return None if self.suppressed else self.known + self.others

    def __str__(self) -> str:
        if not self.suppressed:
            return str(self.number)
        return f"{self.known}+（<{SMALLEST}）" if self.known else f"<{SMALLEST}"


def counts(
    session: Session, region_code: str, start: date, end: date, *, officer: Officer | None = None
) -> Mapping[Category, Tally]:
    """Complaints received in a region from `start` to `end`, by what they are about.

    For an officer, or for paper where none is named. Refused to units and administrators.
    """
    if officer is not None and not counted_for(officer):
        raise Refused(_("信访举报情况不向本账号提供。"))
    if officer is not None and not officer.answers_for(region_code):
        raise Refused(_("不在您的辖区内。"))
    during = (
        regions.within(Complaint.region_code, region_code),
        Complaint.received_on.between(start, end),
    )
    all_of_them = _by_category(session, select(Complaint.category).where(*during).subquery())
    if officer is None:
        return {category: Tally(0, n) for category, n in all_of_them.items()}
    seen = visible_to(officer).where(*during).order_by(None)
    known = _by_category(session, seen.with_only_columns(Complaint.category).subquery())
    return {
        category: Tally(known.get(category, 0), n - known.get(category, 0))
        for category, n in all_of_them.items()
    }


def tellable(total: int | None, numbers: Mapping[str, int]) -> set[str]:
    """Which kinds may stand beside a total on paper, so that nothing below three follows by subtraction.

    Whatever is not told, none, few or many, leaves a rest of no complaint or of three at least, and never one
    that only twos add up to; where it would, the smallest kinds that are told are left out too (互补抑制).
    """
    if total is None:
        return set()
    told = {kind: n for kind, n in numbers.items() if n >= SMALLEST}
    while told:
        rest = total - sum(told.values())
        if rest == 0 or (rest >= SMALLEST and rest != (SMALLEST - 1) * (len(numbers) - len(told))):
            break
        fewest = min(told.values())
        told = {kind: n for kind, n in told.items() if n > fewest}
    return set(numbers) if total == sum(told.values()) else set(told)


def _by_category(session: Session, rows: Subquery) -> dict[Category, int]:
    found = session.execute(select(rows.c.category, func.count()).group_by(rows.c.category))
    return dict(found.all())
