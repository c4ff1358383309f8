"""Batches: the rows of one sheet on their way onto the books, and what became of them."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import polars as pl

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
