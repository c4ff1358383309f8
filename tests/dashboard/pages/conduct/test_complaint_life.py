"""A complaint walked through its page by those who may: handed over, concluded, fed back by two, closed."""

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session
from streamlit.testing.v1 import AppTest

from supervision.conduct.categories import Category, Finding, Identity, Jurisdiction, Kind, ReturnReason
from supervision.conduct.complaint_steps import ComplaintStatus
from supervision.conduct.complaints import Complaint
from supervision.conduct.hand_offs import HandOff
from supervision.conduct.periodic_papers import PaperStatus, PeriodicPaper
from supervision.office.people import Officer, Role
from tests import make, visit
from tests.dashboard.pages.conduct.test_complaints import PAGE, text_of

S = ComplaintStatus


def somebody(session: Session, *roles: Role, name: str) -> Officer:
    officer = make.officer(session, *roles, name=name, region_code=make.CITY)
    make.password(session, officer)
    return officer


def opened(session: Session, me: Officer, complaint: Complaint) -> AppTest:
    session.commit()
    return visit.page(PAGE, me, complaint=str(complaint.id))


def key_of(verb: str, record: Any) -> str:
    return f"{verb}-{record.__tablename__}-{record.id}"


def press(session: Session, page: AppTest, verb: str, record: Any) -> None:
    page.button(key=key_of(verb, record)).click().run()
    assert not page.exception
    assert not page.error
    session.rollback()
    session.refresh(record)


def test_a_complaint_goes_through_four_pairs_of_hands(session: Session) -> None:
    desk = somebody(session, Role.PETITIONS, name="周宁")
    handler = somebody(session, Role.INSPECTOR, name="吴桐")
    second = somebody(session, Role.INSPECTOR, name="郑平")
    leader = somebody(session, Role.LEADER, name="赵敏")
    complaint = make.complaint(session, S.ACCEPTED, by=desk)

    unconfirmed = opened(session, desk, complaint)
    assert "交办以前，先由信访岗遮蔽并确认" in text_of(unconfirmed)
    make.redacted(session, complaint)
    page = opened(session, desk, complaint)
    page.selectbox(key=f"{key_of('assign', complaint)}-to").set_value(handler.id).run()
    press(session, page, "assign", complaint)
    press(session, opened(session, desk, complaint), "give_notice", complaint)
    page = opened(session, handler, complaint)
    press(session, page, "sign_for", complaint)
    page.selectbox(key=f"{key_of('conclude', complaint)}-finding").set_value(Finding.TRUE)
    page.text_area(key=f"{key_of('conclude', complaint)}-words").set_value("经查属实。").run()
    press(session, page, "conclude", complaint)
    assert "2026-03-23" in text_of(page)
    key = key_of("give_feedback", complaint)
    page.selectbox(key=f"{key}-second").set_value(second.id)
    page.text_area(key=f"{key}-words").set_value("已退费。")
    page.text_input(key=f"{key}-sign-password-0").set_value(make.PASSWORD)
    press(session, page, "give_feedback", complaint)
    page = opened(session, second, complaint)
    assert "已退费。" in [one.value for one in page.text]
    page.text_input(key=f"{key_of('countersign', complaint)}-sign-password-0").set_value(make.PASSWORD)
    press(session, page, "countersign", complaint)
    press(session, opened(session, leader, complaint), "archive", complaint)

    assert complaint.status is S.ARCHIVED
    assert [
        line.by.name for line in complaint.history if line.verb in ("assign", "conclude", "countersign")
    ] == [
        "周宁",
        "吴桐",
        "郑平",
    ]


