"""How many notices and feedbacks fell due in a period, and how many came in time (按期告知率)."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from supervision.conduct import own_staff
from supervision.conduct.complaint_steps import ComplaintStatus
from supervision.conduct.complaints import Complaint
from supervision.conduct.contacts import Contact, ContactKind
from supervision.office import regions
from supervision.office.installation import FEWEST_TOLD
from supervision.office.time_limits import ACCEPTANCE_NOTICE
from supervision.quantities import Measure, Quantity
from supervision.words import _


@dataclass(frozen=True)
class Duties:
    """What fell due, and how much of it was done in time."""

    due: int
    in_time: int

    @property
    def rate(self) -> Quantity:
        """Unknown where nothing fell due, and untold where so little did that it points at a complaint."""
        if self.due < FEWEST_TOLD:
            return Quantity(None, Measure.PERCENT)
        return Quantity(self.in_time, Measure.CASES) / Quantity(self.due, Measure.CASES)

    @property
    def missing(self) -> tuple[str, ...]:
        if self.due >= FEWEST_TOLD:
            return ()
        return (_("期内到期不足 {n} 件，不列出", n=FEWEST_TOLD),)


def notices(session: Session, region_code: str, start: date, end: date) -> Duties:
    """Acceptance notices by the day on which each fell due; a late one, or none, was not in time."""
    return _counted(
        session,
        select(func.count(), func.count().filter(Complaint.noticed_on <= Complaint.due_on)).where(
            _owed(region_code), *_notice_due(start, end)
        ),
    )


def feedbacks(session: Session, region_code: str, start: date, end: date) -> Duties:
    """Results told, each round by itself: what was told, and what is not told yet though it fell due."""
    given = _counted(
        session,
        select(func.count(), func.count().filter(Contact.held_on <= Contact.due_on))
        .select_from(Contact)
        .join(Complaint, Complaint.id == Contact.complaint_id)
        .where(
            _owed(region_code),
            Contact.kind == ContactKind.FEEDBACK,
            Contact.reached,
            Contact.due_on.between(start, end),
        ),
    )
    silent = session.scalar(
        select(func.count(Complaint.id)).where(
            _owed(region_code),
            Complaint.fed_back_on.is_(None),
            Complaint.feedback_due_on.between(start, end),
        )
    )
    return Duties(given.due + (silent or 0), given.in_time)


def notices_again(session: Session, region_code: str, start: date, end: date) -> Duties:
    """`notices`, one complaint after the other."""
    due = in_time = 0
    for one in session.scalars(select(Complaint).where(_owed(region_code))):
        if one.limit_code == ACCEPTANCE_NOTICE.code and one.due_on and start <= one.due_on <= end:
            due += 1
            in_time += one.noticed_on is not None and one.noticed_on <= one.due_on
    return Duties(due, in_time)


def feedbacks_again(session: Session, region_code: str, start: date, end: date) -> Duties:
    """`feedbacks`, one complaint after the other."""
    due = in_time = 0
    for one in session.scalars(select(Complaint).where(_owed(region_code))):
        told = [each for each in one.contacts if each.kind is ContactKind.FEEDBACK and each.reached]
        rounds: list[tuple[date | None, date | None]] = [(each.due_on, each.held_on) for each in told]
        if one.fed_back_on is None:
            rounds.append((one.feedback_due_on, None))
        for due_on, held_on in rounds:
            if due_on and start <= due_on <= end:
                due += 1
                in_time += held_on is not None and held_on <= due_on
    return Duties(due, in_time)


def _owed(region_code: str) -> ColumnElement[bool]:
    return and_(
        regions.within(Complaint.region_code, region_code),
        own_staff.counts_for(Complaint, region_code),
        Complaint.status != ComplaintStatus.DESTROYED,
    )


def _notice_due(start: date, end: date) -> tuple[ColumnElement[bool], ...]:
    return (Complaint.limit_code == ACCEPTANCE_NOTICE.code, Complaint.due_on.between(start, end))


def _counted(session: Session, counted: object) -> Duties:
    due, in_time = session.execute(counted).one()  # type: ignore[call-overload]  # a select of two counts
    return Duties(due, in_time)
