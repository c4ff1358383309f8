from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest
import time_machine
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from supervision import clock
from supervision.errors import Refused
from supervision.office.lamps import Lamp
from supervision.office.people import Role
from supervision.quantities import Measure, Quantity
from supervision.responsibility import commitments
from supervision.responsibility.commitments import WORKFLOW, Commitment, CommitmentStatus
from supervision.responsibility.evidence import ProgressEntry
from supervision.responsibility.extensions import ExtensionStatus
from supervision.responsibility.terms import Subject, guess
from tests import make

S = CommitmentStatus
TODAY = date(2026, 3, 2)


@pytest.mark.parametrize("status", [S.DRAFT, S.ISSUED, S.ACKNOWLEDGED, S.IN_PROGRESS, S.VERIFIED, S.CLOSED])
def test_an_office_of_three_walks_a_commitment_from_draft_to_closing(both: Session, status: S) -> None:
    commitment = make.commitment(both, status)
    both.commit()
    both.expire_all()

    assert commitment.status is status
    assert commitment.history[-1].target == status
    assert commitment.wanted == Quantity(100, Measure.HOMES)


def test_issuing_starts_the_five_workdays_its_leader_has_to_take_it_on(session: Session) -> None:
    commitment = make.commitment(session)

    assert commitment.issued_on == TODAY
    assert commitment.acknowledge_due_on == date(2026, 3, 9)


def test_a_commitment_without_a_date_is_not_issued(session: Session) -> None:
    commitment = make.commitment(session, S.DRAFT, due_on=None)

    with pytest.raises(Refused, match="完成时限"):
        commitment.issue(session, by=make.officer(session, Role.TASK_FORCE))


def test_only_the_task_force_issues(session: Session) -> None:
    commitment = make.commitment(session, S.DRAFT)

    with pytest.raises(Refused, match="须由专班负责人办理"):
        commitment.issue(session, by=make.officer(session))


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"target": 5, "measure": None}, "一并填写"),
        ({"target": 5, "measure": Measure.PERCENT}, "一并填写"),
        ({"target": 0}, "大于零"),
        ({"title": " "}, "编号和承诺事项"),
    ],
)
def test_terms_that_cannot_be_counted_are_refused(
    session: Session, changed: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence):
        make.terms(session, **changed)


def test_a_number_stands_once_in_a_unit(both: Session) -> None:
    first = make.commitment(both)

    with pytest.raises(IntegrityError):
        make.commitment(both, S.DRAFT, unit=first.unit)


def test_a_number_is_free_again_once_its_commitment_was_withdrawn(both: Session) -> None:
    first = make.commitment(both)
    first.withdraw(by=make.officer(both), because="误录")
    both.flush()

    second = make.commitment(both, unit=first.unit)

    assert second.number == first.number


def test_an_officer_enters_a_units_act_only_from_its_paper(session: Session) -> None:
    commitment, me = make.commitment(session), make.officer(session)

    with pytest.raises(Refused, match="文号、日期和扫描件"):
        commitment.acknowledge(by=me, leader="演示甲")


def test_the_day_of_acknowledgement_is_the_papers_own(session: Session) -> None:
    commitment, me = make.commitment(session), make.officer(session)
    paper = make.stamped_paper(session, by=me)
    paper.dated_on = date(2026, 2, 27)

    commitment.acknowledge(by=me, leader="演示丙", paper=paper)

    assert commitment.acknowledged_on == date(2026, 2, 27)
    assert commitment.leader == "演示丙"
    assert paper.words in commitment.history[-1].note


def test_a_units_account_acts_for_its_own_unit_only(session: Session) -> None:
    commitment, other = make.commitment(session), make.unit(session, "其他单位")
    stranger = make.officer(session, Role.UNIT, region_code=make.CITY, unit=other)
    own = make.officer(session, Role.UNIT, region_code=make.CITY, unit=commitment.unit)

    with pytest.raises(Refused, match="其他责任单位"):
        commitment.acknowledge(by=stranger, leader="演示甲")
    commitment.acknowledge(by=own, leader="演示甲")

    assert commitment.status is S.ACKNOWLEDGED


