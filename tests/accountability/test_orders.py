from datetime import date, timedelta
from itertools import pairwise

import pytest
import time_machine
from sqlalchemy import select
from sqlalchemy.orm import Session

from supervision.accountability import document_numbers, orders
from supervision.accountability.letters import Letter
from supervision.accountability.orders import WORKFLOW, Order, OrderStatus
from supervision.errors import Refused
from supervision.keys import sm3
from supervision.office import history
from supervision.office.people import Role
from tests import make

S = OrderStatus
TODAY = date(2026, 3, 2)


@pytest.mark.parametrize("status", [S.CHECKED, S.SIGNED, S.SERVED, S.REPLIED, S.SATISFIED])
def test_an_office_of_three_walks_an_order_from_draft_to_settlement(both: Session, status: S) -> None:
    order = make.order(both, status)
    both.commit()
    both.expire_all()

    assert order.status is status
    assert order.requirements == ["查明原因。", "书面回复。"]
    assert list(history.breaks(both)) == []


def test_signing_fixes_number_date_signer_and_file(both: Session) -> None:
    order = make.order(both, S.SIGNED)
    both.commit()
    both.expire_all()

    assert (order.number, order.signed_on, order.signed_by) == ("晋纪督〔2026〕1号", TODAY, "赵敏")
    assert order.file is not None
    assert order.file.read() == "docx of 晋纪督〔2026〕1号".encode()
    assert order.file.digest == sm3(order.file.read())


def test_a_signed_order_is_neither_revised_nor_signed_again(session: Session) -> None:
    order = make.order(session, S.SIGNED)

    with pytest.raises(Refused, match="已签发"):
        order.revise(make.letter(), by=make.officer(session))
    with pytest.raises(Refused, match="已签发"):
        order.sign(session, by=make.officer(session, Role.LEADER), write=make.written)


def test_numbers_have_no_gaps_whatever_was_discarded(both: Session) -> None:
    make.order(both, S.SIGNED, matter="一")
    dropped = make.order(both, S.CHECKED, matter="二")
    dropped.discard(by=make.officer(both), because="重复")
    make.order(both, S.SIGNED, matter="三")
    make.order(both, S.SIGNED, matter="四")

    taken = both.scalars(select(Order.sequence).where(Order.sequence.is_not(None)).order_by(Order.sequence))

    assert list(taken) == [1, 2, 3]
    assert dropped.number is None


def test_each_office_counts_for_itself_and_begins_again_each_year(
    session: Session, frozen_clock: time_machine.Traveller
) -> None:
    unit = make.unit(session, "矿区自然资源局", region_code=make.NEXT_COUNTY)
    make.order(session, S.SIGNED, matter="一")
    city = make.order(session, S.SIGNED, matter="二", office_code=make.CITY, to=unit)
    frozen_clock.shift(timedelta(days=365))
    next_year = make.order(session, S.SIGNED, matter="三")

    assert city.number == "阳纪督〔2026〕1号"
    assert next_year.number == "晋纪督〔2027〕1号"


def test_an_office_may_set_its_own_letters_and_old_numbers_stay(session: Session) -> None:
    old, me = make.order(session, S.SIGNED, matter="一"), make.officer(session, Role.TASK_FORCE)

    document_numbers.set_prefix(session, " 晋纪专督 ", by=me)
    document_numbers.set_prefix(session, "晋纪督办", by=me)

    assert make.order(session, S.SIGNED, matter="二").number == "晋纪督办〔2026〕2号"
    assert old.number == "晋纪督〔2026〕1号"
    with pytest.raises(Refused, match="机关代字"):
        document_numbers.set_prefix(session, "晋〔2026〕", by=me)


def test_an_order_signed_on_paper_is_recorded_with_signer_date_and_scan(session: Session) -> None:
    order, me = make.order(session, S.CHECKED), make.officer(session)
    paper = make.stamped_paper(session, by=me, number="无文号")
    paper.dated_on = date(2026, 2, 27)

    order.record_signature(session, by=me, signed_by="赵敏", paper=paper, write=make.written)

    assert (order.number, order.signed_on, order.signed_by) == (
        "晋纪督〔2026〕1号",
        date(2026, 2, 27),
        "赵敏",
    )
    assert "赵敏；无文号（2026-02-27）" in order.history[-1].note


def test_drafting_checking_and_signing_take_three_people(session: Session) -> None:
    order = make.order(session)
    drafter = order.history[0].by
    checker = make.officer(session, Role.TASK_FORCE, Role.LEADER)

    assert WORKFLOW.why_not(order, "check", by=drafter) == "本件由您起草，须换人办理。"
    order.check(by=checker)
    assert WORKFLOW.why_not(order, "sign", by=checker) == "本件由您复核，须换人办理。"


def test_whoever_revised_last_does_not_check(session: Session) -> None:
    order, other = make.order(session), make.officer(session, Role.TASK_FORCE)
    drafter = order.history[0].by
    order.check(by=other)
    order.send_back(by=other, because="补充数据")
    order.revise(make.letter("首次登记和转移登记未按期完成"), by=other)

    assert WORKFLOW.why_not(order, "check", by=other) == "本件由您起草，须换人办理。"
    order.check(by=drafter)

    assert order.matter == "首次登记和转移登记未按期完成"


