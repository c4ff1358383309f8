from datetime import date, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import select
from sqlalchemy.orm import Session
from streamlit.testing.v1 import AppTest

from dashboard import waiting_registers
from supervision import clock
from supervision.conduct import readings, told_counts
from supervision.conduct.break_glass import Opening, OpeningStatus
from supervision.conduct.categories import Finding
from supervision.conduct.clarifications import Clarification, ClarificationStatus
from supervision.conduct.complaint_steps import ComplaintStatus
from supervision.conduct.complaints import Complaint
from supervision.conduct.false_accusations import FalseAccusation, Verdict
from supervision.conduct.handing_on import HandingOn
from supervision.conduct.meddling import Meddling, MeddlingStatus
from supervision.conduct.readings import LookedList
from supervision.office import installation
from supervision.office.people import OFFICE, Officer, Role
from supervision.office.regions import Level
from tests import make, visit

PAGE = "conduct.registers"
ALL = ("meddling", "openings", "looked", "handing", "clearing", "verdicts", "told")


def text_of(page: AppTest) -> str:
    kinds = (page.title, page.subheader, page.markdown, page.caption, page.text, page.error)
    said = [str(one.value) for kind in kinds for one in kind] + [button.label for button in page.button]
    return "\n".join(said).replace("\\", "")


def here(session: Session, *roles: Role, name: str = "李娜") -> Officer:
    return make.officer(session, *roles, name=name, region_code=make.CITY)


def untrue(session: Session, handler: Officer) -> Complaint:
    made = make.complaint(session, ComplaintStatus.HANDLING, handler=handler)
    made.conclude(session, finding=Finding.UNTRUE, outcome="不属实。", by=handler)
    session.flush()
    return made


@pytest.mark.parametrize("role", sorted(OFFICE))
@pytest.mark.parametrize("register", ALL)
def test_every_register_opens_empty_for_every_post(session: Session, role: Role, register: str) -> None:
    me = here(session, role)
    session.commit()

    page = visit.page(PAGE, me, register=register)

    assert not page.error
    assert any(said in text_of(page) for said in ("没有", "还没有"))


def test_meddling_is_entered_and_a_leader_settles_it(session: Session) -> None:
    me, leader = here(session), here(session, Role.LEADER, name="赵敏")
    session.commit()
    page = visit.page(PAGE, me)

    page.text_input(key="meddling-who").set_value("冯某 ![x](http://a/b.png)")
    page.text_area(key="meddling-words").set_value("电话打听 $x$")
    page.button(key="meddling-go").click().run()

    entry = session.scalars(select(Meddling)).one()
    theirs = visit.page(PAGE, leader)
    assert "冯某 ![x](http://a/b.png)" in [text.value for text in theirs.text]
    assert not any("冯某" in str(one.value) for one in (*theirs.markdown, *theirs.caption))
    theirs.text_area(key=f"settle-meddlings-{entry.id}-words").set_value("已提醒谈话")
    theirs.button(key=f"settle-meddlings-{entry.id}").click().run()
    session.rollback()
    session.refresh(entry)
    assert entry.status is MeddlingStatus.SETTLED


def test_a_complaint_is_asked_for_and_opened_by_another(session: Session) -> None:
    me, leader = here(session, name="吴桐"), here(session, Role.LEADER, name="赵敏")
    complaint = make.complaint(session)
    session.commit()
    page = visit.page(PAGE, me, register="openings")
    page.text_input(key="opening-number").set_value(complaint.number)
    page.text_area(key="opening-because").set_value("承办人突发疾病")
    page.button(key="opening-go").click().run()
    opening = session.scalars(select(Opening)).one()

    password = make.password(session, leader)
    session.commit()
    theirs = visit.page(PAGE, leader, register="openings")
    theirs.text_input(key=f"open-openings-{opening.id}-confirm-password-0").set_value(password)
    theirs.button(key=f"open-openings-{opening.id}").click().run()

    session.rollback()
    session.refresh(opening)
    assert opening.status is OpeningStatus.OPENED
    sheet = visit.page("conduct.complaints", me, complaint=str(complaint.id))
    assert "窗口要求反复补件" not in text_of(sheet)
    assert sheet.button(key=f"read_words-complaints-{complaint.id}").label == "查看来件原文"
    assert "吴桐（监督检查岗，临时至 03-02 13:00）" in text_of(sheet)
    assert "批准应急查阅" in text_of(sheet)


