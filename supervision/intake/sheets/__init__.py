"""The five shapes of workbook sheets, one per file. To add a shape, add a file that defines SHEET."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import polars as pl
from sqlalchemy.orm import Session

from supervision.catalogue import entries
from supervision.delivery.snapshots import Shape, Snapshot
from supervision.intake.localities import Localities
from supervision.office.people import Officer


@dataclass(frozen=True)
class Rejected:
    """A row that was not taken: its number in the sheet, and why, in a sentence."""

    row: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class Batch:
    """The data rows of one sheet, cast, and who brings them.

    Each row is a dict of the fields that the sheet has, with its number in the sheet under "row"; None where
    a cell is empty. `frame` holds the same rows as columns, with every field of the shape, for a ledger of
    millions; `fields` are those that the sheet has columns for. `because` is why standing figures are corrected, where they are.
    """

    sheet: str
    rows: Iterable[Mapping[str, Any]]
    frame: pl.DataFrame
    fields: Collection[str]
    localities: Localities
    by: Officer
    snapshot_id: int
    today: date
    as_of: date | None = None
    because: str = ""


@dataclass
class Outcome:
    """What became of the rows: rows in = inserted + updated + unchanged + rejected."""

    inserted: int = 0
    updated: int = 0
    unchanged: int = 0
    rejected: list[Rejected] = field(default_factory=list)
    counties: set[str] = field(default_factory=set)

    @property
    def rows_in(self) -> int:
        return self.inserted + self.updated + self.unchanged + len(self.rejected)

    @property
    def reasons(self) -> dict[str, int]:
        """How many rows were rejected for each kind of reason, without the value in brackets."""
        return dict(Counter(row.reason.partition("（")[0] for row in self.rejected))

    def reject(self, row: Mapping[str, Any], reason: str) -> None:
        self.rejected.append(Rejected(int(row["row"]), reason))


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One shape: in which order it is taken, how its rows go onto the books, and how they come off again.

    `stands_under` gives the reason why a snapshot cannot be withdrawn any more, or None.
    """

    shape: Shape
    order: int
    load: Callable[[Session, Batch], Outcome]
    stands_under: Callable[[Session, Snapshot], str | None]
    withdraw: Callable[[Session, Snapshot, Officer], None]


SHEETS = {sheet.shape: sheet for sheet in entries(__name__, Sheet).values()}
