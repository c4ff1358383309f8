"""Tables as the house shows them: compact rows, explicit widths, a cell that opens its row."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pyarrow as pa
import streamlit as st

from supervision.delivery.rollups import Ledger
from supervision.quantities import Quantity
from supervision.words import _

ROW, HEAD, MOST = 27, 34, 20

number = st.column_config.NumberColumn
text = st.column_config.TextColumn


def count(label: str, width: int = 80, help: str | None = None) -> Any:
    """A column of whole numbers with thousands."""
    return number(label, width=width, format="localized", help=help)


def rate(label: str, width: int = 70, help: str | None = None) -> Any:
    """A column of percentages, two decimals."""
    return number(label, width=width, format="%.2f%%", help=help)


def frame(rows: Sequence[Mapping[str, Any]], columns: Iterable[str]) -> pa.Table:
    """The rows as the browser takes them; an unknown quantity is an empty cell, which shows as 无法计算."""
    return pa.table({name: pa.array([_plain(row.get(name)) for row in rows]) for name in columns})


def headings(columns: Mapping[str, Any]) -> dict[str, str]:
    """The same columns, as a workbook heads them; a picture in a cell has no place there."""
    drawn = {"line_chart", "bar_chart", "area_chart"}
    return {
        name: str(column["label"])
        for name, column in columns.items()
        if column["type_config"]["type"] not in drawn
    }


def held(ledger: Ledger) -> dict[str, int | None]:
    """What the ledger holds, in four cells."""
    return {
        "homes": ledger.homes,
        "first": ledger.first,
        "transfer": ledger.transfer,
        "certificate": ledger.certificate,
    }


def draw(
    data: pa.Table,
    columns: Mapping[str, Any],
    *,
    key: str,
    alt: str,
    row_height: int = ROW,
    at_most: int = MOST,
) -> None:
    """A table to be read."""
    st.dataframe(data, key=key, alt=alt, **_look(data, columns, row_height, at_most))


def pick(
    data: pa.Table,
    columns: Mapping[str, Any],
    *,
    key: str,
    alt: str,
    row_height: int = ROW,
    at_most: int = MOST,
    stays: bool = False,
) -> int | None:
    """A table whose cells open their row; answers with the place of the row that was opened.

    It answers once, in the run where a cell was chosen: from then on the address says what is open, and the
    way back works. What opens within the page and stands in no address `stays` for as long as it is chosen.
    """
    cell = pick_cell(data, columns, key=key, alt=alt, row_height=row_height, at_most=at_most, stays=stays)
    return None if cell is None else cell[0]


def pick_cell(
    data: pa.Table,
    columns: Mapping[str, Any],
    *,
    key: str,
    alt: str,
    row_height: int = ROW,
    at_most: int = MOST,
    stays: bool = False,
) -> tuple[int, str] | None:
    """`pick` where each number opens what it counts; answers with the row's place and the column."""
    look, fresh = _look(data, columns, row_height, at_most), f"{key}-chosen-now"

    def choose() -> None:
        st.session_state[fresh] = True

    chosen: Any = st.dataframe(data, key=key, alt=alt, on_select=choose, selection_mode="single-cell", **look)
    now = st.session_state.pop(fresh, False)
    cells = chosen["selection"]["cells"] if now or stays else ()
    if not cells or int(cells[0][0]) >= data.num_rows:
        return None
    return int(cells[0][0]), str(cells[0][1])


def _look(data: pa.Table, columns: Mapping[str, Any], row_height: int, at_most: int) -> dict[str, Any]:
    return {
        "hide_index": True,
        "row_height": row_height,
        "height": row_height * min(data.num_rows, at_most) + HEAD,
        "placeholder": _("无法计算"),
        "column_config": dict(columns),
        "column_order": list(columns),
    }


def _plain(value: Any) -> Any:
    return value.amount if isinstance(value, Quantity) else value
