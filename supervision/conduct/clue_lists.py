"""Who may know of a clue: 案管 and the leaders of the place that holds it, and whoever handles it.

Never a higher or lower office, never the unit complained of, never who stepped back (监察法 art 67).
"""

from typing import Any

from sqlalchemy import ColumnElement, ForeignKey, UniqueConstraint, and_, exists, false, func, or_, true
from sqlalchemy.orm import Mapped, mapped_column

from supervision.conduct import own_staff
from supervision.conduct.accused import recognised
from supervision.conduct.need_to_know import Recusal
from supervision.conduct.own_staff import StaffMatter
from supervision.db import Row
from supervision.office.people import Officer, Role

LISTED = (Role.CASES, Role.LEADER, Role.PRINCIPAL)
HANDLERS = (Role.INSPECTOR,)


class ClueRecusal(Row):
    """An officer stepped back from one clue. Why is said in its signatures, sealed."""

    __tablename__ = "clue_recusals"
    __table_args__ = (UniqueConstraint("officer_id", "clue_id"),)

    officer_id: Mapped[int] = mapped_column(ForeignKey("officers.id"), index=True)
    clue_id: Mapped[int] = mapped_column(ForeignKey("clues.id"))


def kept_from(clue: Any, officer: Officer) -> ColumnElement[bool]:
    """Whether the officer must not know of it: accused by name or by unit, or stepped back.

    `clue` is one clue, or the table in a query; a name that only happens to be the same keeps it away too.
    """
    return or_(recused(clue, officer), accuses(clue, officer))


def accuses(clue: Any, officer: Officer) -> ColumnElement[bool]:
    """Whether the officer, somebody of that name, or the officer's unit is complained of."""
    letter = exists().where(
        StaffMatter.complaint_id == clue.complaint_id, StaffMatter.known_as == own_staff.recognised(officer)
    )
    return or_(letter, _named(clue, officer))


def recused(clue: Any, officer: Officer) -> ColumnElement[bool]:
    """Whether the officer stepped back from it, from its complaint, or from the same unit's."""
    same_unit = and_(Recusal.unit_id.is_not(None), Recusal.unit_id == clue.accused_unit_id)
    same_letter = Recusal.complaint_id == clue.complaint_id
    return or_(
        exists().where(ClueRecusal.officer_id == officer.id, ClueRecusal.clue_id == clue.id),
        exists().where(Recusal.officer_id == officer.id, or_(same_unit, same_letter)),
    )


def _named(clue: Any, officer: Officer) -> ColumnElement[bool]:
    known = recognised(officer.name) or ""
    if isinstance(clue, Row):
        one: Any = clue
        same_unit = officer.unit_id is not None and one.accused_unit_id == officer.unit_id
        return true() if one.known_as == known or same_unit else false()
    named = func.coalesce(clue.known_as == known, false())
    if officer.unit_id is None:
        return named
    return or_(named, func.coalesce(clue.accused_unit_id == officer.unit_id, false()))
