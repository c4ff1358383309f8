"""Five small workbooks as a city's office sends them, about two counties whose ledger the demo has not.

The ledger bears out what 城区 reports, and not what 矿区 reports.
"""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import xlsxwriter

from supervision import clock

CITY, COUNTY, OTHER = "阳泉市", "140302", "140303"
NAMES = {COUNTY: "城区", OTHER: "矿区"}
UNITS = {COUNTY: "城区住房和城乡建设局", OTHER: "矿区住房和城乡建设局"}
AS_OF = date(2022, 6, 30)
HOMES, MOVED = 30, 28
#: What 矿区 says it has transferred; its ledger holds `MOVED`.
CLAIMED = 55
PROMISE = "CN-9001"
#: The home whose transfer is booked before its first registration.
REVERSED = f"{COUNTY}9001000001F00000003"
#: The compound that came onto the list after it was frozen.
LATE = f"{OTHER}-9002"

TASKS = [
    "序号",
    "项目编号",
    "小区名称",
    "县（市、区）",
    "行政区划代码",
    "街道（乡镇）",
    "开发建设单位",
    "土地性质",
    "用途",
    "批准套数",
    "楼栋数",
    "是否纳入专项行动",
    "纳入时间",
    "纳入来源",
    "追加批准文号",
    "不能登记原因",
    "首次销售时间",
    "入住时间",
    "包抓领导",
]
LEDGER = [
    "不动产单元号",
    "区划代码",
    "项目编号",
    "楼栋",
    "房号",
    "建筑面积",
    "用途",
    "合同备案日期",
    "首次登记受理",
    "首次登记登簿",
    "转移登记受理",
    "转移登记登簿",
    "发证日期",
    "完税状态",
    "缓缴依据",
    "受理人",
    "审核人",
    "登簿人",
    "窗口",
    "录入时间",
]
WEEK = [
    "县（市、区）",
    "统计截止日期",
    "纳入套数",
    "首次登记套数",
    "首次登记率",
    "转移登记套数",
    "转移登记率",
    "颁证户数",
    "填报人",
    "报送时间",
    "备注",
]
ROSTER = ["单位名称", "层级", "行政区划", "单位类型", "责任领导", "职务", "联络员", "联系电话", "职责"]
PROMISES = [
    "编号",
    "责任单位",
    "承诺事项",
    "目标数量",
    "计量单位",
    "完成时限",
    "责任领导",
    "经办人",
    "措施",
    "认领时间",
    "当前进展",
    "状态",
]


@dataclass(frozen=True)
class Books:
    """Where the five lie."""

    tasks: Path
    ledger: Path
    other_ledger: Path
    week: Path
    promises: Path

    @property
    def all(self) -> list[Path]:
        return [self.tasks, self.ledger, self.other_ledger, self.week, self.promises]


def write(folder: Path) -> Books:
    books = Books(
        folder / "阳泉市任务清单.xlsx",
        folder / "城区登记台账.csv",
        folder / "矿区登记台账.xlsx",
        folder / "阳泉市周报.xlsx",
        folder / "阳泉市责任单位与承诺.xlsx",
    )
    _sheets(books.tasks, {"任务清单": [["阳泉市不动产“登记难”专项行动任务清单"], TASKS, *_tasks()]})
    with books.ledger.open("w", encoding="gb18030", newline="") as out:
        csv.writer(out).writerows([LEDGER, *_homes(COUNTY)])
    homes = _homes(OTHER)
    _sheets(books.other_ledger, {"台账": [["矿区不动产登记台账导出"], LEDGER, *homes, homes[4]]})
    _sheets(books.week, {"周报": [["阳泉市不动产登记专项行动周报汇总"], WEEK, *_week()]})
    _sheets(books.promises, {"责任单位名录": [ROSTER, *_roster()], "承诺事项清单": [PROMISES, *_promises()]})
    return books


