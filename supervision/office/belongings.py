"""Belongings: what an officer still has in hand; an account that has anything is not closed (未移交事项).

Each noun that lies in somebody's hands says how to find it. Whoever closes accounts is told that there is
something, and not what.
"""

from collections.abc import Callable

from sqlalchemy.orm import Session

from supervision.errors import Refused
from supervision.office.people import Officer
from supervision.words import _

Count = Callable[[Session, Officer], int]

COUNTS: dict[str, Count] = {}


def belongs(name: str, count: Count) -> None:
    """Say how many things of one kind an officer has in hand."""
    COUNTS[name] = count


def left(session: Session, officer: Officer) -> dict[str, int]:
    """What is still in hand, by kind; nothing where all is handed on."""
    found = {name: count(session, officer) for name, count in COUNTS.items()}
    return {name: number for name, number in found.items() if number}


def refuse_leaving_any(session: Session, officer: Officer) -> None:
    if left(session, officer):
        raise Refused(
            _("{name}还有未移交的事项，请先由其所在部门的负责人在“登记簿”中办理移交。", name=officer.name)
        )
