"""Where the header of a sheet may stand: every place where words name columns, read as every shape."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from supervision.delivery.snapshots import Shape
from supervision.intake.matching import Column, match, matched, score
from supervision.intake.reading import Grid
from supervision.intake.vocabulary import SPLIT, told_by, word

DEEPEST, SEARCHED = 3, 40  # rows of one header; rows in which it must begin
LONGEST_GROUP = 24  # characters of a cell over several columns; what is longer is a title
REQUIRED = "*＊"  # before the name of a column that must be filled
FEWEST = 3  # columns that are worth numbering
TITLE_BONUS = 2.0
_NUMBER = re.compile(r"^[\d.,%/:\s-]+$")


@dataclass(frozen=True)
class Sighting:
    shape: Shape
    columns: tuple[Column, ...]
    top: int
    depth: int
    worth: float


def sightings(
    grid: Grid,
    texts: list[list[str]],
    *,
    shapes: Sequence[Shape],
    corrections: Mapping[str, str | None] | None,
) -> list[Sighting]:
    found = []
    for top in range(min(SEARCHED, len(texts))):
        for depth in range(1, DEEPEST + 1):
            block = texts[top : top + depth]
            if len(block) < depth or not _may_be_header(block):
                break
            headers = _combined(block)
            hanging = _hanging(headers, texts[top + depth] if top + depth < len(texts) else [])
            for shape in shapes:
                columns = match(headers, shape=shape, corrections=corrections)
                about = " ".join([*(cell for row in texts[:top] for cell in row), grid.sheet, grid.file])
                bonus = TITLE_BONUS if told_by(shape).search(about) else 0.0
                if matched(columns):
                    worth = score(columns, shape=shape) + bonus - hanging
                    found.append(Sighting(shape, columns, top, depth, worth))
    return [each for each in found if len(matched(each.columns)) > 1] or found


def _may_be_header(block: list[list[str]]) -> bool:
    """Words in every row, and no title over the whole width: that would be a group of all columns."""
    for n, row in enumerate(block):
        filled = [cell for cell in row if cell]
        if not filled or sum(bool(_NUMBER.match(cell)) for cell in filled) > len(filled) // 3:
            return False
        if any(word("value").search(cell) for cell in filled):
            return False
        above = n < len(block) - 1
        if above and ((len(filled) == 1 and row[0]) or any(_told(cell) for cell in filled)):
            return False
    return True


def _told(cell: str) -> bool:
    note = word("note").search(cell.lstrip(REQUIRED))
    return bool(len(cell) > LONGEST_GROUP or note or word("full_date").search(cell))


def _combined(block: list[list[str]]) -> list[str]:
    """One header for each column: group cells reach to the right as long as there is something below them."""
    width = len(block[0])
    paths: list[list[str]] = [[] for _column in range(width)]
    for n, row in enumerate(block):
        reach = ""
        for column, cell in enumerate(row):
            below = any(lower[column] for lower in block[n + 1 :])
            same_group = column > 0 and paths[column][:n] == paths[column - 1][:n]
            reach = cell or (reach if below and (n == 0 or same_group) else "")
            paths[column].append(reach)
    return [SPLIT.join(_without_repeats(path)) for path in paths]


def _hanging(headers: list[str], below: list[str]) -> int:
    """Columns without a header over words: what stands below belongs to the header still."""
    return sum(
        bool(text) and not header and not _NUMBER.match(text)
        for header, text in zip(headers, below, strict=False)
    )


def _without_repeats(path: list[str]) -> list[str]:
    return [cell for n, cell in enumerate(path) if cell and (n == 0 or cell != path[n - 1])]


def numbers_columns(row: list[str]) -> bool:
    """The line below a header that numbers the columns: 1, 2, 3, 4=3/2."""
    filled = [cell for cell in row if cell]
    return (
        len(filled) >= FEWEST
        and all(word("numbering").match(cell) for cell in filled)
        and len(set(filled)) == len(filled)
    )
