"""A county's file, opened: every sheet as a grid of text, nothing decided about it yet."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import fastexcel
import polars as pl

from supervision.errors import Refused
from supervision.intake import delimited, html_tables
from supervision.intake.formats import LARGEST, MOST_COLUMNS, MOST_SHEETS, Format, recognise
from supervision.words import _


@dataclass(frozen=True)
class Grid:
    """One sheet, all text: row i of `frame` is row i + 1 of the sheet, its columns are c0, c1, …"""

    file: str
    sheet: str
    frame: pl.DataFrame
    hidden: bool = False

    @property
    def blank(self) -> bool:
        texts = pl.all().str.strip_chars()
        return self.frame.is_empty() or bool(
            self.frame.select(pl.all_horizontal((pl.all().is_null() | (texts == "")).all())).item()
        )


def open_file(name: str, data: bytes | Path, *, limit: int = LARGEST) -> list[Grid]:
    """Every sheet of a workbook, web page or text table, known by its content and not by its name."""
    if isinstance(data, Path):
        if data.stat().st_size > limit:
            raise Refused(
                _("文件“{name}”超过 {mb} MB，请分县区或分表后再导入。", name=name, mb=limit // 2**20)
            )
        data = data.read_bytes()
    match recognise(name, data, limit=limit):
        case Format.HTML:
            frames = html_tables.tables(name, data)
            grids = [Grid(name, f"Table{n}", frame) for n, frame in enumerate(frames, start=1)]
        case Format.DELIMITED:
            grids = [Grid(name, Path(name).stem, delimited.table(name, data))]
        case _:
            grids = list(_sheets(name, data))
    if len(grids) > MOST_SHEETS:
        raise Refused(_("文件“{name}”的工作表超过 {n} 张，请拆分后再导入。", name=name, n=MOST_SHEETS))
    if any(grid.frame.width > MOST_COLUMNS for grid in grids):
        raise Refused(_("文件“{name}”的列超过 {n} 列，请删去多余的列后再导入。", name=name, n=MOST_COLUMNS))
    if all(grid.blank for grid in grids):
        raise Refused(_("文件“{name}”是空的。", name=name))
    return grids


def streams(path: Path) -> bool:
    """Whether the file is text that `delimited.blocks` can read block by block, whatever its size."""
    with path.open("rb") as stream:
        head = stream.read(64 * 1024)
    if head.startswith((b"PK", b"\xd0\xcf\x11\xe0")):
        return False
    return recognise(path.name, head) is Format.DELIMITED


def _sheets(name: str, data: bytes) -> Iterator[Grid]:
    try:
        workbook = fastexcel.read_excel(data)
        for sheet in workbook.sheet_names:
            table = workbook.load_sheet(sheet, header_row=None, skip_rows=0, dtypes="string")
            frame = table.to_polars()
            frame.columns = [f"c{n}" for n in range(frame.width)]
            yield Grid(name, sheet, frame, hidden=table.visible != "visible")
    except fastexcel.FastExcelError as why:
        raise Refused(_("文件“{name}”不完整或已损坏，打不开。", name=name)) from why
    except BaseException as why:  # the reader's own crash is no Exception
        if type(why).__name__ != "PanicException":
            raise
        raise Refused(_("文件“{name}”不完整或已损坏，打不开。", name=name)) from why
