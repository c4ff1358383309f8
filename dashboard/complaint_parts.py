"""What belongs to one complaint: those it names, what came with it, what may leave, what it is like."""

from sqlalchemy.orm import Session

from dashboard import accused_list, alike_list, attachment_fields, redaction_form, slip_desk, tracing_form
from supervision.conduct.complaints import Complaint
from supervision.office.people import Officer


def show(session: Session, complaint: Complaint, me: Officer) -> None:
    slip_desk.give(complaint, me)
    alike_list.show(session, complaint, me)
    accused_list.show(session, complaint, me)
    attachment_fields.show(session, complaint, me)
    tracing_form.show(session, complaint, me)
    redaction_form.show(session, complaint, me)
