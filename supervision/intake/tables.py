"""Tables: one sheet that is data, understood and typed, and what became of its rows."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from supervision import clock
from supervision.delivery.snapshots import Shape, Snapshot
from supervision.intake import localities
from supervision.intake.frames import Clean
from supervision.intake.headers import Understanding
from supervision.intake.imported_sheets import ImportedSheet
from supervision.intake.localities import Localities
from supervision.intake.returned import ReturnedSheet
from supervision.intake.sheets import Batch, Doubt, Outcome, Rejected
from supervision.office.people import Officer


@dataclass
class Table:
    """A sheet with its rows; once it was loaded or rehearsed, its outcome, and on the books its snapshot."""

    understood: Understanding
    cleaned: Clean
    localities: Localities
    outcome: Outcome | None = None
    snapshot: Snapshot | None = None

    @property
    def shape(self) -> Shape:
        assert self.understood.shape
        return self.understood.shape

    def batch(self, *, by: Officer, under: int | None, because: str) -> Batch:
        return Batch(
            sheet=self.understood.grid.sheet,
            rows=self._rows(),
            frame=self.cleaned.rows.filter(self.cleaned.rows["problem"].is_null()),
            fields=frozenset(self.understood.mapping.values()),
            localities=self.localities,
            by=by,
            under=under,
            today=clock.today(),
            as_of=self.understood.as_of,
            because=because,
        )

    def settle(self, outcome: Outcome) -> None:
        """Keep what a load came to, with the rows that were wrong by themselves among the rejected ones."""
        wrong = self.cleaned.rows.filter(self.cleaned.rows["problem"].is_not_null()).select("row", "problem")
        own = [Rejected(row, problem) for row, problem in wrong.iter_rows()]
        outcome.rejected = sorted([*outcome.rejected, *own], key=lambda one: one.row)
        self.outcome = outcome
        if self.snapshot is not None:
            _count(self.snapshot, outcome, skipped=self.skipped)

    @property
    def skipped(self) -> int:
        """Titles, headers, totals, notes, blanks."""
        return sum(self.cleaned.skipped.values())

    def described(self) -> ImportedSheet:
        """The account of the sheet, once its outcome is known."""
        sheet = ImportedSheet.describe(self.understood)
        if self.outcome:
            sheet.take(self.outcome, skipped=self.skipped, doubts=[*self.outcome.doubts, *self._remarks()])
        if self.snapshot:
            sheet.snapshot_id = self.snapshot.id
        return sheet

    def rejected(self) -> ReturnedSheet | None:
        """The header as it came and the rejected rows as they came; personal columns stay blank."""
        if not self.outcome or not self.outcome.rejected:
            return None
        personal = {column.index for column in self.understood.personal}
        texts = self.understood.grid.frame

        def row(number: int) -> list[str | None]:
            return [None if place in personal else cell for place, cell in enumerate(texts.row(number - 1))]

        return ReturnedSheet(
            name=self.understood.grid.sheet,
            headers=[row(number) for number in self.understood.header_rows],
            rows=[(one.row, row(one.row), one.reason) for one in self.outcome.rejected],
        )

    def _rows(self) -> Iterator[Mapping[str, Any]]:
        """The good rows, each with only the fields that the sheet has or that stand around it."""
        good = self.cleaned.rows.filter(self.cleaned.rows["problem"].is_null())
        around = {"row", "as_of", "county_name", "county_code", "progress_count"}
        has = around.union(self.understood.mapping.values())
        yield from good.select([name for name in good.columns if name in has]).iter_rows(named=True)

    def _remarks(self) -> Iterator[Doubt]:
        """What was put right without asking."""
        told = self.cleaned.rows.select("row", "remark").drop_nulls()
        for (sentence,), rows in told.group_by("remark", maintain_order=True):
            yield Doubt(str(sentence), rows["row"].to_list())


def _count(snapshot: Snapshot, outcome: Outcome, *, skipped: int) -> None:
    snapshot.rows_in, snapshot.inserted, snapshot.updated = outcome.rows_in, outcome.inserted, outcome.updated
    snapshot.unchanged, snapshot.rejected = outcome.unchanged, len(outcome.rejected)
    snapshot.skipped = skipped
    snapshot.region_code = localities.around(outcome.counties, at_most=snapshot.region_code)
