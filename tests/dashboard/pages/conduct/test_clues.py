from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session
from streamlit.testing.v1 import AppTest

from supervision.conduct import clue_alerts, consents
from supervision.conduct.categories import Jurisdiction
from supervision.conduct.clue_alerts import LocalTable
from supervision.conduct.clue_registering import hand_in
from supervision.conduct.clue_steps import ClueStatus
from supervision.conduct.clue_terms import AccusedPerson, ClueSource, FourForm, Leadership, Result, Way
from supervision.conduct.clues import Clue
from supervision.conduct.complaint_steps import ComplaintStatus
from supervision.conduct.consents import ConsentStatus
from supervision.conduct.drafts import Draft
from supervision.conduct.flags import FlagStatus
from supervision.office import credentials
from supervision.office.people import Officer, Role
from tests import make, visit

PAGE = "conduct.clues"
READERS = (Role.CASES, Role.INSPECTOR, Role.LEADER, Role.PRINCIPAL)
SUMMARY = "反映 ![x](http://a/b.png) <script> $x$ 另收加急费"
NAME = "郑不应见"


def text_of(page: AppTest) -> str:
    kinds = (page.title, page.subheader, page.markdown, page.caption, page.text, page.error, page.warning)
    said = [str(one.value) for kind in kinds for one in kind] + [button.label for button in page.button]
    return "\n".join(said).replace("\\", "")


def signing(session: Session, role: Role, name: str, region_code: str = make.CITY) -> Officer:
    """An officer whose password stands for their signature."""
    made = make.officer(session, role, name=name, region_code=region_code)
    make.password(session, made)
    session.commit()
    return made


def sign(page: AppTest, verb: str, clue: Clue) -> AppTest:
    key = f"{verb}-clues-{clue.id}"
    page.text_input(key=f"{key}-signature-password-0").set_value(make.PASSWORD)
    page.button(key=key).click().run()
    assert not page.exception
    assert [one.value for one in page.error] == []
    return page


def write(page: AppTest, verb: str, clue: Clue, words: str = "同意。") -> None:
    page.text_area(key=f"{verb}-clues-{clue.id}-words").set_value(words)


@pytest.mark.parametrize("role", READERS)
def test_it_opens_empty_and_says_so(session: Session, role: Role) -> None:
    me = make.officer(session, role)
    session.commit()

    assert "没有您在知情范围内的问题线索" in text_of(visit.page(PAGE, me))


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.INSPECTOR])
@pytest.mark.parametrize("region_code", [make.PROVINCE, make.CITY, make.COUNTY])
def test_only_those_on_the_list_see_a_clue(session: Session, role: Role, region_code: str) -> None:
    accused = make.unit(session)
    clue = make.clue(session, ClueStatus.PROPOSED, accused_unit=accused, summary=SUMMARY)
    unit = accused if role is Role.UNIT else None
    me = make.officer(session, role, name="何新", region_code=region_code, unit=unit)
    session.commit()

    said = text_of(visit.page(PAGE, me, clue=str(clue.id), status="all"))

    listed = region_code == make.CITY and role in (Role.CASES, Role.LEADER, Role.PRINCIPAL)
    assert (SUMMARY in said) is listed
    assert (clue.number in said) is listed
    assert ("共 1 件" in said) is listed


def test_a_handler_sees_their_own_and_another_inspector_nothing(session: Session) -> None:
    handler = make.officer(session, name="吴桐", region_code=make.CITY)
    other = make.officer(session, name="何新", region_code=make.CITY)
    clue = make.clue(session, ClueStatus.SIGNED_FOR, handler=handler, summary=SUMMARY)
    session.commit()

    assert SUMMARY in text_of(visit.page(PAGE, handler, clue=str(clue.id)))
    said = text_of(visit.page(PAGE, other, clue=str(clue.id)))
    assert SUMMARY not in said
    assert clue.number not in said


