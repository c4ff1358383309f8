"""Workbooks for tests as counties and registration systems write them, and what the books hold."""

import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter
from sqlalchemy import select
from sqlalchemy.orm import Session

from supervision.db import Base
from supervision.intake import running
from supervision.intake.imports import Import
from supervision.office.people import Officer

Rows = Sequence[Sequence[object]]

LEDGER = (
    "不动产单元号",
    "县（市、区）",
    "项目编号",
    "小区名称",
    "首次登记登簿时间",
    "转移登记登簿时间",
    "发证日期",
)
PROGRESS = ("县区", "统计截止日期", "纳入套数", "首次登记套数", "转移登记套数", "颁证户数")
TASKS = ("项目编号", "小区名称", "县区", "批准套数", "是否纳入", "纳入时间", "纳入来源", "不能登记原因")
ROSTER = ("单位名称", "行政区划", "单位类型", "责任领导", "联系电话")
PROMISES = ("编号", "责任单位", "承诺事项", "目标数量", "计量单位", "完成时限", "状态")

#: What an import leaves beside the books: itself, its original, its line in the history.
BESIDE = {
    "imports",
    "imported_sheets",
    "stored_files",
    "events",
    "history",
    "chain_head",
    "column_meanings",
    "scans",
}


def xlsx(sheets: Mapping[str, Rows], *, merged: Mapping[str, Sequence[str]] | None = None) -> bytes:
    """A workbook; `merged` names ranges of a sheet that are one cell."""
    kept = io.BytesIO()
    book = xlsxwriter.Workbook(kept, {"strings_to_formulas": False, "strings_to_urls": False})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                if cell is not None:
                    sheet.write(number, column, cell)
        for area in (merged or {}).get(name, ()):
            sheet.merge_range(area, None)
    book.close()
    return kept.getvalue()


def text(rows: Rows, *, separator: str = ",", encoding: str = "utf-8") -> bytes:
    lines = (separator.join("" if cell is None else str(cell) for cell in row) for row in rows)
    return ("\r\n".join(lines) + "\r\n").encode(encoding)


def html(rows: Rows, *, encoding: str = "gb2312") -> bytes:
    """What registration systems export under the name .xls."""
    lines = "".join(
        "<tr>" + "".join(f"<td>{'' if cell is None else cell}</td>" for cell in row) + "</tr>" for row in rows
    )
    page = f'<html><head><meta charset="{encoding}"></head><body><table>{lines}</table></body></html>'
    return page.encode(encoding)


def home(number: int, *, county: str = "城区", code: str = "140302", **said: object) -> list[object]:
    """One row of a ledger: registered, transferred, with its certificate."""
    row: dict[str, object] = {
        "unit_code": f"{code}0010001{number:015d}",
        "county": county,
        "project": f"{code}-0001",
        "compound": "汇和小区",
        "first": "2022-01-10 09:00:00",
        "transfer": "2022-03-10 10:00:00",
        "certified": "2022-03-12",
    } | said
    return list(row.values())


def ledger(*homes: Sequence[object]) -> bytes:
    return xlsx({"阳泉市台账": [LEDGER, *homes]})


def progress(*rows: Sequence[object]) -> bytes:
    return xlsx({"阳泉市周报": [PROGRESS, *rows]})


def tasks(*rows: Sequence[object]) -> bytes:
    return xlsx({"阳泉市任务清单": [TASKS, *rows]})


def task(number: str = "140302-0001", homes: object = 100, **said: object) -> list[object]:
    row: dict[str, object] = {
        "number": number,
        "name": "汇和小区",
        "county": "城区",
        "homes": homes,
        "included": "是",
        "on": "2021-06-02",
        "source": "摸底",
        "causes": "欠缴税款",
    } | said
    return list(row.values())


def report(county: str = "城区", day: str = "2022-06-30", **said: object) -> list[object]:
    row: dict[str, object] = {
        "county": county,
        "day": day,
        "listed": 400,
        "first": 300,
        "transfer": 200,
        "households": 190,
    } | said
    return list(row.values())


def roster_and_promises(target: object = 120, status: str = "已交办") -> bytes:
    units = [ROSTER, ["阳泉市城区住建局", "城区", "部门", "演示甲", "13800000000"]]
    promises = [PROMISES, ["CN-1", "阳泉市城区住建局", "完成首次登记", target, "套", "2022-12-31", status]]
    return xlsx({"责任单位名录": units, "承诺事项清单": promises})


def all_five() -> dict[str, bytes]:
    """A file of each shape that belong together."""
    return {
        "周报.xlsx": progress(report()),
        "台账.xlsx": ledger(home(1), home(2)),
        "任务清单.xlsx": tasks(task()),
        "阳泉市责任单位与承诺.xlsx": roster_and_promises(),
    }


def take_in(
    folder: Path, files: Mapping[str, bytes], *, by: int, accept: bool = True, because: str = ""
) -> list[dict[str, Any]]:
    """As the command line takes files in; the account of each sheet, or the refusal of the file."""
    paths = []
    for name, data in files.items():
        (folder / name).write_bytes(data)
        paths.append((name, folder / name))
    return list(running.take_in(paths, by_id=by, accept=accept, because=because))


def begin(session: Session, name: str, data: bytes, by: Officer) -> int:
    """An import as a page begins it; its number."""
    number = Import.begin(session, name=name, data=data, by=by).id
    session.commit()
    return number


def held(session: Session) -> dict[str, list[tuple[object, ...]]]:
    """Everything that the books hold."""
    session.rollback()
    return {
        table.name: sorted((tuple(row) for row in session.execute(select(table))), key=repr)
        for table in Base.metadata.sorted_tables
        if table.name not in BESIDE
    }
