"""Sheets written out by hand, and what becomes of them."""

from collections.abc import Sequence
from datetime import date

import polars as pl

from supervision.intake.frames import Clean, clean
from supervision.intake.headers import Understanding, understand
from supervision.intake.reading import Grid

TODAY = date(2022, 6, 30)
COUNTIES = ["城区", "矿区", "郊区", "平定县", "盂县", "朔城区", "平鲁区", "山阴县", "潞州区", "高平市"]

Row = Sequence[str | None]


def grid(*rows: Row, sheet: str = "Sheet1", file: str = "某市.xlsx", hidden: bool = False) -> Grid:
    width = max(len(row) for row in rows)
    columns = {
        f"c{n}": pl.Series([row[n] if n < len(row) else None for row in rows], dtype=pl.String)
        for n in range(width)
    }
    return Grid(file, sheet, pl.DataFrame(columns), hidden=hidden)


def understood(*rows: Row, sheet: str = "Sheet1", file: str = "某市.xlsx") -> Understanding:
    return understand(grid(*rows, sheet=sheet, file=file), counties=COUNTIES, today=TODAY)


def cleaned(*rows: Row, sheet: str = "Sheet1", file: str = "某市.xlsx") -> Clean:
    return clean(understood(*rows, sheet=sheet, file=file), today=TODAY)


def fields(one: Understanding) -> list[str | None]:
    return [column.field for column in one.columns]
