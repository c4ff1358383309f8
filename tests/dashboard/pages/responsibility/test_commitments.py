from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session
from streamlit.testing.v1 import AppTest

from supervision.office.people import OFFICE, Officer, Role
from supervision.responsibility.commitments import Commitment, CommitmentStatus
from tests import make, visit

PAGE = "responsibility.commitments"
S = CommitmentStatus
PDF = ("扫描.pdf", b"%PDF-1.4 scan", "application/pdf")


def opened(me: Officer, commitment: Commitment) -> AppTest:
    return visit.page(PAGE, me, commitment=str(commitment.id))


def key(verb: str, commitment: Commitment) -> str:
    return f"{verb}-commitments-{commitment.id}"


def stamp(page: AppTest, form: str) -> None:
    """Fill in the stamped paper of a form."""
    page.text_input(key=f"{form}-paper-number").set_value("阳自然资函〔2026〕3号")
    page.date_input(key=f"{form}-paper-date").set_value(date(2026, 3, 2))
    page.file_uploader(key=f"{form}-paper-scan").set_value(PDF)


def look_again(session: Session, commitment: Commitment) -> None:
    """See what the page has written since."""
    session.rollback()
    session.refresh(commitment)


def listed(page: AppTest) -> list[str]:
    return list(page.dataframe[0].value["number"]) if page.dataframe else []


@pytest.mark.parametrize("role", sorted(OFFICE | {Role.UNIT}))
def test_every_post_opens_it_empty(session: Session, role: Role) -> None:
    unit = make.unit(session)
    me = make.officer(session, role, region_code=make.CITY, unit=unit if role is Role.UNIT else None)
    session.commit()

    page = visit.page(PAGE, me)

    assert any("尚无承诺事项" in said.value for said in page.caption)


def test_the_red_count_opens_exactly_the_red_ones(session: Session) -> None:
    make.commitment(session, S.IN_PROGRESS, "TY-1", due_on=date(2026, 2, 1))
    make.commitment(session, S.IN_PROGRESS, "TY-2", due_on=date(2026, 12, 1))
    me = make.officer(session)
    session.commit()

    everything, red = visit.page(PAGE, me), visit.page(PAGE, me, lamp="red")

    assert listed(everything) == ["TY-1", "TY-2"]
    assert listed(red) == ["TY-1"]
    assert red.dataframe[0].value["left"][0] == "超期 29 天"


def test_unit_state_and_place_narrow_the_list(session: Session) -> None:
    here = make.unit(session, region_code=make.COUNTY)
    make.commitment(session, S.CLOSED, "TY-1", unit=here)
    make.commitment(session, S.ISSUED, "TY-2", unit=here)
    other = make.commitment(session, S.ISSUED, "TY-3")
    me = make.officer(session)
    session.commit()

    assert listed(visit.page(PAGE, me, status="open")) == ["TY-2", "TY-3"]
    assert listed(visit.page(PAGE, me, unit=str(other.unit_id))) == ["TY-3"]
    assert listed(visit.page(PAGE, me, region=make.COUNTY)) == ["TY-2", "TY-1"]


def test_a_county_officer_sees_nothing_of_the_next_county(session: Session) -> None:
    theirs = make.commitment(session, unit=make.unit(session, region_code=make.COUNTY))
    me = make.officer(session, region_code=make.NEXT_COUNTY)
    session.commit()

    page = opened(me, theirs)

    assert listed(page) == []
    assert not page.metric


def test_a_draft_is_written_issued_and_taken_on_from_stamped_paper(session: Session) -> None:
    unit = make.unit(session)
    me = make.officer(session, Role.TASK_FORCE)
    session.commit()
    page = visit.page(PAGE, me)

    page.text_input(key="draft-number").set_value("TY-0412")
    page.text_input(key="draft-title").set_value("完成转移登记")
    page.date_input(key="draft-due-on").set_value(date(2026, 6, 30))
    page.number_input(key="draft-target").set_value(300)
    page.selectbox(key="draft-measure").select_index(0)
    page.button(key="draft-save").click().run()
    assert not page.exception

    commitment = session.scalars(select(Commitment)).one()
    page = opened(me, commitment)
    page.button(key=key("issue", commitment)).click().run()
    look_again(session, commitment)
    assert (commitment.status, commitment.unit_id, str(commitment.wanted)) == (S.ISSUED, unit.id, "300套")
    assert commitment.assignment_id is not None

    page = opened(me, commitment)
    form = key("acknowledge", commitment)
    page.text_input(key=f"{form}-leader").set_value("演示甲")
    stamp(page, form)
    page.button(key=form).click().run()

    look_again(session, commitment)
    assert [toast.value for toast in page.toast] == ["已认领"]
    assert (commitment.status, commitment.acknowledged_on) == (S.ACKNOWLEDGED, date(2026, 3, 2))


