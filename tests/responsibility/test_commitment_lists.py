from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session

from supervision.delivery.snapshots import Shape
from supervision.errors import Refused
from supervision.office import history
from supervision.office.people import Role
from supervision.responsibility import commitment_lists
from supervision.responsibility.commitment_lists import Stated
from supervision.responsibility.commitments import WORKFLOW, Commitment, CommitmentStatus
from tests import make

S = CommitmentStatus


def stated(status: str = "推进中", **changed: Any) -> Stated:
    said: dict[str, Any] = {
        "status": status,
        "as_of": date(2026, 3, 1),
        "acknowledged_on": date(2021, 5, 15),
        "amount": 40,
    }
    return Stated(**(said | changed))


def entered(session: Session, said: Stated, **changed: Any) -> Commitment:
    made = commitment_lists.enter(
        make.terms(session, **changed),
        said,
        snapshot_id=make.snapshot(session, Shape.COMMITMENTS).id,
        by=make.officer(session),
    )
    session.add(made)
    session.flush()
    return made


def again(session: Session, commitment: Commitment, said: Stated, **changed: Any) -> tuple[bool, int]:
    """A later workbook lists it: whether it said anything new, and the workbook's number."""
    snapshot_id = make.snapshot(session, Shape.COMMITMENTS).id
    terms = make.terms(session, unit=commitment.unit, **changed)
    by = make.officer(session)
    new = commitment_lists.restate(session, commitment, terms, said, snapshot_id=snapshot_id, by=by)
    session.flush()
    return new, snapshot_id


@pytest.mark.parametrize(
    ("said", "status"),
    [
        (stated(), S.IN_PROGRESS),
        (stated("未启动", amount=None), S.ACKNOWLEDGED),
        (stated("未认领", amount=None, acknowledged_on=None), S.ISSUED),
        (stated("已完成", amount=100), S.CLOSE_REQUESTED),
        (stated("已销号", amount=100), S.CLOSE_REQUESTED),
        (stated("已销号", amount=None), S.IN_PROGRESS),
    ],
)
def test_a_commitment_enters_at_the_state_its_workbook_states_but_never_closed(
    both: Session, said: Stated, status: S
) -> None:
    commitment = entered(both, said)

    assert commitment.status is status
    assert list(history.breaks(both)) == []


def test_what_the_workbook_calls_done_still_needs_evidence_and_another_person(session: Session) -> None:
    commitment = entered(session, stated("已销号", amount=100))
    importer = commitment.history[0].by

    assert WORKFLOW.why_not(commitment, "verify", by=importer) == "本件由您申报销号，须换人办理。"
    assert WORKFLOW.why_not(commitment, "verify", by=make.officer(session)) == (
        "尚无佐证材料，请责任单位补充后再核实。"
    )


def test_words_in_place_of_an_amount_are_kept_as_words(session: Session) -> None:
    commitment = entered(session, stated(amount=None, text="持续推进"), target=None, measure=None)

    assert commitment.claimed.amount is None
    assert [entry.text for entry in commitment.stated] == ["持续推进；推进中"]


@pytest.mark.parametrize("said", [stated(), stated("已完成", amount=100), stated("已销号", amount=None)])
def test_the_same_row_twice_changes_nothing(both: Session, said: Stated) -> None:
    commitment = entered(both, said)
    lines = history.lines(both)

    new, _number = again(both, commitment, said)

    assert not new
    assert history.lines(both) == lines


def test_a_later_row_adds_what_is_new(session: Session) -> None:
    commitment = entered(session, stated())

    new, _number = again(session, commitment, stated("已完成", amount=100), handler="演示丁")

    assert new
    assert [entry.amount for entry in commitment.stated] == [40, 100]
    assert (commitment.status, commitment.handler) == (S.CLOSE_REQUESTED, "演示丁")


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [({"due_on": date(2026, 12, 31)}, "首次登记的 2026-03-31"), ({"target": 90}, "首次登记的 100套")],
)
def test_a_workbook_moves_neither_date_nor_target(
    session: Session, changed: dict[str, Any], sentence: str
) -> None:
    commitment = entered(session, stated())

    with pytest.raises(Refused, match=sentence):
        again(session, commitment, stated(), **changed)


def test_a_workbook_may_supply_a_date_that_was_missing(session: Session) -> None:
    commitment = entered(session, stated(), due_on=None)

    again(session, commitment, stated(), due_on=date(2026, 5, 1))

    assert commitment.due_on == date(2026, 5, 1)


def test_withdrawing_a_workbook_takes_its_commitments_off_the_books(both: Session) -> None:
    commitment = entered(both, stated())
    by, snapshot_id = make.officer(both, Role.TASK_FORCE), commitment.snapshot_id
    assert snapshot_id is not None

    taken_back = commitment_lists.withdraw(both, snapshot_id=snapshot_id, by=by, because="传错文件")
    both.flush()

    assert (taken_back, commitment.status) == (1, S.WITHDRAWN)
    assert commitment_lists.find(both, unit_id=commitment.unit_id, number=commitment.number) is None


def test_withdrawing_a_later_workbook_leaves_what_the_earlier_one_said(both: Session) -> None:
    commitment = entered(both, stated())
    _new, snapshot_id = again(both, commitment, stated("已完成", amount=100), handler="演示丁")

    commitment_lists.withdraw(
        both, snapshot_id=snapshot_id, by=make.officer(both, Role.TASK_FORCE), because="传错文件"
    )

    assert (commitment.claimed.amount, commitment.handler) == (40, "演示乙")
    assert commitment.status is S.RETURNED


def test_a_workbook_something_later_stands_on_is_not_withdrawn(session: Session) -> None:
    commitment, me = entered(session, stated()), make.officer(session)
    commitment.report(make.entry(session, by=me, amount=50), by=me)
    session.flush()

    with pytest.raises(Refused, match="后来又有办理"):
        commitment_lists.withdraw(session, snapshot_id=commitment.snapshot_id or 0, by=me, because="传错文件")


def test_a_number_is_looked_up_in_its_unit(session: Session) -> None:
    commitment = entered(session, stated())
    other = make.unit(session, "其他单位")

    assert commitment_lists.find(session, unit_id=commitment.unit_id, number="TY-0001") is commitment
    assert commitment_lists.find(session, unit_id=other.id, number="TY-0001") is None