def test_opening_a_complaint_stands_on_the_weeks_list(
    session: Session, frozen_clock: time_machine.Traveller
) -> None:
    me, leader = here(session, Role.TASK_FORCE, name="王强"), here(session, Role.LEADER, name="赵敏")
    complaint = make.complaint(session)
    session.commit()
    for _twice in range(2):
        visit.page("conduct.complaints", me, complaint=str(complaint.id))
    frozen_clock.move_to(datetime(2026, 3, 9, 9, tzinfo=clock.OFFICE))
    readings.draw_up(session, clock.today())
    session.commit()

    page = visit.page(PAGE, leader, register="looked")

    assert list(page.dataframe[0].value["officer"]) == ["王强"]
    looked = session.scalars(select(LookedList)).one()
    page.button(key=f"looked-see-{looked.id}").click().run()
    session.rollback()
    session.refresh(looked)
    assert looked.seen_by_id == leader.id


def test_only_who_may_take_over_all_of_it_is_offered_and_where_nobody_is_the_page_says_who_decides(
    session: Session,
) -> None:
    leader, me = here(session, Role.LEADER, name="赵敏"), here(session, name="吴桐")
    here(session, Role.CASES, name="冯案管")
    make.complaint(session, ComplaintStatus.HANDLING, handler=me)
    session.commit()
    page = visit.page(PAGE, leader, register="handing")
    page.selectbox(key="handing-leaver").set_value(me.id).run()
    assert "请主要负责人指定人员并授予岗位，或者报上一级机关指定" in text_of(page)
    assert not [field for field in page.selectbox if field.key == "handing-to"]

    here(session, name="何平")
    session.commit()
    page.run()
    assert list(page.selectbox(key="handing-to").options) == ["何平　监督检查岗"]


def test_what_somebody_leaves_is_handed_on_in_three_questions(session: Session) -> None:
    leader, me, to = (
        here(session, Role.LEADER, name="赵敏"),
        here(session, name="吴桐"),
        here(session, name="何平"),
    )
    complaint = make.complaint(session, ComplaintStatus.HANDLING, handler=me)
    session.commit()
    page = visit.page(PAGE, leader, register="handing")

    page.selectbox(key="handing-leaver").set_value(me.id).run()
    assert complaint.number in text_of(page)
    page.selectbox(key="handing-to").set_value(to.id).run()
    page.button(key="handing-go").click().run()

    session.rollback()
    session.refresh(complaint)
    assert complaint.handler_id == to.id
    assert session.scalars(select(HandingOn)).one().to_id == to.id
    page.selectbox(key="handing-leaver").set_value(me.id).run()
    assert "可由系统管理员停用账号" in text_of(page)


def test_a_false_accusation_takes_a_paper_and_a_mistaken_one_none(session: Session) -> None:
    leader = here(session, Role.LEADER, name="赵敏")
    complaint = untrue(session, here(session, name="吴桐"))
    session.commit()
    page = visit.page(PAGE, leader, register="verdicts")
    page.selectbox(key="verdict-complaint").set_value(complaint.id).run()
    page.segmented_control(key="verdict-what").set_value(Verdict.FALSE).run()
    page.text_area(key="verdict-words").set_value("捏造事实")
    page.date_input(key="verdict-day").set_value(clock.today()).run()

    page.button(key="verdict-false").click().run()

    assert "设区的市级以上" in text_of(page)
    assert session.scalars(select(FalseAccusation)).all() == []
    page.selectbox(key="verdict-level").set_value(Level.CITY)
    page.text_input(key="verdict-body").set_value("中共阳泉市纪律检查委员会")
    page.text_input(key="verdict-no").set_value("阳纪批〔2026〕2号").run()
    page.button(key="verdict-false").click().run()
    session.rollback()
    assert session.scalars(select(FalseAccusation)).one().verdict is Verdict.FALSE