def test_the_reply_is_due_ten_workdays_after_service(session: Session) -> None:
    order = make.order(session, S.SERVED)

    assert order.reply_due_on == date(2026, 3, 16)
    assert any("计 10 个工作日" in line for line in order.clock(session).lines)


@pytest.mark.parametrize("on", [date(2026, 3, 3), date(2026, 3, 1)])
def test_it_is_not_served_before_it_is_signed_nor_tomorrow(session: Session, on: date) -> None:
    order = make.order(session, S.SIGNED)

    with pytest.raises(Refused, match="送达日期"):
        order.serve(
            session,
            by=make.officer(session),
            receiver="演示丁",
            on=on,
            receipt=make.stored_file(session),
        )


def test_overdue_says_the_same_of_a_record_and_of_a_query(both: Session) -> None:
    made = [make.order(both, status, matter=status) for status in (S.SIGNED, S.SERVED, S.REPLIED)]

    for day in (date(2026, 3, 16), date(2026, 3, 17)):
        found = both.scalars(select(Order).where(orders.overdue(day))).all()
        assert set(found) == {order for order in made if order.is_overdue(day)}
    assert made[1].is_overdue(date(2026, 3, 17))


def test_a_units_reply_comes_from_its_account_or_its_paper(session: Session) -> None:
    by_paper, by_account = make.order(session, S.SERVED), make.order(session, S.SERVED, matter="二")
    own = make.officer(session, Role.UNIT, region_code=make.CITY, unit=by_account.unit)
    stranger = make.officer(session, Role.UNIT, region_code=make.CITY, unit=by_paper.unit)

    with pytest.raises(Refused, match="文号、日期和扫描件"):
        by_paper.reply(by=make.officer(session), words="已补办")
    with pytest.raises(Refused, match="其他责任单位"):
        by_account.reply(by=stranger, words="已补办")
    by_account.reply(by=own, words="已补办")

    assert (by_account.status, by_account.replied_on) == (S.REPLIED, TODAY)


def test_a_reply_not_accepted_stays_listed_and_may_be_followed_by_another_order(session: Session) -> None:
    order, me = make.order(session, S.REPLIED), make.officer(session, Role.TASK_FORCE)

    order.reject_reply(by=me, because="所附材料与台账不符")

    assert order.status is S.UNSATISFIED
    assert make.order(session, to=order.unit).status is S.DRAFT


def test_whoever_entered_the_reply_does_not_judge_it(session: Session) -> None:
    order = make.order(session, S.REPLIED)
    entered = order.history[-1].by

    assert WORKFLOW.why_not(order, "accept_reply", by=entered) == "本件由您登记回复，须换人办理。"


def test_a_unit_is_not_asked_twice_about_one_commitment(session: Session) -> None:
    commitment = make.commitment(session)
    make.order(session, S.SIGNED, commitment=commitment)

    with pytest.raises(Refused, match="已就同一事项督办该单位：晋纪督〔2026〕1号（已签发）"):
        make.order(session, commitment=commitment, matter="换个说法")


def test_another_office_does_not_sign_our_order(session: Session) -> None:
    order = make.order(session, S.CHECKED)
    city_leader = make.officer(session, Role.LEADER, region_code=make.CITY)

    assert WORKFLOW.why_not(order, "sign", by=city_leader) == "这是其他机关起草的文书。"


def test_who_sees_an_order_before_and_after_it_is_served(session: Session) -> None:
    unit = make.unit(session, region_code=make.COUNTY)
    draft = make.order(session, matter="一", to=unit)
    served = make.order(session, S.SERVED, matter="二", to=unit)
    own = make.officer(session, Role.UNIT, region_code=make.COUNTY, unit=unit)
    officers = {code: make.officer(session, region_code=code) for code in (make.PROVINCE, make.COUNTY)}
    neighbour = make.officer(session, region_code=make.NEXT_COUNTY)

    assert session.scalars(orders.visible_to(officers[make.PROVINCE])).all() == [served, draft]
    assert session.scalars(orders.visible_to(officers[make.COUNTY])).all() == [served]
    assert session.scalars(orders.visible_to(own)).all() == [served]
    assert session.scalars(orders.visible_to(neighbour)).all() == []


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"matter": " "}, "都须填写"),
        ({"requirements": ()}, "至少写一条"),
        ({"as_of": TODAY + timedelta(days=1)}, "不能晚于今天"),
    ],
)
def test_an_incomplete_letter_is_refused(changed: dict[str, object], sentence: str) -> None:
    whole = make.letter()

    with pytest.raises(Refused, match=sentence):
        Letter(**(vars(whole) | changed))


def test_the_history_runs_in_one_direction(session: Session) -> None:
    order = make.order(session, S.SATISFIED)

    assert all(before.target == after.source for before, after in pairwise(order.history))
