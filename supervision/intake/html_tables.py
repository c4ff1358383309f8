"""Tables in web pages that registration systems save under the name of a workbook."""

import re
from io import BytesIO

import polars as pl
from lxml import etree

from supervision.errors import Refused
from supervision.words import _

WIDEST, TALLEST_SPAN = 1000, 2000
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.I)


def tables(name: str, data: bytes) -> list[pl.DataFrame]:
    """Each table that has rows, as text; a cell that spans others stands in the first, the rest are blank."""
    lower = data.lower()
    if b"</table" not in lower or lower.count(b"<table") > lower.count(b"</table"):
        raise Refused(_("文件“{name}”不完整或已损坏，打不开。", name=name))
    found: list[list[list[str | None]]] = [[]]
    open_spans: dict[int, int] = {}  # column → rows that a cell above still covers
    walk = etree.iterparse(
        BytesIO(_as_utf8(name, data)),
        events=("end",),
        tag=("tr", "table"),
        html=True,
        encoding="utf-8",
        no_network=True,
        huge_tree=True,
        recover=True,
    )
    for _event, element in walk:
        if element.tag == "table":
            found.append([])
            open_spans = {}
        else:
            found[-1].append(_row(element, open_spans))
        element.clear()
    return [_frame(rows) for rows in found if any(any(row) for row in rows)]


def _as_utf8(name: str, data: bytes) -> bytes:
    """GB2312 as declared is GB18030 in truth."""
    declared = _CHARSET.search(data[:4096])
    said = declared[1].decode().lower() if declared else ""
    order = ["gb18030", "utf-8"] if said.startswith("gb") else ["utf-8", "gb18030"]
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        order = ["utf-16"]
    for encoding in order:
        try:
            return data.decode(encoding).removeprefix("\ufeff").encode()
        except UnicodeDecodeError:
            continue
    raise Refused(_("文件“{name}”的文字编码认不出来，或中途被截断。", name=name))


def _row(element: etree._Element, open_spans: dict[int, int]) -> list[str | None]:
    cells: list[str | None] = []

    def pass_covered() -> None:
        while open_spans.get(len(cells), 0) > 0:
            open_spans[len(cells)] -= 1
            cells.append(None)

    for cell in element.iterchildren("td", "th"):
        pass_covered()
        text = " ".join("".join(str(part) for part in cell.itertext()).split("\n")).strip(" \r\t")
        wide = min(_span(cell, "colspan"), WIDEST)
        tall = min(_span(cell, "rowspan"), TALLEST_SPAN)
        for n in range(wide):
            if tall > 1:
                open_spans[len(cells)] = tall - 1
            cells.append(text or None if n == 0 else None)
    pass_covered()
    return cells[:WIDEST]


def _span(cell: etree._Element, name: str) -> int:
    told = str(cell.get(name, "1")).strip()
    return max(int(told), 1) if re.fullmatch(r"[0-9]{1,5}", told) else 1


def _frame(rows: list[list[str | None]]) -> pl.DataFrame:
    width = max(map(len, rows))
    return pl.DataFrame(
        {
            f"c{n}": pl.Series([row[n] if n < len(row) else None for row in rows], dtype=pl.String)
            for n in range(width)
        }
    )
