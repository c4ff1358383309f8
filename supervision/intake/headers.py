"""A grid understood: its shape, which column is which field, where the data begins, of whom and of when."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

import polars as pl

from supervision.delivery.snapshots import Shape
from supervision.errors import Refused
from supervision.intake import contents, evidence, places, rows, sightings
from supervision.intake.columns import field as field_of
from supervision.intake.matching import Column, How, matched, missing, score
from supervision.intake.reading import Grid
from supervision.intake.sightings import Sighting
from supervision.intake.vocabulary import word
from supervision.words import _, listed

BEHIND = 0.4  # of the best worth: what is below is another shape
CONTRADICTED = 2.0  # what a column costs whose cells are none of its field
MOST_NAMED = 8  # unknown columns in one sentence
SMALL = 3  # columns and rows of a sheet that may be left out in silence


@dataclass(frozen=True)
class Understanding:
    """What a sheet is; `skipped` says why it is none, and then there is no shape."""

    grid: Grid
    shape: Shape | None = None
    skipped: str | None = None
    columns: tuple[Column, ...] = ()
    header_rows: tuple[int, ...] = ()  # as numbered in the sheet, from 1
    first_row: int = 1  # of the data, as numbered in the sheet
    titles: tuple[str, ...] = ()
    county: str | None = None  # from the words around the table
    city: str | None = None
    as_of: date | None = None
    reasons: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    headers: tuple[tuple[str, ...], ...] = field(default=(), repr=False)

    @property
    def mapping(self) -> dict[int, str]:
        return {column.index: column.field for column in self.columns if column.field}

    @property
    def unmapped(self) -> tuple[Column, ...]:
        return tuple(c for c in self.columns if c.header and not c.field and c.how is not How.IGNORED)

    @property
    def ambiguous(self) -> tuple[Column, ...]:
        return tuple(column for column in self.unmapped if column.ambiguous)

    @property
    def personal(self) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if column.personal)

    def kinds(self, frame: pl.DataFrame | None = None, *, first_row: int = 1) -> pl.Series:
        """The RowKind of every row of the grid, or of a block whose first row has this number there."""
        if self.shape is None:
            raise ValueError("a skipped sheet has no rows")
        frame = self.grid.frame if frame is None else frame
        above = min(max(self.first_row - first_row, 0), frame.height)
        texts = frame.head(above).select(pl.any_horizontal(pl.all().str.strip_chars() != "").fill_null(False))
        head = [
            (rows.RowKind.HEADER if first_row + n >= self.header_rows[0] else rows.RowKind.TITLE).value
            if filled
            else rows.RowKind.BLANK.value
            for n, filled in enumerate(texts.to_series() if above else [])
        ]
        below = rows.kinds(frame[above:], columns=self.columns, shape=self.shape, headers=self.headers)
        return pl.concat([pl.Series("kind", head, dtype=pl.String), below])


def understand_all(
    grids: Sequence[Grid],
    *,
    counties: Collection[str] = (),
    corrections: Mapping[str, str | None] | None = None,
    today: date | None = None,
) -> list[Understanding]:
    """Every sheet of a file. One that looks like nothing is skipped as long as another is understood."""
    found: list[Understanding] = []
    refused: list[tuple[int, Refused]] = []
    for grid in grids:
        try:
            found.append(understand(grid, counties=counties, corrections=corrections, today=today))
        except Refused as why:
            refused.append((len(found), why))
            found.append(Understanding(grid, skipped=str(why)))
    if refused and (
        all(each.shape is None for each in found) or any(_counts(found[n].grid) for n, _why in refused)
    ):
        raise refused[0][1]
    if found and all(each.shape is None for each in found):
        raise Refused(_("文件“{name}”里没有可以导入的工作表。", name=grids[0].file))
    return found


def _counts(grid: Grid) -> bool:
    """Too much of a table to leave it out, unless it only sums up what the other sheets say."""
    wide = grid.frame.width > SMALL and grid.frame.height > SMALL
    return wide and not word("summary").search(grid.sheet)


def understand(
    grid: Grid,
    *,
    counties: Collection[str] = (),
    corrections: Mapping[str, str | None] | None = None,
    today: date | None = None,
    shape: Shape | None = None,
) -> Understanding:
    """The grid's shape and columns; Refused, naming the sheet and what it lacks, when that cannot be told.

    `counties` are the names to know a county by; `corrections` are what officers said before: by header, a
    field, or None to leave the column out; `shape` is the officer's word where the guess was wrong.
    """
    if reason := _no_data(grid):
        return Understanding(grid, skipped=reason)
    texts = [
        [_flat(cell) for cell in row]
        for row in grid.frame.head(sightings.SEARCHED + sightings.DEEPEST).rows()
    ]
    shapes = (shape,) if shape else evidence.shapes(grid.frame)
    candidates = sightings.sightings(grid, texts, shapes=shapes, corrections=corrections)
    looked = [_looked_into(each, grid, counties=counties) for each in _likeliest(candidates)]
    whole = [each for each in looked if not missing(each.columns, shape=each.shape)]
    if not whole:
        raise _not_understood(grid, looked)
    best = max(whole, key=lambda each: (each.worth, -each.depth, -each.top))
    return _described(grid, best, texts, counties=counties, today=today)


def _likeliest(candidates: list[Sighting]) -> list[Sighting]:
    """The best of each shape, first of those that lack nothing; a shape far behind needs no second look."""
    best: dict[Shape, Sighting] = {}
    for each in sorted(candidates, key=_rank, reverse=True):
        best.setdefault(each.shape, each)
    most = max((each.worth for each in best.values()), default=0.0)
    return [each for each in best.values() if each.worth >= most * BEHIND]


def _rank(each: Sighting) -> tuple[bool, float, int, int]:
    return (not missing(each.columns, shape=each.shape), each.worth, -each.depth, -each.top)


def _looked_into(seen: Sighting, grid: Grid, *, counties: Collection[str]) -> Sighting:
    """With what the cells say for its columns, and against them."""
    data = grid.frame[seen.top + seen.depth :]
    columns = contents.looked_into(seen.columns, data, shape=seen.shape, counties=counties)
    gained = score(columns, shape=seen.shape) - score(seen.columns, shape=seen.shape)
    wrong = evidence.against(columns, data, shape=seen.shape)
    return replace(seen, columns=columns, worth=seen.worth + gained - wrong * CONTRADICTED)


def _no_data(grid: Grid) -> str | None:
    if grid.hidden:
        return _("隐藏的工作表，未读取")
    if grid.blank:
        return _("空白的工作表")
    if word("not_data").search(grid.sheet.strip()):
        return _("说明或码表，不是数据")
    return None


def _flat(cell: str | None) -> str:
    return "".join(cell.split()) if cell else ""


def _described(
    grid: Grid,
    best: Sighting,
    texts: list[list[str]],
    *,
    counties: Collection[str],
    today: date | None,
) -> Understanding:
    bottom = best.top + best.depth
    while bottom < len(texts) and sightings.numbers_columns(texts[bottom]):
        bottom += 1
    titles = tuple(cell for row in texts[: best.top] for cell in row if cell)
    tail = [_flat(cell) for row in grid.frame.tail(6).rows() for cell in row if cell]
    shown = [field_of(best.shape, name=name).label for name in sorted(matched(best.columns))]
    reason = _(
        "认作{shape}：认出 {n} 列（{fields}）", shape=best.shape.label, n=len(shown), fields=listed(shown)
    )
    return Understanding(
        grid,
        shape=best.shape,
        columns=best.columns,
        header_rows=tuple(range(best.top + 1, bottom + 1)),
        first_row=bottom + 1,
        titles=titles,
        county=places.county([grid.sheet, *titles, grid.file], counties=counties),
        city=places.city([*titles, grid.file]),
        as_of=places.as_of(titles, sheet=grid.sheet, file=grid.file, notes=tail, today=today),
        reasons=(reason,),
        doubts=tuple(contents.doubts(best.columns, grid.frame[bottom:], shape=best.shape)),
        headers=tuple(tuple(row) for row in texts[best.top : best.top + best.depth]),
    )


def _not_understood(grid: Grid, candidates: list[Sighting]) -> Refused:
    if not candidates:
        return Refused(
            _("文件“{file}”的工作表“{sheet}”找不到认得出的表头。", file=grid.file, sheet=grid.sheet)
        )
    best = max(candidates, key=lambda each: each.worth)
    lacking = listed(
        "/".join(field_of(best.shape, name=name).label for name in group)
        for group in missing(best.columns, shape=best.shape)
    )
    told = _(
        "文件“{file}”的工作表“{sheet}”看不懂：第 {row} 行像{shape}的表头，但缺少{lacking}。",
        file=grid.file,
        sheet=grid.sheet,
        row=best.top + 1,
        shape=best.shape.label,
        lacking=lacking,
    )
    unknown = [f"“{c.header}”" for c in best.columns if c.header and c.how is How.OPEN]
    if unknown:
        told += _("认不出的列：{columns}。", columns=listed(unknown[:MOST_NAMED]))
    return Refused(told)
