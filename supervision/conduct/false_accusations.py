"""False and mistaken accusations: a finding that only a paper of the right level allows (诬告陷害、错告).

检举控告工作规则 art 39; it takes the approval of a party committee or commission of a city with districts at
least. A mistaken accusation is none: the informant is told and nothing else (domain.md §3.1).
"""

import re
from datetime import date, datetime
from typing import Self

from sqlalchemy import ForeignKey, Select, UniqueConstraint, false, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from supervision import clock
from supervision.conduct import letter_words
from supervision.conduct.apart_guards import off_the_list
from supervision.conduct.categories import Finding
from supervision.conduct.complaint_guards import of_another_place, stepped_back
from supervision.conduct.complaint_steps import ComplaintStatus
from supervision.conduct.complaints import Complaint, visible_to
from supervision.conduct.informant_words import keep_out
from supervision.conduct.paper_numbers import paper_number
from supervision.conduct.register_numbers import next_number
from supervision.conduct.sealed_words import SealedWords, turned_with_the_ring
from supervision.db import Row
from supervision.errors import Refused
from supervision.labels import Labelled
from supervision.office import acts, history
from supervision.office.people import Officer, Role
from supervision.office.regions import Level
from supervision.words import _, listed

#: What a body below the city is called.
BELOW_CITY = re.compile(letter_words.words("bodies")["below_city"])
HEADS = (Role.LEADER, Role.PRINCIPAL)
HIGH_ENOUGH = (Level.PROVINCE, Level.CITY)
DONE = (ComplaintStatus.CONCLUDED, ComplaintStatus.FED_BACK, ComplaintStatus.ARCHIVED)


class Verdict(Labelled):
    """There is no menu for it: each comes with what it takes."""

    FALSE = "false", "诬告陷害"
    MISTAKEN = "mistaken", "错告"


class FalseAccusation(SealedWords, Row):
    """What was found of one complaint, and by whose approval."""

    __tablename__ = "false_accusations"
    __table_args__ = (UniqueConstraint("number"), UniqueConstraint("complaint_id"))

    number: Mapped[str]
    region_code: Mapped[str] = mapped_column(ForeignKey("regions.code"))
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaints.id"))
    verdict: Mapped[Verdict]
    approved_level: Mapped[Level | None]
    approved_by_body: Mapped[str | None]
    approval_no: Mapped[str | None]
    approved_on: Mapped[date | None]
    entered_at: Mapped[datetime]
    entered_by_id: Mapped[int] = mapped_column(ForeignKey("officers.id"))

    complaint: Mapped[Complaint] = relationship()
    entered_by: Mapped[Officer] = relationship()

    @classmethod
    def find_false(
        cls,
        session: Session,
        complaint: Complaint,
        *,
        level: Level | None,
        body: str,
        approval_no: str,
        approved_on: date,
        words: str,
        by: Officer,
    ) -> Self:
        """Enter that it was 诬告陷害, as a committee or commission of the right level approved."""
        if reason := why_not(complaint, by):
            raise Refused(reason)
        if level not in HIGH_ENOUGH:
            raise Refused(
                _("认定诬告陷害，须经设区的市级以上党委或者纪检监察机关批准。没有批准的，不得登记。")
            )
        if not body.strip():
            raise Refused(_("请填写批准机关。"))
        if BELOW_CITY.search(body):
            raise Refused(_("批准机关须是设区的市级以上党委或者纪检监察机关，县（市、区）的不能批准。"))
        if not complaint.concluded_on or not complaint.concluded_on <= approved_on <= clock.today():
            raise Refused(_("批准日期须在办结之日以后、今天以前。"))
        number = paper_number(approval_no)
        made = cls._enter(session, complaint, Verdict.FALSE, words, by=by)
        made.approved_level, made.approved_by_body = level, body.strip()
        made.approval_no, made.approved_on = number, approved_on
        return made

    @classmethod
    def find_mistaken(cls, session: Session, complaint: Complaint, *, words: str, by: Officer) -> Self:
        """Enter that it was 错告: it is explained to the informant, and never held against them."""
        return cls._enter(session, complaint, Verdict.MISTAKEN, words, by=by)

    @classmethod
    def _enter(
        cls, session: Session, complaint: Complaint, verdict: Verdict, words: str, *, by: Officer
    ) -> Self:
        if reason := why_not(complaint, by):
            raise Refused(reason)
        if not words.strip():
            raise Refused(_("请写明认定的事实和依据。"))
        keep_out(complaint, words)
        if complaint.pending:
            raise Refused(_("还有异议未说明或者新证据未核查。"))
        if session.scalar(select(cls.id).where(cls.complaint_id == complaint.id)):
            raise Refused(_("本件已有认定。"))
        made = cls(
            number=next_number(session, cls, "RD", complaint.region_code, clock.today().year),
            region_code=complaint.region_code,
            complaint=complaint,
            verdict=verdict,
            entered_at=clock.machine_now(),
            entered_by=by,
        )
        made.say(words=words)
        session.add(made)
        session.flush()
        history.note(
            session,
            kind=cls.__tablename__,
            subject_id=made.id,
            verb=f"find_{verdict}",
            by=by,
            note=made.number,
        )
        return made


turned_with_the_ring(FalseAccusation)


def why_not(complaint: Complaint, officer: Officer) -> str | None:
    """Why an officer may not enter a finding on a complaint now."""
    if not officer.holds(*HEADS):
        return _("须由{posts}办理。", posts=listed(role.label for role in HEADS))
    if complaint.status not in DONE:
        return _("办结以后才能认定。")
    if complaint.finding is not Finding.UNTRUE:
        return _("核实结论为“反映失实”的才能认定。")
    for guard in (of_another_place, off_the_list, stepped_back):
        if reason := guard(complaint, officer):
            return reason
    return None


def readable_by(officer: Officer) -> Select[FalseAccusation]:
    """Those on complaints that the officer knows of, the newest first."""
    found = select(FalseAccusation).order_by(FalseAccusation.id.desc())
    if officer.is_unit:
        return found.where(false())
    known = visible_to(officer).order_by(None).with_only_columns(Complaint.id)
    return found.where(FalseAccusation.complaint_id.in_(known))


acts.keep_apart(
    FalseAccusation.__tablename__,
    lambda officer: readable_by(officer).order_by(None).with_only_columns(FalseAccusation.id),
)
