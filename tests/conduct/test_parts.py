"""A letter that names several levels: the highest decides for it, and every other part leaves apart."""

import io
from datetime import date

import pytest
from docx import Document
from sqlalchemy import select
from sqlalchemy.orm import Session
from streamlit.testing.v1 import AppTest

from reports.documents import referral_slip
from supervision.accountability import due_items
from supervision.conduct import corrections, parts
from supervision.conduct.accused import Named
from supervision.conduct.categories import Category, Finding, Identity, Jurisdiction, Kind
from supervision.conduct.complaint_steps import ComplaintStatus
from supervision.conduct.complaints import Complaint, overdue
from supervision.errors import Refused
from supervision.office.people import Officer, Role
from supervision.office.regions import Region
from tests import make, visit

J = Jurisdiction


def desk(session: Session) -> Officer:
    return make.officer(session, Role.PETITIONS, name="周宁", region_code=make.CITY)


def letter(session: Session, by: Officer) -> Complaint:
    """It names one of ours, one whom the county manages, and a business that is nobody's here."""
    return make.complaint(
        session,
        by=by,
        identity=Identity.ANONYMOUS,
        accused=[
            Named(J.OWN, Category.EXTORTION, name="甲某"),
            Named(J.LOWER, Category.SLOW_WORK, name="乙某"),
            Named(J.OUTSIDE, Category.OTHER, Kind.OUTSIDE, name="丙公司"),
        ],
    )


def test_each_part_has_a_clock_of_its_own_and_the_letter_keeps_the_highest(both: Session) -> None:
    complaint = letter(both, desk(both))

    assert (complaint.jurisdiction, complaint.limit_code) == (J.OWN, None)
    assert [(one.place, one.limit_code) for one in parts.to_pass_on(complaint)] == [(2, "TL05"), (3, "TL26")]
    county, outside = parts.to_pass_on(complaint)
    working = parts.deadline(both, complaint, county)
    assert working
    assert working.due_on == county.due_on == complaint.parts_due_on == date(2026, 3, 9)
    assert outside.due_on == date(2026, 3, 17)


def test_what_goes_the_way_of_the_letter_has_no_second_clock(session: Session) -> None:
    complaint = make.complaint(
        session,
        by=desk(session),
        identity=Identity.ANONYMOUS,
        accused=[Named(J.LOWER, Category.EXTORTION), Named(J.LOWER, Category.SLOW_WORK)],
    )

    assert complaint.limit_code == "TL05"
    assert parts.to_pass_on(complaint) == []
    assert complaint.parts_due_on is None


def test_the_county_gets_its_part_and_the_others_theirs(both: Session) -> None:
    me = desk(both)
    complaint = letter(both, me)
    county = both.get_one(Region, make.COUNTY)
    for place, to, why in (
        (1, county, "第 1 名随本件办理，不另分转"),
        (2, "市信访局", "下级管理的转送下级机关"),
        (3, county, "下级管理的转送下级机关"),
        (2, both.get_one(Region, make.CITY), "只能转送下级机关"),
        (3, "　", "请填写转往的单位"),
    ):
        with pytest.raises(Refused, match=why):
            parts.pass_on(complaint, place=place, to=to, by=me)
    with pytest.raises(Refused, match="尚未分转"):
        parts.enter_receipt(complaint, place=2, receipt_no="1", by=me)

    parts.pass_on(complaint, place=2, to=county, by=me)
    assert complaint.parts_due_on == date(2026, 3, 17)
    parts.pass_on(complaint, place=3, to="市市场监督管理局", by=me)
    parts.enter_receipt(complaint, place=2, receipt_no="2026-17", by=me)

    assert complaint.parts_due_on is None
    assert [(one.passed_to, one.receipt_no) for one in parts.to_pass_on(complaint)] == [
        (county.full, "2026-17"),
        ("市市场监督管理局", None),
    ]
    notes = [line.said for line in complaint.history if line.verb in ("pass_part", "receive_part")]
    assert notes == [f"第 2 名：{county.full}", "第 3 名：市市场监督管理局", "第 2 名：2026-17"]
    assert complaint.status is ComplaintStatus.REGISTERED


def test_a_part_never_goes_to_the_unit_it_speaks_about(session: Session) -> None:
    me, accused = desk(session), make.unit(session)
    complaint = make.complaint(
        session,
        by=me,
        identity=Identity.ANONYMOUS,
        accused=[Named(J.OWN, Category.EXTORTION), Named(J.OUTSIDE, Category.OTHER, unit=accused)],
    )

    with pytest.raises(Refused, match="不得转给被反映的单位"):
        parts.pass_on(complaint, place=2, to=f"{accused.name}办公室", by=me)


