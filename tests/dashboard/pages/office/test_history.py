from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session
from streamlit.testing.v1 import AppTest

from supervision.office import history, sign_ins
from supervision.office.people import Role
from tests import make, visit

PAGE = "office.history"


def column(visited: AppTest, name: str) -> list[Any]:
    return list(visited.dataframe[0].value[name])


def test_lines_are_shown_in_the_words_of_the_office(session: Session) -> None:
    me = make.officer(session, Role.AUDITOR)
    make.progress(session, accepted=True)
    sign_ins.begin(session, me, address="127.0.0.1")
    session.commit()

    visited = visit.page(PAGE, me)

    assert column(visited, "act")[0] == "登录"
    assert column(visited, "kind") == ["账号", "进度报表"]


def test_a_county_does_not_read_what_the_next_county_did(session: Session) -> None:
    me = make.officer(session, Role.LEADER, region_code=make.COUNTY)
    for code in (make.COUNTY, make.NEXT_COUNTY):
        sign_ins.begin(session, make.officer(session, name=code, region_code=code), address="127.0.0.1")
    session.commit()

    assert column(visit.page(PAGE, me), "by") == [make.COUNTY]


def test_what_was_written_about_a_complaint_is_not_shown(session: Session) -> None:
    me = make.officer(session, Role.AUDITOR)
    complaint = make.complaint(session)
    history.note(
        session, kind="complaints", subject_id=complaint.id, verb="accept", by=me, note="反映张某收钱"
    )
    session.commit()

    assert set(column(visit.page(PAGE, me), "note")) == {"（内容不在此显示）"}


def test_an_auditor_reads_no_line_about_a_matter_of_the_own_office(session: Session) -> None:
    me = make.officer(session, Role.AUDITOR, region_code=make.CITY)
    desk = make.officer(session, Role.PETITIONS, name="周宁", region_code=make.CITY)
    make.complaint(session, by=desk).set_apart(session, accused=[me], by=desk)
    session.commit()

    assert "没有记录" in "".join(one.value for one in visit.page(PAGE, me).caption)


def test_the_filters_narrow_the_list(session: Session) -> None:
    me = make.officer(session, Role.AUDITOR, name="审计员")
    other = make.officer(session, name="王强")
    for officer in (me, other):
        sign_ins.begin(session, officer, address="127.0.0.1")
    session.commit()
    visited = visit.page(PAGE, me)

    visited.text_input(key="history-name").set_value("王强").run()
    assert column(visited, "by") == ["王强"]
    visited.text_input(key="history-name").set_value("100%").run()

    assert visited.caption[-1].value == "此条件下没有记录。"


def test_a_line_that_was_changed_is_found_and_a_whole_chain_confirmed(session: Session) -> None:
    me = make.officer(session, Role.AUDITOR)
    sign_ins.begin(session, me, address="127.0.0.1")
    session.commit()

    whole = visit.page(PAGE, me).button(key="history-check").click().run()
    session.execute(text("UPDATE history SET note = 'x'"))
    session.commit()
    broken = visit.page(PAGE, me).button(key="history-check").click().run()

    assert any("链条完整" in shown.value for shown in whole.text)
    assert "第 1 条处断开" in broken.error[0].value


def test_nothing_done_yet(session: Session) -> None:
    me = make.officer(session, Role.AUDITOR)
    session.commit()

    assert visit.page(PAGE, me).caption[-1].value == "此条件下没有记录。"
