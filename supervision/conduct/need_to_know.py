"""Who may know of a complaint: a list for each, and a reason for whoever was put on it (知情范围).

By itself a list holds the receiving desk and the responsible leaders of the place, and the handler. It may be
narrowed to people by name; others may be let in. Whoever is accused is on no list, whatever their post.
"""

from datetime import datetime
from typing import Any, Self

from sqlalchemy import ColumnElement, ForeignKey, Select, and_, false, func, literal, not_, or_, select, true
from sqlalchemy.orm import Mapped, Session, mapped_column

from supervision import clock
from supervision.conduct import accused, own_staff
from supervision.conduct.accused import Accused
from supervision.conduct.contacts import Contact
from supervision.conduct.own_staff import spoken_of
from supervision.conduct.sealed_words import SealedWords, turned_with_the_ring
from supervision.db import Row
from supervision.errors import Refused
from supervision.office.people import Officer, Role
from supervision.words import _

#: The receiver and the responsible leaders (检举控告工作规则 art 47); a handler is named by the complaint.
LISTED = (Role.PETITIONS, Role.TASK_FORCE, Role.LEADER, Role.PRINCIPAL)
#: Posts that a list may hold by name.
MAY_BE_LET_IN = (*LISTED, Role.INSPECTOR, Role.CASES)


def is_listed(officer: Officer) -> bool:
    """Whether this officer is on the list of the complaints that their own place received."""
    return officer.holds(*LISTED) and not officer.is_unit


def counted_for(officer: Officer) -> bool:
    """Whether this officer may be told how many complaints there are: no unit and no administrator may."""
    return officer.holds(*MAY_BE_LET_IN) and not officer.is_unit


class LetIn(SealedWords, Row):
    """One officer let in to one complaint, by whom and why; some end by themselves."""

    __abstract__ = True

    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaints.id"), index=True)
    officer_id: Mapped[int] = mapped_column(ForeignKey("officers.id"), index=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("officers.id"))
    let_in_at: Mapped[datetime]
    until: Mapped[datetime | None]

    @classmethod
    def of(
        cls, officer: Officer, *, to: int, by: Officer, because: str, until: datetime | None = None
    ) -> Self:
        made = cls(
            complaint_id=to,
            officer_id=officer.id,
            by_id=by.id,
            let_in_at=clock.machine_now(),
            until=until,
        )
        made.say(because=because)
        return made

    @classmethod
    def holds_for(cls, complaint: Any, officer: Officer) -> ColumnElement[bool]:
        """Whether the officer was let in, and still is; of one complaint, or of the table in a query."""
        still = or_(cls.until.is_(None), cls.until > clock.machine_now())
        return spoken_of(complaint, cls.complaint_id, cls.officer_id == officer.id, still)


class Admission(LetIn):
    """Put on its list."""

    __tablename__ = "admissions"


class Narrowing(SealedWords, Row):
    """One complaint that only people named on its list may know of, until it is widened again."""

    __tablename__ = "narrowings"

    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaints.id"), index=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("officers.id"))
    narrowed_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]

    @classmethod
    def of(cls, complaint_id: int, *, by: Officer, because: str) -> Self:
        made = cls(complaint_id=complaint_id, by_id=by.id, narrowed_at=clock.machine_now())
        made.say(because=because)
        return made


class Recusal(SealedWords, Row):
    """An officer stepped back (监察法 art 67): from one complaint, and from all that accuse the same unit.

    Or was told to: then another officer's number stands in `by_id`.
    """

    __tablename__ = "recusals"

    officer_id: Mapped[int] = mapped_column(ForeignKey("officers.id"), index=True)
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaints.id"))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"))
    by_id: Mapped[int] = mapped_column(ForeignKey("officers.id"))
    declared_at: Mapped[datetime]

    @classmethod
    def declare(
        cls,
        *,
        by: Officer,
        complaint_id: int,
        unit_id: int | None,
        because: str,
        of: Officer | None = None,
    ) -> Self:
        if not because.strip():
            raise Refused(_("请写明回避事由。"))
        made = cls(
            officer_id=(of or by).id,
            complaint_id=complaint_id,
            unit_id=unit_id,
            by_id=by.id,
            declared_at=clock.machine_now(),
        )
        made.say(because=because)
        return made


turned_with_the_ring(Admission, Narrowing, Recusal)


def recused(complaint: Any, officer: Officer) -> ColumnElement[bool]:
    """Whether the officer stepped back; `complaint` is one complaint, or the table in a query."""
    mine = Recusal.officer_id == officer.id
    units = select(Recusal.unit_id).where(mine, Recusal.unit_id.is_not(None)).correlate(None)
    return or_(
        spoken_of(complaint, Recusal.complaint_id, mine),
        spoken_of(complaint, Accused.complaint_id, Accused.unit_id.in_(units)),
        _certain(_of_units(complaint, units)),
    )


def accuses(complaint: Any, officer: Officer) -> ColumnElement[bool]:
    """Whether the officer, somebody of that name, or the officer's unit is complained of."""
    named = Accused.known_as == (accused.recognised(officer.name) or "")
    if officer.unit_id is not None:
        named = or_(named, Accused.unit_id == officer.unit_id)
    return or_(
        own_staff.accuses(complaint, officer),
        spoken_of(complaint, Accused.complaint_id, named),
        _certain(officer.unit_id is not None and complaint.accused_unit_id == officer.unit_id),
    )


def on_list(complaint: Any, officer: Officer) -> ColumnElement[bool]:
    """Whether the officer may know of it: by post, as its handler or by name, and is not accused."""
    signs = spoken_of(complaint, Contact.complaint_id, Contact.second_id == officer.id)
    ways = [Admission.holds_for(complaint, officer), signs, _holds(complaint.handler_id == officer.id)]
    if is_listed(officer):
        ways.append(not_(narrowed(complaint)))
    return and_(or_(*ways), not_(accuses(complaint, officer)))


def ending(session: Session, complaint_id: int) -> dict[int, datetime]:
    """Who is on its list for some hours only, and until when."""
    running = select(Admission.officer_id, Admission.until).where(
        Admission.complaint_id == complaint_id, Admission.until > clock.machine_now()
    )
    return {officer: until for officer, until in session.execute(running) if until}


def narrowed(complaint: Any) -> ColumnElement[bool]:
    return spoken_of(complaint, Narrowing.complaint_id, Narrowing.ended_at.is_(None))


def _of_units(complaint: Any, units: Select[int | None]) -> Any:
    """Whether the unit complained of is among these."""
    if isinstance(complaint, type):
        return complaint.accused_unit_id.in_(units)  # type: ignore[attr-defined]  # a table or one record
    return literal(complaint.accused_unit_id).in_(units) if complaint.accused_unit_id else False


def _handles(complaint: Any, officer: Officer) -> ColumnElement[bool]:
    """Of one record, by the officer just put there: the number follows only when it is written."""
    if isinstance(complaint, type):
        return complaint.handler_id == officer.id  # type: ignore[attr-defined,no-any-return]  # a table or one record
    return _holds(complaint.handler is not None and complaint.handler.id == officer.id)


def _certain(condition: Any) -> ColumnElement[bool]:
    """`_holds`, where no unit is named at all, as a no."""
    return func.coalesce(_holds(condition), false())


def _holds(condition: Any) -> ColumnElement[bool]:
    """A condition on a table as it is; one on a single record, which is known already, as a constant."""
    if isinstance(condition, bool):
        return true() if condition else false()
    return condition  # type: ignore[no-any-return]  # a table or one record
