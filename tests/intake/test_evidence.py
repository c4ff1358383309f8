"""Columns whose headers no list knows, understood by what stands below them."""

import pytest

from supervision.delivery.snapshots import Shape
from supervision.errors import Refused
from supervision.intake.matching import How
from tests.intake.by_hand import Row, cleaned, fields, understood


def homes(*headers: str, moments: str = "2022-01-0{n}") -> list[Row]:
    """A ledger with these three columns of moments after the unit code and the room."""
    codes = [f"1403020010000100002{n}F000002{n}" for n in range(1, 6)]
    days = [[moments.format(n=n)] * 3 for n in range(1, 6)]
    return [
        ["房屋标识", "房号", *headers],
        *([code, "101", *day] for code, day in zip(codes, days, strict=True)),
    ]


def test_a_unit_code_is_known_by_its_cells_whatever_its_column_is_called() -> None:
    one = understood(*homes("首次登记时间", "转移登记时间", "发证日期"))

    assert one.shape is Shape.LEDGER
    assert fields(one) == ["unit_code", "room", "first_booked_at", "transfer_booked_at", "certified_on"]
    assert one.columns[0].how is How.CONTENT


def test_a_column_that_was_taken_for_a_room_is_the_unit_code_when_its_cells_say_so() -> None:
    one = understood(
        ["单元编码号", *homes("首登时间", "过户时间", "领证日期")[0][1:]], *homes("", "", "")[1:]
    )

    assert fields(one)[0] == "unit_code"


def test_a_word_in_an_unknown_header_counts_where_the_cells_are_dates() -> None:
    one = understood(*homes("首次登记簿记载完毕", "过户手续办妥", "证书送达签收"))

    assert fields(one) == ["unit_code", "room", "first_booked_at", "transfer_booked_at", "certified_on"]


def test_a_word_in_an_unknown_header_counts_for_nothing_where_the_cells_are_words() -> None:
    one = understood(*homes("首次登记时间", "过户手续办妥", "证书送达签收", moments="第{n}批"))

    assert fields(one) == ["unit_code", "room", "first_booked_at", None, None]


def test_two_columns_that_would_do_alike_are_left_to_the_officer() -> None:
    one = understood(*homes("首次登记时间", "证书甲", "证书乙"))

    assert fields(one) == ["unit_code", "room", "first_booked_at", None, None]
    assert [column.candidates for column in one.ambiguous] == [("certified_on",)] * 2
    assert "列“证书甲”可能有几种含义，没有采用，请指定" in one.doubts


def test_an_unknown_column_of_dates_is_pointed_out_where_the_ledger_lacks_some() -> None:
    one = understood(*homes("首次登记时间", "转移登记时间", "末道工序"))

    assert fields(one)[4] is None
    assert any("列“末道工序”没有认出，可能是" in doubt and "发证日期" in doubt for doubt in one.doubts)


def test_counties_sources_and_project_numbers_are_known_by_their_cells() -> None:
    one = understood(
        ["代号", "楼盘", "哪里的", "怎么来的", "应办套数", "列入标记"],
        ["140302-0001", "甲苑", "阳泉市城区", "群众申报", "10", "√"],
        ["140302-0002", "乙苑", "城区", "摸底排查", "20", "×"],
        ["140303-0001", "丙苑", "矿区", "信访件", "30", "√"],
    )

    assert one.shape is Shape.TASK_LIST
    assert fields(one) == ["number", "name", "county_name", "source", "approved_homes", "included"]


def test_a_ledger_whose_columns_are_called_like_sums_is_no_progress_report() -> None:
    one = understood(*homes("首次登记", "转移登记", "颁证"), file="某县.xls")

    assert one.shape is Shape.LEDGER


def test_a_promise_and_its_number_are_told_apart_by_their_cells() -> None:
    one = understood(
        ["编号", "责任单位", "目标任务", "任务量", "量词", "时间节点"],
        ["1", "甲局", "完成首次登记", "120", "套", "2022-12-31"],
        ["2", "乙局", "清收税费", "3", "项目", "2022-12-31"],
    )

    assert fields(one) == ["number", "unit_name", "title", "target", "measure", "due_on"]


def test_a_refusal_names_the_columns_that_nobody_could_read() -> None:
    with pytest.raises(Refused, match=r"“Sheet1”看不懂.*缺少项目编号。认不出的列：“标记甲”、“标记乙”。"):
        understood(
            ["小区名称", "批准套数", "是否纳入", "标记甲", "标记乙"],
            ["甲苑", "10", "是", "一", "二"],
            ["乙苑", "10", "是", "三", "四"],
        )


def test_a_line_in_the_column_of_serial_numbers_names_the_county_below_it() -> None:
    done = cleaned(
        ["序号", "项目编号", "小区名称", "批准套数", "是否纳入"],
        ["一、城区", None, None, None, None],
        ["1", "140302-0001", "甲苑", "10", "是"],
        ["二、孝义市（1 个小区）", None, None, None, None],
        ["2", "141181-0001", "乙苑", "20", "否（不符合条件）"],
    )

    assert done.rows["county_name"].to_list() == ["城区", "孝义市"]
    assert done.rows["included"].to_list() == [True, False]
