"""Lists as .xlsx: in scope, with who took them out, when and why, and nothing a spreadsheet would execute."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from io import BytesIO
from typing import Any

import streamlit as st
import xlsxwriter

from supervision import clock
from supervision.labels import Labelled
from supervision.office.people import Officer
from supervision.quantities import UNKNOWN, Quantity
from supervision.words import _, listed

FORMULA = re.compile(r"^\s*[=+\-@\t\r＝＋－＠]")
UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
LONGEST_CELL, LONGEST_SHEET_NAME, FORBIDDEN = 32_767, 31, re.compile(r"[\[\]:*?/\\']")
WIDTH = 18
#: As a page shows a rate.
DECIMALS = 2


def workbook(
    title: str,
    columns: Mapping[str, str],
    rows: Iterable[Mapping[str, object]],
    *,
    officer: Officer,
    reason: str,
) -> bytes:
    """One list as a workbook. `columns` pairs each key of a row with its heading, in order.

    A value of None is unknown and written 待核; a key that a row lacks leaves its cell empty.
    """
    data = BytesIO()
    book = xlsxwriter.Workbook(
        data, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    bold, head = (
        book.add_format({"bold": True, "font_size": 14}),
        book.add_format({"bold": True, "bottom": 1}),
    )
    sheet = book.add_worksheet(FORBIDDEN.sub(" ", title)[:LONGEST_SHEET_NAME] or None)
    sheet.set_column(0, max(len(columns) - 1, 0), WIDTH)
    top = [title, _signature(officer, reason)]
    if st.session_state.get("demo"):
        top.append(_("演示数据，非真实业务"))
    for number, text in enumerate(top):
        sheet.write_string(number, 0, written(text), bold if number == 0 else None)
    for column, heading in enumerate(columns.values()):
        sheet.write_string(len(top), column, written(heading), head)
    for number, row in enumerate(rows, start=len(top) + 1):
        for column, key in enumerate(columns):
            if key in row:
                _write(sheet, number, column, row[key])
    sheet.freeze_panes(len(top) + 1, 0)
    book.close()
    return data.getvalue()


def written(value: object) -> str:
    """A text as a cell may hold it: no formula, and no character that breaks the file."""
    text = UNWRITABLE.sub("", str(value))[: LONGEST_CELL - 1]
    return f"'{text}" if FORMULA.match(text) else text


def _write(sheet: Any, row: int, column: int, value: object) -> None:
    if isinstance(value, Quantity):
        value = value.amount
    if isinstance(value, list):
        value = listed(value)
    if value is None:
        value = _(UNKNOWN)
    if isinstance(value, bool):
        value = _("是") if value else _("否")
    if isinstance(value, int | float):
        sheet.write_number(row, column, round(value, DECIMALS))
    elif isinstance(value, datetime):
        sheet.write_string(row, column, f"{value.astimezone(clock.OFFICE):%Y-%m-%d %H:%M}")
    elif isinstance(value, date):
        sheet.write_string(row, column, f"{value:%Y-%m-%d}")
    else:
        sheet.write_string(row, column, written(value.label if isinstance(value, Labelled) else value))


def _signature(officer: Officer, reason: str) -> str:
    return _(
        "导出人 {name}（{login}）　导出时间 {when}　事由 {reason}",
        name=officer.name,
        login=officer.login,
        when=f"{clock.now().astimezone(clock.OFFICE):%Y-%m-%d %H:%M}",
        reason=reason,
    )
