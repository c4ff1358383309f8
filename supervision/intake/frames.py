"""The data rows of a sheet as typed columns, each with its number in the sheet and what is wrong with it."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass
from datetime import date

import polars as pl

from supervision.delivery.snapshots import Shape
from supervision.intake import places, values
from supervision.intake.columns import FIELDS, Field, Kind
from supervision.intake.headers import Understanding
from supervision.intake.rows import RowKind
from supervision.intake.sentences import together
from supervision.words import _

THREADS = 2
TYPES: dict[Kind, type[pl.DataType]] = {
    Kind.COUNT: pl.Int64,
    Kind.AREA: pl.Int64,
    Kind.MONEY: pl.Int64,
    Kind.PERCENT: pl.Float64,
    Kind.YES_NO: pl.Boolean,
    Kind.DATE: pl.Date,
}


@dataclass(frozen=True)
class Clean:
    """Data rows: `row`, every field of the shape (null where the sheet lacks it), `problem`, `remark`."""

    rows: pl.DataFrame
    skipped: dict[RowKind, int]


def clean(
    understood: Understanding,
    frame: pl.DataFrame | None = None,
    *,
    first_row: int = 1,
    today: date | None = None,
) -> Clean:
    """The grid's rows, or those of a block whose first row has this number in the sheet."""
    if understood.shape is None:
        raise ValueError("a skipped sheet has no rows")
    frame = understood.grid.frame if frame is None else frame
    kinds = understood.kinds(frame, first_row=first_row)
    is_data = kinds == RowKind.DATA.value
    counted = Counter(kinds.filter(~is_data).to_list())
    texts = _named(understood, frame.with_row_index("row", offset=first_row))
    sections = _sections(understood, frame, kinds)
    if sections is not None:
        texts = texts.with_columns(sections)
    texts = texts.filter(is_data)
    have = [each for each in FIELDS[understood.shape] if each.name in texts.columns]
    with ThreadPoolExecutor(THREADS) as pool:
        jobs = [
            pool.submit(copy_context().run, values.read, texts[each.name], field=each, today=today)
            for each in have
        ]
        read = [job.result() for job in jobs]
    columns = [texts["row"].cast(pl.UInt32), *(each.value for each in read)]
    columns += [each.count.alias(f"{each.value.name}_count") for each in read if each.count is not None]
    rows = pl.DataFrame(columns)
    rows = rows.with_columns(
        problem=_joined(
            [each.problem for each in read] + _unfilled(understood.shape, rows), height=rows.height
        ),
        remark=_joined([each.remark for each in read], height=rows.height),
    )
    return Clean(
        _completed(understood, _filled_down(understood.shape, rows)),
        {RowKind(k): n for k, n in counted.items()},
    )


def _named(understood: Understanding, frame: pl.DataFrame) -> pl.DataFrame:
    chosen = {f"c{index}": name for index, name in understood.mapping.items() if f"c{index}" in frame.columns}
    return frame.select("row", *(pl.col(column).alias(name) for column, name in chosen.items()))


def _sections(understood: Understanding, frame: pl.DataFrame, kinds: pl.Series) -> pl.Series | None:
    """The county that a line of its own names for the rows below it, in a sheet without such a column."""
    at = (kinds == RowKind.SECTION.value).arg_true()
    fields = {each.name for each in FIELDS[understood.shape]} if understood.shape else set()
    if not len(at) or "county_name" not in fields or "county_name" in understood.mapping.values():
        return None
    lines = frame[at].select(pl.coalesce(pl.all())).to_series().to_list()
    names = pl.Series([places.county([line]) or places.headed(line) for line in lines], dtype=pl.String)
    empty = pl.Series("county_name", [None], dtype=pl.String).new_from_index(0, frame.height)
    return empty.scatter(at, names).forward_fill().alias("county_name")


def _unfilled(shape: Shape, rows: pl.DataFrame) -> list[pl.Series]:
    """A row without its number or name says so; what could not be read has said so already."""
    found = []
    for each in FIELDS[shape]:
        if each.required and each.name in rows.columns:
            lacking = pl.lit(_("{column}：未填", column=each.label))
            found.append(rows.select(pl.when(pl.col(each.name).is_null()).then(lacking)).to_series())
    return found


def _joined(texts: list[pl.Series], *, height: int) -> pl.Series:
    said = [each.alias(f"p{n}") for n, each in enumerate(texts) if each.null_count() < len(each)]
    if not said:
        return pl.Series("joined", [None], dtype=pl.String).new_from_index(0, height)
    return pl.DataFrame(said).select(together([pl.col(each.name) for each in said])).to_series()


def _filled_down(shape: Shape, rows: pl.DataFrame) -> pl.DataFrame:
    """What was written once for the rows below it, told by its blanks: nothing is written twice running."""
    fills = []
    for each in FIELDS[shape]:
        if each.merged and each.name in rows.columns and _written_once(rows[each.name]):
            fills.append(pl.col(each.name).forward_fill())
    return rows.with_columns(fills)


def _written_once(cells: pl.Series) -> bool:
    blanks = cells.null_count()
    if not blanks or blanks == len(cells):
        return False
    return blanks > (cells == cells.shift(1)).sum()


def _completed(understood: Understanding, rows: pl.DataFrame) -> pl.DataFrame:
    """Every field of the shape, in its order; the words around the table say what the rows leave out."""
    wanted: list[pl.Expr] = [pl.col("row")]
    for each in FIELDS[understood.shape] if understood.shape else ():
        wanted += _column(each, rows)
    rows = rows.select(*wanted, "problem", "remark")
    if understood.county and "county_name" in rows.columns:
        none = pl.col("county_name").is_null() & pl.col("county_code").is_null()
        rows = rows.with_columns(
            pl.when(none).then(pl.lit(understood.county)).otherwise("county_name").alias("county_name")
        )
    if understood.as_of and "as_of" in rows.columns:
        rows = rows.with_columns(pl.col("as_of").fill_null(pl.lit(understood.as_of)))
    return rows


def _column(each: Field, rows: pl.DataFrame) -> list[pl.Expr]:
    kind = TYPES.get(each.kind, pl.String)
    here = pl.col(each.name) if each.name in rows.columns else pl.lit(None, dtype=kind).alias(each.name)
    if each.kind is not Kind.COUNT_OR_TEXT:
        return [here]
    count = f"{each.name}_count"
    return [here, pl.col(count) if count in rows.columns else pl.lit(None, dtype=pl.Int64).alias(count)]