def test_what_an_informant_answers_is_taken_down_and_answered(session: Session) -> None:
    handler = somebody(session, Role.INSPECTOR, name="吴桐")
    complaint = make.complaint(session, S.FED_BACK, handler=handler)
    page = opened(session, handler, complaint)

    for verb, said in (
        ("object", "退费不足 <script>"),
        ("explain", "已核对票据"),
        ("take_evidence", "收据两张"),
        ("verify_evidence", "收据属实"),
    ):
        page.text_area(key=f"{key_of(verb, complaint)}-words").set_value(said).run()
        press(session, page, verb, complaint)

    shown = [one.value for one in page.text]
    assert complaint.status is S.HANDLING
    assert "退费不足 <script>" in shown
    assert any("吴桐：收据属实" in one for one in shown)
    for kind in (page.markdown, page.caption, page.title, page.subheader):
        assert not any("退费不足" in str(one.value) for one in kind)


def test_the_leader_lets_it_go_back(session: Session) -> None:
    handler, leader = (
        somebody(session, Role.INSPECTOR, name="吴桐"),
        somebody(session, Role.LEADER, name="赵敏"),
    )
    complaint = make.complaint(session, S.TRANSFERRED, handler=handler)
    page = opened(session, handler, complaint)

    page.radio(key=f"{key_of('ask_return', complaint)}-reason").set_value(ReturnReason.NOT_OURS).run()
    press(session, page, "ask_return", complaint)
    page = opened(session, leader, complaint)
    assert "集体研究后提出退回：不属于本部门受理范围" in text_of(page)
    press(session, page, "approve_return", complaint)

    assert (complaint.status, complaint.handler) == (S.ACCEPTED, None)


def test_what_is_a_higher_levels_after_all_meets_no_field_and_leaves_nothing(session: Session) -> None:
    desk = somebody(session, Role.PETITIONS, name="周宁")
    complaint = make.complaint(session, S.HANDLING, by=desk, summary="应当销毁的话。")
    page = opened(session, desk, complaint)

    page.radio(key=f"{key_of('pass_up', complaint)}-whose").set_value(Jurisdiction.HIGHER)
    page.number_input(key=f"{key_of('pass_up', complaint)}-envelope").set_value(2026011).run()
    page.button(key=key_of("pass_up", complaint)).click().run()
    assert "请再次输入密码" in str(page.error[0].value)
    assert "应当销毁的话" in text_of(page)
    page.text_input(key=f"{key_of('pass_up', complaint)}-identity-password-0").set_value(make.PASSWORD)
    press(session, page, "pass_up", complaint)

    said = text_of(page)
    assert session.scalars(select(HandOff)).one().envelope_no == "2026011"
    assert "本件内容已按规定销毁" in said
    assert "应当销毁的话" not in said
    assert not page.text_area


def test_more_words_than_a_field_takes_stay_and_are_counted(session: Session) -> None:
    desk = somebody(session, Role.PETITIONS, name="周宁")
    session.commit()
    page = visit.page(PAGE, desk, new="1")
    page.radio(key="register-jurisdiction").set_value(Jurisdiction.OWN).run()
    page.text_area(key="register-text").set_value("字" * 60_000).run()

    assert "文字不超过 50,000 字，现有 60,000 字" in str(page.error[0].value)
    assert page.text_area(key="register-text").value == "字" * 60_000
    page.text_area(key="register-summary").set_value("窗口拖延。")
    page.selectbox(key="register-county").set_value(make.COUNTY)
    page.segmented_control(key="register-identity").set_value(Identity.ANONYMOUS)
    page.selectbox(key="register-category").set_value(Category.SLOW_WORK).run()
    page.button(key="register-complaint").click().run()
    assert any("全文不超过 50000 字" in str(one.value) for one in page.error)


def test_an_address_of_no_letter_says_so(session: Session) -> None:
    desk = somebody(session, Role.PETITIONS, name="周宁")
    make.complaint(session, by=desk)
    foreign = make.complaint(session, region_code=make.COUNTY)
    session.commit()

    told = {text_of(visit.page(PAGE, desk, complaint=asked)) for asked in (str(foreign.id), "999", "x")}

    assert len(told) == 1
    assert "没有这一件，或者您不在它的知情范围内。" in told.pop()


