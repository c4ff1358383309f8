"""What a county's sheets hold: the fields of each shape, with their kinds and labels."""

from dataclasses import dataclass
from enum import Enum, auto

from supervision.delivery.snapshots import Shape
from supervision.words import _


class Kind(Enum):
    """How the text of a field is read."""

    TEXT = auto()
    NAME = auto()  # no spaces between Chinese characters
    CODE = auto()  # no spaces inside, never scientific notation
    REGION = auto()  # a code of six digits
    COUNT = auto()
    COUNT_OR_TEXT = auto()  # adds a column <field>_count
    AREA = auto()  # square metres × 100
    MONEY = auto()  # 元 × 100
    PERCENT = auto()  # percentage points
    YES_NO = auto()
    DATE = auto()
    MOMENT = auto()  # ISO text, ten characters when the sheet gives only the day


@dataclass(frozen=True)
class Field:
    name: str
    chinese: str
    kind: Kind = Kind.TEXT
    personal: bool = False
    future: bool = False  # may lie after today
    merged: bool = False  # written once for several rows below
    required: bool = False  # a row without it is rejected, where the sheet has the column
    none_told: bool = False  # that there is none is an answer, and not an empty cell

    @property
    def label(self) -> str:
        return _(self.chinese)


K = Kind
FIELDS: dict[Shape, tuple[Field, ...]] = {
    Shape.TASK_LIST: (
        Field("number", "项目编号", K.CODE, required=True),
        Field("name", "小区名称", K.NAME),
        Field("street", "街道乡镇", K.NAME, merged=True),
        Field("county_name", "县区", K.NAME, merged=True),
        Field("county_code", "区划代码", K.REGION, merged=True),
        Field("developer", "开发建设单位", K.NAME),
        Field("land_type", "土地性质", K.NAME),
        Field("usage", "用途", K.NAME),
        Field("approved_homes", "批准套数", K.COUNT),
        Field("buildings", "楼栋数", K.COUNT),
        Field("included", "是否纳入", K.YES_NO),
        Field("included_on", "纳入时间", K.DATE),
        Field("source", "纳入来源", K.NAME),
        Field("approval_no", "追加批准文号"),
        Field("causes", "不能登记原因"),
        Field("first_sold_on", "首次销售时间", K.DATE),
        Field("occupied_on", "入住时间", K.DATE),
        Field("lead_leader", "包抓领导", K.NAME),
        Field("land_no", "土地证明文号"),
        Field("built_on", "竣工时间", K.DATE),
        Field("approved_area", "批准面积", K.AREA),
        Field("planning_no", "规划核实文号"),
        Field("declaration_no", "申报号", K.CODE),
        Field("excluded_because", "未纳入原因"),
        Field("entered_by", "录入人", K.NAME),
        Field("note", "备注"),
    ),
    Shape.LEDGER: (
        Field("unit_code", "不动产单元号", K.CODE, required=True),
        Field("county_code", "区划代码", K.REGION),
        Field("county_name", "县区", K.NAME),
        Field("compound_number", "项目编号", K.CODE),
        Field("compound_name", "小区名称", K.NAME),
        Field("building", "楼栋", K.NAME),
        Field("room", "房号", K.NAME),
        Field("area", "建筑面积", K.AREA),
        Field("usage", "用途", K.NAME),
        Field("contract_on", "合同备案日期", K.DATE),
        Field("first_accepted_at", "首次登记受理", K.MOMENT),
        Field("first_booked_at", "首次登记登簿", K.MOMENT),
        Field("transfer_accepted_at", "转移登记受理", K.MOMENT),
        Field("transfer_booked_at", "转移登记登簿", K.MOMENT),
        Field("certified_on", "发证日期", K.DATE),
        Field("tax_status", "完税状态", K.NAME),
        Field("deferral_basis", "缓缴依据"),
        Field("acceptor", "受理人", K.NAME),
        Field("reviewer", "审核人", K.NAME),
        Field("booker", "登簿人", K.NAME),
        Field("window", "窗口", K.NAME),
        Field("recorded_at", "录入时间", K.MOMENT),
        Field("acquired_by", "取得方式", K.NAME),
        Field("reviewed_at", "审核时间", K.MOMENT),
        Field("certificate_no", "不动产权证书号", K.CODE),
        Field("acceptance_no", "竣工验收文号"),
        Field("restriction", "限制情形", K.NAME, none_told=True),
        Field("restricted_on", "限制起始", K.DATE),
        Field("released_on", "限制解除", K.DATE),
        Field("override_no", "法院文书号"),
        Field("agent", "代办人", K.NAME),
        Field("returned", "退件次数", K.COUNT),
        Field("buyer_name", "权利人", K.NAME, personal=True),
        Field("buyer_id", "证件号", K.CODE, personal=True),
        Field("phone", "电话", K.CODE, personal=True),
    ),
    Shape.PROGRESS: (
        Field("county_name", "县区", K.NAME, merged=True),
        Field("county_code", "区划代码", K.REGION, merged=True),
        Field("as_of", "统计截止日期", K.DATE, merged=True),
        Field("listed", "纳入套数", K.COUNT),
        Field("first", "首次登记套数", K.COUNT),
        Field("first_rate", "首次登记率", K.PERCENT),
        Field("transfer", "转移登记套数", K.COUNT),
        Field("transfer_rate", "转移登记率", K.PERCENT),
        Field("households", "颁证户数", K.COUNT),
        Field("reporter", "填报人", K.NAME),
        Field("sent_at", "报送时间", K.MOMENT, future=True),
        Field("note", "备注"),
    ),
    Shape.ROSTER: (
        Field("name", "单位名称", K.NAME, required=True),
        Field("level", "层级", K.NAME, merged=True),
        Field("county_code", "区划代码", K.REGION, merged=True),
        Field("region_name", "行政区划", K.NAME, merged=True),
        Field("kind", "单位类型", K.NAME, merged=True),
        Field("leader", "责任领导", K.NAME),
        Field("leader_post", "职务", K.NAME),
        Field("contact", "联络员", K.NAME),
        Field("phone", "联系电话", K.CODE, personal=True),
        Field("duty", "职责"),
    ),
    Shape.COMMITMENTS: (
        Field("number", "编号", K.CODE),
        Field("unit_name", "责任单位", K.NAME, merged=True),
        Field("title", "承诺事项", required=True),
        Field("target", "目标数量", K.COUNT),
        Field("measure", "计量单位", K.NAME),
        Field("due_on", "完成时限", K.DATE, future=True),
        Field("leader", "责任领导", K.NAME),
        Field("handler", "经办人", K.NAME),
        Field("measures", "措施"),
        Field("acknowledged_on", "认领时间", K.DATE),
        Field("progress", "当前进展", K.COUNT_OR_TEXT),
        Field("status", "状态", K.NAME),
    ),
    Shape.DEFERRALS: (
        Field("county_name", "县区", K.NAME, merged=True),
        Field("county_code", "区划代码", K.REGION, merged=True),
        Field("compound_number", "项目编号", K.CODE, required=True),
        Field("number", "缓缴批准文号", required=True),
        Field("kind", "缓缴种类", K.NAME),
        Field("approver", "批准机关", K.NAME),
        Field("approved_on", "批准日期", K.DATE),
        Field("due_on", "缓缴到期日", K.DATE, future=True),
        Field("settled_on", "结清日期", K.DATE),
    ),
    Shape.CHARGES: (
        Field("county_name", "县区", K.NAME, merged=True),
        Field("county_code", "区划代码", K.REGION, merged=True),
        Field("compound_number", "项目编号", K.CODE, required=True),
        Field("collector", "代收单位", K.NAME, required=True),
        Field("kind", "代收费种", K.NAME, required=True),
        Field("payers", "代收户数", K.COUNT),
        Field("collected", "代收金额", K.MONEY),
        Field("remitted", "已缴金额", K.MONEY),
        Field("received", "入账金额", K.MONEY),
        Field("standard", "公布标准", K.MONEY),
        Field("collected_on", "代收日期", K.DATE),
        Field("remitted_on", "缴款日期", K.DATE),
        Field("arrangement", "缴纳安排"),
    ),
    Shape.ARRANGEMENTS: (
        Field("county_name", "县区", K.NAME, merged=True),
        Field("county_code", "区划代码", K.REGION, merged=True),
        Field("kind", "安排类型", K.NAME, required=True),
        Field("window", "窗口", K.NAME),
        Field("operator", "安排人员", K.NAME),
        Field("from_on", "开始日期", K.DATE, future=True, required=True),
        Field("to_on", "结束日期", K.DATE, future=True),
        Field("paper", "备案文号"),
    ),
    Shape.RELATIONS: (
        Field("county_name", "县区", K.NAME, merged=True),
        Field("county_code", "区划代码", K.REGION, merged=True),
        Field("side", "关联方类别", K.NAME, required=True),
        Field("of", "关联对象", K.NAME, required=True),
        Field("relation", "关联关系", K.NAME),
        Field("buyer_name", "关联人姓名", K.NAME, personal=True),
        Field("buyer_id", "关联人证件号", K.CODE, personal=True),
    ),
    Shape.DECLARATIONS: (
        Field("county_name", "县区", K.NAME, merged=True),
        Field("county_code", "区划代码", K.REGION, merged=True),
        Field("number", "申报号", K.CODE, required=True),
        Field("compound_number", "项目编号", K.CODE),
        Field("compound_name", "小区名称", K.NAME),
        Field("building", "楼栋", K.NAME),
        Field("homes", "申报套数", K.COUNT),
        Field("declared_on", "申报日期", K.DATE),
        Field("outcome", "处理结果"),
    ),
    Shape.NODE_STEPS: (
        Field("county_name", "县区", K.NAME, merged=True),
        Field("county_code", "区划代码", K.REGION, merged=True),
        Field("item", "事项编号", K.CODE, required=True),
        Field("compound_number", "项目编号", K.CODE),
        Field("department", "流转部门", K.NAME, required=True),
        Field("received_on", "转入日期", K.DATE, required=True),
        Field("due_on", "应办结日期", K.DATE, future=True),
        Field("returned_on", "退回日期", K.DATE),
        Field("done_on", "转出日期", K.DATE),
        Field("waiting_for", "等待原因"),
    ),
}


def field(shape: Shape, *, name: str) -> Field:
    """The shape's field of this name; a KeyError where it has none."""
    for each in FIELDS[shape]:
        if each.name == name:
            return each
    raise KeyError(name)
