"""Staff codes: whoever handled a case stands in a flag as a code, until a reviewer asks who it is (岗位代号).

The same person has the same code in every flag; nobody reads a name from it.
"""

from collections.abc import Mapping
from typing import Any

from supervision.conduct.rules import Evidence
from supervision.keys import keys
from supervision.words import _

PURPOSE, DIGITS = "staff-code", 4
POSTS = {
    "acceptor": "受理岗",
    "reviewer": "审核岗",
    "booker": "登簿岗",
    "agent": "代办人",
    "entered_by": "录入岗",
}


def coded(evidence: Evidence) -> Evidence:
    """The same rows, with codes for people."""
    return [_row(row) for row in evidence]


def _row(row: Mapping[str, Any]) -> dict[str, Any]:
    told = {name: code(name, value) if name in POSTS else value for name, value in row.items()}
    item = row.get("item")
    if item in POSTS:
        told |= {name: code(str(item), row[name]) for name in ("before", "after") if name in row}
    return told


def code(post: str, name: object) -> str | None:
    """登簿岗-3F2A"""
    if name in (None, ""):
        return None
    mark = keys().recognise(PURPOSE, str(name))[:DIGITS].upper()
    return f"{_(POSTS[post])}-{mark}"


def names_people(evidence: Evidence) -> bool:
    """Whether there is anybody in it to ask for."""
    return any(
        (name in POSTS and value) or (name == "item" and value in POSTS)
        for row in evidence
        for name, value in row.items()
    )
