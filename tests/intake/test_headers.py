from datetime import date

import pytest

from supervision.delivery.snapshots import Shape
from supervision.errors import Refused
from supervision.intake.columns import FIELDS
from supervision.intake.frames import clean
from supervision.intake.headers import understand, understand_all
from supervision.intake.matching import How
from supervision.intake.vocabulary import bare, names, unit
from tests.intake.by_hand import TODAY, fields, grid, understood


def test_a_header_of_two_rows_names_its_columns_by_group() -> None:
    one = understood(
        ["县区", "任务数（套）", "首次登记", None, "转移登记", None, "颁证（户）", "备注"],
        [None, None, "套数", "完成率", "套数", "完成率", None, None],
        ["朔城区", "1536", "1521", "0.99", "1447", "0.94", "1441", None],
        ["全市合计", None, None, None, None, None, None, None],
    )

    assert one.shape is Shape.PROGRESS
    assert [c.header for c in one.columns][2:4] == ["首次登记/套数", "首次登记/完成率"]
    assert fields(one) == [
        "county_name", "listed", "first", "first_rate", "transfer", "transfer_rate", "households", "note",
    ]  # fmt: skip


def test_a_ledger_with_groups_of_times() -> None:
    one = understood(
        ["某县不动产登记台账"],
        [
            "宗地/不动产单元代码",
            "坐落",
            None,
            "首次登记",
            None,
            "转移登记",
            None,
            "证书",
            "税费",
            None,
            "经办",
        ],
        [None, "幢号", "户号", *["受理时间", "登簿时间"] * 2, "领证日期", "完税情况", "缓缴依据", "登簿人"],
        ["14030200100001000021F0000020", "1", "101", *["44429.5"] * 4, "44430", "已完税", None, "甲"],
    )

    assert fields(one) == [
        "unit_code", "building", "room", "first_accepted_at", "first_booked_at", "transfer_accepted_at",
        "transfer_booked_at", "certified_on", "tax_status", "deferral_basis", "booker",
    ]  # fmt: skip
    assert clean(one, today=TODAY).rows["transfer_booked_at"].to_list() == ["2021-08-21 12:00:00"]


