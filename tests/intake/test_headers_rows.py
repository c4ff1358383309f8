from datetime import date

import polars as pl
import pytest

from supervision.delivery.snapshots import Shape
from supervision.intake.columns import FIELDS
from supervision.intake.frames import clean
from supervision.intake.headers import understand
from supervision.intake.rows import RowKind
from tests.intake.by_hand import TODAY, Row, cleaned, fields, grid, understood


def test_a_task_list_under_titles_with_numbered_columns_and_notes() -> None:
    rows: list[Row] = [
        ["长治市不动产“登记难”专项行动任务清单"],
        ["填报单位：长治市专项办", None, None, None, "统计截至：2022年6月30日"],
        ["序号", "项目 编号", "小区\n名称", "县（市、区）", "批准套数（套）", "是否纳入", "开发商"],
        ["1", "2", "3", "4", "5", "6", "7"],
        ["1", "140403-0001", "汇南苑", "潞州区", "１６３", "是", "虚构公司"],
        [None, None, "小计", None, "163", None, None],
        ["2", "140403-0002", "和华新村", "潞州区", "26套", "否", "虚构公司"],
        ["3", None, None, None, None, None, None],
        ["合　计", None, "2个", None, "189", None, None],
        ["注：套数以规划许可为准。"],
        ["填表人：张三", None, "审核人：李四"],
    ]

    one = understood(*rows)
    done = clean(one, today=TODAY)

    assert one.shape is Shape.TASK_LIST
    assert fields(one) == [None, "number", "name", "county_name", "approved_homes", "included", "developer"]
    assert one.header_rows == (3, 4)
    assert one.first_row == 5
    assert one.as_of == date(2022, 6, 30)
    assert one.city == "长治市"
    assert done.rows["row"].to_list() == [5, 7]
    assert done.rows["approved_homes"].to_list() == [163, 26]
    assert done.skipped == {
        RowKind.TITLE: 2,
        RowKind.HEADER: 2,
        RowKind.TOTAL: 2,
        RowKind.BLANK: 1,
        RowKind.NOTE: 2,
    }


def test_a_county_named_once_for_several_rows_is_filled_down() -> None:
    done = cleaned(
        ["县区", "项目编号", "小区名称", "批准套数", "是否纳入"],
        ["城区", "140302-0001", "甲", "1", "是"],
        [None, "140302-0002", "乙", "2", "是"],
        [None, "小计", None, "3", None],
        ["矿区", "140303-0001", "丙", "1", "是"],
        [None, "140303-0002", "丁", "2", "是"],
    )

    assert done.rows["county_name"].to_list() == ["城区", "城区", "矿区", "矿区"]


def test_a_county_forgotten_in_one_row_is_not_invented() -> None:
    done = cleaned(
        ["县区", "项目编号", "小区名称", "批准套数", "是否纳入"],
        ["城区", "140302-0001", "甲", "1", "是"],
        ["城区", "140302-0002", "乙", "2", "是"],
        ["矿区", "140303-0001", "丙", "1", "是"],
        ["矿区", "140303-0002", "丁", "2", "是"],
        [None, "140311-0001", "戊", "2", "是"],
    )

    assert done.rows["county_name"].to_list()[-1] is None


@pytest.mark.parametrize(
    ("sheet", "title", "file", "county"),
    [
        ("朔城区", "任务台账", "朔州市.xlsx", "朔城区"),
        ("Sheet1", "朔州市朔城区任务台账", "朔州市.xlsx", "朔城区"),
        ("Sheet1", "任务台账", "城区任务台账.xlsx", "城区"),
        ("Sheet1", "高平市任务台账", "1.xlsx", "高平市"),
        ("Sheet1", "各县区任务台账", "1.xlsx", None),
        ("Sheet1", "城区、矿区任务台账", "1.xlsx", None),
    ],
)
def test_a_sheet_says_of_which_county_it_is(sheet: str, title: str, file: str, county: str | None) -> None:
    rows: list[Row] = [
        [title],
        ["项目编号", "小区名称", "批准套数", "是否纳入"],
        ["140602-0001", "甲", "1", "是"],
    ]

    assert understood(*rows, sheet=sheet, file=file).county == county
    assert cleaned(*rows, sheet=sheet, file=file).rows["county_name"].to_list() == [county]


def test_without_a_list_a_county_is_guessed_by_its_ending() -> None:
    header, row = ["项目编号", "小区名称", "批准套数", "是否纳入"], ["140602-0001", "甲", "1", "是"]

    assert understand(grid(["朔州市朔城区任务台账"], header, row)).county == "朔城区"
    assert understand(grid(["住宅小区任务台账"], header, row)).county is None
    assert understand(grid(["各县区任务台账"], header, row)).county is None


