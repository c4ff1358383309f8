"""Returned rows: what could not be taken, as the same workbook with a column that says why."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

import xlsxwriter

WIDTH, REASON_WIDTH = 16, 46


@dataclass(frozen=True)
class ReturnedSheet:
    """A sheet's header rows and its rejected rows as they came, each with its number and its reason."""

    name: str
    headers: Sequence[Sequence[str | None]]
    rows: Sequence[tuple[int, Sequence[str | None], str]]


def workbook(sheets: Sequence[ReturnedSheet]) -> bytes:
    """An .xlsx of texts only: what began with = or @ in the sheet is a text here, never a formula."""
    out = BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    bold, wrapped = book.add_format({"bold": True, "text_wrap": True}), book.add_format({"text_wrap": True})
    taken: set[str] = set()
    for sheet in sheets:
        page = book.add_worksheet(_free(sheet.name, taken))
        width = max((len(row) for row in sheet.headers), default=0)
        width = max([width, *(len(row) for _number, row, _reason in sheet.rows)])
        page.set_column(0, width, WIDTH)
        page.set_column(width, width + 1, REASON_WIDTH)
        for place, header in enumerate(sheet.headers):
            _write(page, place, header, bold)
        last = max(0, len(sheet.headers) - 1)
        page.write_string(last, width, "未导入原因", bold)
        page.write_string(last, width + 1, "原表行号", bold)
        for place, (number, row, reason) in enumerate(sheet.rows, start=len(sheet.headers)):
            _write(page, place, row, None)
            page.write_string(place, width, reason, wrapped)
            page.write_string(place, width + 1, str(number))
    book.close()
    return out.getvalue()


def _write(
    page: xlsxwriter.worksheet.Worksheet, place: int, cells: Sequence[str | None], style: object
) -> None:
    for column, cell in enumerate(cells):
        if cell is not None:
            page.write_string(place, column, cell, style)


def _free(name: str, taken: set[str]) -> str:
    plain = "".join("_" if letter in "[]:*?/\\" else letter for letter in name).strip("'")[:28] or "Sheet"
    free, number = plain, 2
    while free.lower() in taken:
        free, number = f"{plain}_{number}", number + 1
    taken.add(free.lower())
    return free
