"""Clarification: a person or unit cleared of what one complaint said of it, in writing (失实检举控告澄清).

中央纪委《关于做好失实检举控告澄清工作的意见》: 谁核实谁澄清; in writing, face to face, at a meeting or by a
circular, the last three in writing as well. It clears of one allegation and says nothing of the informant.
"""

from datetime import date
from typing import Self

from sqlalchemy import ForeignKey, Select, UniqueConstraint, false, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from supervision import clock
from supervision.conduct.apart_guards import off_the_list
from supervision.conduct.categories import Finding
from supervision.conduct.complaint_guards import stepped_back
from supervision.conduct.complaint_steps import ComplaintStatus
from supervision.conduct.complaints import Complaint, visible_to
from supervision.conduct.informant_words import keep_out
from supervision.conduct.paper_numbers import paper_number
from supervision.conduct.register_numbers import next_number
from supervision.conduct.sealed_words import SealedWords, turned_with_the_ring
from supervision.errors import Refused
from supervision.labels import Labelled
from supervision.office import acts, installation
from supervision.office.history import Record
from supervision.office.people import Officer, Role
from supervision.office.regions import Region
from supervision.office.workflow import Step, Workflow, taken_by
from supervision.words import _

DONE = (ComplaintStatus.CONCLUDED, ComplaintStatus.FED_BACK, ComplaintStatus.ARCHIVED)

UNTRUE = (Finding.UNTRUE, Finding.PARTLY)


class Manner(Labelled):
    WRITTEN = "written", "书面澄清"
    IN_PERSON = "in_person", "当面澄清"
    MEETING = "meeting", "会议澄清"
    CIRCULAR = "circular", "通报澄清"


class Trigger(Labelled):
    """Why somebody is cleared; the list is local practice (待核)."""

    REPUTATION = "reputation", "造成不良影响，确有必要澄清"
    APPOINTMENT = "appointment", "影响选拔任用、评先评优"
    ASKED = "asked", "本人（单位）申请澄清"
    FALSE = "false", "已认定为诬告陷害"


class ClarificationStatus(Labelled):
    DRAFTED = "drafted", "已填写"
    PROPOSED = "proposed", "待审核"
    CHECKED = "checked", "待批准"
    APPROVED = "approved", "已批准"
    CLEARED = "cleared", "已澄清"
    TURNED_DOWN = "turned_down", "不予澄清"


S = ClarificationStatus


def off_its_list(one: "Clarification", officer: Officer) -> str | None:
    return off_the_list(one.complaint, officer) or stepped_back(one.complaint, officer)


def not_who_verified(one: "Clarification", officer: Officer) -> str | None:
    """谁核实谁澄清."""
    if one.complaint.handler_id == officer.id:
        return None
    return _("谁核实谁澄清：由本件承办人办理。")


HEADS = (Role.LEADER, Role.PRINCIPAL)
WORKFLOW = Workflow(
    Step(
        "propose",
        "提出澄清",
        S.DRAFTED,
        S.PROPOSED,
        by=(Role.INSPECTOR,),
        unless=(off_its_list, not_who_verified),
    ),
    Step(
        "check",
        "审核",
        S.PROPOSED,
        S.CHECKED,
        by=(Role.TASK_FORCE, *HEADS),
        unless=(off_its_list, taken_by("propose", "提出澄清")),
    ),
    Step(
        "approve",
        "批准澄清",
        S.CHECKED,
        S.APPROVED,
        by=HEADS,
        unless=(off_its_list, taken_by("propose", "提出澄清"), taken_by("check", "审核")),
    ),
    *(
        Step(
            "turn_down",
            "不予澄清",
            at,
            S.TURNED_DOWN,
            by=(Role.TASK_FORCE, *HEADS),
            unless=(off_its_list, taken_by("propose", "提出澄清")),
        )
        for at in (S.PROPOSED, S.CHECKED)
    ),
    Step(
        "clear",
        "登记澄清",
        S.APPROVED,
        S.CLEARED,
        by=(Role.INSPECTOR,),
        unless=(off_its_list, not_who_verified),
    ),
)


