from datetime import date
from io import BytesIO
from typing import Any

import pytest
from docx import Document
from sqlalchemy.orm import Session

from reports.documents import clarification_approval, clarification_letter
from supervision import clock
from supervision.conduct.categories import Finding
from supervision.conduct.clarifications import (
    Clarification,
    ClarificationStatus,
    Manner,
    Trigger,
    readable_by,
)
from supervision.conduct.complaint_steps import ComplaintStatus
from supervision.conduct.complaints import Complaint
from supervision.errors import Refused
from supervision.office.people import Officer, Role
from tests import make

S = ClarificationStatus
SAID: dict[str, Any] = {
    "who": "冯某某",
    "post": "市不动产登记中心科员",
    "allegation": "收取群众材料费",
    "finding": "材料费系打印店收取，与其无关",
    "trigger": Trigger.REPUTATION,
    "manner": Manner.MEETING,
    "agreed": True,
}


def here(session: Session, *roles: Role, name: str = "李娜") -> Officer:
    return make.officer(session, *roles, name=name, region_code=make.CITY)


def concluded(session: Session, handler: Officer, finding: Finding = Finding.UNTRUE) -> Complaint:
    made = make.complaint(session, ComplaintStatus.HANDLING, handler=handler, name="欧阳不应见")
    made.conclude(session, finding=finding, outcome="经核实不属实。", by=handler)
    session.flush()
    return made


def cleared(session: Session, manner: Manner = Manner.MEETING) -> Clarification:
    handler = here(session, name="吴桐")
    one = Clarification.propose(
        session, concluded(session, handler), by=handler, **(SAID | {"manner": manner})
    )
    one.check(by=here(session, Role.TASK_FORCE, name="王强"), opinion="同意")
    one.approve(by=here(session, Role.LEADER, name="赵敏"), opinion="同意澄清")
    one.clear(by=handler, letter_no="阳纪澄〔2026〕1号", on=clock.today())
    session.flush()
    return one


def test_who_verified_proposes_others_check_and_approve_and_it_is_cleared_in_writing(both: Session) -> None:
    one = cleared(both)

    assert (one.status, one.letter_no, one.cleared_on) == (S.CLEARED, "阳纪澄〔2026〕1号", date(2026, 3, 2))
    assert [line.verb for line in one.history] == ["propose", "check", "approve", "clear"]
    assert "冯某某".encode() not in one.sealed_words


def test_only_who_verified_it_proposes(session: Session) -> None:
    complaint = concluded(session, here(session, name="吴桐"))
    other = here(session, name="何平")
    complaint.admit(session, to=other, by=here(session, Role.LEADER), because="协助")

    with pytest.raises(Refused, match="谁核实谁澄清"):
        Clarification.propose(session, complaint, by=other, **SAID)


@pytest.mark.parametrize("finding", [Finding.TRUE, Finding.UNPROVEN])
def test_what_was_not_found_untrue_is_not_cleared(session: Session, finding: Finding) -> None:
    handler = here(session, name="吴桐")

    with pytest.raises(Refused, match="才能澄清"):
        Clarification.propose(session, concluded(session, handler, finding), by=handler, **SAID)


def test_whom_it_is_about_agrees_first(session: Session) -> None:
    handler = here(session, name="吴桐")
    complaint = concluded(session, handler)

    with pytest.raises(Refused, match="征求澄清对象"):
        Clarification.propose(session, complaint, by=handler, **(SAID | {"agreed": False}))


def test_nobody_takes_two_of_the_steps(session: Session) -> None:
    handler, leader = here(session, name="吴桐"), here(session, Role.LEADER, name="赵敏")
    one = Clarification.propose(session, concluded(session, handler), by=handler, **SAID)
    one.check(by=leader, opinion="同意")

    with pytest.raises(Refused, match="须换人办理"):
        one.approve(by=leader, opinion="同意")


def test_it_may_be_turned_down_with_a_reason(session: Session) -> None:
    handler = here(session, name="吴桐")
    one = Clarification.propose(session, concluded(session, handler), by=handler, **SAID)

    one.turn_down(by=here(session, Role.LEADER), opinion="影响范围很小")

    assert (one.status, one.words["turned_down"]) == (S.TURNED_DOWN, "影响范围很小")


def words_of(data: bytes) -> str:
    document = Document(BytesIO(data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def test_the_letter_clears_of_one_allegation_and_names_no_informant(session: Session) -> None:
    one = cleared(session)

    said = words_of(clarification_letter.write(one).save())

    assert "阳纪澄〔2026〕1号" in said
    assert "冯某某：" in said
    assert "收取群众材料费" in said
    assert "不作为对个人（单位）的全面评价" in said
    assert one.complaint.number not in said
    assert "欧阳不应见" not in said


@pytest.mark.parametrize("manner", Manner)
def test_the_approval_form_says_how_and_who_said_yes(session: Session, manner: Manner) -> None:
    one = cleared(session, manner)

    said = words_of(clarification_approval.write(one).save())

    assert one.complaint.number in said
    assert ("并附书面澄清函" in said) is (manner is not Manner.WRITTEN)
    assert "同意澄清　赵敏　2026年3月2日" in said
    assert "欧阳不应见" not in said


def test_it_is_read_by_those_who_know_of_the_complaint(session: Session) -> None:
    one = cleared(session)

    assert session.scalars(readable_by(here(session, Role.PETITIONS))).all() == [one]
    assert session.scalars(readable_by(here(session))).all() == []
