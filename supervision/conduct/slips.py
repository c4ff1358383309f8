"""Slips: one code for each letter, given to whoever brought it; only its keyed answer is kept (一信一码)."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from supervision import clock
from supervision.conduct import complaints
from supervision.conduct.complaint_guards import of_another_place, stepped_back
from supervision.conduct.complaints import Complaint
from supervision.errors import Refused
from supervision.keys import keys
from supervision.office import history
from supervision.office.people import Officer, Role
from supervision.words import _

PURPOSE = "slip"
#: Four groups of four digits: read aloud over a telephone, and not to be guessed.
DIGITS, GROUP = 16, 4


@dataclass(frozen=True)
class Slip:
    """What the slip says: a code, a day, an office. Neither number nor content of the letter stands on it."""

    code: str
    office: str
    received_on: date
    issued_at: datetime
    demo: bool

    @property
    def grouped(self) -> str:
        return " ".join(self.code[at : at + GROUP] for at in range(0, DIGITS, GROUP))

    def __repr__(self) -> str:
        return "Slip(…)"


def issue(session: Session, complaint: Complaint, *, by: Officer) -> Slip:
    """A new code; one that was given before no longer finds anything. It is told this once only."""
    if reason := why_not(complaint, by):
        raise Refused(reason)
    code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}"
    again = complaint.slip is not None
    complaint.slip = recognised(code)
    session.flush()
    history.note(
        session,
        kind="complaints",
        subject_id=complaint.id,
        verb="issue_slip",
        by=by,
        note=_("重新开具，原码作废") if again else "",
    )
    return Slip(code, complaint.region.name, complaint.received_on, clock.now(), complaint.demo)


def found(session: Session, code: str, *, by: Officer) -> Complaint:
    """The letter of this code, for the desk that has it; a stranger's is answered as a wrong one is."""
    if not by.holds(Role.PETITIONS):
        raise Refused(_("须由{posts}办理。", posts=Role.PETITIONS.label))
    typed = "".join(sign for sign in code if sign.isdigit())
    visible = complaints.visible_to(by).where(Complaint.slip == recognised(typed))
    if len(typed) != DIGITS or (complaint := session.scalar(visible)) is None:
        raise Refused(_("没有这个回执码的来件：请核对 16 位数字。"))
    return complaint


def why_not(complaint: Complaint, officer: Officer) -> str | None:
    if not officer.holds(Role.PETITIONS):
        return _("须由{posts}办理。", posts=Role.PETITIONS.label)
    if complaint.destroyed:
        return _("本件内容已按规定销毁，只留办理经过。")
    return of_another_place(complaint, officer) or stepped_back(complaint, officer)


def recognised(code: str) -> str:
    return keys().recognise(PURPOSE, code)