def test_a_header_of_three_rows_and_weekly_columns_that_are_no_totals() -> None:
    one = understood(
        ["某市进展情况统计表（2022年6月16日）"],
        ["单位", "摸底套数", "首次登记", None, None, "转移登记", None, None, "证书发放"],
        [None, None, "本周", "累计", None, "本周", "累计", None, "户数"],
        [None, None, "套数", "套数", "占比", "套数", "套数", "占比", None],
        ["城区", "100", "3", "90", "90%", "2", "80", "80%", "70"],
        ["矿区", "100", "3", "90", "90%", "2", "80", "80%", "70"],
    )

    assert one.shape is Shape.PROGRESS
    assert one.as_of == date(2022, 6, 16)
    assert one.header_rows == (2, 3, 4)
    assert fields(one) == [
        "county_name", "listed", None, "first", "first_rate", None, "transfer", "transfer_rate", "households",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        (
            "宗地/不动产单元代码 首登受理时间 首登登簿时间 转登受理时间 转登登簿时间 缮证日期",
            "unit_code first_accepted_at first_booked_at transfer_accepted_at transfer_booked_at "
            "certified_on",
        ),
        (
            "不动产单元代码 幢号 户号 房屋建筑面积（㎡） 首次登记时间 转移登记时间 领证日期 产权人 身份证号",
            "unit_code building room area first_booked_at transfer_booked_at certified_on "
            "buyer_name buyer_id",
        ),
        (
            "不动产单元号 楼栋号 室号 首次登簿日期 转移登簿日期 产权证发放 是否完税 缓缴文号 买受人 联系方式",
            "unit_code building room first_booked_at transfer_booked_at certified_on tax_status "
            "deferral_basis buyer_name phone",
        ),
        (
            "不动产单元号 首次登记登簿时间 登簿日期 发证时间",
            "unit_code first_booked_at transfer_booked_at certified_on",
        ),
        (
            "不动产单元号 登簿日期 发证时间 房号",
            "unit_code - certified_on room",
        ),
        (
            "小区代码 小区名 所属乡镇 建设单位 用地性质 幢数 应办套数 是否列入 列入时间 问题来源 "
            "追加文号 未登记原因",
            "number name street developer land_type buildings approved_homes included included_on "
            "source approval_no causes",
        ),
        (
            "区县 项目名称 项目编码 房地产开发企业 规划套数 供地方式 开盘时间 交房时间 包保领导 "
            "纳入专项行动 摸底渠道",
            "county_name name number developer approved_homes land_type first_sold_on occupied_on "
            "lead_leader included source",
        ),
        (
            "县区 应办套数 完成首登套数 首登率 转移办结 转移率 证书发放户数 报送人 上报时间",
            "county_name listed first first_rate transfer transfer_rate households reporter sent_at",
        ),
        (
            "县市区 纳入总套数 已完成首次登记（套） 首次登记（%） 已完成转移登记（套） "
            "转移登记（%） 已颁证（户）",
            "county_name listed first first_rate transfer transfer_rate households",
        ),
        (
            "单元编号 XMBH ZRZH SHBW 建面（㎡） 初始登记日期 过户登记日期 权证领取时间 房主 QLRZJH",
            "unit_code compound_number building room area first_booked_at transfer_booked_at "
            "certified_on buyer_name buyer_id",
        ),
        (
            "BDCDYH 登簿时间（首次） 登簿时间（转移） 缮证日期 税款缴纳状态 缓缴文件号 数据上传时间",
            "unit_code first_booked_at transfer_booked_at certified_on tax_status deferral_basis recorded_at",
        ),
        (
            "县（区、市） 遗留问题编号 涉及小区 街办 批建套数 列入情况 入账日期 发现途径（摸底/申报/信访） "
            "增补批文 难点堵点 首套销售日期 挂联领导",
            "county_name number name street approved_homes included included_on source approval_no causes "
            "first_sold_on lead_leader",
        ),
        (
            "上报单位 统计时点 应完成套数 已首登(套) 首登完成率 过户套数 过户率 已发证(户)",
            "county_name as_of listed first first_rate transfer transfer_rate households",
        ),
        (
            "承诺书编号 牵头责任单位 公开承诺事项 量化指标 量词 限办日期 主管领导 具体举措 签领时间 办结状态",
            "number unit_name title target measure due_on leader measures acknowledged_on status",
        ),
        (
            "单位名称 级别 所属县区 性质 主要负责人 职务 联系人 办公电话 主要职责",
            "name level region_name kind leader leader_post contact phone duty",
        ),
        (
            "序号 牵头单位 承诺内容 目标 单位 办结时限 分管领导 承办人 工作措施 签收日期 进展情况 销号情况",
            "- unit_name title target measure due_on leader handler measures acknowledged_on progress status",
        ),
    ],
)
def test_offices_call_their_columns_by_many_names(headers: str, expected: str) -> None:
    told = headers.split()

    one = understood(told, [f"值{n}" for n in range(len(told))])

    assert [name or "-" for name in fields(one)] == expected.split()


def test_every_name_in_the_vocabulary_finds_its_field_or_says_what_else_it_means() -> None:
    for shape, every in FIELDS.items():
        for each in every:
            for name in names(shape)[each.name].exact:
                assert names(shape)[each.name].strength(name) > 0, (shape, each.name, name)


