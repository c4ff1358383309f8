"""The demo's registers: who looked last week, an emergency reading, a clearing, a mistaken accusation."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy.orm import Session

from supervision import clock
from supervision.conduct import readings
from supervision.conduct.break_glass import Opening
from supervision.conduct.categories import Finding
from supervision.conduct.clarifications import Clarification, Manner, Trigger
from supervision.conduct.complaint_steps import ComplaintStatus
from supervision.conduct.complaints import Complaint
from supervision.conduct.false_accusations import FalseAccusation
from supervision.demo.plan import BUSINESS_DATE
from supervision.office.people import Officer


def fill(session: Session, letters: Sequence[Complaint], officers: dict[str, Officer]) -> None:
    """One entry in each, so that every register has something to show."""
    ours = [one for one in letters if one.region_code == "140000"]
    clock.stand_on(BUSINESS_DATE - timedelta(days=7))
    _look(session, ours, officers)
    clock.stand_on(BUSINESS_DATE)
    readings.draw_up(session, clock.today())
    unseen = next(one for one in ours if one.status is ComplaintStatus.REGISTERED)
    opening = Opening.ask(
        session,
        number=unseen.number,
        hours=4,
        because="经办人请假，须当日答复来访。（演示数据）",
        by=officers["inspector"],
    )
    opening.open(session, by=officers["leader"])
    untrue = next(one for one in ours if one.finding is Finding.UNTRUE)
    _clear(session, untrue, officers)
    FalseAccusation.find_mistaken(
        session,
        untrue,
        words="反映人误将打印费当作材料费，已说明。（演示数据）",
        by=officers["leader"],
    )
    session.flush()


def _look(session: Session, ours: Sequence[Complaint], officers: dict[str, Officer]) -> None:
    for place, complaint in enumerate(ours[:6]):
        for login in ("petitions", "leader")[: 1 + place % 2]:
            readings.note(session, complaint, by=officers[login])
    handled = next(one for one in ours if one.handler)
    readings.note(session, handled, by=officers["inspector"])
    desk, inspector = officers["petitions"], officers["inspector"]
    handled.share_words(session, to=inspector, by=desk, because="承办人须核对地点（演示）")
    handled.read_words(by=officers["inspector"], because="核对收费地点（演示）")


def _clear(session: Session, complaint: Complaint, officers: dict[str, Officer]) -> None:
    one = Clarification.propose(
        session,
        complaint,
        who="演示对象己",
        post="演示职务",
        allegation="收取材料费",
        finding="材料费系打印店收取，与其无关。（演示数据）",
        trigger=Trigger.REPUTATION,
        manner=Manner.MEETING,
        agreed=True,
        by=officers["inspector"],
    )
    one.check(by=officers["taskforce"], opinion="同意，建议会议澄清。（演示）")
    one.approve(by=officers["leader"], opinion="同意澄清。（演示）")
