"""What of the complaints waits for an officer: how many, by when, and which step; never what they say."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import and_, func, select, union_all
from sqlalchemy.orm import Session

from dashboard.waiting import Item, Kind, by_time, days_left, may
from supervision.conduct import complaints
from supervision.conduct.complaint_steps import WORKFLOW, ComplaintStatus
from supervision.conduct.complaints import Complaint
from supervision.conduct.contacts import Contact
from supervision.office.lamps import Lamp
from supervision.office.people import Officer
from supervision.words import _


def open_complaints(session: Session, me: Officer, today: date) -> Iterator[Item]:
    """Only how many and by when; what they say stays on their own page, for those on their list."""
    runs = {Complaint.due_on: complaints.first_runs(), Complaint.feedback_due_on: complaints.second_runs()}
    clocks = union_all(
        *(
            complaints.visible_to(me)
            .where(condition, day.is_not(None))
            .order_by(None)
            .with_only_columns(day.label("due_on"))
            for day, condition in runs.items()
        )
    ).subquery()
    number, first = session.execute(select(func.count(), func.min(clocks.c.due_on)).select_from(clocks)).one()
    if number:
        days = days_left(first, today)
        yield Item(
            lamp=by_time(days),
            kind=Kind.COMPLAINT,
            text=_("信访举报 {n} 件次，时限正在计算，须告知、转出或者反馈", n=number),
            left=days,
            verb=_("办理"),
            page="conduct.complaints",
            mine=True,
        )


def steps_on_complaints(session: Session, me: Officer) -> Iterator[Item]:
    """What waits for this very officer: to be signed for, decided, countersigned. Numbers only."""
    mine = Complaint.handler_id == me.id
    signs = select(Contact.complaint_id).where(Contact.second_id == me.id, Contact.countersigned_at.is_(None))
    for verb, condition in (
        ("sign_for", and_(Complaint.status == ComplaintStatus.TRANSFERRED, mine)),
        ("countersign", and_(Complaint.status == ComplaintStatus.FED_BACK, Complaint.id.in_(signs))),
        ("approve_return", Complaint.status == ComplaintStatus.RETURN_ASKED),
    ):
        found = session.scalars(complaints.visible_to(me).where(condition)).all()
        waiting = [one for one in found if may(WORKFLOW, one, verb, by=me)]
        if waiting:
            label = WORKFLOW.labels[verb]
            yield Item(
                lamp=Lamp.BLUE,
                kind=Kind.COMPLAINT,
                text=_("信访举报 {n} 件，等您{step}", n=len(waiting), step=label),
                left=None,
                verb=label,
                page="conduct.complaints",
                query={"complaint": str(waiting[0].id)},
                mine=True,
            )
