"""Why an officer may know nothing of a complaint; what it answers is the same for whoever may not."""

from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import object_session

from supervision.conduct import need_to_know
from supervision.conduct.need_to_know import Admission
from supervision.office.people import Officer
from supervision.words import _


def off_the_list(complaint: Any, officer: Officer) -> str | None:
    """Whether by post, by narrowing or as the accused is not said: the sentence would tell the accused."""
    if _true(complaint, need_to_know.on_list(complaint, officer)):
        return None
    return _("您不在本件的知情范围内。")


def accused_in(complaint: Any, officer: Officer) -> str | None:
    """For those on the list who are about to choose somebody."""
    if _true(complaint, need_to_know.accuses(complaint, officer)):
        return _("{name}是被反映人或者与其同名、同单位。", name=officer.name)
    return None


def let_in(complaint: Any, officer: Officer) -> bool:
    """Whether the officer is on the list by name."""
    return _true(complaint, Admission.holds_for(complaint, officer))


def already_narrow(complaint: Any, officer: Officer) -> str | None:
    return _("知情范围已限定到人。") if _true(complaint, need_to_know.narrowed(complaint)) else None


def open_to_posts(complaint: Any, officer: Officer) -> str | None:
    return None if _true(complaint, need_to_know.narrowed(complaint)) else _("知情范围没有限定到人。")


def _true(complaint: Any, condition: ColumnElement[bool]) -> bool:
    session = object_session(complaint)
    return bool(session and session.scalar(select(condition)))