def test_a_clarification_is_proposed_and_checked(session: Session) -> None:
    handler, head = here(session, name="吴桐"), here(session, Role.TASK_FORCE, name="王强")
    complaint = untrue(session, handler)
    session.commit()
    page = visit.page(PAGE, handler, register="clearing")
    page.selectbox(key="clarify-complaint").set_value(complaint.id).run()
    for name, said in (("who", "冯某某"), ("post", "科员")):
        page.text_input(key=f"clarify-{name}").set_value(said)
    for name, said in (("allegation", "收取材料费"), ("finding", "系打印店收取")):
        page.text_area(key=f"clarify-{name}").set_value(said)
    page.checkbox(key="clarify-agreed").set_value(True)
    assert page.button(key="clarify-go").disabled
    page.checkbox(key="clarify-sure").set_value(True).run()
    page.button(key="clarify-go").click().run()
    one = session.scalars(select(Clarification)).one()

    theirs = visit.page(PAGE, head, register="clearing")
    theirs.text_area(key=f"check-clarifications-{one.id}-words").set_value("同意")
    theirs.button(key=f"check-clarifications-{one.id}").click().run()

    session.rollback()
    session.refresh(one)
    assert one.status is ClarificationStatus.CHECKED


def test_fixed_tables_show_a_dash_where_nothing_is_told(session: Session) -> None:
    for _each in range(4):
        make.complaint(session, received_on=date(2026, 2, 23))
    told_counts.tell(session, [make.CITY], date(2026, 2, 23), date(2026, 3, 1))
    make.complaint(session, received_on=date(2026, 2, 16))
    told_counts.tell(session, [make.CITY], date(2026, 2, 16), date(2026, 2, 22))
    me = here(session)
    session.commit()

    page = visit.page(PAGE, me, register="told")

    assert list(page.dataframe[0].value[told_counts.WHOLE]) == ["4", "—"]


def test_the_province_sets_from_how_many_on_numbers_are_told(session: Session) -> None:
    leader = make.officer(session, Role.LEADER)
    session.commit()
    page = visit.page(PAGE, leader, register="told")

    page.number_input(key="told-smallest-number").set_value(5).run()
    page.button(key="told-smallest-set").click().run()

    session.rollback()
    assert installation.current(session).smallest_told == 5


def test_somebody_is_let_in_on_the_complaints_own_page(session: Session) -> None:
    leader, helper = here(session, Role.LEADER, name="赵敏"), here(session, name="吴桐")
    complaint = make.complaint(session)
    session.commit()
    page = visit.page("conduct.complaints", leader, complaint=str(complaint.id))
    key = f"admit-complaints-{complaint.id}"

    page.selectbox(key=f"{key}-who").set_value(helper.id).run()
    page.text_area(key=f"{key}-words").set_value("协助核实").run()
    page.button(key=key).click().run()

    assert not page.exception
    assert "吴桐" in text_of(page)
    assert complaint.number in text_of(visit.page("conduct.complaints", helper, complaint=str(complaint.id)))


def test_the_next_morning_what_was_opened_waits_for_a_third(
    session: Session, frozen_clock: time_machine.Traveller
) -> None:
    leader, principal = here(session, Role.LEADER, name="赵敏"), here(session, Role.PRINCIPAL, name="孙立")
    opening = Opening.ask(
        session,
        number=make.complaint(session).number,
        hours=4,
        because="承办人突发疾病",
        by=here(session, name="吴桐"),
    )
    asked = [item.verb for item in waiting_registers.openings(session, leader)]

    opening.open(session, by=leader)
    assert [item.verb for item in waiting_registers.openings(session, principal)] == []
    frozen_clock.shift(timedelta(hours=15))

    assert asked == ["批准开启"]
    assert list(waiting_registers.openings(session, leader)) == []
    assert [item.verb for item in waiting_registers.openings(session, principal)] == ["复核"]
