"""The five shapes of workbook sheets, one per file. To add a shape, add a file that defines SHEET."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import polars as pl
from sqlalchemy.orm import Session

from supervision.catalogue import entries
from supervision.delivery.snapshots import Shape, Snapshot
from supervision.intake.localities import Localities
from supervision.office.people import Officer

VALUE = re.compile("（[^（）]*）(?=；|$)")


@dataclass(frozen=True)
class Rejected:
    """A row that was not taken: its number in the sheet, and why, in a sentence."""

    row: int
    reason: str


@dataclass(frozen=True)
class Doubt:
    """What is odd about rows that are taken all the same: a sentence, and their numbers in the sheet."""

    sentence: str
    rows: Sequence[int]


@dataclass(frozen=True, kw_only=True)
class Batch:
    """The data rows of one sheet, cast, and who brings them.

    Each row is a dict of the fields that the sheet has, with its number in the sheet under "row"; None where
    a cell is empty. `frame` holds the same rows as columns, with every field of the shape, for a ledger of
    millions; `fields` are those that the sheet has columns for. `because` is why standing figures are
    corrected, where they are.
    """

    sheet: str
    rows: Iterable[Mapping[str, Any]]
    frame: pl.DataFrame
    fields: Collection[str]
    localities: Localities
    by: Officer
    under: int | None
    today: date
    as_of: date | None = None
    because: str = ""

    @property
    def snapshot_id(self) -> int:
        """The snapshot that its rows are written under; a rehearsal that writes nothing has none."""
        if self.under is None:
            raise ValueError("nothing may be written")
        return self.under


@dataclass
class Outcome:
    """What became of the rows: rows in = inserted + updated + unchanged + rejected."""

    inserted: int = 0
    updated: int = 0
    unchanged: int = 0
    rejected: list[Rejected] = field(default_factory=list)
    counties: set[str] = field(default_factory=set)
    doubts: list[Doubt] = field(default_factory=list)

    @property
    def rows_in(self) -> int:
        return self.inserted + self.updated + self.unchanged + len(self.rejected)

    @property
    def changed(self) -> bool:
        return bool(self.inserted or self.updated)

    @property
    def reasons(self) -> dict[str, int]:
        """How many rows were rejected for each kind of reason, without the values in brackets."""
        return dict(Counter(VALUE.sub("", row.reason) for row in self.rejected))

    def reject(self, row: Mapping[str, Any], reason: str) -> None:
        self.rejected.append(Rejected(int(row["row"]), reason))


Load = Callable[[Session, Sequence[Batch]], Sequence[Outcome]]


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One shape: in which order it is taken, how its rows go onto the books, and how they come off again.

    `load` takes the sheets of this shape in one file, each in its turn. `rehearse` says what it would come to
    without writing to the books; a shape without one is loaded, and undone. `stands_under` gives the reason
    why a snapshot cannot be withdrawn any more, or None. Rules look at the shapes that are `watched`.
    """

    shape: Shape
    order: int
    load: Load
    stands_under: Callable[[Session, Snapshot], str | None]
    withdraw: Callable[[Session, Snapshot, Officer], None]
    rehearse: Load | None = None
    watched: bool = False


def one_by_one(load: Callable[[Session, Batch], Outcome]) -> Load:
    """For shapes whose sheets know nothing of each other."""
    return lambda session, batches: [load(session, batch) for batch in batches]


SHEETS = {sheet.shape: sheet for sheet in entries(__name__, Sheet).values()}
