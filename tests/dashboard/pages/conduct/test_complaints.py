from datetime import date, timedelta

import pytest
import time_machine
from sqlalchemy import select
from sqlalchemy.orm import Session
from streamlit.testing.v1 import AppTest

from supervision.conduct import drafts
from supervision.conduct.categories import Category, Identity, Jurisdiction
from supervision.conduct.complaint_steps import ComplaintStatus
from supervision.conduct.complaints import Complaint
from supervision.conduct.drafts import Draft
from supervision.conduct.hand_offs import HandOff, HandOffStatus
from supervision.office.people import Officer, Role
from supervision.office.regions import Region
from tests import make, visit

PAGE = "conduct.complaints"
READERS = (Role.PETITIONS, Role.INSPECTOR, Role.TASK_FORCE, Role.LEADER, Role.PRINCIPAL)
SUMMARY = "窗口 ![x](http://a/b.png) <script> $x$ 要求反复补件"


def text_of(page: AppTest) -> str:
    kinds = (page.title, page.subheader, page.markdown, page.caption, page.text, page.error)
    said = [str(one.value) for kind in kinds for one in kind] + [button.label for button in page.button]
    return "\n".join(said).replace("\\", "")


def desk(session: Session, region_code: str = make.CITY) -> Officer:
    return make.officer(session, Role.PETITIONS, name="周宁", region_code=region_code)


@pytest.mark.parametrize("role", READERS)
def test_it_opens_empty_and_says_so(session: Session, role: Role) -> None:
    me = make.officer(session, role)
    session.commit()

    assert "没有您在知情范围内的信访件" in text_of(visit.page(PAGE, me))


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.PETITIONS])
@pytest.mark.parametrize("region_code", [make.PROVINCE, make.CITY, make.COUNTY])
def test_only_those_on_the_list_see_a_complaint(session: Session, role: Role, region_code: str) -> None:
    accused = make.unit(session)
    complaint = make.complaint(session, accused_unit=accused, summary=SUMMARY)
    me = make.officer(session, role, region_code=region_code, unit=accused if role is Role.UNIT else None)
    session.commit()

    said = text_of(visit.page(PAGE, me, complaint=str(complaint.id)))

    listed = region_code == make.CITY and role in (Role.TASK_FORCE, Role.LEADER, Role.PRINCIPAL)
    assert (complaint.number in said) is listed
    assert (SUMMARY.replace("\\", "") in said) is listed


def test_what_was_reported_is_shown_as_plain_text_only(session: Session) -> None:
    me = desk(session)
    complaint = make.complaint(session, by=me, summary=SUMMARY)
    session.commit()

    page = visit.page(PAGE, me, complaint=str(complaint.id))

    assert SUMMARY in [text.value for text in page.text]
    for kind in (page.markdown, page.caption, page.title, page.subheader):
        assert not any("要求反复补件" in str(one.value) for one in kind)
    assert not any("要求" in str(value) for value in page.query_params.values())


def test_it_never_shows_who_reported(session: Session) -> None:
    me = desk(session)
    complaint = make.complaint(session, by=me, name="欧阳不应见", phone="13900000000")
    session.commit()

    said = text_of(visit.page(PAGE, me, complaint=str(complaint.id)))

    assert "欧阳不应见" not in said
    assert "13900000000" not in said


def registering(session: Session, me: Officer) -> AppTest:
    session.commit()
    page = visit.page(PAGE, me, new="1")
    assert not page.text_input
    assert not page.text_area
    return page


@pytest.mark.parametrize("jurisdiction", [Jurisdiction.HIGHER, Jurisdiction.OWN_PRINCIPAL])
def test_a_higher_matter_meets_no_field_that_takes_words(
    session: Session, jurisdiction: Jurisdiction
) -> None:
    page = registering(session, desk(session))

    page.radio(key="register-jurisdiction").set_value(jurisdiction).run()

    assert not page.text_input
    assert not page.text_area
    assert not page.file_uploader
    page.number_input(key="register-envelope").set_value(2026011).run()
    page.button(key="register-hand-off").click().run()
    hand_off = session.scalars(select(HandOff)).one()
    assert (hand_off.envelope_no, hand_off.jurisdiction) == ("2026011", jurisdiction)
    assert session.scalars(select(Complaint)).all() == []


def test_a_complaint_is_registered_behind_the_gate_with_its_clock_shown_before(session: Session) -> None:
    unit = make.unit(session, "被反映的局")
    page = registering(session, desk(session))

    page.radio(key="register-jurisdiction").set_value(Jurisdiction.OWN).run()
    clock_before = text_of(page)
    page.selectbox(key="register-county").set_value(make.COUNTY).run()
    page.selectbox(key="register-category").set_value(Category.PIGGYBACK)
    page.selectbox(key="register-unit").set_value(unit.id)
    page.text_input(key="register-name").set_value("钱某某")
    page.text_input(key="register-phone").set_value("0353-0000000")
    page.text_area(key="register-summary").set_value(SUMMARY).run()
    page.button(key="register-complaint").click().run()

    complaint = session.scalars(select(Complaint)).one()
    assert "期限 2026-03-23" in clock_before
    assert "计 15 个工作日" in clock_before
    assert (complaint.category, complaint.accused_unit, complaint.due_on) == (
        Category.PIGGYBACK,
        unit,
        date(2026, 3, 23),
    )
    assert complaint.summary == SUMMARY
    assert page.query_params["complaint"][0] == str(complaint.id)
    assert "钱某某" not in text_of(page)
    assert not any(f"register-{name}" in page.session_state for name in ("name", "phone", "summary"))


