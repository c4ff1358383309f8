from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session
from streamlit.testing.v1 import AppTest

from reports.documents import briefing as document
from supervision.briefings.briefing_steps import READERS, BriefingStatus
from supervision.briefings.briefings import Briefing
from supervision.figures import Edition
from supervision.office.people import OFFICE, Officer, Role
from tests import make, visit

PAGE = "briefings.briefings"
S = BriefingStatus


def opened(me: Officer, briefing: Briefing) -> AppTest:
    return visit.page(PAGE, me, briefing=str(briefing.id))


def key(verb: str, briefing: Briefing) -> str:
    return f"{verb}-briefings-{briefing.id}"


def words(page: AppTest) -> str:
    return "\n".join(said.value for said in (*page.text, *page.caption, *page.markdown, *page.error))


def written(briefing: Briefing) -> bytes:
    return document.write(briefing).save()


def look_again(session: Session, briefing: Briefing) -> None:
    session.rollback()
    session.refresh(briefing)


@pytest.mark.parametrize("role", sorted(OFFICE | {Role.UNIT}))
def test_it_opens_empty_for_every_post_that_may_read_it(session: Session, role: Role) -> None:
    unit = make.unit(session)
    me = make.officer(session, role, region_code=make.CITY, unit=unit if role is Role.UNIT else None)
    session.commit()

    page = visit.page(PAGE, me)

    may = role in (*READERS, Role.UNIT)
    assert ("尚无简报" if may else "无权查看") in words(page)


def test_one_is_drafted_by_hand_for_the_last_week(session: Session) -> None:
    me = make.officer(session, region_code=make.CITY)
    session.commit()
    page = visit.page(PAGE, me)

    page.button(key="briefing-save").click().run()

    assert not page.exception
    briefing = session.scalars(select(Briefing)).one()
    assert (briefing.region_code, briefing.start, briefing.end) == (
        make.CITY,
        date(2026, 2, 23),
        date(2026, 3, 1),
    )
    assert page.query_params["briefing"] in (str(briefing.id), [str(briefing.id)])


def test_people_write_the_causes_and_enter_what_units_say(session: Session) -> None:
    make.progress(session)
    briefing, me = make.briefing(session), make.officer(session)
    session.commit()
    page = opened(me, briefing)

    page.button(key=f"{key('edit', briefing)}-open").click().run()
    page.text_area(key=f"{key('edit', briefing)}-problems").set_value("一是迟报。")
    page.button(key=f"{key('edit', briefing)}-open").click()
    page.button(key=key("edit", briefing)).click().run()
    page.text_input(key=f"{key('explain', briefing)}-paper").set_value("来电")
    page.text_area(key=f"{key('explain', briefing)}-words").set_value("系统切换。")
    page.button(key=key("explain", briefing)).click().run()

    look_again(session, briefing)
    assert briefing.problems == "一是迟报。"
    assert [one.answer for one in briefing.explanations].count("系统切换。") == 1
    (named,) = [one.value for one in page.dataframe if "answer" in one.value]
    assert "系统切换。" in named["answer"].tolist()
    assert "未答复" in named["answer"].tolist()


def test_a_button_that_may_not_be_pressed_says_why(session: Session) -> None:
    briefing = make.briefing(session)
    session.commit()

    page = opened(make_committed(session, Role.TASK_FORCE), briefing)

    assert "为何不能复核" in words(page).replace("\\", "")


def make_committed(session: Session, *roles: Role, region_code: str = make.PROVINCE) -> Officer:
    made = make.officer(session, *roles, region_code=region_code)
    session.commit()
    return made


def test_another_checks_it(session: Session) -> None:
    briefing = make.briefing(session)
    briefing.edit(by=make.officer(session), problems="一是迟报。", next_steps="一是督促。")

    page = opened(make_committed(session, Role.TASK_FORCE), briefing)
    page.button(key=key("check", briefing)).click().run()

    look_again(session, briefing)
    assert briefing.status is S.CHECKED