def test_the_accused_finds_nothing_of_themselves_and_their_totals_do_not_change(session: Session) -> None:
    accused = make.officer(session, Role.LEADER, name=NAME, region_code=make.CITY)
    session.commit()
    before = text_of(visit.page(PAGE, accused, clue="999"))
    clue = make.clue(session, accused=AccusedPerson(NAME), namesake_checked=True)
    session.commit()

    assert text_of(visit.page(PAGE, accused, clue=str(clue.id))) == before


def test_what_a_clue_says_is_plain_text_only(session: Session) -> None:
    me = make.officer(session, Role.CASES, region_code=make.CITY)
    clue = make.clue(session, summary=SUMMARY, accused=AccusedPerson(NAME, "**副主任**"))
    session.commit()

    page = visit.page(PAGE, me, clue=str(clue.id))

    assert SUMMARY in [one.value for one in page.text]
    for kind in (page.markdown, page.caption, page.title, page.subheader):
        assert not any("另收加急费" in str(one.value) or NAME in str(one.value) for one in kind)
    assert not any(NAME in str(value) for value in page.query_params.values())


def registering(session: Session, me: Officer, **query: str) -> AppTest:
    page = visit.page(PAGE, me, new="1", **query)
    assert not page.text_input
    assert not page.text_area
    return page


@pytest.mark.parametrize(
    "jurisdiction", [Jurisdiction.HIGHER, Jurisdiction.OWN_PRINCIPAL, Jurisdiction.OUTSIDE]
)
def test_a_matter_that_is_not_ours_meets_no_field_that_takes_words(
    session: Session, jurisdiction: Jurisdiction
) -> None:
    page = registering(session, signing(session, Role.CASES, "冯案管"))

    page.radio(key="clue-new-jurisdiction").set_value(jurisdiction).run()

    assert not page.text_input
    assert not page.text_area


def test_the_cases_desk_registers_what_another_office_sent(session: Session) -> None:
    unit = make.unit(session)
    me = signing(session, Role.CASES, "冯案管")
    page = registering(session, me)
    page.radio(key="clue-new-jurisdiction").set_value(Jurisdiction.OWN).run()

    page.selectbox(key="clue-new-source").set_value(ClueSource.PATROL)
    page.text_input(key="clue-new-number").set_value("晋巡函〔2026〕7号")
    page.text_input(key="clue-new-name").set_value(NAME)
    page.selectbox(key="clue-new-unit").set_value(unit.id)
    page.selectbox(key="clue-new-leadership").set_value(Leadership.AREA_HEAD)
    page.text_area(key="clue-new-summary").set_value(SUMMARY)
    page.button(key="clue-new-register").click().run()
    assert [one.value for one in page.error] == ["请再次输入密码，以确认是您本人。"]
    assert session.scalars(select(Clue)).all() == []
    session.rollback()
    page.text_input(key="clue-new-signature-password-0").set_value(make.PASSWORD)
    page.button(key="clue-new-register").click().run()
    assert [one.value for one in page.error] == []

    clue = session.scalars(select(Clue)).one()
    assert not page.exception
    assert (clue.source, clue.source_number, clue.summary) == (
        ClueSource.PATROL,
        "晋巡函〔2026〕7号",
        SUMMARY,
    )
    assert (clue.accused.name, clue.accused_unit, clue.leadership) == (NAME, unit, Leadership.AREA_HEAD)
    assert page.query_params["clue"][0] == str(clue.id)
    assert "须及时报告上一级纪委" in text_of(page)
    assert not any(f"clue-new-{name}" in page.session_state for name in ("name", "summary", "number"))