def test_what_was_typed_stays_when_it_is_refused(session: Session) -> None:
    page = registering(session, desk(session))
    page.radio(key="register-jurisdiction").set_value(Jurisdiction.OWN).run()

    page.selectbox(key="register-category").set_value(Category.PIGGYBACK)
    page.text_area(key="register-summary").set_value(SUMMARY).run()
    page.button(key="register-complaint").click().run()

    assert [error.value for error in page.error] == ["实名件须有真实姓名（或单位名称）和联系方式。"]
    assert page.text_area(key="register-summary").value == SUMMARY


def test_an_anonymous_letter_asks_for_no_name(session: Session) -> None:
    page = registering(session, desk(session))
    page.radio(key="register-jurisdiction").set_value(Jurisdiction.OWN).run()

    page.segmented_control(key="register-identity").set_value(Identity.ANONYMOUS).run()

    assert not {field.key for field in page.text_input} & {
        "register-name",
        "register-phone",
        "register-id_number",
    }
    assert "本件无法定告知期限" in text_of(page)


@pytest.mark.parametrize("role", [role for role in READERS if role is not Role.PETITIONS])
def test_only_the_petitions_desk_opens_the_form(session: Session, role: Role) -> None:
    me = make.officer(session, role, region_code=make.CITY)
    session.commit()

    page = visit.page(PAGE, me, new="1")

    assert not page.radio
    assert "登记来件" not in text_of(page)


def test_the_desk_accepts_and_the_page_says_so(session: Session) -> None:
    me = desk(session)
    complaint = make.complaint(session, by=me)
    session.commit()
    page = visit.page(PAGE, me, complaint=str(complaint.id))

    page.button(key=f"accept-complaints-{complaint.id}").click().run()

    session.refresh(complaint)
    assert complaint.status is ComplaintStatus.ACCEPTED
    assert [toast.value for toast in page.toast] == ["已受理"]


def test_the_vault_opens_for_the_password_and_a_reason_only(
    session: Session, frozen_clock: time_machine.Traveller
) -> None:
    me = desk(session)
    secret = make.password(session, me)
    complaint = make.complaint(session, by=me, name="欧阳不应见")
    session.commit()
    key = f"name_informant-complaints-{complaint.id}"
    page = visit.page(PAGE, me, complaint=str(complaint.id))

    page.text_area(key=f"{key}-words").set_value("核实具体地点")
    page.text_input(key=f"{key}-identity-password-0").set_value("wrong")
    page.button(key=key).click().run()
    refused = text_of(page)
    frozen_clock.shift(timedelta(seconds=2))
    page.text_input(key=f"{key}-identity-password-1").set_value(secret)
    page.button(key=key).click().run()

    assert "欧阳不应见" not in refused
    assert "欧阳不应见" in text_of(page)
    session.refresh(complaint)
    assert [line.said for line in complaint.history if line.verb == "name_informant"] == ["核实具体地点"]
    assert "欧阳不应见" not in text_of(page.run())


def test_whoever_handles_it_reads_what_may_leave_and_every_word_for_a_reason_only(session: Session) -> None:
    petitions = desk(session)
    handler = make.officer(session, name="吴桐", region_code=make.CITY)
    secret = make.password(session, handler)
    complaint = make.complaint(
        session,
        ComplaintStatus.HANDLING,
        by=petitions,
        handler=handler,
        summary="窗口的王建国科长另收材料费。",
        text="我在三单元的邻居也被收了钱。",
    )
    session.commit()
    before = text_of(visit.page(PAGE, handler, complaint=str(complaint.id)))
    refused = visit.page(PAGE, handler, complaint=str(complaint.id))
    assert not [one for one in refused.button if str(one.key).startswith("read_words")]
    at_desk = visit.page(PAGE, petitions, complaint=str(complaint.id))
    key = f"share_words-complaints-{complaint.id}"
    at_desk.selectbox(key=f"{key}-to").set_value(handler.id)
    at_desk.text_area(key=f"{key}-words").set_value("承办人须核对原文")
    at_desk.button(key=key).click().run()
    page = visit.page(PAGE, handler, complaint=str(complaint.id))
    told = text_of(page)

    key = f"read_words-complaints-{complaint.id}"
    page.text_area(key=f"{key}-words").set_value("核对收费地点")
    page.text_input(key=f"{key}-identity-password-0").set_value(secret)
    page.button(key=key).click().run()

    assert "〔姓名1〕科长另收材料费" in told
    assert not any("王建国" in seen or "三单元" in seen or "信访件登记表" in seen for seen in (before, told))
    assert "王建国" in text_of(page)
    assert "三单元" in text_of(page)
    session.rollback()
    session.expire_all()
    (line,) = [line for line in complaint.history if line.verb == "read_words"]
    assert (line.by_id, line.said) == (handler.id, "核对收费地点")
    assert "王建国" not in text_of(page.run())


