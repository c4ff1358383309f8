"""Who beyond the desk may read every word of one complaint: let in one by one (准予查看原文)."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import object_session

from supervision.conduct.need_to_know import LetIn
from supervision.conduct.sealed_words import turned_with_the_ring
from supervision.office.people import Officer, Role
from supervision.words import _

#: Whose own work it is: they read it for a reason, and let others.
KEEPERS = (Role.PETITIONS, Role.LEADER, Role.PRINCIPAL)


class WordsGrant(LetIn):
    """Let read every word."""

    __tablename__ = "words_grants"


turned_with_the_ring(WordsGrant)


def ungranted(complaint: Any, officer: Officer) -> str | None:
    """Why an officer beyond the desk may not read every word."""
    session = object_session(complaint)
    if officer.holds(*KEEPERS):
        return None
    if session and session.scalar(select(WordsGrant.holds_for(complaint, officer))):
        return None
    return _("原文只在信访岗；确需查看的，由信访岗或者领导逐人准予。")
