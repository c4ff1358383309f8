"""The desk takes over the reporting site's sheet, row by row; no word is shown before its level is chosen."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session
from streamlit.testing.v1 import AppTest

from supervision.conduct.categories import Category, Channel, Jurisdiction
from supervision.conduct.complaints import Complaint
from supervision.conduct.hand_offs import HandOff
from supervision.conduct.web_batches import WebRow
from supervision.conduct.web_terms import WebState
from supervision.office.people import Officer, Role
from tests import make, visit
from tests.intake.test_web_exports import GOOD, NAME, WORDS, book

PAGE = "conduct.complaints"
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def said(page: AppTest) -> str:
    kinds = (page.title, page.subheader, page.markdown, page.caption, page.text, page.error)
    return "\n".join(str(one.value) for kind in kinds for one in kind).replace("\\", "")


def desk(session: Session) -> Officer:
    return make.officer(session, Role.PETITIONS, name="周宁", region_code=make.CITY)


def rehearsed(session: Session, me: Officer, *rows: Sequence[str]) -> AppTest:
    session.commit()
    page = visit.page(PAGE, me, web="1")
    page.file_uploader(key="web-file-0").set_value(("举报.xlsx", book(*rows), TYPE)).run()
    page.button(key="web-rehearse").click().run()
    return page


def test_a_row_shows_rank_and_unit_first_and_its_words_only_behind_the_gate(session: Session) -> None:
    page = rehearsed(session, desk(session), GOOD, ["WS2", "", "", "", "", "", "", "无日期"])
    row, odd = session.scalars(select(WebRow).order_by(WebRow.place)).all()
    key = f"web-{row.id}"
    before = said(page)

    page.radio(key=f"{key}-level").set_value(Jurisdiction.OWN).run()
    behind = said(page)
    page.selectbox(key=f"{key}-county").set_value(make.COUNTY)
    page.selectbox(key=f"{key}-category").set_value(Category.EXTORTION).run()
    page.button(key=f"{key}-register").click().run()
    page.radio(key=f"web-{odd.id}-level").set_value(Jurisdiction.OWN).run()
    told = said(page)
    page.button(key=f"web-{odd.id}-back").click().run()

    assert "待定管理权限 2 行" in before
    assert "无日期" not in told
    assert "这一行不能登记" in told
    assert "区登记中心" in before
    assert "举报内容←举报内容（必填）" in before
    assert WORDS not in before
    assert WORDS in behind
    for kind in (page.markdown, page.caption, page.title):
        assert not any(WORDS in str(one.value) or NAME in str(one.value) for one in kind)
    session.rollback()
    complaint = session.scalars(select(Complaint)).one()
    assert (complaint.channel, complaint.source_number) == (Channel.WEB, "WS001")
    assert "各行都已办完" in said(page)
    page.button(key="web-finish").click().run()
    session.rollback()
    assert session.scalars(select(WebRow)).all() == []


def test_a_row_of_a_higher_level_never_shows_its_words(session: Session) -> None:
    page = rehearsed(session, desk(session), GOOD)
    row = session.scalars(select(WebRow)).one()
    key = f"web-{row.id}"

    page.radio(key=f"{key}-level").set_value(Jurisdiction.HIGHER).run()
    shown, fields = said(page), [*page.text_area, *page.text_input]
    page.number_input(key=f"{key}-envelope").set_value(2026001).run()
    page.button(key=f"{key}-seal").click().run()

    assert WORDS not in shown
    assert not fields
    session.rollback()
    assert (row.state, row.sealed_cells) == (WebState.SEALED, None)
    assert session.scalars(select(HandOff)).one().envelope_no == "2026001"
    assert session.scalars(select(Complaint)).all() == []


def test_a_file_that_is_no_such_sheet_gets_a_sentence(session: Session) -> None:
    session.commit()
    page = visit.page(PAGE, desk_of(session), web="1")

    page.file_uploader(key="web-file-0").set_value(("举报.xlsx", b"%PDF-1.4", TYPE)).run()
    page.button(key="web-rehearse").click().run()

    assert len(page.error) == 1
    assert not page.exception


def desk_of(session: Session) -> Officer:
    me = desk(session)
    session.commit()
    return me
