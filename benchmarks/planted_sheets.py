"""The workbooks of the planted county: the headers of its two ledgers, and each other sheet a rule asks."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import xlsxwriter

from benchmarks.planted_cases import AS_OF, COUNTY, DEVELOPER, OTHER, Truth, number

TASK, LEDGER = "任务清单", "登记台账"
TASKS = {
    "number": "项目编号",
    "name": "小区名称",
    "county": "县（市、区）",
    "code": "行政区划代码",
    "street": "街道（乡镇）",
    "developer": "开发建设单位",
    "land": "土地性质",
    "usage": "用途",
    "approved": "批准套数",
    "included": "是否纳入专项行动",
    "included_on": "纳入时间",
    "source": "纳入来源",
    "approval": "追加批准文号",
    "declaration": "申报号",
    "first_sold": "首次销售时间",
    "occupied": "入住时间",
    "land_no": "土地证明文号",
    "built": "竣工时间",
    "planning": "规划核实文号",
}
HOME = {
    "unit_code": "不动产单元号",
    "county": "区划代码",
    "compound": "项目编号",
    "building": "楼栋",
    "room": "房号",
    "area": "建筑面积",
    "usage": "用途",
    "contract": "合同备案日期",
    "first_in": "首次登记受理",
    "first": "首次登记登簿",
    "transfer_in": "转移登记受理",
    "reviewed": "审核时间",
    "transfer": "转移登记登簿",
    "certified": "发证日期",
    "tax": "完税状态",
    "basis": "缓缴依据",
    "acceptor": "受理人",
    "reviewer": "审核人",
    "booker": "登簿人",
    "window": "窗口",
    "recorded": "录入时间",
    "way": "取得方式",
    "acceptance": "竣工验收文号",
    "restriction": "限制情形",
    "restricted": "限制起始",
    "released": "限制解除",
    "paper": "法院文书号",
    "agent": "代办人",
    "returned": "退件次数",
    "buyer": "权利人",
    "buyer_id": "证件号",
}


def others(folder: Path, truth: Truth) -> list[Path]:
    """What the rules ask beside the two ledgers; each sheet gives the county by its code."""
    september = {"开始日期": "2021-09-01", "结束日期": "2021-09-30"}
    stay = {
        "项目编号": number("SW01"),
        "流转部门": "演示规划局",
        "转入日期": "2021-07-01",
        "应办结日期": "2021-08-02",
    }
    sheets: dict[str, list[dict[str, Any]]] = {
        "缓缴台账": [
            {
                "项目编号": number("-IR02"),
                "缓缴批准文号": "演示税缓〔2021〕1号",
                "缓缴种类": "契税",
                "批准日期": "2021-06-01",
            }
        ],
        "代收税费台账": _charges(truth),
        "窗口安排备案": [
            september | {"安排类型": "一人多岗", "安排人员": "登簿员8", "窗口": "", "备案文号": "备1号"},
            {
                "安排类型": "集中办理日",
                "安排人员": "",
                "窗口": "",
                "开始日期": "2021-09-10",
                "结束日期": "2021-09-10",
                "备案文号": "备3号",
            },
            september | {"安排类型": "延时服务", "安排人员": "", "窗口": "3号窗口", "备案文号": "备2号"},
        ],
        "关联人员名单": [
            {
                "关联方类别": "开发企业",
                "关联对象": DEVELOPER,
                "关联关系": "股东",
                "关联人姓名": "演示购房人",
                "关联人证件号": "140302197001010011",
            }
        ],
        "群众申报登记": [
            {"申报号": "SB-0001", "项目编号": "", "小区名称": "演示未列小区", "申报日期": "2021-07-01"},
            {"申报号": "SB-0002", "项目编号": number("clean"), "小区名称": "", "申报日期": "2021-07-01"},
        ],
        "部门流转记录": [
            stay | {"事项编号": "SX-1", "转出日期": "", "等待原因": ""},
            stay | {"事项编号": "SX-2", "转出日期": "2021-07-30", "等待原因": ""},
            stay | {"事项编号": "SX-3", "转出日期": "", "等待原因": "法院裁判"},
        ],
        "进度周报": _weeks(),
    }
    made = []
    for name, rows in sheets.items():
        columns = {"区划代码": "区划代码"} | {column: column for column in rows[0]}
        county = [{"区划代码": COUNTY} | row for row in rows]
        made.append(book(folder / f"{name}.xlsx", name, columns, county))
    return made


def _charges(truth: Truth) -> list[dict[str, Any]]:
    rows = [
        ("EX03", "契税", 9000, 6000, 6000, None, ""),
        ("EX03", "维修资金", 5000, 5000, 0, None, ""),
        ("-EX03", "契税", 9000, 6000, 6000, None, "经批准分期缴纳"),
        ("EX04", "代办费", 8000, 8000, 8000, None, ""),
        ("EX04", "代办服务费", 3000, 3000, 3000, 200, ""),
        ("-EX04", "代办费", 3000, 3000, 3000, None, ""),
    ]
    for case, kind, *_money in rows:
        said = truth.innocent if case.startswith("-") else truth.planted
        start = "fee:" if case.endswith("EX04") else ""
        said[case.lstrip("-")].add(f"{start}{number(case)}:{DEVELOPER}:{kind}")
    return [
        {
            "项目编号": number(case),
            "代收单位": DEVELOPER,
            "费种": kind,
            "代收户数": 10,
            "代收金额（元）": collected,
            "已缴金额（元）": remitted,
            "入账金额（元）": received,
            "公布标准（元/户）": standard,
            "代收日期": "2021-06-01",
            "缴纳安排": how,
        }
        for case, kind, collected, remitted, received, standard, how in rows
    ]


def _weeks() -> list[dict[str, Any]]:
    """The neighbour claims more than its ledger bears out, and less than the week before."""
    rows = []
    for week, transfer in enumerate((30, 25, 40)):
        day = AS_OF - timedelta(weeks=2 - week)
        rows.append(
            {
                "区划代码": OTHER,
                "统计截止日期": day.isoformat(),
                "纳入套数": 40,
                "首次登记套数": 40,
                "首次登记率": "100.00%",
                "转移登记套数": transfer,
                "转移登记率": f"{transfer / 40:.2%}",
                "颁证户数": transfer,
                "填报人": "演示填报人",
                "报送时间": f"{day + timedelta(days=2):%Y-%m-%d} 09:00",
            }
        )
    return rows


def book(path: Path, sheet: str, columns: Mapping[str, str], rows: Sequence[Mapping[str, Any]]) -> Path:
    made = xlsxwriter.Workbook(str(path))
    page = made.add_worksheet(sheet)
    page.write_row(0, 0, list(columns.values()))
    for at, row in enumerate(rows, start=1):
        page.write_row(at, 0, [row.get(name, "") for name in columns])
    made.close()
    return path