def test_a_number_the_unit_has_already_is_refused_in_words(session: Session) -> None:
    unit = make.commitment(session).unit
    me = make.officer(session)
    session.commit()
    page = visit.page(PAGE, me)

    page.text_input(key="draft-number").set_value("TY-0001")
    page.text_input(key="draft-title").set_value("完成转移登记")
    page.button(key="draft-save").click().run()

    assert [error.value for error in page.error] == [f"“{unit.name}”已有编号 TY-0001 的事项。"]


def test_without_the_papers_scan_nothing_is_entered_for_a_unit(session: Session) -> None:
    commitment, me = make.commitment(session), make.officer(session)
    session.commit()
    page, form = opened(me, commitment), key("acknowledge", commitment)

    page.text_input(key=f"{form}-paper-number").set_value("无文号")
    page.date_input(key=f"{form}-paper-date").set_value(date(2026, 3, 2))
    page.button(key=form).click().run()

    assert [error.value for error in page.error] == ["请选择盖章文件的扫描件。"]
    look_again(session, commitment)
    assert commitment.status is S.ISSUED


def test_progress_and_a_close_request_carry_their_files(session: Session) -> None:
    commitment, me = make.commitment(session, S.ACKNOWLEDGED), make.officer(session)
    session.commit()

    for verb, amount in (("report", 60), ("request_close", 100)):
        page, form = opened(me, commitment), key(verb, commitment)
        page.number_input(key=f"{form}-amount").set_value(amount)
        page.file_uploader(key=f"{form}-files").set_value([PDF])
        stamp(page, form)
        page.button(key=form).click().run()
        assert not page.exception
        look_again(session, commitment)

    assert commitment.status is S.CLOSE_REQUESTED
    assert [entry.amount for entry in commitment.entries] == [60, 100]
    assert [file.name for file in commitment.files] == ["扫描.pdf", "扫描.pdf"]


def test_another_person_verifies_and_the_leader_closes(session: Session) -> None:
    commitment = make.commitment(session, S.CLOSE_REQUESTED)
    checker, leader = make.officer(session, Role.TASK_FORCE), make.officer(session, Role.LEADER)
    session.commit()

    page, form = opened(checker, commitment), key("verify", commitment)
    page.number_input(key=f"{form}-amount").set_value(100)
    page.text_area(key=f"{form}-words").set_value("逐套核对，一致")
    page.button(key=form).click().run()
    page = opened(leader, commitment)
    page.button(key=key("close", commitment)).click().run()

    look_again(session, commitment)
    assert (commitment.status, commitment.verified_amount) == (S.CLOSED, 100)


def test_why_a_step_may_not_be_taken_is_written_below_it(session: Session) -> None:
    commitment = make.commitment(session, S.CLOSE_REQUESTED)
    me = commitment.history[-1].by
    session.commit()

    page = opened(me, commitment)

    assert any("为何不能核实：本件由您申报销号，须换人办理。" in said.value for said in page.caption)


@pytest.mark.parametrize(
    ("verb", "status", "role", "fields"),
    [
        ("send_back", S.CLOSE_REQUESTED, Role.TASK_FORCE, {"words": "缺文书"}),
        ("look_back", S.CLOSED, Role.INSPECTOR, {"words": "抽查属实"}),
        ("reopen", S.CLOSED, Role.LEADER, {"words": "未登簿"}),
        ("hold", S.VERIFIED, Role.INSPECTOR, {"words": "疑点未了结"}),
        ("withdraw", S.ISSUED, Role.TASK_FORCE, {"words": "误录"}),
    ],
)
def test_the_other_steps_ask_for_words(
    session: Session, verb: str, status: S, role: Role, fields: dict[str, Any]
) -> None:
    commitment, me = make.commitment(session, status), make.officer(session, role)
    session.commit()
    page, form = opened(me, commitment), key(verb, commitment)

    for name, value in fields.items():
        page.text_area(key=f"{form}-{name}").set_value(value)
    page.button(key=form).click().run()

    look_again(session, commitment)
    assert not page.error
    assert commitment.history[-1].verb == verb


