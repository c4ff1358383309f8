from datetime import date

import pytest
import time_machine
from sqlalchemy import select
from sqlalchemy.orm import Session
from streamlit.testing.v1 import AppTest

from supervision.accountability.orders import Order, OrderStatus
from supervision.office import exports
from supervision.office.people import OFFICE, Officer, Role
from supervision.responsibility.commitments import CommitmentStatus
from tests import make, visit

PAGE = "accountability.orders"
S = OrderStatus
PDF = ("扫描.pdf", b"%PDF-1.4 scan", "application/pdf")


def opened(me: Officer, order: Order) -> AppTest:
    return visit.page(PAGE, me, order=str(order.id))


def key(verb: str, order: Order) -> str:
    return f"{verb}-orders-{order.id}"


def stamp(page: AppTest, form: str) -> None:
    page.text_input(key=f"{form}-paper-number").set_value("无文号")
    page.date_input(key=f"{form}-paper-date").set_value(date(2026, 3, 2))
    page.file_uploader(key=f"{form}-paper-scan").set_value(PDF)


def look_again(session: Session, order: Order) -> None:
    session.rollback()
    session.refresh(order)


def listed(page: AppTest) -> list[str]:
    return list(page.dataframe[0].value["name"]) if page.dataframe else []


@pytest.mark.parametrize("role", sorted(OFFICE | {Role.UNIT}))
def test_every_post_opens_it_empty(session: Session, role: Role) -> None:
    unit = make.unit(session)
    me = make.officer(session, role, region_code=make.CITY, unit=unit if role is Role.UNIT else None)
    session.commit()

    page = visit.page(PAGE, me)

    assert any("尚无督办文书" in said.value for said in page.caption)


def test_a_red_commitment_becomes_a_draft_with_its_figures(session: Session) -> None:
    commitment = make.commitment(session, CommitmentStatus.IN_PROGRESS, due_on=date(2026, 2, 27))
    me = make.officer(session)
    session.commit()

    page = visit.page(PAGE, me, draft=str(commitment.id))
    page.button(key="order-save").click().run()

    order = session.scalars(select(Order)).one()
    assert not page.exception
    assert order.commitment_id == commitment.id
    assert "至2026年3月2日已超期3天" in order.facts
    assert listed(page) == [f"未编号 {order.id}"]


def test_one_is_drafted_by_hand(session: Session) -> None:
    unit, me = make.unit(session), make.officer(session)
    session.commit()
    page = visit.page(PAGE, me)

    page.button(key="order-new").click().run()
    for field, words in (("matter", "未报送周报"), ("basis", "报送约定")):
        page.text_input(key=f"order-new-new-{field}").set_value(words)
    page.text_area(key="order-new-new-facts").set_value("连续两周未报送。")
    page.text_area(key="order-new-new-requirements").set_value("说明原因。\n补报。")
    page.button(key="order-save").click().run()

    order = session.scalars(select(Order)).one()
    assert (order.unit_id, order.matter, order.requirements) == (
        unit.id,
        "未报送周报",
        ["说明原因。", "补报。"],
    )


def test_asking_twice_is_answered_with_the_order_that_stands(session: Session) -> None:
    commitment = make.commitment(session)
    make.order(session, S.SIGNED, commitment=commitment)
    me = make.officer(session)
    session.commit()

    page = visit.page(PAGE, me, draft=str(commitment.id))

    assert any("晋纪督〔2026〕1号（已签发）" in said.value.replace("\\", "") for said in page.caption)
    assert "order-save" not in [button.key for button in page.button]


def test_signing_asks_for_the_password_and_stores_the_document(session: Session) -> None:
    order, me = make.order(session, S.CHECKED), make.officer(session, Role.LEADER)
    password = make.password(session, me)
    session.commit()
    page = opened(me, order)

    page.button(key=f"{key('sign', order)}-open").click().run()
    assert "文号 晋纪督〔2026〕1号" in [said.value for said in page.text]
    page.button(key=f"{key('sign', order)}-open").click()
    page.button(key=key("sign", order)).click().run()
    look_again(session, order)
    assert order.status is S.CHECKED

    page.button(key=f"{key('sign', order)}-open").click()
    page.text_input(key=f"{key('sign', order)}-password-0").set_value(password)
    page.button(key=key("sign", order)).click().run()

    look_again(session, order)
    assert not page.exception
    assert (order.status, order.number) == (S.SIGNED, "晋纪督〔2026〕1号")
    assert order.file is not None
    assert order.file.read().startswith(b"PK")


