"""What the cells below an unknown header give away: which field they would do for, and which not."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

import polars as pl

from supervision.delivery.snapshots import Shape
from supervision.intake.columns import FIELDS, Kind, field
from supervision.intake.matching import Column, How, matched
from supervision.intake.values import read
from supervision.intake.vocabulary import names, needs

ENOUGH = 200  # rows that are looked at
MOST, FEW = 0.6, 0.4
FEWEST = 3  # cells that may speak against a header
TYPED = {Kind.COUNT, Kind.AREA, Kind.MONEY, Kind.PERCENT, Kind.YES_NO, Kind.DATE, Kind.MOMENT, Kind.REGION}
PLACES = ("county_name", "region_name")
SHORTEST = 2  # characters of a name that cannot lose its ending


def shapes(frame: pl.DataFrame) -> tuple[Shape, ...]:
    """What a sheet may be: one with the codes of homes is a ledger, whatever its columns are called."""
    frame = frame.head(ENOUGH)
    codes = names(Shape.LEDGER)["unit_code"].cells or ""
    for name in frame.columns:
        cells = _bare(frame[name])
        if len(cells) >= FEWEST and cells.str.contains(codes).sum() >= MOST * len(cells):
            return (Shape.LEDGER,)
    return tuple(Shape)


def told(
    columns: tuple[Column, ...], frame: pl.DataFrame, *, shape: Shape, counties: Collection[str] = ()
) -> tuple[Column, ...]:
    """The columns that no name gave a field, given one where their cells leave no choice."""
    frame = frame.head(ENOUGH)
    claims = dict(_claims(columns, frame, shape=shape, counties=counties))
    claimed = [name for some in claims.values() for name in some]
    found = []
    for column in columns:
        mine = claims.get(column.index, [])
        if len(mine) == 1 and claimed.count(mine[0]) == 1:
            found.append(replace(column, field=mine[0], how=How.CONTENT))
        elif mine:
            found.append(replace(column, candidates=tuple(dict.fromkeys([*column.candidates, *mine]))))
        else:
            found.append(column)
    return tuple(found)


def against(columns: Iterable[Column], frame: pl.DataFrame, *, shape: Shape) -> int:
    """How many columns hold hardly anything that their field could hold."""
    frame = frame.head(ENOUGH)
    count = 0
    for column in columns:
        if column.field and field(shape, name=column.field).kind in TYPED:
            cells = _cells(frame, column)
            if len(cells) >= FEWEST and _share(cells, shape=shape, name=column.field) < FEW:
                count += 1
    return count


def lacking(columns: tuple[Column, ...], frame: pl.DataFrame, *, shape: Shape) -> dict[int, list[str]]:
    """Columns that stay unknown, though they hold what the shape lives by and the sheet seems to lack."""
    frame = frame.head(ENOUGH)
    core = [name for group in needs(shape) for name in group if name not in matched(columns)]
    typed = [name for name in core if field(shape, name=name).kind in TYPED - {Kind.YES_NO}]
    called, found = names(shape), {}
    for column in columns:
        if column.header and column.field is None and column.how is How.OPEN and not column.candidates:
            cells = _cells(frame, column)
            open_to = [name for name in typed if not called[name].rules_out(column.header)]
            fit = [name for name in open_to if len(cells) and _fits(cells, shape=shape, name=name)]
            if fit and not column.personal:
                found[column.index] = list(dict.fromkeys(fit))
    return found


def _claims(
    columns: tuple[Column, ...], frame: pl.DataFrame, *, shape: Shape, counties: Collection[str]
) -> Iterator[tuple[int, list[str]]]:
    free = {each.name for each in FIELDS[shape]} - matched(columns)
    for column in columns:
        if column.field or column.how is not How.OPEN or column.personal or not column.header:
            continue
        cells = _cells(frame, column)
        if not len(cells):
            continue
        if column.candidates:
            fit = [name for name in column.candidates if name in free]
            yield column.index, [name for name in fit if _fits(cells, shape=shape, name=name)]
            continue
        hinted = [
            name
            for name, told in names(shape).items()
            if name in free and told.hinted(column.header) and _fits(cells, shape=shape, name=name)
        ]
        yield column.index, hinted or list(_by_cells(cells, shape=shape, free=free, counties=counties))


def _by_cells(cells: pl.Series, *, shape: Shape, free: set[str], counties: Collection[str]) -> Iterator[str]:
    for name, told in names(shape).items():
        if name in free and told.cells and cells.str.contains(told.cells).sum() >= MOST * len(cells):
            yield name
    place = next((name for name in PLACES if name in free), None)
    if place and "county_code" in free and _names_places(cells, counties):
        yield place


def _names_places(cells: pl.Series, counties: Collection[str]) -> bool:
    """Whether most cells are a county, with or without its ending, perhaps after its city."""
    endings = tuple({*counties, *(name[:-1] for name in counties if len(name) > SHORTEST)})
    return bool(endings) and sum(cell.endswith(endings) for cell in cells) >= MOST * len(cells)


def _cells(frame: pl.DataFrame, column: Column) -> pl.Series:
    """Those that are not blank, without spaces."""
    name = f"c{column.index}"
    return _bare(frame[name]) if name in frame.columns else pl.Series(dtype=pl.String)


def _bare(cells: pl.Series) -> pl.Series:
    cells = cells.drop_nulls().str.replace_all(r"[\s\u{a0}\u{3000}]", "")
    return cells.filter(cells != "")


def _fits(cells: pl.Series, *, shape: Shape, name: str) -> bool:
    return _share(cells, shape=shape, name=name) >= MOST


def _share(cells: pl.Series, *, shape: Shape, name: str) -> float:
    """How much of these cells can be read as the field; what stands for nothing counts neither way."""
    each = field(shape, name=name)
    if each.kind not in TYPED:
        return 0.0 if cells.str.contains(r"^[\d.,%]+$").all() else 1.0
    done = read(cells, field=each)
    good, bad = done.value.drop_nulls().len(), done.problem.drop_nulls().len()
    return good / (good + bad) if good else 0.0