def test_words_below_a_group_are_header_however_well_the_group_is_known() -> None:
    one = understood(
        ["县区", "任务数", "首次登记", None, "转移登记", None, "颁证", None],
        [None, None, *["本周", "累计"] * 3],
        ["城区", "100", "3", "90", "2", "80", "1", "70"],
        ["矿区", "100", "3", "90", "2", "80", "1", "70"],
    )

    assert one.header_rows == (1, 2)
    assert fields(one) == ["county_name", "listed", None, "first", None, "transfer", None, "households"]


def test_what_must_be_filled_in_is_marked_so_and_means_the_same() -> None:
    one = understood(
        ["*县区", "*任务数（必填）", "首次登记", None, "*颁证户数（必填）", "*报送时间"],
        [None, None, "套数", "完成率", None, None],
        ["城区", "100", "90", "90%", "70", "2022-06-01"],
    )

    assert one.header_rows == (1, 2)
    assert fields(one) == ["county_name", "listed", "first", "first_rate", "households", "sent_at"]


def test_what_is_to_be_done_is_never_taken_for_what_is_done() -> None:
    one = understood(
        ["县区", "首次登记", None, None, "转移登记", None, "颁证户数"],
        [None, "应办", "已办", "办结率", "应办", "已办", None],
        ["城区", "100", "90", "90%", "100", "80", "70"],
    )

    assert fields(one) == ["county_name", "listed", "first", "first_rate", None, "transfer", "households"]


def test_a_row_of_values_is_no_header() -> None:
    with pytest.raises(Refused, match="第 1 行像登记台账的表头"):
        understood(
            ["不动产单元号", "登记类型", "登簿时间"],
            ["14030200100001000021F0000020", "首次登记", "2022-01-01"],
            ["14030200100001000021F0000020", "转移登记", "2022-03-01"],
        )


def test_units_brackets_and_spaces_in_a_header_do_not_matter() -> None:
    assert bare(" 批准 套数\n（套）") == "批准套数"
    assert bare("县（市、区）") == "县市区"
    assert bare("１.小区（项目）名称") == "小区项目名称"
    assert bare("首次登记（％）") == "首次登记率"
    assert bare("首次登记率（%）") == "首次登记率"
    assert unit("颁证（户）") == "户"
    assert unit("县（市、区）") is None


def test_a_column_in_another_unit_is_not_taken_or_brings_a_doubt() -> None:
    one = understood(
        ["县区", "首次登记（个）", "转移登记（户）", "颁证（套）"],
        ["城区", "3", "200", "100"],
    )

    assert fields(one) == ["county_name", None, "transfer", "households"]
    assert len(one.doubts) == 2


def test_personal_columns_are_known_by_header_and_by_content() -> None:
    one = understood(
        ["不动产单元号", "首次登记登簿", "房屋业主", "备用1", "备用2", "共有人身份证"],
        ["14030200100001000021F0000020", "2022-01-01", "张三", "140302198001011234", "13800138000", "x"],
        ["14030200100001000021F0000021", "2022-01-01", "李四", "14030219800101123X", "13800138001", "y"],
    )

    assert [(c.field, c.personal) for c in one.columns[2:5]] == [
        ("buyer_name", True), ("buyer_id", True), ("phone", True),
    ]  # fmt: skip
    assert one.columns[3].how is How.CONTENT
    assert one.columns[5].personal


def test_a_persons_number_in_a_column_of_notes_is_found() -> None:
    one = understood(
        ["项目编号", "小区名称", "批准套数", "是否纳入", "备注", "联系人电话"],
        ["140302-0001", "甲", "1", "是", "140302198001011234", "0353-6083294"],
    )

    assert [column.personal for column in one.columns] == [False, False, False, False, True, True]


def test_a_region_column_holds_a_code_or_a_name() -> None:
    header = ["单位名称", "层级", "行政区划", "责任领导", "联系电话"]

    assert understood(header, ["甲局", "县级", "140302", "张三", "1"]).columns[2].field == "county_code"
    assert understood(header, ["甲局", "县级", "城区", "张三", "1"]).columns[2].field == "region_name"