def test_what_was_typed_stays_when_it_is_refused(session: Session) -> None:
    page = registering(session, signing(session, Role.CASES, "冯案管"))
    page.radio(key="clue-new-jurisdiction").set_value(Jurisdiction.OWN).run()

    page.text_input(key="clue-new-number").set_value("来文")
    page.text_area(key="clue-new-summary").set_value(SUMMARY)
    page.text_input(key="clue-new-signature-password-0").set_value(make.PASSWORD)
    page.button(key="clue-new-register").click().run()

    assert "不得填写内容" in page.error[0].value
    assert page.text_area(key="clue-new-summary").value == SUMMARY


def test_a_half_typed_clue_is_there_after_a_refresh_and_lies_nowhere_in_the_clear(
    session: Session, home: Path
) -> None:
    me = signing(session, Role.CASES, "冯案管")
    page = registering(session, me)
    page.radio(key="clue-new-jurisdiction").set_value(Jurisdiction.OWN).run()
    page.text_input(key="clue-new-name").set_value(NAME)
    page.text_area(key="clue-new-summary").set_value(SUMMARY).run()

    again = registering(session, me)
    again.radio(key="clue-new-jurisdiction").set_value(Jurisdiction.OWN).run()

    assert again.text_area(key="clue-new-summary").value == SUMMARY
    assert again.text_input(key="clue-new-name").value == NAME
    raw = b"".join(path.read_bytes() for path in home.rglob("*") if path.is_file())
    assert b"drafts" in raw
    assert SUMMARY.encode() not in raw
    assert NAME.encode() not in raw


def test_a_draft_goes_when_the_matter_turns_out_to_be_a_higher_levels(session: Session) -> None:
    me = signing(session, Role.CASES, "冯案管")
    page = registering(session, me)
    page.radio(key="clue-new-jurisdiction").set_value(Jurisdiction.OWN).run()
    page.text_area(key="clue-new-summary").set_value(SUMMARY).run()

    page.radio(key="clue-new-jurisdiction").set_value(Jurisdiction.HIGHER).run()

    session.rollback()
    assert session.scalars(select(Draft)).all() == []


def test_a_flag_handed_over_is_registered_from_its_line(session: Session) -> None:
    flag = make.flag(session, FlagStatus.HANDED)
    me = signing(session, Role.CASES, "冯案管", make.COUNTY)
    page = visit.page(PAGE, me)
    assert "1 条，尚未登记为线索" in text_of(page)

    page.button(key=f"clue-from-flag-{flag.id}").click().run()
    page.radio(key="clue-new-jurisdiction").set_value(Jurisdiction.OWN).run()
    page.text_input(key="clue-new-signature-password-0").set_value(make.PASSWORD)
    page.button(key="clue-new-register").click().run()

    clue = session.scalars(select(Clue)).one()
    assert (clue.source, clue.compound_number) == (ClueSource.FLAG, flag.compound_number)
    assert "尚未登记为线索" not in text_of(page)


def test_a_complaint_is_handed_in_from_its_sheet_and_taken_in_by_the_cases_desk(session: Session) -> None:
    petitions = make.key_holder(session, Role.PETITIONS, name="周宁")
    letter = make.complaint(session, ComplaintStatus.ACCEPTED, by=petitions, summary=SUMMARY)
    credentials.issue(session, petitions, make.PASSWORD).must_change = False
    me = signing(session, Role.CASES, "冯案管")
    assert "内容不能离开信访岗" in text_of(
        visit.page("conduct.complaints", petitions, complaint=str(letter.id))
    )
    make.redacted(session, letter)
    session.commit()
    page = visit.page("conduct.complaints", petitions, complaint=str(letter.id))

    key = f"hand-in-{letter.id}"
    page.text_input(key=f"{key}-name").set_value(NAME)
    page.text_input(key=f"{key}-signature-password-0").set_value(make.PASSWORD)
    page.button(key=key).click().run()

    clue = session.scalars(select(Clue)).one()
    assert not page.exception
    assert f"已移送案管：{clue.number}" in text_of(page)
    page = visit.page(PAGE, me, clue=str(clue.id))
    assert SUMMARY in text_of(page)
    assert letter.number not in text_of(page)
    page.toggle(key=f"register-clues-{clue.id}-important").set_value(True)
    sign(page, "register", clue)
    session.rollback()
    assert (clue.status, clue.important) == (ClueStatus.REGISTERED, True)


