"""Asking 案管 from the pages of flags and orders, and the mark that no unit sees."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session
from streamlit.testing.v1 import AppTest

from supervision.accountability.orders import OrderStatus
from supervision.conduct.complaint_steps import ComplaintStatus
from supervision.conduct.consents import Consent
from supervision.conduct.disputes import Dispute, DisputeStatus
from supervision.conduct.flags import FlagStatus
from supervision.office.people import Officer, Role
from supervision.office.units import Unit
from supervision.responsibility.commitment_steps import CommitmentStatus
from tests import make, visit

ASKED = "送单位前，须先征得阳泉市案管岗同意。"


def text_of(page: AppTest) -> str:
    kinds = (page.markdown, page.caption, page.text, page.error, page.subheader)
    return "\n".join(str(one.value) for kind in kinds for one in kind).replace("\\", "")


def test_a_flag_is_sent_after_the_cases_desk_agreed(session: Session) -> None:
    unit = make.unit(session)
    clue = make.clue(session, accused_unit=unit)
    flag = make.flag(session)
    me = make.officer(session, region_code=make.COUNTY)
    desk = make.officer(session, Role.CASES, name="郝案管", region_code=make.CITY)
    session.commit()
    page = visit.page("conduct.flags", me, flag=str(flag.id))

    page.text_area(key=f"opinion-{flag.id}").set_value("请说明。")
    page.selectbox(key=f"unit-{flag.id}").set_value(unit.id).run()
    assert page.button(key=f"send_to_unit-flags-{flag.id}").disabled
    assert ASKED in text_of(page)
    assert clue.number not in text_of(page)
    page.button(key=f"ask-flags-{flag.id}-{unit.id}").click().run()
    assert "待案管答复" in text_of(page)
    session.scalars(select(Consent)).one().give(by=desk)
    session.commit()
    page.run()
    page.button(key=f"send_to_unit-flags-{flag.id}").click().run()

    session.expire_all()
    assert flag.status is FlagStatus.SENT


def test_an_order_says_whom_to_ask_and_asks(session: Session) -> None:
    unit = make.unit(session)
    make.clue(session, accused_unit=unit)
    order = make.order(session, OrderStatus.SIGNED, to=unit)
    me = make.officer(session)
    session.commit()
    page = visit.page("accountability.orders", me, order=str(order.id))

    assert f"为何不能送达：{ASKED}" in text_of(page)
    page.button(key=f"ask-orders-{order.id}-{unit.id}").click().run()

    asked = session.scalars(select(Consent)).one()
    assert (asked.kind, asked.subject_id, asked.region_code) == ("orders", order.id, make.CITY)
    assert "征求意见：待案管答复" in text_of(page)


def test_an_order_that_touches_nothing_asks_nobody(session: Session) -> None:
    order = make.order(session, OrderStatus.SIGNED)
    me = make.officer(session)
    session.commit()

    page = visit.page("accountability.orders", me, order=str(order.id))

    assert not any(button.key and button.key.startswith("ask-") for button in page.button)


def test_a_complaint_marks_a_promise_and_only_its_list_sees_the_mark(session: Session) -> None:
    unit = make.unit(session)
    promise = make.commitment(session, CommitmentStatus.ISSUED, unit=unit)
    me = make.officer(session, Role.PETITIONS, name="周宁", region_code=make.CITY)
    letter = make.complaint(session, ComplaintStatus.ACCEPTED, by=me, accused_unit=unit)
    session.commit()
    page = visit.page("conduct.complaints", me, complaint=str(letter.id))

    page.selectbox(key=f"dispute-{letter.id}-claim").set_value(f"commitment-{promise.id}").run()
    page.button(key=f"dispute-{letter.id}").click().run()

    mark = session.scalars(select(Dispute)).one()
    assert mark.commitment_id == promise.id
    seen = {
        (role, place): "有异议"
        in text_of(visit.page("responsibility.commitments", one, commitment=str(promise.id)))
        for role, place in (
            (Role.LEADER, make.CITY),
            (Role.LEADER, make.PROVINCE),
            (Role.INSPECTOR, make.CITY),
            (Role.UNIT, make.CITY),
        )
        for one in [officer(session, role, place, unit)]
    }
    assert seen == {
        (Role.LEADER, make.CITY): True,
        (Role.LEADER, make.PROVINCE): False,
        (Role.INSPECTOR, make.CITY): False,
        (Role.UNIT, make.CITY): False,
    }
    page.button(key=f"lift-disputes-{mark.id}").click().run()
    session.expire_all()
    assert mark.status is DisputeStatus.LIFTED


def officer(session: Session, role: Role, place: str, unit: Unit) -> Officer:
    made = make.officer(
        session, role, name="何新", region_code=place, unit=unit if role is Role.UNIT else None
    )
    session.commit()
    return made


@pytest.mark.parametrize(("role", "sees"), [(Role.LEADER, True), (Role.INSPECTOR, False)])
def test_a_county_report_shows_the_mark_to_its_list_only(session: Session, role: Role, sees: bool) -> None:
    report = make.progress(session)
    letter = make.complaint(session, ComplaintStatus.ACCEPTED)
    Dispute.open(session, letter, report, by=letter.history[0].by)
    me = make.officer(session, role, name="何新", region_code=make.CITY)
    session.commit()

    said = text_of(visit.page("delivery.progress", me, county=make.COUNTY))

    assert "历次周报" in said or "2026-03-02" in said
    assert ("有异议" in said) is sees
