from collections.abc import Sequence
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import pytest
import time_machine
import xlsxwriter
from openpyxl import load_workbook
from sqlalchemy import select
from sqlalchemy.orm import Session

from supervision.conduct import web_batches
from supervision.conduct.accused import Named
from supervision.conduct.categories import Category, Channel, Identity, Jurisdiction
from supervision.conduct.complaints import Complaint
from supervision.conduct.hand_offs import HandOff
from supervision.conduct.web_batches import WebBatch, WebRow
from supervision.conduct.web_terms import WebState, WhyRejected
from supervision.errors import Refused
from supervision.intake import web_exports
from supervision.office.people import Officer, Role
from tests import make

S = WebState
HEADER = [
    "举报编号",
    "举报时间",
    "举报人姓名",
    "联系电话",
    "被举报人",
    "被举报人单位",
    "级别",
    "举报内容（必填）",
]
NAME, PHONE, WORDS = "欧阳不应见", "13900000000", "窗口索要好处费的经过不应见"
GOOD = ["WS001", "2026-03-01 10:20:30", NAME, PHONE, "司马某", "区登记中心", "乡科级", f"我是{NAME}，{WORDS}"]


def book(*rows: Sequence[str], header: Sequence[str] | None = None, title: str = "") -> bytes:
    out = BytesIO()
    made = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = made.add_worksheet("导出")
    lines: list[Sequence[str]] = [*([[title]] if title else []), header or HEADER, *rows]
    for place, row in enumerate(lines):
        for at, cell in enumerate(row):
            sheet.write_string(place, at, str(cell))
    made.close()
    return out.getvalue()


def desk(session: Session, region_code: str = make.CITY) -> Officer:
    return make.officer(session, Role.PETITIONS, name="周宁", region_code=region_code)


def rehearsed(session: Session, me: Officer, *rows: Sequence[str]) -> WebBatch:
    return web_exports.rehearse(session, name="网上举报.xlsx", data=book(*rows), by=me)


def named(jurisdiction: Jurisdiction = Jurisdiction.OWN) -> Named:
    return Named(jurisdiction, Category.EXTORTION, name="司马某")


def test_a_dry_run_tells_each_row_and_registers_none(both: Session) -> None:
    me = desk(both)

    batch = rehearsed(
        both,
        me,
        GOOD,
        ["WS002", "2026/3/1", "匿名", "", "", "", "", "拖延"],
        ["WS003", "2026-03-01", "", "", "", "", "", ""],
        ["WS004", "不详", "", "", "", "", "", "拖延"],
        ["WS005", "2027-01-01", "", "", "", "", "", "拖延"],
        ["WS001", "2026-03-01", "", "", "", "", "", "又一次"],
        [],
    )

    assert [(row.place, row.state, row.why) for row in batch.rows] == [
        (2, S.WAITING, None),
        (3, S.WAITING, None),
        (4, S.WAITING, WhyRejected.NO_CONTENT),
        (5, S.WAITING, WhyRejected.NO_DAY),
        (6, S.WAITING, WhyRejected.FUTURE),
        (7, S.WAITING, WhyRejected.TWICE),
    ]
    assert both.scalars(select(Complaint)).all() == []
    assert batch.rows[0].gate == {"unit": "区登记中心", "rank": "乡科级"}


def test_a_sheet_under_way_lies_nowhere_in_the_clear(session: Session, home: Path) -> None:
    rehearsed(session, desk(session), GOOD, ["WS2", "", NAME, PHONE, "", "", "", WORDS])
    session.commit()

    raw = b"".join(path.read_bytes() for path in home.rglob("*") if path.is_file())
    assert b"web_rows" in raw
    for secret in (NAME, PHONE, WORDS, "司马某", "区登记中心"):
        assert secret.encode() not in raw


def test_a_row_is_registered_with_its_day_number_and_identity(both: Session) -> None:
    me = desk(both)
    batch = rehearsed(both, me, GOOD)
    row = batch.rows[0]
    draft = row.summary()

    complaint = row.settle(both, named(), county_code=make.COUNTY, summary=draft, by=me)
    both.flush()

    assert NAME not in draft
    assert (complaint.channel, complaint.identity) == (Channel.WEB, Identity.REAL_NAME)
    assert (complaint.received_on, complaint.source_number) == (date(2026, 3, 1), "WS001")
    assert WORDS in complaint.text
    assert (row.state, row.sealed_cells) == (S.REGISTERED, None)
    with pytest.raises(Refused, match="已经办过：已登记"):
        row.settle(both, named(), county_code=make.COUNTY, summary=draft, by=me)


def test_what_was_registered_before_is_not_taken_twice(session: Session) -> None:
    me = desk(session)
    first = rehearsed(session, me, GOOD).rows[0]
    complaint = first.settle(session, named(), county_code=make.COUNTY, summary="索要好处费", by=me)
    session.flush()

    again = rehearsed(session, me, GOOD, ["WS009", "2026-03-01", "", "", "", "", "", "另一件"])

    assert [(row.state, row.complaint) for row in again.rows] == [(S.ALREADY, complaint), (S.WAITING, None)]