def _tasks() -> list[list[Any]]:
    """Five rows: two compounds of each county, and one of a county that does not exist."""
    rows = [
        (COUNTY, 1, "汇和小区", "２０", "2021.6.2", "摸底", None),
        (COUNTY, 2, " 汇南苑\u3000", 10, "2021年7月5日", "摸底", None),
        (OTHER, 1, "南华新村", "20套", 44429, "摸底", None),
        (OTHER, 2, "和华新村", 10, "2021-11-23", "摸底", None),
        ("140399", 1, "错地小区", 10, "2021-06-11", "摸底", None),
    ]
    listed: list[list[Any]] = [
        [
            place,
            f"{code}-900{number}",
            name,
            NAMES.get(code, "不存在区"),
            code,
            f"演示{name.strip()[:2]}街道",
            "虚构安北置业有限公司",
            "出让",
            "住宅",
            homes,
            1,
            "是",
            on,
            source,
            approval,
            "规划核实未通过",
            "2011.11.20",
            "2013.12.22",
            "包抓领导2",
        ]
        for place, (code, number, name, homes, on, source, approval) in enumerate(rows, start=1)
    ]
    return [*listed, ["合计", *[None] * 8, 70]]


def _homes(code: str) -> list[list[Any]]:
    return [_home(code, number) for number in range(1, HOMES + 1)]


def _home(code: str, number: int) -> list[Any]:
    first = datetime(2022, 2, 1, 10, 30, tzinfo=clock.OFFICE) + timedelta(days=number)
    moved = first + timedelta(days=-6 if (code, number) == (COUNTY, 3) else 30)
    has_moved = number <= MOVED
    compound = 1 if number <= 2 * HOMES // 3 else 2
    return [
        f"{code}900{compound}000001F{number:08d}",
        code,
        f"{code}-900{compound}",
        "1号楼",
        f"{number:04d}",
        88.5 + number,
        "住宅",
        "2012-05-29",
        _moment(first - timedelta(days=3)),
        _moment(first),
        _moment(moved - timedelta(days=2)) if has_moved else None,
        _moment(moved) if has_moved else None,
        f"{moved + timedelta(days=4):%Y-%m-%d}" if has_moved else None,
        "已完税",
        None,
        "经办0201",
        "审核0201",
        "登簿0201",
        "3号窗口",
        _moment(moved if has_moved else first),
    ]


def _moment(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d %H:%M:%S}"


def _week() -> list[list[Any]]:
    listed = 2 * HOMES
    return [
        _report(COUNTY, HOMES, HOMES, MOVED, MOVED - 1),
        _report(OTHER, listed, listed, CLAIMED, MOVED - 1),
        ["合计", None, HOMES + listed, HOMES + listed, None, MOVED + CLAIMED],
    ]


def _report(code: str, listed: int, first: int, moved: int, households: int) -> list[Any]:
    rates = f"{100 * first / listed:.2f}%", f"{100 * moved / listed:.2f}%"
    return [
        NAMES[code],
        AS_OF,
        listed,
        first,
        rates[0],
        moved,
        rates[1],
        households,
        f"填报员{code[4:]}",
        "2022-06-30 15:10:00",
        None,
    ]


def _roster() -> list[list[Any]]:
    return [
        [name, "县级", code, "职能部门", "负责人684", "局长", "联络员109", "0353-6083294", "建设手续"]
        for code, name in UNITS.items()
    ]


def _promises() -> list[list[Any]]:
    """One long overdue, one that is not."""
    said = ((PROMISE, COUNTY, "2022-05-20"), ("CN-9002", OTHER, "2022年8月31日"))
    return [
        [
            *(number, UNITS[code], "完成转移登记", HOMES, "套", due, "负责人349", "经办01", "专人负责"),
            *("2021.6.1", MOVED - 3, "推进中"),
        ]
        for number, code, due in said
    ]


def _sheets(path: Path, sheets: dict[str, Sequence[Sequence[Any]]]) -> None:
    with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd"}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for place, row in enumerate(rows):
                sheet.write_row(place, 0, row)