def test_what_an_officer_said_about_a_column_wins() -> None:
    one = understand(
        grid(
            ["不动产单元号", "登簿日期", "时间二", "录入时间"],
            ["14030200100001000021F0000020", "2022-01-01", "2022-02-01", "2022-03-01"],
        ),
        corrections={"登簿日期": "first_booked_at", "时间二": "transfer_booked_at", "录入时间": None},
    )

    assert fields(one) == ["unit_code", "first_booked_at", "transfer_booked_at", None]
    assert one.columns[1].how is How.TAUGHT
    assert one.columns[3].how is How.IGNORED


def test_a_header_of_several_meanings_is_left_to_the_officer() -> None:
    one = understood(["不动产单元号", "登簿日期", "发证时间"], ["14030200100001000021F0000020", "x", "y"])

    [open_column] = one.ambiguous
    assert set(open_column.candidates) == {"first_booked_at", "transfer_booked_at"}
    assert any("登簿日期" in doubt for doubt in one.doubts)


def test_two_columns_of_one_name_are_not_both_taken() -> None:
    one = understood(
        ["县区", "首次登记套数", "首次登记套数", "转移登记套数"],
        ["城区", "1", "2", "3"],
        ["矿区", "1", "2", "3"],
    )

    assert fields(one) == ["county_name", "first", None, "transfer"]
    assert one.columns[2].candidates == ("first",)
    assert one.doubts == ("列“首次登记套数”与另一列含义相同，没有采用，请核对",)


def test_sheets_that_are_no_data_are_skipped_with_the_reason() -> None:
    data = grid(["县区", "任务数", "首次登记套数"], ["城区", "1", "1"])

    found = understand_all(
        [
            data,
            grid(["说明"], ["请勿修改表头"], sheet="填表说明"),
            grid(["土地性质"], ["出让"], sheet="码表", hidden=True),
            grid([None], [" "], sheet="Sheet3"),
            grid(["随便写的"], sheet="草稿"),
        ]
    )

    assert [one.shape for one in found] == [Shape.PROGRESS, None, None, None, None]
    assert all(one.skipped for one in found[1:])


def test_what_cannot_be_understood_is_refused_naming_sheet_and_what_is_missing() -> None:
    with pytest.raises(Refused, match="“周报”看不懂：第 2 行像进度周报的表头，但缺少首次登记套数"):
        understood(
            ["周报"], ["县区", "任务数", "首次登记率", "报送时间"], ["城区", "9", "1", "1"], sheet="周报"
        )
    with pytest.raises(Refused, match="“Sheet1”找不到认得出的表头"):
        understood(["1", "2", "3"], ["4", "5", "6"])
    with pytest.raises(Refused, match="没有可以导入的工作表"):
        understand_all([grid(["说明"], sheet="填表说明")])


def test_a_sheet_full_of_cells_is_never_left_out_in_silence() -> None:
    data = grid(["县区", "任务数", "首次登记套数"], ["城区", "1", "1"])
    other = grid(*[["甲", "乙", "丙", "丁"]] * 5, sheet="其他")

    with pytest.raises(Refused, match="“其他”"):
        understand_all([data, other])


def test_a_sheet_that_sums_up_the_others_stands_in_nobodys_way() -> None:
    data = grid(["县区", "任务数", "首次登记套数"], ["城区", "1", "1"])
    sums = grid(*[["类别", "数目", "去年", "今年"]] * 5, sheet="汇总表")

    found = understand_all([sums, data])

    assert [one.shape for one in found] == [None, Shape.PROGRESS]
    assert "汇总表" in (found[0].skipped or "")


def test_an_officer_may_name_the_shape() -> None:
    one = understand(
        grid(["单位", "任务", "负责人", "状态"], ["甲局", "乙", "丙", "丁"]), shape=Shape.COMMITMENTS
    )

    assert one.shape is Shape.COMMITMENTS