@pytest.mark.parametrize("to", [Jurisdiction.HIGHER, Jurisdiction.OWN_PRINCIPAL])
def test_a_row_of_a_higher_level_loses_its_words_and_leaves_a_hand_off(
    both: Session, to: Jurisdiction
) -> None:
    me = desk(both)
    row = rehearsed(both, me, GOOD).rows[0]
    with pytest.raises(Refused, match="只登记径送交接"):
        row.settle(both, named(to), county_code=make.COUNTY, summary="索要", by=me)

    hand_off = row.pass_up(both, to=to, envelope_no="2026001", by=me)
    both.flush()

    assert (row.state, row.sealed_cells) == (S.SEALED, None)
    with pytest.raises(Refused, match="不在暂存区"):
        _ = row.fields
    assert both.scalars(select(HandOff)).all() == [hand_off]
    assert both.scalars(select(Complaint)).all() == []


@pytest.mark.parametrize("to", [Jurisdiction.HIGHER, Jurisdiction.OWN_PRINCIPAL])
def test_a_row_that_cannot_be_registered_goes_back_only_when_it_is_no_higher_levels(
    both: Session, home: Path, to: Jurisdiction
) -> None:
    me = desk(both)
    batch = rehearsed(both, me, ["WS7", "不详", NAME, PHONE, "", "", "", WORDS])
    row = batch.rows[0]
    unsaid = batch.returned()
    with pytest.raises(Refused, match="只登记径送交接"):
        row.reject(level=to, by=me)
    with pytest.raises(Refused, match="这一行不能登记"):
        row.settle(both, named(), county_code=make.COUNTY, summary="索要", by=me)

    row.pass_up(both, to=to, envelope_no="2026001", by=me)
    both.flush()

    assert (unsaid, batch.returned(), row.sealed_cells) == ([], [], None)
    assert WORDS not in str(load_workbook(BytesIO(web_exports.rejected(batch))).active["A1"].value)


def test_rejected_rows_go_back_as_they_came_and_never_as_formulas(session: Session) -> None:
    me = desk(session)
    batch = rehearsed(session, me, GOOD, ["=cmd|'/c calc'!A1", "", NAME, "", "", "", "", "=1+1"])
    batch.rows[0].reject(level=Jurisdiction.OWN, why=WhyRejected.TEST, by=me)
    batch.rows[1].reject(level=Jurisdiction.LOWER, by=me)

    rows = list(load_workbook(BytesIO(web_exports.rejected(batch))).active.iter_rows())

    assert [cell.value for cell in rows[0]][:2] == ["举报编号", "举报时间"]
    assert [row[8].value for row in rows[1:]] == [WhyRejected.TEST.label, WhyRejected.NO_DAY.label]
    assert rows[2][0].value == "=cmd|'/c calc'!A1"
    assert all(cell.data_type != "f" for row in rows for cell in row)


def test_nothing_stays_of_a_finished_sheet_nor_of_one_left_for_a_week(
    session: Session, frozen_clock: time_machine.Traveller
) -> None:
    me = desk(session)
    batch = rehearsed(session, me, GOOD)
    with pytest.raises(Refused, match="还有 1 行待定管理权限"):
        web_batches.finish(session, batch, by=me)
    batch.rows[0].reject(level=Jurisdiction.OWN, why=WhyRejected.TEST, by=me)
    web_batches.finish(session, batch, by=me)
    session.flush()
    assert session.scalars(select(WebRow)).all() == []

    rehearsed(session, me, GOOD)
    assert web_batches.discard_stale(session) == 0
    frozen_clock.shift(timedelta(days=7, minutes=1))
    assert web_batches.discard_stale(session) == 1
    assert session.scalars(select(WebRow)).all() == []


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"%PDF-1.4", "PDF"),
        (b"", "空的"),
        (book(["甲", "乙"], header=["姓名", "电话"]), "没有找到网上举报的表头"),
        (book(), "没有数据行"),
        (book(*[["x", "2026-03-01", "", "", "", "", "", "y"]] * 2001), "一次最多导入 2000 行"),
    ],
)
def test_what_is_no_such_sheet_is_refused(session: Session, data: bytes, why: str) -> None:
    with pytest.raises(Refused, match=why):
        web_exports.rehearse(session, name="表.xlsx", data=data, by=desk(session))

    assert session.scalars(select(WebBatch)).all() == []


def test_a_title_above_and_other_words_for_columns_do_no_harm(session: Session) -> None:
    header = ["序号", "提交时间", "反映人", "手机号码", "反映内容"]
    data = book(["1", "46082.5", "甲某", "1", "拖延"], header=header, title="网上举报导出表")

    (row,) = web_exports.rehearse(session, name="表.xlsx", data=data, by=desk(session)).rows

    assert (row.place, row.received_on) == (3, date(2026, 3, 1))


def test_another_place_and_another_post_neither_see_nor_settle_it(session: Session) -> None:
    me = desk(session)
    batch = rehearsed(session, me, GOOD)

    for other in (desk(session, make.PROVINCE), make.officer(session, Role.LEADER, region_code=make.CITY)):
        assert session.scalars(web_batches.visible_to(other)).all() == []
        with pytest.raises(Refused, match="须由信访岗办理"):
            batch.rows[0].settle(session, named(), county_code=make.COUNTY, summary="索要", by=other)
    with pytest.raises(Refused, match="须由信访岗办理"):
        rehearsed(session, make.officer(session, Role.LEADER), GOOD)
    assert session.scalars(web_batches.visible_to(me)).all() == [batch]