class Clarification(SealedWords, Record):
    """One person or unit, one allegation, and the paper that clears of it. Its words are sealed."""

    __tablename__ = "clarifications"
    __table_args__ = (UniqueConstraint("number"),)

    number: Mapped[str]
    region_code: Mapped[str] = mapped_column(ForeignKey("regions.code"))
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaints.id"))
    trigger: Mapped[Trigger]
    manner: Mapped[Manner]
    proposed_on: Mapped[date]
    agreed: Mapped[bool]
    letter_no: Mapped[str | None]
    cleared_on: Mapped[date | None]
    demo: Mapped[bool]
    status: Mapped[ClarificationStatus]

    complaint: Mapped[Complaint] = relationship()
    region: Mapped[Region] = relationship()

    @classmethod
    def propose(
        cls,
        session: Session,
        complaint: Complaint,
        *,
        who: str,
        post: str,
        allegation: str,
        finding: str,
        trigger: Trigger,
        manner: Manner,
        agreed: bool,
        by: Officer,
    ) -> Self:
        """Ask that somebody be cleared of one allegation, who agreed to it (征求被反映人意见)."""
        if not all(words.strip() for words in (who, allegation, finding)):
            raise Refused(_("请填写澄清对象、失实的具体问题和核实结论。"))
        keep_out(complaint, allegation, finding)
        if complaint.status not in DONE:
            raise Refused(_("核实办结以后才能澄清。"))
        if complaint.finding not in UNTRUE:
            raise Refused(_("核实结论为“反映失实”“部分属实”的才能澄清。"))
        if not agreed and trigger is not Trigger.FALSE:
            raise Refused(_("须先征求澄清对象本人（单位）的意见。"))
        made = cls(
            number=next_number(session, cls, "CQ", complaint.region_code, clock.today().year),
            region_code=complaint.region_code,
            complaint=complaint,
            trigger=trigger,
            manner=manner,
            proposed_on=clock.today(),
            agreed=agreed,
            demo=installation.current(session).demo,
            status=S.DRAFTED,
        )
        made.say(who=who, post=post, allegation=allegation, finding=finding)
        with session.no_autoflush:
            if reason := WORKFLOW.why_not(made, "propose", by=by):
                raise Refused(reason)
        session.add(made)
        session.flush()
        WORKFLOW.take(made, "propose", by=by)
        return made

    def check(self, *, by: Officer, opinion: str) -> None:
        _say(opinion)
        WORKFLOW.take(self, "check", by=by)
        self.say(checked=opinion)

    def approve(self, *, by: Officer, opinion: str) -> None:
        _say(opinion)
        WORKFLOW.take(self, "approve", by=by)
        self.say(approved=opinion)

    def turn_down(self, *, by: Officer, opinion: str) -> None:
        _say(opinion)
        WORKFLOW.take(self, "turn_down", by=by)
        self.say(turned_down=opinion)

    def clear(self, *, by: Officer, letter_no: str, on: date) -> None:
        """Enter the letter that went out: whatever the manner, there is one in writing."""
        number = paper_number(letter_no)
        if not self.proposed_on <= on <= clock.today():
            raise Refused(_("澄清日期须在提出之日以后、今天以前。"))
        WORKFLOW.take(self, "clear", by=by, note=number)
        self.letter_no, self.cleared_on = number, on


turned_with_the_ring(Clarification)


def readable_by(officer: Officer) -> Select[Clarification]:
    """Those on complaints that the officer knows of, the newest first."""
    found = select(Clarification).order_by(Clarification.id.desc())
    if officer.is_unit:
        return found.where(false())
    known = visible_to(officer).order_by(None).with_only_columns(Complaint.id)
    return found.where(Clarification.complaint_id.in_(known))


acts.keep_apart(
    Clarification.__tablename__,
    lambda officer: readable_by(officer).order_by(None).with_only_columns(Clarification.id),
)


def _say(opinion: str) -> None:
    if not opinion.strip():
        raise Refused(_("请写明意见。"))