def test_a_sealed_matter_is_handed_over_by_number(session: Session) -> None:
    me = desk(session)
    hand_off = HandOff.register(session, jurisdiction=Jurisdiction.OWN_PRINCIPAL, envelope_no="11", by=me)
    session.commit()
    page = visit.page(PAGE, me)

    page.number_input(key=f"send_up-hand_offs-{hand_off.id}-receipt").set_value(77).run()
    page.button(key=f"send_up-hand_offs-{hand_off.id}").click().run()

    session.refresh(hand_off)
    assert (hand_off.status, hand_off.receipt_no) == (HandOffStatus.SENT_UP, "77")


def test_whoever_is_not_on_the_lists_is_told_no_number_of_today(session: Session) -> None:
    for _each in range(5):
        make.complaint(session)
    leader = make.officer(session, Role.LEADER)
    session.commit()

    page = visit.page(PAGE, leader)

    assert list(page.dataframe) == []
    assert "还没有已结的期间" in text_of(page)


def test_those_on_the_lists_count_what_they_may_open(session: Session) -> None:
    make.complaint(session)
    leader = make.officer(session, Role.LEADER, region_code=make.CITY)
    session.commit()

    page = visit.page(PAGE, leader)

    assert [list(one.value["n"]) for one in page.dataframe if "n" in one.value] == [[1]]


def test_filters_come_from_the_address_and_can_be_cleared(session: Session) -> None:
    me = desk(session)
    complaint = make.complaint(session, by=me, jurisdiction=Jurisdiction.LOWER)
    complaint.forward_down(to=session.get_one(Region, make.COUNTY), by=me)
    assert complaint.is_open
    complaint.enter_receipt(receipt_no="HZ-77", by=me)
    session.commit()
    page = visit.page(PAGE, me)
    before = text_of(page)

    page.button(key="complaints-clear").click().run()

    assert "此条件下没有记录" in before
    assert list(page.dataframe[-1].value["number"]) == [complaint.number]


def test_what_was_typed_outlives_a_refresh_sealed_and_without_who_reported(session: Session) -> None:
    me = desk(session)
    page = registering(session, me)
    page.radio(key="register-jurisdiction").set_value(Jurisdiction.OWN).run()
    assert any("加密自动保存七天" in one.value for one in page.caption)
    assert page.selectbox(key="register-category").value is None
    page.selectbox(key="register-county").set_value(make.COUNTY).run()
    page.selectbox(key="register-category").set_value(Category.PIGGYBACK)
    page.text_input(key="register-name").set_value("欧阳不应存")
    page.text_area(key="register-summary").set_value(SUMMARY).run()

    kept = session.scalars(select(Draft)).one()
    assert "欧阳不应存" not in str(kept.typed)
    assert "补件".encode() not in kept.sealed

    again = visit.page(PAGE, me, new="1")
    assert not again.radio
    again.button(key="register-go-on").click().run()
    assert again.radio(key="register-jurisdiction").value is Jurisdiction.OWN
    assert again.text_area(key="register-summary").value == SUMMARY
    assert again.selectbox(key="register-category").value is Category.PIGGYBACK
    assert again.selectbox(key="register-county").value == make.COUNTY
    assert again.text_input(key="register-name").value == ""

    again.text_input(key="register-name").set_value("钱某某")
    again.text_input(key="register-phone").set_value("0353-0000000").run()
    again.button(key="register-complaint").click().run()
    session.rollback()
    assert session.scalars(select(Complaint)).one().summary == SUMMARY
    assert session.scalars(select(Draft)).all() == []


def test_a_draft_is_its_officers_own_and_goes_where_the_matter_turns_out_to_be_sealed(
    session: Session,
) -> None:
    me, colleague = desk(session), desk(session)
    drafts.keep(session, {"accused": '[{"jurisdiction": "own"}]', "summary": "窗口拖延。"}, by=me)
    page = registering(session, colleague)
    assert page.radio
    mine = visit.page(PAGE, me, new="1")

    mine.button(key="register-go-on").click().run()
    mine.radio(key="register-jurisdiction").set_value(Jurisdiction.HIGHER).run()

    session.rollback()
    assert session.scalars(select(Draft)).all() == []


def test_a_draft_is_kept_for_a_week(session: Session, frozen_clock: time_machine.Traveller) -> None:
    me = desk(session)
    drafts.keep(session, {"summary": "窗口拖延。"}, by=me)
    session.flush()
    frozen_clock.shift(timedelta(days=7, minutes=1))

    assert drafts.of(session, me) is None
    assert (drafts.discard_stale(session), drafts.discard_stale(session)) == (1, 0)
