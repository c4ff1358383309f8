"""How many complaints there are: as they are for those on their list; what may stand beside a total.

Nothing sealed is opened to count.
"""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import Select, Subquery, func, select
from sqlalchemy.orm import Session

from supervision.conduct import own_staff
from supervision.conduct.categories import Category
from supervision.conduct.complaint_steps import ComplaintStatus
from supervision.conduct.complaints import Complaint, visible_to
from supervision.conduct.need_to_know import counted_for
from supervision.errors import Refused
from supervision.office import regions
from supervision.office.installation import FEWEST_TOLD
from supervision.office.people import Officer
from supervision.words import _


def counted(officer: Officer) -> Select[Complaint]:
    """Of the complaints that an officer may open, those that count at the officer's own place.

    A matter of our own staff counts one level up only, for everybody; what was passed up, where it went.
    """
    return visible_to(officer).where(
        own_staff.counts_for(Complaint, officer.region_code), Complaint.status != ComplaintStatus.DESTROYED
    )


def known_to(session: Session, officer: Officer, start: date, end: date) -> Mapping[Category, int]:
    """Of the complaints that an officer may open one by one, how many came from `start` to `end`.

    Whoever can list them can count them; of all others there are only the tables of `told_counts`.
    """
    if not counted_for(officer):
        raise Refused(_("信访举报情况不向本账号提供。"))
    seen = counted(officer).where(Complaint.received_on.between(start, end))
    return _by_category(session, seen.order_by(None).with_only_columns(Complaint.category).subquery())


def counts(session: Session, region_code: str, start: date, end: date) -> Mapping[Category, int]:
    """Complaints received in a region from `start` to `end`, before anything is suppressed.

    A matter of our own staff counts one level up only. For `told_counts` and for figures, never for a page.
    """
    found = select(Complaint.category).where(
        regions.within(Complaint.region_code, region_code),
        Complaint.received_on.between(start, end),
        own_staff.counts_for(Complaint, region_code),
        Complaint.status != ComplaintStatus.DESTROYED,
    )
    return _by_category(session, found.subquery())


def tellable(total: int | None, numbers: Mapping[str, int], smallest: int = FEWEST_TOLD) -> set[str]:
    """Which kinds may stand beside a total on paper, so that nothing below k follows by subtraction.

    Whatever is not told, none, few or many, leaves a rest of no complaint or of k at least, and never one
    that only k-1 each add up to; where it would, the smallest kinds told are left out too (互补抑制).
    """
    if total is None:
        return set()
    told = {kind: n for kind, n in numbers.items() if n >= smallest}
    while told:
        rest = total - sum(told.values())
        if rest == 0 or (rest >= smallest and rest != (smallest - 1) * (len(numbers) - len(told))):
            break
        fewest = min(told.values())
        told = {kind: n for kind, n in told.items() if n > fewest}
    return set(numbers) if total == sum(told.values()) else set(told)


def _by_category(session: Session, rows: Subquery) -> dict[Category, int]:
    found = session.execute(select(rows.c.category, func.count()).group_by(rows.c.category))
    return dict(found.all())
