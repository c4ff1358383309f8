"""An order that touches an open clue is not served before 案管 agrees (domain.md §5.2)."""

from typing import Any

from sqlalchemy.orm import object_session

from supervision.conduct import consents
from supervision.conduct.consents import Paper
from supervision.office.people import Officer


def paper(order: Any) -> Paper:
    """The order, as 案管 is asked about it."""
    return Paper(order.__tablename__, order.id, order.unit, title=f"{order.name}　{order.matter}")


def not_agreed(order: Any, officer: Officer) -> str | None:
    """Guard: says whose 案管 must agree, and not why."""
    session = object_session(order)
    return consents.why_not(session, paper(order)) if session else None