def test_no_account_of_a_unit_is_offered_as_one_of_our_own(session: Session) -> None:
    desk = somebody(session, Role.PETITIONS, name="周宁")
    make.officer(session, Role.UNIT, name="单位经办", unit=make.unit(session), region_code=make.CITY)
    make.officer(session, Role.INSPECTOR, name="吴桐", region_code=make.CITY)
    complaint = make.complaint(session, by=desk)
    page = opened(session, desk, complaint)

    offered = [str(option) for field in (*page.multiselect, *page.selectbox) for option in field.options]

    assert any("吴桐" in option for option in offered)
    assert not any("单位经办" in option for option in offered)


def test_a_receipt_ends_what_was_referred(session: Session) -> None:
    desk = somebody(session, Role.PETITIONS, name="周宁")
    complaint = make.complaint(session, S.REFERRED, by=desk, kind=Kind.OUTSIDE)
    page = opened(session, desk, complaint)
    assert "市信访局（待回执）" in text_of(page)

    page.number_input(key=f"{key_of('enter_receipt', complaint)}-receipt").set_value(77).run()
    press(session, page, "enter_receipt", complaint)

    assert "市信访局（回执 77）" in text_of(page)


def test_a_repeat_is_linked_and_unlinked(session: Session) -> None:
    desk = somebody(session, Role.PETITIONS, name="周宁")
    first, again = make.complaint(session, by=desk), make.complaint(session, by=desk)
    page = opened(session, desk, again)

    page.selectbox(key=f"{key_of('link', again)}-to").set_value(first.id).run()
    press(session, page, "link", again)
    linked = again.duplicate_of_id
    press(session, page, "unlink", again)

    assert (linked, again.duplicate_of_id) == (first.id, None)


def test_where_nobody_may_take_it_the_page_names_who_may(session: Session) -> None:
    desk = somebody(session, Role.PETITIONS, Role.INSPECTOR, name="身兼两岗")
    complaint = make.complaint(session, S.ACCEPTED, by=desk)

    said = text_of(opened(session, desk, complaint))

    assert "由分管领导指定其他部门人员兼任监督检查岗后交办" in said


@pytest.mark.parametrize("status", list(S))
@pytest.mark.parametrize("role", [Role.PETITIONS, Role.LEADER])
def test_every_state_has_its_page(session: Session, status: ComplaintStatus, role: Role) -> None:
    if status is S.RECEIVED:
        return
    more: dict[str, Any] = {}
    if status is S.FORWARDED:
        more["jurisdiction"] = Jurisdiction.LOWER
    if status is S.REFERRED:
        more["kind"] = Kind.OUTSIDE
    if status is S.FILED:
        more["duplicate_of"] = make.complaint(session)
    complaint = make.complaint(session, status, **more)

    page = opened(session, somebody(session, role, name="某某"), complaint)

    assert complaint.status.label in text_of(page)


def test_an_anonymous_one_asks_for_no_feedback(session: Session) -> None:
    handler = somebody(session, Role.INSPECTOR, name="吴桐")
    complaint = make.complaint(session, S.CONCLUDED, handler=handler, identity=Identity.ANONYMOUS)

    page = opened(session, handler, complaint)

    assert "为何不能登记反馈：匿名件，没有举报人信息。" in text_of(page)


def test_the_results_of_a_quarter_are_sent_and_signed_for(session: Session) -> None:
    head = somebody(session, Role.TASK_FORCE, name="王强")
    desk = somebody(session, Role.PETITIONS, name="周宁")
    complaint = make.complaint(session, S.FED_BACK)
    session.commit()
    page = visit.page(PAGE, head)

    page.date_input(key="periodic-results-end").set_value(complaint.concluded_on).run()
    page.button(key="periodic-results-issue").click().run()
    assert not page.exception
    assert not page.error
    paper = session.scalars(select(PeriodicPaper)).one()
    page = visit.page(PAGE, desk)
    press(session, page, "receive", paper)

    assert paper.status is PaperStatus.RECEIVED
