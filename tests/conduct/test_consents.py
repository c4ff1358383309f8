from datetime import date

import pytest
from sqlalchemy.orm import Session

from supervision import clock
from supervision.accountability import clue_consent
from supervision.accountability.order_steps import WORKFLOW as ORDER_STEPS
from supervision.accountability.orders import Order, OrderStatus
from supervision.conduct import consents
from supervision.conduct.clue_steps import ClueStatus
from supervision.conduct.consents import Consent, ConsentStatus
from supervision.conduct.flags import Flag, FlagStatus
from supervision.errors import Refused
from supervision.office.people import Officer, Role
from supervision.office.units import Unit
from tests import make

ASKED = "送单位前，须先征得阳泉市案管岗同意。"


def serve(session: Session, order: Order) -> None:
    order.serve(
        session,
        by=make.officer(session),
        receiver="演示丁",
        on=clock.today(),
        receipt=make.stored_file(session),
    )


def send(session: Session, flag: Flag, unit: Unit) -> None:
    by = make.officer(session, region_code=make.COUNTY)
    flag.send_to_unit(session, to=unit, by=by, request="请说明。", write=make.slip)


def desk(session: Session, region_code: str = make.CITY) -> Officer:
    return make.officer(session, Role.CASES, name="冯案管", region_code=region_code)


def given(session: Session, paper: consents.Paper) -> Consent:
    (asked,) = consents.ask(session, paper, by=make.officer(session))
    asked.give(by=desk(session))
    return asked


def test_an_order_to_a_unit_with_an_open_clue_waits_for_the_cases_desk(both: Session) -> None:
    unit = make.unit(both)
    order = make.order(both, OrderStatus.SIGNED, to=unit)
    other = make.order(both, OrderStatus.SIGNED)
    make.clue(both, accused_unit=unit)

    with pytest.raises(Refused, match=ASKED):
        serve(both, order)
    serve(both, other)
    given(both, clue_consent.paper(order))
    serve(both, order)

    assert (order.status, other.status) == (OrderStatus.SERVED, OrderStatus.SERVED)


def test_a_flag_to_a_unit_with_an_open_clue_waits_too(both: Session) -> None:
    unit, other = make.unit(both), make.unit(both, "阳泉市税务局")
    flag, second = make.flag(both), make.flag(both)
    make.clue(both, accused_unit=unit)

    with pytest.raises(Refused, match=ASKED):
        send(both, flag, unit)
    assert flag.status is FlagStatus.OPEN
    send(both, second, other)
    given(both, flag.paper_to(unit))
    send(both, flag, unit)

    assert (flag.status, second.status) == (FlagStatus.SENT, FlagStatus.SENT)


def test_a_flag_on_the_compound_of_an_open_clue_waits_whatever_unit_it_goes_to(session: Session) -> None:
    flag, other = make.flag(session), make.flag(session)
    make.clue(session, county_code=make.COUNTY, compound_number=flag.compound_number)
    unit = make.unit(session)

    with pytest.raises(Refused, match=ASKED):
        send(session, flag, unit)
    send(session, other, unit)


@pytest.mark.parametrize("status", [ClueStatus.ARCHIVED, ClueStatus.REGISTERED])
def test_only_an_open_clue_holds_a_paper(session: Session, status: ClueStatus) -> None:
    unit = make.unit(session)
    order = make.order(session, OrderStatus.SIGNED, to=unit)
    make.clue(session, status, accused_unit=unit)

    why = ORDER_STEPS.why_not(order, "serve", by=make.officer(session))

    assert (why == ASKED) is (status is ClueStatus.REGISTERED)


def test_the_reason_names_neither_the_clue_nor_what_it_says(session: Session) -> None:
    unit = make.unit(session)
    clue = make.clue(session, accused_unit=unit)
    flag = make.flag(session)

    with pytest.raises(Refused) as refused:
        send(session, flag, unit)

    assert clue.number not in str(refused.value)
    assert "线索" not in str(refused.value)


def test_a_clue_that_comes_later_is_asked_about_anew(both: Session) -> None:
    unit = make.unit(both)
    order = make.order(both, OrderStatus.SIGNED, to=unit)
    make.clue(both, accused_unit=unit)
    paper = clue_consent.paper(order)
    first = given(both, paper)
    assert consents.why_not(both, paper) is None

    make.clue(both, accused_unit=unit)

    assert consents.why_not(both, paper) == ASKED
    second = consents.ask(both, paper, by=make.officer(both))[0]
    assert second is not first
    second.give(by=desk(both))
    assert consents.why_not(both, paper) is None


def test_every_place_that_holds_one_is_asked(session: Session) -> None:
    unit = make.unit(session)
    for place in (make.CITY, make.COUNTY):
        make.clue(session, region_code=place, accused_unit=unit)
    paper = make.flag(session).paper_to(unit)

    asked = consents.ask(session, paper, by=make.officer(session))

    assert [one.region_code for one in asked] == [make.CITY, make.COUNTY]
    with pytest.raises(Refused, match="已征求意见"):
        consents.ask(session, paper, by=make.officer(session))
    asked[0].give(by=desk(session))
    assert consents.lacking(session, paper) == {make.COUNTY}


def test_the_answer_may_be_no_and_be_changed(session: Session) -> None:
    unit = make.unit(session)
    make.clue(session, accused_unit=unit)
    paper = make.flag(session).paper_to(unit)
    (asked,) = consents.ask(session, paper, by=make.officer(session))
    by = desk(session)

    asked.refuse(by=by)
    assert consents.why_not(session, paper) == ASKED
    asked.give(by=by)
    assert consents.why_not(session, paper) is None
    asked.refuse(by=by)

    assert asked.status is ConsentStatus.REFUSED
    assert consents.why_not(session, paper) == ASKED


def test_only_the_cases_desk_that_was_asked_answers_and_not_who_asked(session: Session) -> None:
    unit = make.unit(session)
    make.clue(session, accused_unit=unit)
    both_posts = make.officer(session, Role.CASES, Role.INSPECTOR, region_code=make.CITY)
    (asked,) = consents.ask(session, make.flag(session).paper_to(unit), by=both_posts)

    for by, sentence in (
        (both_posts, "须换人办理"),
        (desk(session, make.PROVINCE), "由所询的案管岗答复"),
        (make.officer(session, region_code=make.CITY), "须由案管岗"),
    ):
        with pytest.raises(Refused, match=sentence):
            asked.give(by=by)
    assert session.scalars(consents.visible_to(desk(session))).all() == [asked]
    for stranger in (
        desk(session, make.PROVINCE),
        make.officer(session, Role.LEADER, region_code=make.CITY),
        make.officer(session, Role.UNIT, region_code=make.CITY, unit=unit),
    ):
        assert session.scalars(consents.visible_to(stranger)).all() == []


def test_nothing_is_asked_where_nothing_is_held(session: Session) -> None:
    with pytest.raises(Refused, match="无须征求"):
        consents.ask(session, make.flag(session).paper_to(make.unit(session)), by=make.officer(session))
    assert date(2026, 3, 2) == clock.today()
