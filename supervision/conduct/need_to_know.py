"""Who may know of a complaint: the officers of the place that received it, less those who stepped back."""

from typing import Any, Self

from sqlalchemy import ColumnElement, ForeignKey, and_, exists, or_
from sqlalchemy.orm import Mapped, mapped_column

from supervision.db import Row
from supervision.errors import Refused
from supervision.office.people import Officer, Role
from supervision.words import _

#: The receiver and the responsible leaders (检举控告工作规则 art 47); a handler is named by the complaint.
LISTED = (Role.PETITIONS, Role.TASK_FORCE, Role.LEADER, Role.PRINCIPAL)


def is_listed(officer: Officer) -> bool:
    """Whether this officer is on the list of the complaints that their own place received."""
    return officer.holds(*LISTED) and not officer.is_unit


def counted_for(officer: Officer) -> bool:
    """Whether this officer may be told how many complaints there are: no unit and no administrator may."""
    return officer.holds(*LISTED, Role.INSPECTOR, Role.CASES) and not officer.is_unit


class Recusal(Row):
    """An officer stepped back (监察法 art 67): from one complaint, and from all that accuse the same unit."""

    __tablename__ = "recusals"

    officer_id: Mapped[int] = mapped_column(ForeignKey("officers.id"), index=True)
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaints.id"))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"))
    because: Mapped[str]

    @classmethod
    def declare(cls, *, by: Officer, complaint_id: int, unit_id: int | None, because: str) -> Self:
        if not because.strip():
            raise Refused(_("请写明回避事由。"))
        return cls(officer_id=by.id, complaint_id=complaint_id, unit_id=unit_id, because=because.strip())


def recused(complaint: Any, officer: Officer) -> ColumnElement[bool]:
    """Whether the officer stepped back; `complaint` is one complaint, or the table in a query."""
    same_unit = and_(Recusal.unit_id.is_not(None), Recusal.unit_id == complaint.accused_unit_id)
    return exists().where(
        Recusal.officer_id == officer.id,
        or_(Recusal.complaint_id == complaint.id, same_unit),
    )
