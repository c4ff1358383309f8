"""What a county's sheets hold: the five shapes, and the fields of each with their kinds and labels."""

from dataclasses import dataclass
from enum import Enum, auto

from supervision.labels import Labelled
from supervision.words import _


class Shape(Labelled):
    TASK_LIST = "task_list", "任务清单"
    LEDGER = "ledger", "登记台账"
    PROGRESS = "progress", "进度周报"
    ROSTER = "roster", "责任单位名录"
    COMMITMENTS = "commitments", "承诺事项清单"


class Kind(Enum):
    """How the text of a field is read."""

    TEXT = auto()
    CODE = auto()  # no spaces inside, never scientific notation
    REGION = auto()  # a code of six digits
    COUNT = auto()
    COUNT_OR_TEXT = auto()  # adds a column <field>_count
    AREA = auto()  # square metres × 100
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

    @property
    def label(self) -> str:
        return _(self.chinese)


K = Kind
FIELDS: dict[Shape, tuple[Field, ...]] = {
    Shape.TASK_LIST: (
        Field("number", "项目编号", K.CODE, required=True),
        Field("name", "小区名称"),
        Field("street", "街道（乡镇）", merged=True),
        Field("county_name", "县（市、区）", merged=True),
        Field("county_code", "区划代码", K.REGION, merged=True),
        Field("developer", "开发建设单位"),
        Field("land_type", "土地性质"),
        Field("usage", "用途"),
        Field("approved_homes", "批准套数", K.COUNT),
        Field("buildings", "楼栋数", K.COUNT),
        Field("included", "是否纳入", K.YES_NO),
        Field("included_on", "纳入时间", K.DATE),
        Field("source", "纳入来源"),
        Field("approval_no", "追加批准文号"),
        Field("causes", "不能登记原因"),
        Field("first_sold_on", "首次销售时间", K.DATE),
        Field("occupied_on", "入住时间", K.DATE),
        Field("lead_leader", "包抓领导"),
        Field("note", "备注"),
    ),
    Shape.LEDGER: (
        Field("unit_code", "不动产单元号", K.CODE, required=True),
        Field("county_code", "区划代码", K.REGION),
        Field("county_name", "县（市、区）"),
        Field("compound_number", "项目编号", K.CODE),
        Field("compound_name", "小区名称"),
        Field("building", "楼栋"),
        Field("room", "房号"),
        Field("area", "建筑面积", K.AREA),
        Field("usage", "用途"),
        Field("contract_on", "合同备案日期", K.DATE),
        Field("first_accepted_at", "首次登记受理", K.MOMENT),
        Field("first_booked_at", "首次登记登簿", K.MOMENT),
        Field("transfer_accepted_at", "转移登记受理", K.MOMENT),
        Field("transfer_booked_at", "转移登记登簿", K.MOMENT),
        Field("certified_on", "发证日期", K.DATE),
        Field("tax_status", "完税状态"),
        Field("deferral_basis", "缓缴依据"),
        Field("acceptor", "受理人"),
        Field("reviewer", "审核人"),
        Field("booker", "登簿人"),
        Field("window", "窗口"),
        Field("recorded_at", "录入时间", K.MOMENT),
        Field("buyer_name", "权利人", personal=True),
        Field("buyer_id", "证件号", K.CODE, personal=True),
        Field("phone", "电话", K.CODE, personal=True),
    ),
    Shape.PROGRESS: (
        Field("county_name", "县（市、区）", merged=True),
        Field("county_code", "区划代码", K.REGION, merged=True),
        Field("as_of", "统计截止日期", K.DATE, merged=True),
        Field("listed", "纳入套数", K.COUNT),
        Field("first", "首次登记套数", K.COUNT),
        Field("first_rate", "首次登记率", K.PERCENT),
        Field("transfer", "转移登记套数", K.COUNT),
        Field("transfer_rate", "转移登记率", K.PERCENT),
        Field("households", "颁证户数", K.COUNT),
        Field("reporter", "填报人"),
        Field("sent_at", "报送时间", K.MOMENT),
        Field("note", "备注"),
    ),
    Shape.ROSTER: (
        Field("name", "单位名称", required=True),
        Field("level", "层级", merged=True),
        Field("county_code", "区划代码", K.REGION, merged=True),
        Field("region_name", "行政区划", merged=True),
        Field("kind", "单位类型", merged=True),
        Field("leader", "责任领导"),
        Field("leader_post", "职务"),
        Field("contact", "联络员"),
        Field("phone", "联系电话", K.CODE, personal=True),
        Field("duty", "职责"),
    ),
    Shape.COMMITMENTS: (
        Field("number", "编号", K.CODE),
        Field("unit_name", "责任单位", merged=True),
        Field("title", "承诺事项", required=True),
        Field("target", "目标数量", K.COUNT),
        Field("measure", "计量单位"),
        Field("due_on", "完成时限", K.DATE, future=True),
        Field("leader", "责任领导"),
        Field("handler", "经办人"),
        Field("measures", "措施"),
        Field("acknowledged_on", "认领时间", K.DATE),
        Field("progress", "当前进展", K.COUNT_OR_TEXT),
        Field("status", "状态"),
    ),
}


def field(shape: Shape, *, name: str) -> Field:
    """The shape's field of this name; a KeyError where it has none."""
    for each in FIELDS[shape]:
        if each.name == name:
            return each
    raise KeyError(name)
