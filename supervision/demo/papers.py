"""The demo's papers: a supervision order waiting for a signature, and last week's briefing drafted."""

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from supervision.accountability import letters
from supervision.accountability.orders import Order
from supervision.briefings.briefings import Briefing
from supervision.briefings.terms import Kind
from supervision.demo.plan import BUSINESS_DATE
from supervision.figures import Edition, Scope
from supervision.office.people import Officer
from supervision.responsibility.commitments import Commitment, overdue


def orders(session: Session, officers: dict[str, Officer]) -> int:
    """One about an overdue promise of the city's, checked and waiting for a leader."""
    late = session.scalars(
        select(Commitment)
        .where(overdue(BUSINESS_DATE), Commitment.region_code == "140300", Commitment.target.is_not(None))
        .order_by(Commitment.due_on)
        .limit(1)
    ).all()
    for commitment in late:
        order = Order.draft(
            session,
            by=officers["inspector"],
            unit=commitment.unit,
            letter=letters.about(session, commitment),
            commitment=commitment,
        )
        order.check(by=officers["taskforce"])
    return len(late)


def briefings(session: Session, officers: dict[str, Officer]) -> int:
    """The province's week, drafted with its figures frozen."""
    end = BUSINESS_DATE - timedelta(days=4)
    Briefing.draft(
        session,
        kind=Kind.WEEKLY,
        edition=Edition.UP,
        scope=Scope("140000", end - timedelta(days=6), end),
        by=officers["inspector"],
    )
    return 1