def test_a_clue_is_walked_by_four_posts_and_every_hand_signs(session: Session) -> None:
    clue = make.clue(session)
    desk = signing(session, Role.CASES, "郝案管")
    handler = signing(session, Role.INSPECTOR, "何新")
    leader, principal = signing(session, Role.LEADER, "赵敏"), signing(session, Role.PRINCIPAL, "陈书记")

    def at(me: Officer) -> AppTest:
        return visit.page(PAGE, me, clue=str(clue.id), status="all")

    key = f"propose_distribution-clues-{clue.id}"
    page = at(desk)
    page.selectbox(key=f"{key}-to").set_value(handler.id).run()
    page.text_input(key=f"{key}-department").set_value("第一监督检查室")
    write(page, "propose_distribution", clue, "拟交办。")
    sign(page, "propose_distribution", clue)
    page = at(principal)
    write(page, "approve_distribution", clue)
    sign(page, "approve_distribution", clue)
    page = sign(at(handler), "sign_for", clue)
    assert "到期日 2026-04-02" in text_of(page)
    write(page, "study", clue, "可查。")
    sign(page, "study", clue)
    page = at(handler)
    page.segmented_control(key=f"propose-clues-{clue.id}-way").set_value(Way.PRELIM)
    write(page, "propose", clue, "建议初核。")
    sign(page, "propose", clue)
    page = at(handler)
    page.text_input(key=f"study_together-clues-{clue.id}-number").set_value("阳纪会纪〔2026〕3号")
    write(page, "study_together", clue)
    sign(page, "study_together", clue)
    for me, verb in ((leader, "endorse"), (principal, "approve_disposal")):
        page = at(me)
        write(page, verb, clue)
        sign(page, verb, clue)
    sign(at(handler), "verify", clue)
    page = at(handler)
    page.selectbox(key=f"conclude-clues-{clue.id}-result").set_value(Result.REMINDED).run()
    page.segmented_control(key=f"conclude-clues-{clue.id}-form").set_value(FourForm.FIRST)
    write(page, "conclude", clue, "部分属实。")
    sign(page, "conclude", clue)
    page = sign(at(desk), "archive", clue)

    session.expire_all()
    assert clue.status is ClueStatus.ARCHIVED
    said = text_of(page)
    assert "12 次；签名链完整" in said
    assert "第一种形态" in said
    assert "阳纪会纪〔2026〕3号" in said


def test_nothing_is_signed_with_a_wrong_password(session: Session) -> None:
    principal = signing(session, Role.PRINCIPAL, "陈书记")
    clue = make.clue(session, ClueStatus.DISTRIBUTION_PROPOSED)
    session.commit()
    page = visit.page(PAGE, principal, clue=str(clue.id))
    key = f"approve_distribution-clues-{clue.id}"

    write(page, "approve_distribution", clue)
    page.text_input(key=f"{key}-signature-password-0").set_value("wrong")
    page.button(key=key).click().run()

    assert page.error
    session.expire_all()
    assert clue.status is ClueStatus.DISTRIBUTION_PROPOSED


@pytest.mark.parametrize(
    ("verb", "number"), [("leave_for_case", "阳纪立〔2026〕5号"), ("pass_up", "回执2026-7")]
)
def test_what_leaves_leaves_number_and_day_only(session: Session, verb: str, number: str) -> None:
    desk = signing(session, Role.CASES, "郝案管")
    clue = make.clue(session, ClueStatus.VERIFYING, summary=SUMMARY, accused=AccusedPerson(NAME))
    session.commit()
    page = visit.page(PAGE, desk, clue=str(clue.id), status="all")
    assert SUMMARY in text_of(page)

    page.text_input(key=f"{verb}-clues-{clue.id}-number").set_value(number)
    sign(page, verb, clue)

    said = text_of(page)
    assert f"{number}　2026-03-02" in said
    assert SUMMARY not in said
    assert NAME not in said


