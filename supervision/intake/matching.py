"""Headers matched with the fields of a shape, the surest first, and what stays open."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from supervision.delivery.snapshots import Shape
from supervision.intake.columns import FIELDS, field
from supervision.intake.vocabulary import ALIKE, EXACT, bare, names, needs, vocabulary, word
from supervision.labels import Labelled

TIE = 4.0  # strengths this close say the same


class How(Labelled):
    """Why a column was taken for its field."""

    TAUGHT = "taught", "按更正"
    EXACT = "exact", "列名相符"
    ALIKE = "alike", "列名相近"
    CONTENT = "content", "按内容识别"
    OPEN = "open", "未识别"  # not matched, or several fields would do
    IGNORED = "ignored", "不读取"  # a serial number, or an officer said to leave it


@dataclass(frozen=True)
class Column:
    index: int
    header: str
    field: str | None = None
    how: How = How.OPEN
    personal: bool = False
    candidates: tuple[str, ...] = ()  # what else it could be

    @property
    def ambiguous(self) -> bool:
        return self.field is None and len(self.candidates) > 0


def match(
    headers: list[str], *, shape: Shape, corrections: Mapping[str, str | None] | None = None
) -> tuple[Column, ...]:
    """Each header with its field; of two that claim one field the surer has it, then the one further left."""
    taught = {bare(header): name for header, name in (corrections or {}).items()}
    columns = [_begin(n, header, shape=shape, taught=taught) for n, header in enumerate(headers)]
    free = {each.name for each in FIELDS[shape]} - {column.field for column in columns}
    claims = sorted(
        (-strength, column.index, name)
        for column in columns
        if column.how is How.OPEN and column.header
        for name, strength in _strengths(shape, column.header).items()
    )
    open_ties: list[int] = []
    for strength, index, name in claims:
        column = columns[index]
        if column.field or name not in free or index in open_ties:
            continue
        rivals = [
            other
            for claim, place, other in claims
            if place == index and other != name and other in free and claim - strength <= TIE
        ]
        if rivals:
            open_ties.append(index)
            continue
        columns[index] = _given(column, shape=shape, name=name, strength=-strength)
        free.discard(name)
    for index in open_ties:
        wanted = {group[0] for group in missing(tuple(columns), shape=shape) if len(group) == 1}
        columns[index] = _by_elimination(columns[index], shape=shape, free=free, wanted=wanted)
    return tuple(_with_candidates(column, shape=shape) for column in columns)


def matched(columns: tuple[Column, ...]) -> set[str]:
    return {column.field for column in columns if column.field}


def missing(columns: tuple[Column, ...], *, shape: Shape) -> list[tuple[str, ...]]:
    """The groups of fields of which the sheet has none, though its shape needs one."""
    have = matched(columns)
    return [group for group in needs(shape) if not have & set(group)]


def score(columns: tuple[Column, ...], *, shape: Shape) -> float:
    """How much of a sheet is explained by a shape; names that merely look alike count less."""
    worth = {How.TAUGHT: 1.5, How.EXACT: 1.0, How.CONTENT: 0.8, How.ALIKE: 0.7}
    gained = sum(worth[column.how] for column in columns if column.field)
    return gained - 0.15 * sum(1 for column in columns if column.header and column.how is How.OPEN)


def _begin(index: int, header: str, *, shape: Shape, taught: Mapping[str, str | None]) -> Column:
    personal = bool(header and word("personal").search(bare(header)))
    said = bare(header)
    if said and said in taught:
        name = taught[said]
        known = name in {each.name for each in FIELDS[shape]}
        if name is None or not known:
            return Column(index, header, how=How.IGNORED, personal=personal)
        personal = personal or field(shape, name=name).personal
        return Column(index, header, field=name, how=How.TAUGHT, personal=personal)
    ignored = said in vocabulary()["words"]["ignored"].split()
    return Column(index, header, how=How.IGNORED if ignored else How.OPEN, personal=personal)


def _given(column: Column, *, shape: Shape, name: str, strength: float) -> Column:
    how = How.EXACT if strength > EXACT - ALIKE / 2 else How.ALIKE
    return replace(column, field=name, how=how, personal=column.personal or field(shape, name=name).personal)


def _by_elimination(column: Column, *, shape: Shape, free: set[str], wanted: set[str]) -> Column:
    """A header that says too little is what the other columns leave, or what the shape cannot do without."""
    left = [name for name in _strengths(shape, column.header) if name in free]
    left = [name for name in left if name in wanted] or left
    if len(left) != 1:
        return column
    free.discard(left[0])
    return _given(column, shape=shape, name=left[0], strength=ALIKE)


def _with_candidates(column: Column, *, shape: Shape) -> Column:
    if not column.header or column.how in (How.IGNORED, How.TAUGHT):
        return column
    others = tuple(name for name in _strengths(shape, column.header) if name != column.field)
    return replace(column, candidates=others)


@lru_cache(maxsize=20_000)
def _strengths(shape: Shape, header: str) -> dict[str, float]:
    found = {name: told.strength(header) for name, told in names(shape).items()}
    return {name: strength for name, strength in found.items() if strength}