def test_the_signed_document_is_handed_out_as_it_was_stored(session: Session) -> None:
    order, me = make.order(session, S.SIGNED), make.officer(session)
    password = make.password(session, me)
    session.commit()
    page, panel = opened(me, order), f"order-file-{order.file_id}"

    page.text_input(key=f"{panel}-reason").set_value("送达")
    page.text_input(key=f"{panel}-export-password-0").set_value(password)
    page.button(key=f"{panel}-make").click().run()

    token = str(page.get("link_button")[0].proto.url).removeprefix("/export/")
    session.rollback()
    assert exports.collect(session, token, by=me) == ("晋纪督〔2026〕1号.docx", make.written(order))


def test_it_is_checked_served_answered_and_judged(session: Session) -> None:
    order = make.order(session)
    inspector, task_force = make.officer(session), make.officer(session, Role.TASK_FORCE)
    session.commit()

    page = opened(task_force, order)
    page.button(key=key("check", order)).click().run()
    look_again(session, order)
    assert order.status is S.CHECKED
    order.sign(session, by=make.officer(session, Role.LEADER), write=make.written)
    session.commit()

    page, form = opened(inspector, order), key("serve", order)
    page.text_input(key=f"{form}-receiver").set_value("演示丁")
    page.file_uploader(key=f"{form}-scan").set_value(PDF)
    page.button(key=form).click().run()
    look_again(session, order)
    assert (order.status, order.reply_due_on) == (S.SERVED, date(2026, 3, 16))

    page, form = opened(inspector, order), key("reply", order)
    page.text_area(key=f"{form}-words").set_value("已补办")
    stamp(page, form)
    page.button(key=form).click().run()
    page, form = opened(task_force, order), key("accept_reply", order)
    page.text_area(key=f"{form}-words").set_value("属实")
    page.button(key=form).click().run()

    look_again(session, order)
    assert (order.status, order.reply_text) == (S.SATISFIED, "已补办")


def test_a_signature_on_paper_is_recorded_with_its_scan(session: Session) -> None:
    order, me = make.order(session, S.CHECKED), make.officer(session)
    session.commit()
    page, form = opened(me, order), key("record_signature", order)

    page.text_input(key=f"{form}-signed-by").set_value("赵敏")
    stamp(page, form)
    page.button(key=form).click().run()

    look_again(session, order)
    assert (order.status, order.signed_by, order.number) == (S.SIGNED, "赵敏", "晋纪督〔2026〕1号")


def test_the_overdue_count_opens_exactly_the_overdue_ones(
    session: Session, frozen_clock: time_machine.Traveller
) -> None:
    make.order(session, S.SIGNED, matter="一")
    make.order(session, S.SERVED, matter="二")
    me = make.officer(session)
    session.commit()
    frozen_clock.move_to(date(2026, 3, 17))

    assert listed(visit.page(PAGE, me, status="overdue")) == ["晋纪督〔2026〕2号"]
    assert len(listed(visit.page(PAGE, me, status="open"))) == 2


def test_a_county_officer_sees_nothing_of_the_next_county(session: Session) -> None:
    theirs = make.order(session, S.SERVED, to=make.unit(session, region_code=make.COUNTY))
    me = make.officer(session, region_code=make.NEXT_COUNTY)
    session.commit()

    assert listed(opened(me, theirs)) == []


def test_a_unit_sees_the_order_it_was_served_and_not_how_it_came_about(session: Session) -> None:
    order = make.order(session, S.SERVED)
    me = make.officer(session, Role.UNIT, region_code=make.CITY, unit=order.unit)
    session.commit()

    page = opened(me, order)

    assert listed(page) == ["晋纪督〔2026〕1号"]
    assert not any("起草" in said.value or "复核" in said.value for said in page.text)
    page.text_area(key=f"{key('reply', order)}-words").set_value("已补办")
    page.button(key=key("reply", order)).click().run()
    look_again(session, order)
    assert order.status is S.REPLIED


def test_the_task_force_sets_the_letters_of_its_office(session: Session) -> None:
    me = make.officer(session, Role.TASK_FORCE)
    session.commit()
    page = visit.page(PAGE, me)

    page.text_input(key="order-prefix").set_value("晋纪督办")
    page.button(key="order-prefix-save").click().run()

    session.rollback()
    assert make.order(session, S.SIGNED).number == "晋纪督办〔2026〕1号"
