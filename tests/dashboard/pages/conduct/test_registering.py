"""The desk registers a letter: several accused, channels, files, drafts; and it is told what is wrong."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select
from sqlalchemy.orm import Session
from streamlit.testing.v1 import AppTest

from supervision.conduct import attachments, redaction, slips
from supervision.conduct.attachments import Attachment
from supervision.conduct.categories import Category, Channel, Identity, Jurisdiction, Kind
from supervision.conduct.complaints import Complaint
from supervision.conduct.drafts import Draft
from supervision.conduct.hand_offs import HandOff
from supervision.conduct.ranks import Rank
from supervision.office.people import Officer, Role
from tests import make, visit
from tests.conduct import traces_of

PAGE = "conduct.complaints"
J = Jurisdiction


def said(page: AppTest) -> str:
    kinds = (page.title, page.subheader, page.markdown, page.caption, page.text, page.error)
    return "\n".join(str(one.value) for kind in kinds for one in kind).replace("\\", "")


def desk(session: Session) -> Officer:
    return make.officer(session, Role.PETITIONS, name="周宁", region_code=make.CITY)


def form(session: Session, me: Officer) -> AppTest:
    session.commit()
    return visit.page(PAGE, me, new="1")


def filled(page: AppTest) -> AppTest:
    """An anonymous letter about our own level, complete but for who is accused of what."""
    page.segmented_control(key="register-identity").set_value(Identity.ANONYMOUS).run()
    page.selectbox(key="register-county").set_value(make.COUNTY)
    page.text_area(key="register-summary").set_value("窗口索要好处费，一拖再拖。").run()
    return page


def test_one_letter_names_two_each_with_a_level_a_class_and_a_name(session: Session) -> None:
    unit, below = make.unit(session), make.unit(session, "区局", region_code=make.COUNTY)
    page = form(session, desk(session))
    page.button(key="register-more").click().run()
    page.selectbox(key="register-rank").set_value(Rank.DIVISION)
    page.selectbox(key="register-unit").set_value(unit.id)
    page.radio(key="register-jurisdiction").set_value(J.OWN).run()
    half = said(page)
    page.selectbox(key="register-unit-1").set_value(below.id)
    page.radio(key="register-jurisdiction-1").set_value(J.LOWER).run()

    filled(page)
    page.selectbox(key="register-category").set_value(Category.EXTORTION)
    page.text_input(key="register-accused-name").set_value("甲某")
    page.segmented_control(key="register-kind-1").set_value(Kind.SUGGESTION)
    page.selectbox(key="register-category-1").set_value(Category.SLOW_WORK).run()
    page.button(key="register-complaint").click().run()

    assert "不能填写任何内容" in half
    complaint = session.scalars(select(Complaint)).one()
    assert complaint.jurisdiction is J.OWN
    assert [(one.unit, one.jurisdiction, one.kind, one.category) for one in complaint.accused] == [
        (unit, J.OWN, Kind.ACCUSATION, Category.EXTORTION),
        (below, J.LOWER, Kind.SUGGESTION, Category.SLOW_WORK),
    ]
    assert complaint.accused[0].called(complaint.key, number=complaint.number) == ("甲某", "")


def test_one_sealed_name_among_two_takes_every_field_away(session: Session) -> None:
    page = form(session, desk(session))
    page.button(key="register-more").click().run()
    page.radio(key="register-jurisdiction").set_value(J.OWN).run()

    page.radio(key="register-jurisdiction-1").set_value(J.HIGHER).run()

    assert not page.text_input
    assert not page.text_area
    assert not page.file_uploader
    assert "全件密封径送" in said(page)
    page.number_input(key="register-envelope").set_value(7).run()
    page.button(key="register-hand-off").click().run()
    assert session.scalars(select(HandOff)).one().jurisdiction is J.HIGHER
    assert session.scalars(select(Complaint)).all() == []


def test_rank_and_unit_say_whose_matter_it_usually_is_and_the_officer_decides(session: Session) -> None:
    page = form(session, desk(session))

    page.selectbox(key="register-rank").set_value(Rank.BUREAU).run()

    assert "一般为“上级管理的组织、人员”" in said(page)
    assert page.radio(key="register-jurisdiction").value is None


def test_what_it_may_be_about_is_suggested_with_its_words_and_nothing_is_chosen(session: Session) -> None:
    page = form(session, desk(session))
    page.radio(key="register-jurisdiction").set_value(J.OWN).run()

    filled(page)

    assert "疑似吃拿卡要（索要、好处费）" in said(page)
    assert "推诿扯皮超期（一拖再拖）" in said(page)
    assert page.selectbox(key="register-category").value is None


def test_a_draft_keeps_those_named_and_a_registered_letter_leaves_none(session: Session) -> None:
    me = desk(session)
    page = form(session, me)
    page.button(key="register-more").click().run()
    page.radio(key="register-jurisdiction").set_value(J.OWN).run()
    page.radio(key="register-jurisdiction-1").set_value(J.LOWER).run()
    page.text_input(key="register-accused-name-1").set_value("司马不应见").run()
    page.text_area(key="register-text").set_value("全文第一行").run()
    kept = session.scalars(select(Draft)).one()
    assert "司马".encode() not in kept.sealed

    again = visit.page(PAGE, me, new="1")
    again.button(key="register-go-on").click().run()

    assert again.radio(key="register-jurisdiction-1").value is J.LOWER
    assert again.text_input(key="register-accused-name-1").value == "司马不应见"
    assert again.text_area(key="register-text").value == "全文第一行"


def test_one_more_accused_takes_nothing_away_that_was_typed(session: Session) -> None:
    page = form(session, desk(session))
    page.radio(key="register-jurisdiction").set_value(J.OWN).run()
    page.selectbox(key="register-county").set_value(make.COUNTY)
    page.segmented_control(key="register-channel").set_value(Channel.VISIT)
    page.text_input(key="register-name").set_value("钱某某")
    page.text_input(key="register-accused-name").set_value("司马不应见")
    page.selectbox(key="register-category").set_value(Category.EXTORTION)
    page.text_area(key="register-text").set_value("全文第一行")
    page.text_area(key="register-summary").set_value("窗口索要好处费。").run()

    page.button(key="register-more").click().run()
    between = said(page)
    page.radio(key="register-jurisdiction-1").set_value(J.LOWER).run()

    assert "已填的内容还在" in between
    assert page.segmented_control(key="register-channel").value is Channel.VISIT
    assert page.selectbox(key="register-county").value == make.COUNTY
    assert page.selectbox(key="register-category").value is Category.EXTORTION
    assert [page.text_input(key=f"register-{name}").value for name in ("name", "accused-name")] == [
        "钱某某",
        "司马不应见",
    ]
    assert page.text_area(key="register-text").value == "全文第一行"
    session.rollback()
    kept = session.scalars(select(Draft)).one().typed
    assert (kept["summary"], kept["channel"]) == ("窗口索要好处费。", "visit")
    assert "钱某某" not in str(kept)


def test_an_anonymous_letter_stays_anonymous_when_one_more_is_named(session: Session) -> None:
    page = form(session, desk(session))
    page.radio(key="register-jurisdiction").set_value(J.OWN).run()
    filled(page)
    page.button(key="register-more").click().run()
    page.radio(key="register-jurisdiction-1").set_value(J.OWN).run()

    assert page.segmented_control(key="register-identity").value is Identity.ANONYMOUS


def test_what_was_typed_is_gone_where_one_more_is_a_sealed_matter(session: Session) -> None:
    page = form(session, desk(session))
    page.radio(key="register-jurisdiction").set_value(J.OWN).run()
    filled(page)
    page.button(key="register-more").click().run()
    page.radio(key="register-jurisdiction-1").set_value(J.HIGHER).run()
    page.radio(key="register-jurisdiction-1").set_value(J.OWN).run()

    assert page.text_area(key="register-summary").value == ""
    session.rollback()
    assert all("summary" not in draft.typed for draft in session.scalars(select(Draft)))


def test_of_two_windows_the_later_overwrites_nothing_and_says_so(
    session: Session, frozen_clock: time_machine.Traveller
) -> None:
    me = desk(session)
    first, second = form(session, me), form(session, me)
    for page in (first, second):
        page.radio(key="register-jurisdiction").set_value(J.OWN).run()
    first.text_area(key="register-summary").set_value("先填的一句。").run()
    frozen_clock.shift(timedelta(minutes=1))

    second.text_area(key="register-summary").set_value("后填的一句。").run()
    first.text_area(key="register-summary").set_value("先填的一句，又补一句。").run()

    assert "另一个窗口在" in said(second)
    assert "另一个窗口在" not in said(first)
    session.rollback()
    assert session.scalars(select(Draft)).one().typed["summary"] == "先填的一句，又补一句。"


def test_a_transfer_asks_who_sent_it_and_says_so_where_it_is_not_told(session: Session) -> None:
    page = form(session, desk(session))
    page.radio(key="register-jurisdiction").set_value(J.OWN).run()
    filled(page)
    page.selectbox(key="register-category").set_value(Category.OTHER)
    page.segmented_control(key="register-channel").set_value(Channel.TRANSFER).run()
    page.button(key="register-complaint").click().run()
    refused = [error.value for error in page.error]

    page.text_input(key="register-source").set_value("市信访局").run()
    page.text_input(key="register-source_number").set_value("转2026-8").run()
    page.button(key="register-complaint").click().run()

    assert refused == ["转送来的件，请填写转来的机关。"]
    complaint = session.scalars(select(Complaint)).one()
    assert (complaint.channel, complaint.source, complaint.source_number) == (
        Channel.TRANSFER,
        "市信访局",
        "转2026-8",
    )


def test_files_come_with_the_letter(session: Session) -> None:
    page = form(session, desk(session))
    page.radio(key="register-jurisdiction").set_value(J.OWN).run()
    filled(page)
    page.selectbox(key="register-category").set_value(Category.OTHER).run()
    page.file_uploader(key="register-files").set_value(
        [("信.pdf", traces_of.paper(), "application/pdf")]
    ).run()

    page.button(key="register-complaint").click().run()

    kept = session.scalars(select(Attachment)).one()
    complaint = session.scalars(select(Complaint)).one()
    assert kept.name(complaint) == "信.pdf"
    assert "信.pdf" in said(page)


def test_a_hundred_files_are_counted_at_once_and_none_is_kept(session: Session) -> None:
    page = form(session, desk(session))
    page.radio(key="register-jurisdiction").set_value(J.OWN).run()
    filled(page)
    page.selectbox(key="register-category").set_value(Category.OTHER).run()
    paper = traces_of.paper()
    page.file_uploader(key="register-files").set_value(
        [(f"信{n}.pdf", paper, "application/pdf") for n in range(100)]
    ).run()

    assert "一件最多 20 个附件，现有 100 个：请合并或挑选后再传。" in said(page)
    page.button(key="register-complaint").click().run()
    assert session.scalars(select(Complaint)).all() == []


@pytest.mark.parametrize("anonymous", [True, False])
def test_the_sheet_lists_files_and_opens_an_original_only_with_what_it_takes(
    session: Session, anonymous: bool
) -> None:
    me = desk(session)
    secret = make.password(session, me)
    identity = Identity.ANONYMOUS if anonymous else Identity.REAL_NAME
    complaint = make.complaint(session, by=me, identity=identity)
    (kept,) = attachments.keep(session, complaint, [("信.pdf", traces_of.paper())], by=me)
    session.commit()
    page = visit.page(PAGE, me, complaint=str(complaint.id))
    key = f"original-{kept.id}"

    page.text_input(key=f"{key}-because").set_value("核对签名")
    page.text_input(key=f"{key}-identity-password-0").set_value(secret).run()
    page.button(key=f"{key}-make").click().run()

    assert "信.pdf" in said(page)
    assert "作者、修改人、时间" in said(page)
    refused = [error.value for error in page.error]
    assert refused == (["匿名件的原件封存：打开须填写批准文号。"] if anonymous else [])
    session.expire_all()
    opened = [line.verb for line in complaint.history if line.verb == "open_original"]
    assert opened == ([] if anonymous else ["open_original"])


LONG = "城区登记窗口自去年三月起多次要求补交早已交过的购房合同，并暗示找指定中介办理。"


def test_a_repeat_is_suggested_while_typing_and_linked_by_hand(session: Session) -> None:
    me = desk(session)
    first = make.complaint(session, by=me, identity=Identity.ANONYMOUS, summary=LONG)
    again = make.complaint(session, by=me, identity=Identity.ANONYMOUS, summary=f"再次反映{LONG}")
    page = form(session, me)
    page.radio(key="register-jurisdiction").set_value(J.OWN).run()
    filled(page)
    before = said(page)
    page.text_area(key="register-text").set_value(LONG).run()
    typing = said(page)

    sheet = visit.page(PAGE, me, complaint=str(again.id))
    sheet.button(key=f"alike-{again.id}-{first.id}").click().run()

    assert "可能重复" not in before
    assert f"{first.number}　文字相同" in typing
    session.expire_all()
    assert again.duplicate_of == first
    assert again.summary.endswith(LONG)


def test_a_level_is_put_right_on_the_sheet_with_its_clock(session: Session) -> None:
    me = desk(session)
    complaint = make.complaint(session, by=me)
    session.commit()
    page = visit.page(PAGE, me, complaint=str(complaint.id))

    page.radio(key=f"level-{complaint.id}-1-to").set_value(J.LOWER).run()
    page.button(key=f"level-{complaint.id}-1").click().run()

    session.refresh(complaint)
    assert (complaint.jurisdiction, complaint.limit_code) == (J.LOWER, "TL05")


def test_a_summary_leaves_only_as_somebody_confirmed_it(session: Session) -> None:
    me = desk(session)
    words = "窗口王建国科长收钱，电话13900001111，红色轿车。"
    complaint = make.complaint(session, by=me, identity=Identity.ANONYMOUS, summary=words)
    session.commit()
    page = visit.page(PAGE, me, complaint=str(complaint.id))
    key = f"redact-{complaint.id}"
    before = said(page)

    page.text_input(key=f"{key}-more").set_value("红色轿车").run()
    page.checkbox(key=f"{key}-sure").check().run()
    page.button(key=key).click().run()

    assert "尚未确认" in before
    found = redaction.require(session, complaint)
    assert found.words == "窗口〔姓名1〕科长收钱，电话〔联系方式1〕，〔其他1〕。"
    assert found.words in [text.value for text in page.text]
    for kind in (page.markdown, page.caption):
        assert not any("收钱" in str(one.value) for one in kind)


def test_a_slip_is_given_once_and_found_by_its_code(session: Session) -> None:
    me = desk(session)
    complaint = make.complaint(session, by=me)
    code = slips.issue(session, complaint, by=me).code
    session.commit()
    page = visit.page(PAGE, me)

    page.text_input(key="slip-code").set_value("1234 5678 1234 5678").run()
    page.button(key="slip-find").click().run()
    wrong = [error.value for error in page.error]
    page.text_input(key="slip-code").set_value(code).run()
    page.button(key="slip-find").click().run()

    assert wrong == ["没有这个回执码的来件：请核对 16 位数字。"]
    assert str(complaint.id) in page.query_params["complaint"]
    assert not any(code in str(value) for value in page.query_params.values())
    page.button(key=f"slip-{complaint.id}-make").click().run()
    session.refresh(complaint)
    assert complaint.slip != slips.recognised(code)


def test_a_draft_destroyed_in_one_window_does_not_come_back_from_another(
    session: Session, frozen_clock: time_machine.Traveller
) -> None:
    me = desk(session)
    first = form(session, me)
    first.radio(key="register-jurisdiction").set_value(J.OWN).run()
    first.text_area(key="register-summary").set_value("先填的一句。").run()
    second = visit.page(PAGE, me, new="1")
    second.button(key="register-go-on").click().run()

    first.radio(key="register-jurisdiction").set_value(J.HIGHER).run()
    frozen_clock.shift(timedelta(minutes=1))
    second.text_area(key="register-text").set_value("又填一句").run()

    assert "草稿已在另一个窗口登记、删除，或者因径送销毁" in said(second)
    session.rollback()
    assert session.scalars(select(Draft)).all() == []