def test_the_letter_is_not_archived_before_its_parts_have_arrived(session: Session) -> None:
    me = desk(session)
    inspector = make.officer(session, name="吴桐", region_code=make.CITY)
    leader = make.officer(session, Role.LEADER, name="赵敏", region_code=make.CITY)
    complaint = letter(session, me)
    complaint.accept(by=me)
    make.handed(session, complaint).assign(to=inspector, by=leader)
    complaint.sign_for(by=inspector)
    complaint.conclude(session, finding=Finding.UNTRUE, outcome="经查不属实。", by=inspector)

    with pytest.raises(Refused, match="第 2 名被反映人尚未分转，或者未收到回执"):
        complaint.archive(by=leader)
    parts.pass_on(complaint, place=2, to=session.get_one(Region, make.COUNTY), by=me)
    parts.pass_on(complaint, place=3, to="市市场监督管理局", by=me)
    parts.enter_receipt(complaint, place=2, receipt_no="17", by=me)
    with pytest.raises(Refused, match="第 3 名"):
        complaint.archive(by=leader)
    parts.enter_receipt(complaint, place=3, receipt_no="18", by=me)
    complaint.archive(by=leader)

    assert complaint.status is ComplaintStatus.ARCHIVED


def test_a_corrected_level_a_repeat_and_its_end_set_the_clocks_anew(session: Session) -> None:
    me = desk(session)
    first = make.complaint(session, by=me, identity=Identity.ANONYMOUS)
    complaint = letter(session, me)

    corrections.correct_level(session, complaint, place=2, to=J.OWN, by=me)
    assert [one.place for one in parts.to_pass_on(complaint)] == [3]
    complaint.link(to=first, by=me)
    assert parts.to_pass_on(complaint) == []
    assert complaint.parts_due_on is None
    complaint.unlink(session, by=me)

    assert [one.place for one in parts.to_pass_on(complaint)] == [3]


def test_the_calendar_and_the_lamp_know_of_a_part(both: Session) -> None:
    me = desk(both)
    complaint = letter(both, me)
    day = complaint.parts_due_on
    assert day == date(2026, 3, 9)

    (item,) = due_items.between(both, me, day, day)

    assert (item.number, item.limit) == (complaint.number, "信访件分转")
    late = date(2026, 3, 10)
    assert complaint.is_overdue(late)
    assert both.scalars(select(Complaint).where(overdue(late))).all() == [complaint]
    assert not complaint.is_overdue(day)
    assert both.scalars(select(Complaint).where(overdue(day))).all() == []


def test_the_slip_of_a_part_tells_nobody_whom_else_the_letter_names(session: Session) -> None:
    me = desk(session)
    complaint = letter(session, me)
    parts.pass_on(complaint, place=2, to=session.get_one(Region, make.COUNTY), by=me)

    paper = referral_slip.write_part(complaint, complaint.accused[1]).save()

    document = Document(io.BytesIO(paper))
    words = "\n".join(one.text for one in document.paragraphs) + "\n".join(
        cell.text for table in document.tables for row in table.rows for cell in row.cells
    )
    assert f"{complaint.number}（第2部分）" in words
    assert Category.SLOW_WORK.chinese in words
    for secret in ("甲某", "乙某", "丙公司", Category.EXTORTION.chinese, complaint.summary):
        assert secret not in words


def test_the_desk_passes_a_part_on_from_the_sheet(session: Session) -> None:
    me = desk(session)
    complaint = letter(session, me)
    session.commit()
    key = f"part-{complaint.id}-2"
    page = visit.page("conduct.complaints", me, complaint=str(complaint.id))
    assert "须分转：" in said(page)

    page.selectbox(key=f"{key}-to").set_value(make.COUNTY).run()
    page.button(key=key).click().run()
    assert not page.exception
    page.number_input(key=f"{key}-receipt-no").set_value(17).run()
    page.button(key=f"{key}-receipt").click().run()

    session.rollback()
    session.expire_all()
    part = session.get_one(Complaint, complaint.id).accused[1]
    assert (part.passed_to, part.receipt_no) == (session.get_one(Region, make.COUNTY).full, "17")
    assert "回执 17" in said(page)


def said(page: AppTest) -> str:
    return "\n".join(
        str(one.value) for kind in (page.caption, page.text, page.markdown) for one in kind
    ).replace("\\", "")
