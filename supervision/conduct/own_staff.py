"""Our own staff accused: who it is stays sealed, and nobody counts it at their own place (反映本机关人员).

Were it left out of one officer's totals only, a colleague's totals would give it away. So it counts one level
up and higher, for everybody.
"""

from typing import Any, Self

from sqlalchemy import ColumnElement, ForeignKey, UniqueConstraint, exists, not_, or_, select
from sqlalchemy.orm import Mapped, mapped_column

from supervision.db import Row
from supervision.keys import keys
from supervision.office import regions
from supervision.office.people import Officer

PURPOSE = "own-staff"


class StaffMatter(Row):
    """One officer whom one complaint accuses, known again by a keyed answer and readable from no table."""

    __tablename__ = "staff_matters"
    __table_args__ = (UniqueConstraint("complaint_id", "known_as"),)

    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaints.id", ondelete="CASCADE"), index=True)
    region_code: Mapped[str] = mapped_column(ForeignKey("regions.code"))
    known_as: Mapped[str] = mapped_column(index=True)

    @classmethod
    def about(cls, complaint_id: int, officer: Officer) -> Self:
        return cls(complaint_id=complaint_id, region_code=officer.region_code, known_as=recognised(officer))


def recognised(officer: Officer) -> str:
    return keys().recognise(PURPOSE, str(officer.id))


def accuses(complaint: Any, officer: Officer) -> ColumnElement[bool]:
    """Whether it is this officer; `complaint` is one complaint, or the table in a query."""
    return spoken_of(complaint, StaffMatter.complaint_id, StaffMatter.known_as == recognised(officer))


def spoken_of(complaint: Any, column: Any, *conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """Whether rows of another table are about it; of a table in a query this is asked once for all."""
    if isinstance(complaint, type):
        known: Any = complaint
        return known.id.in_(select(column).where(*conditions).correlate(None))  # type: ignore[no-any-return]  # a table or one record
    return exists().where(column == complaint.id, *conditions)


def counts_for(complaint: Any, region_code: str) -> ColumnElement[bool]:
    """Whether it counts in the numbers of a place: not where its own staff is accused, nor below that."""
    at_home = or_(
        StaffMatter.region_code == region_code, not_(regions.within(StaffMatter.region_code, region_code))
    )
    return not_(spoken_of(complaint, StaffMatter.complaint_id, at_home))
