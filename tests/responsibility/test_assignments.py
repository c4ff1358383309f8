from datetime import date

import pytest
from sqlalchemy.orm import Session

from supervision.errors import Refused
from supervision.office.people import Role
from supervision.responsibility.assignments import Assignment
from supervision.responsibility.commitments import CommitmentStatus
from tests import make

S = CommitmentStatus


def test_drafts_of_one_unit_are_issued_together_on_one_stored_paper(both: Session) -> None:
    first = make.commitment(both, S.DRAFT, "TY-1")
    second = make.commitment(both, S.DRAFT, "TY-2", unit=first.unit)

    assignment = make.assignment(both, second, first)
    both.commit()
    both.expire_all()

    assert [one.number for one in assignment.commitments] == ["TY-1", "TY-2"]
    assert {one.status for one in assignment.commitments} == {S.ISSUED}
    assert assignment.acknowledge_due_on == date(2026, 3, 9)
    assert assignment.file is not None
    assert assignment.file.read() == assignment.number.encode()


def test_two_units_do_not_share_a_paper(session: Session) -> None:
    drafts = [make.commitment(session, S.DRAFT, number) for number in ("TY-1", "TY-2")]

    with pytest.raises(Refused, match="同一责任单位"):
        make.assignment(session, *drafts)


def test_nothing_is_issued_twice(session: Session) -> None:
    commitment = make.assignment(session).commitments[0]

    with pytest.raises(Refused, match="当前状态为“已交办”"):
        Assignment.issue(
            session, [commitment], by=make.officer(session, Role.TASK_FORCE), write=lambda it: b""
        )