def test_an_extension_is_asked_and_granted(session: Session) -> None:
    commitment, me = make.commitment(session, S.IN_PROGRESS), make.officer(session)
    leader = make.officer(session, Role.LEADER)
    session.commit()

    page, form = opened(me, commitment), key("ask_extension", commitment)
    page.date_input(key=f"{form}-until").set_value(date(2026, 4, 30))
    page.text_area(key=f"{form}-words").set_value("缺档案")
    stamp(page, form)
    page.button(key=form).click().run()
    page = opened(leader, commitment)
    page.button(key=key("grant_extension", commitment)).click().run()

    look_again(session, commitment)
    assert (commitment.due_on, commitment.deadline) == (date(2026, 3, 31), date(2026, 4, 30))


def test_a_units_account_sees_nothing_that_may_come_from_a_complaint(session: Session) -> None:
    commitment = make.commitment(session, S.VERIFIED)
    commitment.hold(by=make.officer(session), because="投诉反映搭车办理")
    me = make.officer(session, Role.UNIT, region_code=make.CITY, unit=commitment.unit)
    session.commit()

    page = opened(me, commitment)

    said = [*(one.value for one in page.caption), *(one.value for one in page.text)]
    assert page.metric
    assert not any("投诉" in one or "暂缓" in one for one in said)


def test_a_units_account_takes_on_and_reports_without_paper(session: Session) -> None:
    commitment = make.commitment(session)
    me = make.officer(session, Role.UNIT, region_code=make.CITY, unit=commitment.unit)
    session.commit()

    page, form = opened(me, commitment), key("acknowledge", commitment)
    page.text_input(key=f"{form}-leader").set_value("演示甲")
    page.button(key=form).click().run()
    page, form = opened(me, commitment), key("report", commitment)
    page.number_input(key=f"{form}-amount").set_value(60)
    page.file_uploader(key=f"{form}-files").set_value([PDF])
    page.button(key=form).click().run()

    look_again(session, commitment)
    assert commitment.status is S.IN_PROGRESS
    assert [entry.amount for entry in commitment.entries] == [60]


def test_what_people_typed_is_never_markdown(session: Session) -> None:
    commitment = make.commitment(session, title="**办结** ![](http://x/y.png) $x$ <b>")
    me = make.officer(session)
    session.commit()

    page = opened(me, commitment)

    assert any(r"\*\*办结\*\* \!\[\]\(http\:\/\/x\/y\.png\)" in said.value for said in page.markdown)


def test_an_overdue_commitment_leads_to_a_supervision_order(session: Session) -> None:
    commitment = make.commitment(session, S.IN_PROGRESS, due_on=date(2026, 3, 2) - timedelta(days=1))
    me = make.officer(session)
    session.commit()

    page = opened(me, commitment)

    assert any("起草督办通知书" in said.value for said in page.markdown)


def test_the_head_counts_what_the_list_shows_drafts_apart(session: Session) -> None:
    make.commitment(session, S.ISSUED, "TY-1")
    make.commitment(session, S.DRAFT, "TY-2")
    me = make.officer(session)
    session.commit()

    page = visit.page(PAGE, me)

    said = [one.value for one in (*page.caption, *page.markdown)]
    assert listed(page) == ["TY-1", "TY-2"]
    assert sum("1 项，另有草稿 1 项" in sentence for sentence in said) == 2


@pytest.mark.parametrize(
    ("role", "offered"), [(Role.INSPECTOR, True), (Role.LEADER, False), (Role.PETITIONS, False)]
)
def test_looking_back_is_offered_to_its_posts_and_explained_to_others(
    session: Session, role: Role, offered: bool
) -> None:
    closed = make.commitment(session, S.CLOSED)
    me = make.officer(session, role)
    session.commit()

    page = opened(me, closed)

    asks = [area.key for area in page.text_area]
    assert (f"{key('look_back', closed)}-words" in asks) is offered
    assert any("为何不能回头看：须由" in one.value for one in page.caption) is not offered


def test_a_draft_says_that_it_is_not_handed_over_and_opens_once_saved(session: Session) -> None:
    make.unit(session)
    me = make.officer(session, Role.TASK_FORCE)
    session.commit()
    page = visit.page(PAGE, me)

    page.text_input(key="draft-number").set_value("TY-0412")
    page.text_input(key="draft-title").set_value("完成转移登记")
    page.button(key="draft-save").click().run()

    made = session.scalars(select(Commitment)).one()
    assert page.query_params["commitment"] in (str(made.id), [str(made.id)])
    assert "尚未交办" in [one.value for one in page.text]


def test_a_units_account_reads_nothing_the_office_wrote_for_itself(session: Session) -> None:
    commitment = make.commitment(session, S.VERIFIED)
    me = make.officer(session, Role.UNIT, unit=commitment.unit)
    session.commit()

    said = [one.value for one in opened(me, commitment).text]

    assert any("王强　核实" in one for one in said)
    assert not any("与原件一致" in one for one in said)