def test_the_next_county_may_not_touch_it(session: Session) -> None:
    commitment = make.commitment(session, S.CLOSE_REQUESTED, unit=make.unit(session, region_code=make.COUNTY))
    neighbour = make.officer(session, region_code=make.NEXT_COUNTY)

    assert WORKFLOW.why_not(commitment, "verify", by=neighbour) == "不在您的辖区内，须由所在地办理。"


def test_what_is_said_later_stands_beside_what_was_said_before(session: Session) -> None:
    commitment, me = make.commitment(session, S.IN_PROGRESS), make.officer(session)

    commitment.report(make.entry(session, by=me, amount=70), by=me)

    assert [entry.amount for entry in commitment.stated] == [50, 70]
    assert commitment.claimed == Quantity(70, Measure.HOMES)


@pytest.mark.parametrize(("amount", "days", "sentence"), [(-1, 0, "负数"), (1, 1, "不能晚于今天")])
def test_an_impossible_entry_is_refused(session: Session, amount: int, days: int, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        ProgressEntry.say(
            amount=amount,
            as_of=TODAY + timedelta(days=days),
            text=None,
            files=[],
            by=make.officer(session),
        )


def test_whoever_entered_the_close_request_does_not_verify_it(session: Session) -> None:
    commitment = make.commitment(session, S.IN_PROGRESS)
    one, other = make.officer(session), make.officer(session, Role.TASK_FORCE)
    commitment.request_close(make.entry(session, by=one), by=one)

    with pytest.raises(Refused, match="须换人"):
        commitment.verify(by=one, amount=100, finding="一致")
    commitment.verify(by=other, amount=100, finding="一致")

    assert commitment.verified == Quantity(100, Measure.HOMES)


def test_after_a_return_the_two_may_change_places(session: Session) -> None:
    commitment = make.commitment(session, S.IN_PROGRESS)
    one, other = make.officer(session), make.officer(session, Role.TASK_FORCE)
    commitment.request_close(make.entry(session, by=one), by=one)
    commitment.send_back(by=other, because="缺文书")
    commitment.request_close(make.entry(session, by=other), by=other)

    commitment.verify(by=one, amount=100, finding="已补齐")

    assert commitment.status is S.VERIFIED


def test_a_leader_does_not_close_what_they_verified_themselves(session: Session) -> None:
    commitment = make.commitment(session, S.CLOSE_REQUESTED)
    me = make.officer(session, Role.LEADER, Role.INSPECTOR)
    commitment.verify(by=me, amount=100, finding="一致")

    with pytest.raises(Refused, match="本件由您核实"):
        commitment.close(by=me)


def test_nothing_is_verified_without_evidence(session: Session) -> None:
    commitment = make.commitment(session, S.ACKNOWLEDGED)
    one, other = make.officer(session), make.officer(session, Role.TASK_FORCE)
    commitment.request_close(make.entry(session, by=one, evidence=False), by=one)

    with pytest.raises(Refused, match="尚无佐证材料"):
        commitment.verify(by=other, amount=100, finding="一致")
    commitment.attach(make.entry(session, by=one, amount=None), by=one)
    commitment.verify(by=other, amount=100, finding="一致")

    assert [file.name for file in commitment.files] == ["佐证.pdf"]


@pytest.mark.parametrize("amount", [99, None])
def test_less_than_the_target_is_sent_back_instead(session: Session, amount: int | None) -> None:
    commitment, checker = make.commitment(session, S.CLOSE_REQUESTED), make.officer(session, Role.TASK_FORCE)

    with pytest.raises(Refused, match="未达到目标"):
        commitment.verify(by=checker, amount=amount, finding="不足")
    commitment.send_back(by=checker, because="差 1 套")

    assert commitment.status is S.RETURNED


def test_an_open_doubt_holds_the_closing(session: Session) -> None:
    commitment, me = make.commitment(session, S.VERIFIED), make.officer(session)
    leader = make.officer(session, Role.LEADER)
    commitment.hold(by=me, because="疑点 12 未研判")

    with pytest.raises(Refused, match="疑点 12"):
        commitment.close(by=leader)
    commitment.release(by=me, because="疑点 12 已排除")
    commitment.close(by=leader)

    assert commitment.status is S.CLOSED


def test_a_unit_is_not_told_which_doubt_holds_it(session: Session) -> None:
    commitment = make.commitment(session, S.VERIFIED)
    commitment.hold(by=make.officer(session), because="投诉 12")
    unit = make.officer(session, Role.UNIT, Role.LEADER, region_code=make.CITY, unit=commitment.unit)

    assert WORKFLOW.why_not(commitment, "close", by=unit) == "已暂缓销号。"


def test_an_extension_counts_once_granted_and_the_first_date_stays(session: Session) -> None:
    commitment, me = make.commitment(session, S.IN_PROGRESS), make.officer(session)
    paper, later = make.stamped_paper(session, by=me), date(2026, 4, 30)
    commitment.ask_extension(by=me, until=later, because="缺档案", paper=paper)
    assert commitment.deadline == date(2026, 3, 31)

    commitment.grant_extension(by=make.officer(session, Role.LEADER))

    assert (commitment.due_on, commitment.deadline) == (date(2026, 3, 31), later)
    assert [one.status for one in commitment.extensions] == [ExtensionStatus.GRANTED]
    assert WORKFLOW.why_not(commitment, "ask_extension", by=me) == "已延期 1 次，本专项最多 1 次。"


def test_an_extension_denied_changes_no_date(session: Session) -> None:
    commitment, me = make.commitment(session, S.IN_PROGRESS), make.officer(session)
    paper = make.stamped_paper(session, by=me)
    commitment.ask_extension(by=me, until=date(2026, 4, 30), because="缺档案", paper=paper)

    commitment.deny_extension(by=make.officer(session, Role.LEADER), because="理由不充分")

    assert commitment.deadline == date(2026, 3, 31)
    assert commitment.pending_extension is None
    assert WORKFLOW.why_not(commitment, "ask_extension", by=me) is None


def test_whoever_asked_for_the_extension_does_not_grant_it(session: Session) -> None:
    commitment, me = (
        make.commitment(session, S.IN_PROGRESS),
        make.officer(session, Role.INSPECTOR, Role.LEADER),
    )
    paper = make.stamped_paper(session, by=me)
    commitment.ask_extension(by=me, until=date(2026, 4, 30), because="缺档案", paper=paper)

    assert WORKFLOW.why_not(commitment, "grant_extension", by=me) == "本件由您申请延期，须换人办理。"


def test_an_earlier_date_is_no_extension(session: Session) -> None:
    commitment, me = make.commitment(session, S.IN_PROGRESS), make.officer(session)

    with pytest.raises(Refused, match="新时限须晚于现时限 2026-03-31"):
        commitment.ask_extension(by=me, until=date(2026, 3, 31), because="缺档案")


def test_the_first_date_is_never_overwritten(session: Session) -> None:
    commitment = make.commitment(session)

    with pytest.raises(Refused, match="首次时限已登记"):
        commitment.due_on = date(2027, 1, 1)

    assert WORKFLOW.why_not(commitment, "supply_date", by=make.officer(session)) is not None


def test_a_closed_commitment_is_looked_back_on_and_opened_again_with_a_new_date(session: Session) -> None:
    commitment, me = make.commitment(session, S.CLOSED), make.officer(session, Role.TASK_FORCE)

    commitment.look_back(by=me, finding="抽查 3 套，1 套未登簿")
    commitment.reopen(by=me, because="回头看发现未登簿", until=date(2026, 4, 1))

    assert commitment.status is S.REOPENED
    assert (commitment.due_on, commitment.deadline) == (date(2026, 3, 31), date(2026, 4, 1))
    assert commitment.looked_back_on == TODAY
    assert commitment.verified_amount is None


def test_overdue_says_the_same_of_a_record_and_of_a_query(both: Session) -> None:
    dates = (date(2026, 3, 1), TODAY)
    cases = list(product((S.DRAFT, S.ISSUED, S.RETURNED, S.CLOSE_REQUESTED, S.CLOSED), dates, (None, *dates)))
    made = []
    for number, (status, due_on, extended_to) in enumerate(cases):
        reached = S.CLOSE_REQUESTED if status is S.RETURNED else status
        commitment = make.commitment(both, reached, f"TY-{number}", due_on=due_on)
        if status is S.RETURNED:
            commitment.send_back(by=make.officer(both), because="缺文书")
        commitment.extended_to = extended_to
        made.append(commitment)
    both.flush()

    found = both.scalars(select(Commitment).where(commitments.overdue(TODAY))).all()

    assert set(found) == {commitment for commitment in made if commitment.is_overdue(TODAY)}
    assert 0 < len(found) < len(cases)


@pytest.mark.parametrize(
    ("status", "due_on", "lamp"),
    [
        (S.IN_PROGRESS, date(2026, 3, 1), Lamp.RED),
        (S.IN_PROGRESS, date(2026, 3, 9), Lamp.YELLOW),
        (S.IN_PROGRESS, date(2026, 3, 10), None),
        (S.CLOSE_REQUESTED, date(2026, 3, 1), Lamp.YELLOW),
        (S.CLOSED, date(2026, 3, 1), None),
        (S.DRAFT, date(2026, 3, 1), None),
    ],
)
def test_the_lamp_follows_the_days_left(session: Session, status: S, due_on: date, lamp: Lamp | None) -> None:
    assert make.commitment(session, status, due_on=due_on).lamp(TODAY) is lamp


def test_an_extension_asked_is_yellow(session: Session) -> None:
    commitment, me = make.commitment(session, S.IN_PROGRESS), make.officer(session)
    paper = make.stamped_paper(session, by=me)

    commitment.ask_extension(by=me, until=date(2026, 4, 30), because="缺档案", paper=paper)

    assert commitment.lamp(TODAY) is Lamp.YELLOW


def test_a_leader_who_has_not_signed_in_time_is_blue(session: Session) -> None:
    commitment = make.commitment(session, due_on=date(2026, 12, 31))

    assert commitment.lamp(date(2026, 3, 9)) is None
    assert commitment.lamp(date(2026, 3, 10)) is Lamp.BLUE


def test_a_month_without_a_word_is_blue(session: Session) -> None:
    commitment = make.commitment(session, S.IN_PROGRESS, due_on=date(2026, 12, 31))

    assert commitment.lamp(date(2026, 4, 1)) is None
    assert commitment.lamp(date(2026, 4, 2)) is Lamp.BLUE


def test_without_a_date_the_lamp_cannot_be_computed_until_one_is_supplied(session: Session) -> None:
    entered = Commitment.enter(
        make.terms(session, due_on=None),
        snapshot_id=make.snapshot(session).id,
        by=make.officer(session),
    )
    session.add(entered)
    assert (entered.lamp(TODAY), entered.days_left(TODAY)) == (Lamp.UNKNOWN, None)

    entered.supply_date(date(2026, 3, 1), by=make.officer(session), because="阳专班〔2021〕2号")

    assert entered.lamp(TODAY) is Lamp.RED


def test_a_city_sees_its_counties_and_a_county_not_the_next(session: Session) -> None:
    here = make.commitment(session, unit=make.unit(session, region_code=make.COUNTY))

    seen = {
        region: session.scalars(commitments.visible_to(make.officer(session, region_code=region))).all()
        for region in (make.PROVINCE, make.CITY, make.COUNTY, make.NEXT_COUNTY)
    }

    assert seen == {make.PROVINCE: [here], make.CITY: [here], make.COUNTY: [here], make.NEXT_COUNTY: []}


def test_a_units_account_sees_its_own_once_they_are_issued(session: Session) -> None:
    mine = make.commitment(session)
    make.commitment(session)
    make.commitment(session, S.DRAFT, number="TY-0002", unit=mine.unit)
    me = make.officer(session, Role.UNIT, region_code=make.CITY, unit=mine.unit)

    assert session.scalars(commitments.visible_to(me)).all() == [mine]


@pytest.mark.parametrize(
    ("title", "subject"),
    [
        ("完成辖区纳入项目首次登记", Subject.FIRST),
        ("完成转移登记", Subject.TRANSFER),
        ("首次登记后办理转移登记", Subject.OTHER),
        ("推行房证同交", Subject.OTHER),
    ],
)
def test_a_title_names_its_subject_or_none(title: str, subject: Subject) -> None:
    assert guess(title) is subject


def test_the_clock_of_a_verb_is_the_offices(session: Session, frozen_clock: time_machine.Traveller) -> None:
    frozen_clock.shift(timedelta(days=1))

    commitment = make.commitment(session)

    assert commitment.issued_on == clock.today() == date(2026, 3, 3)
