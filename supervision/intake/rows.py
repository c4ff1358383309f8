"""What each row of a sheet is: a home or compound or unit, or a title, header, total, note or blank line."""

import polars as pl

from supervision.delivery.snapshots import Shape
from supervision.intake.columns import FIELDS, Kind
from supervision.intake.matching import Column, How
from supervision.intake.vocabulary import told_by, word
from supervision.labels import Labelled

LONGEST_NAME = 14
NARROW = 2  # columns; in so small a table every line counts
FEW = 3  # filled cells of a title
_KEYS = frozenset(["number", "name", "unit_code", "unit_name", "title", "room", "compound_name"])
_TOTALLED = frozenset(
    ["county_name", "name", "number", "unit_name", "region_name", "compound_name", "street", "title"]
)


class RowKind(Labelled):
    DATA = "data", "数据"
    TITLE = "title", "标题"
    HEADER = "header", "表头"
    SECTION = "section", "分组标题"
    TOTAL = "total", "合计"
    NOTE = "note", "说明"
    BLANK = "blank", "空行"


def kinds(
    frame: pl.DataFrame, *, columns: tuple[Column, ...], shape: Shape, headers: tuple[tuple[str, ...], ...]
) -> pl.Series:
    """The kind of each row below the header; rows that carry a number of their own need no second look."""
    surely = pl.lit(False)
    for column in columns:
        if column.field in _strong(shape):
            surely = surely | pl.col(f"c{column.index}").str.contains(r"^\s*[0-9A-Za-z][0-9A-Za-z-]{5,}\s*$")
    sure = frame.select(sure=surely.fill_null(False))["sure"]
    if sure.len() != frame.height:  # no such column: one literal
        sure = pl.Series("sure", [False]).new_from_index(0, frame.height)
    found = pl.Series("kind", [RowKind.DATA.value], dtype=pl.String).new_from_index(0, frame.height)
    rest = (~sure).arg_true()
    if len(rest):
        looked_at = _look(frame[rest], columns=columns, shape=shape, headers=headers)
        found = found.scatter(rest, looked_at)
    return found


def _strong(shape: Shape) -> set[str]:
    return {each.name for each in FIELDS[shape] if each.kind is Kind.CODE and each.required}


def _look(
    frame: pl.DataFrame, *, columns: tuple[Column, ...], shape: Shape, headers: tuple[tuple[str, ...], ...]
) -> pl.Series:
    texts = pl.all().str.replace_all(r"[\s\u{3000}]", "")
    frame = frame.select(pl.when(texts != "").then(texts).name.keep())
    names = frame.columns
    counted = [f"c{c.index}" for c in columns if c.how is not How.IGNORED and f"c{c.index}" in names] or names
    mapped = {column.field: f"c{column.index}" for column in columns if column.field}
    filled = pl.sum_horizontal(pl.col(counted).is_not_null())
    everything = pl.sum_horizontal(pl.all().is_not_null())
    first = pl.coalesce(pl.all())
    totalled = [first, *(pl.col(mapped[name]) for name in sorted(_TOTALLED & mapped.keys()))]
    total = pl.any_horizontal([cell.str.contains(word("total").pattern) for cell in totalled])
    if shape is Shape.PROGRESS and "county_name" in mapped:
        # A city among its counties is their sum; where cities fill the column, each is a row of its own.
        city = pl.col(mapped["county_name"]).str.contains(word("city_sum").pattern).fill_null(False)
        total = total | (city & (city.sum() * 2 < pl.len()))
    note = first.str.contains(word("note").pattern) & (everything <= max(4, len(names) // 2))
    lone = everything == 1
    key = pl.any_horizontal(
        [pl.col(mapped[n]).is_not_null() for n in sorted(_keys(shape) & mapped.keys())] or [pl.lit(False)]
    )
    short = first.str.len_chars() <= LONGEST_NAME
    county = first.str.contains(word("county_mark").pattern)
    section = (
        lone
        & short
        & county
        & (first.str.contains(word("section").pattern) | ~key)
        & pl.lit(len(names) > NARROW)
    )
    told = first.str.contains(told_by(shape).pattern) | first.str.contains(word("as_of").pattern)
    title = lone & (~short | told) | (everything <= FEW) & told & ~key
    kind = (
        pl.when(everything == 0)
        .then(pl.lit(RowKind.BLANK.value))
        .when(_repeats(names, headers))
        .then(pl.lit(RowKind.HEADER.value))
        .when(note.fill_null(False))
        .then(pl.lit(RowKind.NOTE.value))
        .when(total.fill_null(False))
        .then(pl.lit(RowKind.TOTAL.value))
        .when(section.fill_null(False))
        .then(pl.lit(RowKind.SECTION.value))
        .when(filled == 0)
        .then(pl.lit(RowKind.BLANK.value))
        .when(title.fill_null(False) & pl.lit(len(counted) > NARROW))
        .then(pl.lit(RowKind.TITLE.value))
        .when(lone & ~key & pl.lit(len(counted) > NARROW))
        .then(pl.lit(RowKind.NOTE.value))
        .otherwise(pl.lit(RowKind.DATA.value))
    )
    return frame.select(kind=kind)["kind"]


def _keys(shape: Shape) -> frozenset[str]:
    return _KEYS | {"county_name", "county_code"} if shape is Shape.PROGRESS else _KEYS


def _repeats(names: list[str], headers: tuple[tuple[str, ...], ...]) -> pl.Expr:
    """Whether a row says the header again, as sheets glued together and printed pages do."""
    alike = [pl.lit(False)]
    for header in headers:
        said = [
            (f"c{n}", "".join(text.split())) for n, text in enumerate(header) if text and f"c{n}" in names
        ]
        if len(said) < NARROW:
            continue
        same = pl.sum_horizontal([(pl.col(name) == text).fill_null(False) for name, text in said])
        alike.append(same >= max(2, len(said) * 0.7))
    return pl.any_horizontal(alike)
