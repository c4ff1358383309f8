from datetime import date, datetime, timedelta

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from supervision.delivery.snapshots import Shape
from supervision.intake.columns import FIELDS, Field, Kind, field
from supervision.intake.sentences import without_values
from supervision.intake.values import Reading, read

TODAY = date(2022, 6, 30)
BOOKED = field(Shape.LEDGER, name="first_booked_at")
SOLD = field(Shape.TASK_LIST, name="first_sold_on")
DUE = field(Shape.COMMITMENTS, name="due_on")
HOMES = field(Shape.TASK_LIST, name="approved_homes")
RATE = field(Shape.PROGRESS, name="first_rate")
AREA = field(Shape.LEDGER, name="area")
INCLUDED = field(Shape.TASK_LIST, name="included")
NAME = field(Shape.TASK_LIST, name="name")
CAUSES = field(Shape.TASK_LIST, name="causes")
UNIT = field(Shape.LEDGER, name="unit_code")
COUNTY = field(Shape.LEDGER, name="county_code")
DONE = field(Shape.COMMITMENTS, name="progress")


def reading(*texts: str | None, of: Field) -> Reading:
    return read(pl.Series(texts, dtype=pl.String), field=of, today=TODAY)


def value(text: str | None, of: Field) -> object:
    read_as = reading(text, of=of)
    assert read_as.problem[0] is None
    return read_as.value[0]


def problem(text: str, of: Field) -> object:
    read_as = reading(text, of=of)
    assert read_as.value[0] is None
    return read_as.problem[0]


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2022-03-14 14:32:59", "2022-03-14 14:32:59"),
        ("2022-03-14T14:32:59", "2022-03-14 14:32:59"),
        ("2022-03-14 14:32:59.000", "2022-03-14 14:32:59"),
        ("2022/03/21 13:00", "2022-03-21 13:00:00"),
        ("2022/3/1 9:05", "2022-03-01 09:05:00"),
        ("2021.5.3", "2021-05-03"),
        ("2021-5-3", "2021-05-03"),
        ("2021年5月3日", "2021-05-03"),
        (" 2021 年 5 月 3 日", "2021-05-03"),
        ("2021年5月3日14时30分", "2021-05-03 14:30:00"),
        ("２０２１．５．３", "2021-05-03"),
        ("20210503", "2021-05-03"),
        ("20210503143259", "2021-05-03 14:32:59"),
        ("44429", "2021-08-21"),
        ("44429.5", "2021-08-21 12:00:00"),
        ("2021-08-20 00:00:00", "2021-08-20"),
        ("2020-02-29", "2020-02-29"),
        ("2022-06-30 23:59:59", "2022-06-30 23:59:59"),
        ("", None),
        ("—", None),
        ("/", None),
        ("无", None),
        ("未办理", None),
        ("NULL", None),
        (None, None),
    ],
)
def test_a_moment_is_understood_in_every_way_it_is_written(text: str | None, moment: str | None) -> None:
    assert value(text, BOOKED) == moment
    assert value(text, SOLD) == (date.fromisoformat(moment[:10]) if moment else None)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("2031-02-30", "首次登记登簿：日期不存在（2031-02-30）"),
        ("2021-02-29", "首次登记登簿：日期不存在（2021-02-29）"),
        ("2021年13月1日", "首次登记登簿：日期不存在（2021年13月1日）"),
        ("2021-05-03 25:00:00", "首次登记登簿：时刻不存在（2021-05-03 25:00:00）"),
        ("1948-12-31", "首次登记登簿：日期早于 1949 年（1948-12-31）"),
        ("1899-12-31 08:30:00", "首次登记登簿：日期早于 1949 年（1899-12-31 08:30:00）"),
        ("2022-07-01", "首次登记登簿：日期在今天以后（2022-07-01）"),
        ("2022/7/1 08:00", "首次登记登簿：日期在今天以后（2022/7/1 08:00）"),
        ("2021年5月", "首次登记登簿：日期不完整，缺少月或日（2021年5月）"),
        ("2021.5", "首次登记登簿：日期不完整，缺少月或日（2021.5）"),
        ("约三月", "首次登记登簿：不是日期（约三月）"),
        ("144", "首次登记登簿：不是日期（144）"),
    ],
)
def test_a_date_that_cannot_be_says_why(text: str, sentence: str) -> None:
    assert problem(text, BOOKED) == sentence