def test_lines_between_the_rows_name_the_county_below_them() -> None:
    done = cleaned(
        ["项目编号", "小区名称", "批准套数", "是否纳入"],
        ["一、城区"],
        ["140302-0001", "甲", "1", "是"],
        ["140302-0002", "乙", "1", "是"],
        ["二、平定县（1个）"],
        ["140321-0001", "丙", "1", "是"],
    )

    assert done.rows["county_name"].to_list() == ["城区", "城区", "平定县"]
    assert done.skipped[RowKind.SECTION] == 2


def test_a_header_said_again_between_the_rows_is_no_row() -> None:
    header = ["项目编号", "小区名称", "批准套数", "是否纳入"]

    done = cleaned(
        ["城区任务清单"], header, ["140302-0001", "甲", "1", "是"],
        ["矿区任务清单"], header, ["140303-0001", "乙", "1", "是"],
    )  # fmt: skip

    assert done.rows["number"].to_list() == ["140302-0001", "140303-0001"]
    assert done.skipped == {RowKind.TITLE: 2, RowKind.HEADER: 2}


@pytest.mark.parametrize(
    ("sheet", "title", "day"),
    [
        ("06月09日", "朔州市周报", date(2022, 6, 9)),
        ("12.31", "朔州市周报", date(2021, 12, 31)),
        ("6月9日", "2021年朔州市周报", date(2021, 6, 9)),
        ("Sheet1", "统计截至2022年6月9日 18时", date(2022, 6, 9)),
        ("Sheet1", "统计时间：2022.6.9", date(2022, 6, 9)),
        ("Sheet1", "截止日期：2022-06-09　填报日期：2022-06-10", date(2022, 6, 9)),
        ("Sheet1", "进展情况（2022年6月2日至2022年6月9日）", date(2022, 6, 9)),
        ("Sheet1", "填报日期：2022年6月10日", None),
    ],
)
def test_a_report_says_as_of_which_day_it_is(sheet: str, title: str, day: date | None) -> None:
    rows: list[Row] = [[title], ["县区", "任务数", "首次登记套数", "转移登记套数"], ["城区", "9", "8", "7"]]

    assert understood(*rows, sheet=sheet).as_of == day
    assert cleaned(*rows, sheet=sheet).rows["as_of"].to_list() == [day]


def test_a_county_that_reports_nothing_is_still_a_row() -> None:
    done = cleaned(
        ["县区", "任务数", "首次登记套数", "转移登记套数", "颁证户数"],
        ["城区", "9", "8", "7", "6"],
        ["平定县", None, None, None, None],
        ["合计", None, None, None, None],
    )

    assert done.rows["county_name"].to_list() == ["城区", "平定县"]
    assert done.rows["first"].to_list() == [8, None]


def test_a_row_says_all_that_is_wrong_with_it() -> None:
    done = cleaned(
        ["不动产单元号", "建筑面积", "首次登记登簿", "转移登记登簿"],
        ["14030200100001000021F0000020", "-3", "2031-02-30", "2022-01-01"],
        [None, "80", "2022-01-01", "2022-01-01"],
    )

    assert done.rows["problem"].to_list() == [
        "建筑面积：不能为负（-3）；首次登记登簿：日期不存在（2031-02-30）",
        "不动产单元号：未填",
    ]
    assert done.rows["row"].to_list() == [2, 3]


def test_a_clean_frame_has_every_field_of_its_shape_whatever_the_sheet_lacks() -> None:
    done = cleaned(["不动产单元号", "首次登记登簿"], ["14030200100001000021F0000020", "2021.5.3"])

    assert done.rows.columns == ["row", *(each.name for each in FIELDS[Shape.LEDGER]), "problem", "remark"]
    assert done.rows["first_booked_at"].to_list() == ["2021-05-03"]
    assert done.rows.schema["area"] == pl.Int64
    assert done.rows.schema["contract_on"] == pl.Date


def test_blocks_of_a_ledger_are_cleaned_like_the_whole() -> None:
    unit_codes = [f"14030200100001000021F{n:07}" for n in range(50)]
    rows: list[Row] = [
        ["城区登记台账"], ["不动产单元号", "首次登记登簿"],
        *([code, "2021.5.3"] for code in unit_codes),
        ["合计", "50"], ["注：完"],
    ]  # fmt: skip
    one = understood(*rows)
    whole = clean(one, today=TODAY)

    parts = [
        clean(one, one.grid.frame[start : start + 7], first_row=start + 1, today=TODAY)
        for start in range(0, len(rows), 7)
    ]

    assert pl.concat(part.rows for part in parts).equals(whole.rows)
    assert sum(sum(part.skipped.values()) for part in parts) == sum(whole.skipped.values()) == 4
