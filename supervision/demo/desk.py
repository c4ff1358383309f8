"""The demo's complaint desk at work: letters handled, answered and archived, and clues on their way."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy.orm import Session

from supervision.conduct import clue_registering, redaction
from supervision.conduct.categories import Finding, Identity, Jurisdiction, NoticeBy
from supervision.conduct.clue_registering import Told
from supervision.conduct.clue_terms import AccusedPerson, ClueSource, FourForm, Result, TalkKind, Way
from supervision.conduct.clues import Clue
from supervision.conduct.complaint_steps import ComplaintStatus
from supervision.conduct.complaints import Complaint
from supervision.conduct.meddling import Meddling, MeddlingKind
from supervision.conduct.redaction import Redaction
from supervision.demo.plan import BUSINESS_DATE
from supervision.office.people import Officer

DEPARTMENT, AGREED = "第一监督检查室（演示）", "同意。（演示）"
OUTCOMES = (Finding.PARTLY, Finding.UNTRUE, Finding.UNPROVEN, Finding.TRUE)
#: Of the letters taken up: how many a handler has concluded, is at work on, or has been given.
CONCLUDED, HANDLED, GIVEN = 4, 2, 1


def handle(session: Session, letters: Sequence[Complaint], officers: dict[str, Officer]) -> None:
    """Hand the province's own letters on, as far as each has come by the day on the wall."""
    inspector, leader = officers["inspector"], officers["leader"]
    ours = [one for one in letters if one.status is ComplaintStatus.ACCEPTED and one.region_code == "140000"]
    for place, complaint in enumerate(ours[: CONCLUDED + HANDLED + GIVEN]):
        Redaction.confirm(session, complaint, redaction.suggested(complaint), by=officers["petitions"])
        complaint.assign(to=inspector, by=leader)
        if place >= CONCLUDED + HANDLED:
            continue
        complaint.sign_for(by=inspector)
        if place < CONCLUDED:
            _conclude(session, complaint, officers, OUTCOMES[place % len(OUTCOMES)])
    session.flush()


def _conclude(session: Session, complaint: Complaint, officers: dict[str, Officer], finding: Finding) -> None:
    inspector, second = officers["inspector"], officers["taskforce"]
    complaint.conclude(
        session,
        finding=finding,
        outcome="已核查演示窗口的办理记录，并督促一次性告知。（演示数据）",
        by=inspector,
    )
    if complaint.identity is Identity.ANONYMOUS or not complaint.noticed_on:
        return
    complaint.give_feedback(
        by=inspector, second=second, method=NoticeBy.PHONE, words="已反馈办理结果。（演示数据）"
    )
    complaint.countersign(by=second)


def clues(session: Session, letters: Sequence[Complaint], officers: dict[str, Officer]) -> int:
    """Four clues: one concluded, one being verified, one waiting for the principal, one just handed in."""
    desk, petitions = officers["cases"], officers["petitions"]
    made = [
        clue_registering.register(
            session,
            Told(
                jurisdiction=Jurisdiction.OWN,
                source=source,
                summary=f"{source.chinese}移送：演示窗口办件存在疑点，请核实。（演示数据）",
                accused=AccusedPerson(name, "演示职务"),
                county_code="140223",
                received_on=BUSINESS_DATE - timedelta(days=days),
            ),
            by=desk,
        )
        for source, name, days in (
            (ClueSource.AUDIT, "演示对象甲", 40),
            (ClueSource.PATROL, "演示对象乙", 25),
            (ClueSource.INSPECTION, "演示对象丙", 6),
        )
    ]
    _distribute(session, made[0], officers)
    _distribute(session, made[1], officers)
    _dispose(session, made[0], officers, Way.TALK)
    _dispose(session, made[1], officers, Way.PRELIM)
    made[2].propose_distribution(
        to=officers["inspector"], department=DEPARTMENT, opinion="拟交第一监督检查室办理。（演示）", by=desk
    )
    ready = [
        one
        for one in letters
        if one.status is ComplaintStatus.ACCEPTED and one.region_code == "140000" and one.handler is None
    ]
    for complaint in ready[:1]:
        Redaction.confirm(session, complaint, redaction.suggested(complaint), by=petitions)
        made.append(
            clue_registering.hand_in(
                session, complaint, by=petitions, accused=AccusedPerson("演示对象丁", "演示职务")
            )
        )
    session.flush()
    return len(made)


def _distribute(session: Session, clue: Clue, officers: dict[str, Officer]) -> None:
    clue.propose_distribution(
        to=officers["inspector"],
        department=DEPARTMENT,
        opinion="拟交第一监督检查室办理。（演示）",
        by=officers["cases"],
    )
    clue.approve_distribution(by=officers["principal"], opinion=AGREED)
    clue.sign_for(session, by=officers["inspector"])


def _dispose(session: Session, clue: Clue, officers: dict[str, Officer], way: Way) -> None:
    inspector = officers["inspector"]
    clue.study(by=inspector, finding="具有可查性。（演示）")
    clue.propose(by=inspector, way=way, opinion=f"建议{way.chinese}。（演示）")
    clue.study_together(by=inspector, minutes_no="演示会纪〔2022〕6号", on=BUSINESS_DATE, opinion=AGREED)
    clue.endorse(by=officers["leader"], opinion=AGREED)
    clue.approve_disposal(by=officers["principal"], opinion=AGREED)
    if way is Way.PRELIM:
        clue.verify(session, by=inspector)
        return
    clue.talk(session, by=inspector, kind=TalkKind.TALK)
    clue.record_answer(session, by=inspector, on=BUSINESS_DATE)
    clue.conclude(
        by=inspector, result=Result.REMINDED, form=FourForm.FIRST, finding="部分属实，已谈话提醒。（演示）"
    )


def meddle(session: Session, officers: dict[str, Officer]) -> None:
    """One entry in the register of those who asked."""
    Meddling.enter(
        session,
        who="演示人员戊",
        post="演示职务",
        kind=MeddlingKind.INQUIRY,
        words="来电打听一件信访件的办理情况，已告知不便答复。（演示数据）",
        happened_on=BUSINESS_DATE - timedelta(days=2),
        by=officers["petitions"],
    )