def test_a_promise_may_be_due_after_today() -> None:
    assert value("2030.1.2", DUE) == date(2030, 1, 2)
    assert value("2030年9月底前", DUE) == date(2030, 9, 30)
    assert value("2030年底", DUE) == date(2030, 12, 31)
    assert value("2030年9月15日前", DUE) == date(2030, 9, 15)
    assert value("长期坚持", DUE) is None
    assert problem("2030年9月", DUE) == "完成时限：日期不完整，缺少月或日（2030年9月）"
    assert problem("2030-02-30", DUE) == "完成时限：日期不存在（2030-02-30）"


WRITTEN = ["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日", "%Y%m%d", "%Y-%m-%d 00:00:00"]


@given(some.lists(some.dates(date(1950, 1, 1), TODAY), min_size=1, max_size=20), some.data())
@settings(max_examples=60, deadline=None)
def test_every_day_is_read_in_every_writing(days: list[date], data: some.DataObject) -> None:
    texts = []
    for day in days:
        written = day.strftime(data.draw(some.sampled_from(WRITTEN)))
        serial = str((day - date(1899, 12, 30)).days)
        shorter = f"{day.year}.{day.month}.{day.day}"
        texts.append(data.draw(some.sampled_from([written, serial, shorter])))

    assert reading(*texts, of=SOLD).value.to_list() == days


@given(some.lists(some.datetimes(datetime(1950, 1, 1), datetime(2022, 6, 30)), min_size=1, max_size=20))  # noqa: DTZ001
@settings(max_examples=60, deadline=None)
def test_a_serial_number_with_a_fraction_is_a_moment_to_the_second(moments: list[datetime]) -> None:
    moments = [moment.replace(microsecond=0) for moment in moments]
    serials = [repr((m - datetime(1899, 12, 30)) / timedelta(days=1)) for m in moments]  # noqa: DTZ001

    read_as = reading(*serials, of=BOOKED).value.to_list()

    assert read_as == [str(moment).removesuffix(" 00:00:00") for moment in moments]


@given(some.lists(some.text(max_size=20), max_size=20))
@settings(max_examples=80, deadline=None)
def test_no_text_whatever_breaks_a_reading(texts: list[str]) -> None:
    for each in {kind: f for fields in FIELDS.values() for f in fields for kind in [f.kind]}.values():
        read_as = reading(*texts, of=each)

        assert len(read_as.value) == len(read_as.problem) == len(read_as.remark) == len(texts)
        assert not (read_as.value.is_not_null() & read_as.problem.is_not_null()).any()


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("163", 163),
        ("１６３", 163),
        ("300套", 300),
        ("300 户", 300),
        ("1,234", 1234),
        ("１，２３４", 1234),
        ("144.0", 144),
        ("0", 0),
        ("", None),
        ("-", None),
        ("待核", None),
    ],
)
def test_a_count_is_whole(text: str, count: int | None) -> None:
    assert value(text, HOMES) == count


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("-5", "批准套数：不能为负（-5）"),
        ("1.5", "批准套数：应为整数（1.5）"),
        ("约三百", "批准套数：不是数字（约三百）"),
        ("约300套", "批准套数：不是数字（约300套）"),
        ("300余套", "批准套数：不是数字（300余套）"),
        ("999999999999", "批准套数：数字过大（999…99）"),
    ],
)
def test_what_is_no_count_says_why(text: str, sentence: str) -> None:
    assert problem(text, HOMES) == sentence


@given(some.lists(some.integers(0, 99_999_999), min_size=1))
@settings(max_examples=40, deadline=None)
def test_every_count_survives_its_writings(counts: list[int]) -> None:
    for written in ("{}", "{:,}", "{}套", "{}.0", " {} "):
        assert reading(*(written.format(n) for n in counts), of=HOMES).value.to_list() == counts


def test_a_rate_is_in_percentage_points() -> None:
    read_as = reading("98.02%", "0.9802", "98.02", "1", "100.00%", "0.5%", "０．９８", "", of=RATE)

    assert read_as.value.to_list() == [98.02, 98.02, 98.02, 100.0, 100.0, 0.5, 98.0, None]


def test_a_share_above_one_is_known_by_its_column() -> None:
    assert reading("0.99", "1.002", of=RATE).value.to_list() == [99.0, 100.2]
    assert reading("98.5", "1.2", of=RATE).value.to_list() == [98.5, 1.2]