def test_a_leader_signs_it_with_the_password_again(session: Session) -> None:
    make.progress(session)
    briefing = make.briefing(session, S.CHECKED)
    leader = make.officer(session, Role.LEADER, name="周明")
    password = make.password(session, leader)
    session.commit()
    page = opened(leader, briefing)

    page.button(key=f"{key('sign', briefing)}-open").click().run()
    assert "全部数字复算一致。" in words(page)
    page.button(key=f"{key('sign', briefing)}-open").click()
    page.button(key=key("sign", briefing)).click().run()
    look_again(session, briefing)
    assert briefing.status is S.CHECKED

    page.button(key=f"{key('sign', briefing)}-open").click()
    page.text_input(key=f"{key('sign', briefing)}-password-0").set_value(password)
    page.button(key=key("sign", briefing)).click().run()

    look_again(session, briefing)
    assert (briefing.status, briefing.issue_no, briefing.signer) == (S.ISSUED, 1, "周明")
    assert briefing.file
    assert briefing.file.read().startswith(b"PK")
    assert "定稿与冻结的数字一致。" in words(page)


def test_a_signature_on_paper_is_entered_with_its_scan(session: Session) -> None:
    briefing, me = make.briefing(session, S.CHECKED), make.officer(session)
    password = make.password(session, me)
    session.commit()
    page, form = opened(me, briefing), key("record_signature", briefing)

    page.text_input(key=f"{form}-signer").set_value("赵敏")
    page.file_uploader(key=f"{form}-scan").set_value(("签发.pdf", b"%PDF-1.4 x", "application/pdf"))
    page.text_input(key=f"{form}-password-0").set_value(password)
    page.button(key=form).click().run()

    look_again(session, briefing)
    assert (briefing.status, briefing.signer) == (S.ISSUED, "赵敏")
    assert briefing.scan


def test_the_sheet_before_signing_counts_again_and_names_senders(session: Session) -> None:
    make.progress(session, first=300)
    briefing = make.briefing(session, region_code=make.COUNTY)
    make.progress(session, first=310)
    page = opened(make_committed(session), briefing)

    page.toggle(key=f"briefing-look-{briefing.id}").set_value(True).run()

    assert not page.exception
    (again,) = [one.value for one in page.dataframe if "agreement" in one.value]
    first = again[again["title"] == "首次登记"].iloc[0]
    assert (first["frozen"], first["again"], first["agreement"]) == ("300", "310", "不一致")
    assert "复算不一致 4 个" in words(page).replace("\\", "")


def test_a_copy_with_a_changed_digit_is_found(session: Session) -> None:
    make.progress(session, first=300)
    briefing = make.briefing(session, S.ISSUED, write=written, region_code=make.COUNTY)
    make.progress(session, make.NEXT_COUNTY, first=301)
    other = make.briefing(session, region_code=make.NEXT_COUNTY)
    copies = {"原件.docx": written(briefing), "别的.docx": written(other), "坏的.docx": b"PK no"}
    page = opened(make_committed(session), briefing)
    said = {}

    for name, data in copies.items():
        page.file_uploader(key=f"briefing-copy-{briefing.id}").set_value((name, data, "application/x"))
        page.run()
        said[name] = words(page)

    assert "这份文件中的数字与签发时一致。" in said["原件.docx"]
    assert "城区首次登记：签发 300，文件中 已删去" in said["别的.docx"]
    assert "不是可读取的 Word 文件" in said["坏的.docx"]


def test_a_unit_sees_only_what_went_down_and_no_working_papers(session: Session) -> None:
    unit = make.unit(session, region_code=make.CITY)
    up = make.briefing(session, S.ISSUED)
    down = make.briefing(session, S.ISSUED, edition=Edition.DOWN)
    me = make.officer(session, Role.UNIT, unit=unit, region_code=make.CITY)
    session.commit()

    page, forbidden = opened(me, down), opened(me, up)

    assert list(page.dataframe[0].value["edition"]) == ["下发"]
    assert len([one for one in page.dataframe if "definition" in one.value]) == 0
    assert not forbidden.toggle
    assert "存在的主要问题" not in [one.value for one in forbidden.subheader]


def test_a_county_does_not_open_the_next_countys(session: Session) -> None:
    briefing = make.briefing(session, region_code=make.NEXT_COUNTY)
    me = make_committed(session, region_code=make.COUNTY)

    assert "尚无简报" in words(opened(me, briefing))