def test_the_colours_follow_the_table_that_was_chosen(session: Session) -> None:
    me = make.officer(session, Role.CASES, region_code=make.CITY)
    session.commit()
    page = visit.page(PAGE, me)
    assert "预警按奎屯市做法，待核" in text_of(page)

    page.radio(key="clue-alerts-table").set_value(LocalTable.CHANGWU).run()
    page.toggle(key="clue-alerts-due").set_value(False)
    page.button(key="clue-alerts-save").click().run()

    assert "预警按长武县做法，待核" in text_of(page)
    session.expire_all()
    assert clue_alerts.in_force(session, make.CITY).by_due_date is False


def test_a_leader_reads_the_colours_and_does_not_choose_them(session: Session) -> None:
    me = make.officer(session, Role.LEADER, region_code=make.CITY)
    session.commit()

    page = visit.page(PAGE, me)

    assert not page.radio
    assert "由案管岗选定。" in text_of(page)


@pytest.mark.parametrize(
    ("verb", "status", "shown"),
    [("give", ConsentStatus.GIVEN, "案管同意"), ("refuse", ConsentStatus.REFUSED, "案管暂不同意")],
)
def test_the_cases_desk_answers_before_a_paper_goes_to_a_unit(
    session: Session, verb: str, status: ConsentStatus, shown: str
) -> None:
    unit = make.unit(session)
    make.clue(session, accused_unit=unit)
    flag = make.flag(session)
    me = make.officer(session, Role.CASES, name="郝案管", region_code=make.CITY)
    (asked,) = consents.ask(session, flag.paper_to(unit), by=make.officer(session))
    session.commit()

    page = visit.page(PAGE, me)
    page.button(key=f"{verb}-consents-{asked.id}").click().run()

    session.expire_all()
    assert asked.status is status
    assert shown in text_of(page)


def test_filters_open_the_records_behind_a_figure(session: Session) -> None:
    me = make.officer(session, Role.CASES, name="郝案管", region_code=make.CITY)
    make.clue(session, ClueStatus.ARCHIVED, way=Way.CLOSE)
    make.clue(session, ClueStatus.HELD, way=Way.HOLD)
    make.clue(session)
    session.commit()

    def shown(**query: str) -> int:
        return len(visit.page(PAGE, me, **query).dataframe[0].value)

    assert shown() == 2
    assert shown(status="all") == 3
    assert shown(status="all", way="close") == 1
    assert shown(way="hold") == 1
    assert shown(status="all", form="first") == 1


def test_a_strange_address_shows_the_list(session: Session) -> None:
    me = make.officer(session, Role.CASES, region_code=make.CITY)
    make.clue(session, region_code=make.COUNTY, summary=SUMMARY)
    session.commit()

    for asked in ("1", "0", "-1", "9" * 40, "x'; drop", "１"):
        assert SUMMARY not in text_of(visit.page(PAGE, me, clue=asked, status="all", way="x", form="y"))


def test_a_handed_in_complaint_is_not_seen_by_who_handed_it_in(session: Session) -> None:
    petitions = make.officer(session, Role.PETITIONS, Role.INSPECTOR, region_code=make.CITY)
    letter = make.complaint(session, ComplaintStatus.ACCEPTED, by=petitions)
    clue = hand_in(session, make.redacted(session, letter), by=petitions, accused=AccusedPerson(""))
    session.commit()

    assert clue.number not in text_of(visit.page(PAGE, petitions, clue=str(clue.id)))
    assert clue.received_on == date(2026, 3, 2)
    assert timedelta(0) == clue.received_on - letter.received_on