def test_an_impossible_rate_says_why() -> None:
    assert problem("-1%", RATE) == "首次登记率：不能为负（-1%）"
    assert problem("约九成", RATE) == "首次登记率：不是百分比（约九成）"
    assert problem("9802", RATE) == "首次登记率：数字过大（9802）"


@pytest.mark.parametrize(
    ("text", "hundredths"),
    [
        ("109.4", 10940),
        ("82.80", 8280),
        ("109.39999999999999", 10940),
        ("1,234.5㎡", 123450),
        ("88平方米", 8800),
        ("88", 8800),
    ],
)
def test_an_area_is_kept_in_hundredths_of_a_square_metre(text: str, hundredths: int) -> None:
    assert value(text, AREA) == hundredths


def test_an_impossible_area_says_why() -> None:
    assert problem("-3", AREA) == "建筑面积：不能为负（-3）"
    assert problem("大", AREA) == "建筑面积：不是数字（大）"
    assert problem("1e30", AREA) == "建筑面积：数字过大（1e30）"


def test_yes_and_no_have_many_signs() -> None:
    read_as = reading("是", "√", "已纳入", "否", "×", "未纳入", "true", "", "-", of=INCLUDED)

    assert read_as.value.to_list() == [True, True, True, False, False, False, True, None, None]
    assert problem("也许", INCLUDED) == "是否纳入：应填是或否（也许）"


def test_a_name_loses_stray_spaces_and_wide_letters() -> None:
    assert value(" 汇南苑\u3000", NAME) == "汇南苑"
    assert value("和华 新\u3000村", NAME) == "和华新村"
    assert value("汇南苑Ａ区２期（东）", NAME) == "汇南苑A区2期（东）"
    assert value("土地抵押 法院查封", CAUSES) == "土地抵押 法院查封"
    assert value("无", NAME) is None


def test_control_characters_are_dropped_and_reported() -> None:
    read_as = reading("汇\x07南\u200b苑", "=1+1", of=NAME)

    assert read_as.value.to_list() == ["汇南苑", "=1+1"]
    assert read_as.remark.to_list() == ["小区名称：去除了控制字符", None]


def test_a_code_is_mended_where_it_can_be() -> None:
    assert value("140302 001 00001 GB00021 F00000020", UNIT) == "14030200100001GB00021F00000020"
    assert value("'14030200100001000021F0000020", UNIT) == "14030200100001000021F0000020"
    assert problem("1.4030200100001E+27", UNIT) == ("不动产单元号：被表格软件改成了科学计数（1.403…01E+27）")
    assert value("140302.0", COUNTY) == "140302"
    assert value("140302000000", COUNTY) == "140302"
    assert problem("城区", COUNTY) == "区划代码：应为六位数字（城区）"


def test_progress_may_be_a_count_or_words() -> None:
    read_as = reading("2295", "持续推进", "300套", of=DONE)

    assert read_as.value.to_list() == ["2295", "持续推进", "300套"]
    assert read_as.count is not None
    assert read_as.count.to_list() == [2295, None, 300]


def test_a_persons_number_in_the_wrong_column_is_not_repeated() -> None:
    assert problem("140302198001011234", BOOKED) == "首次登记登簿：不是日期（140…34）"


def test_reasons_can_be_counted_without_their_values() -> None:
    read_as = reading("约三百", "约五百（套）", of=HOMES)

    assert without_values(read_as.problem).to_list() == ["批准套数：不是数字", "批准套数：不是数字"]


def test_each_kind_of_value_is_typed_alike_blank_or_not() -> None:
    for fields in FIELDS.values():
        for each in fields:
            types = {reading(text, of=each).value.dtype for text in ("1", "", None, "140302")}

            assert types == {reading(None, of=each).value.dtype}
            assert each.kind in Kind


@pytest.mark.parametrize(
    ("text", "said"),
    [("无", "无"), ("暂无", "无"), ("无此项", "无"), ("查封", "查封"), ("—", None), ("", None)],
)
def test_that_nothing_restricts_a_home_is_an_answer(text: str, said: str | None) -> None:
    of = field(Shape.LEDGER, name="restriction")

    assert reading(text, of=of).value.to_list() == [said]
    assert reading("无", of=Field("agent", "代办人", Kind.NAME)).value.to_list() == [None]
