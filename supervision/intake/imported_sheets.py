"""Imported sheets: how each sheet of a workbook was understood, and what its rows come to."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from supervision.db import Row
from supervision.delivery.snapshots import Shape, Snapshot
from supervision.intake.columns import field as field_of
from supervision.intake.headers import Understanding
from supervision.intake.sheets import Doubt, Outcome

EXAMPLES = 200


class ImportedSheet(Row):
    """One sheet of one import, what became, or would become, of its rows.

    rows_in = inserted + updated + unchanged + rejected; titles, headers, totals, notes, blanks are skipped.
    """

    __tablename__ = "imported_sheets"

    import_id: Mapped[int] = mapped_column(ForeignKey("imports.id"))
    sheet: Mapped[str]
    shape: Mapped[Shape | None]
    note: Mapped[str]
    columns: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    rows_in: Mapped[int]
    inserted: Mapped[int]
    updated: Mapped[int]
    unchanged: Mapped[int]
    rejected: Mapped[int]
    skipped: Mapped[int]
    reasons: Mapped[dict[str, int]] = mapped_column(JSON)
    examples: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    doubts: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    snapshot_id: Mapped[int | None] = mapped_column(ForeignKey("snapshots.id"))

    snapshot: Mapped[Snapshot | None] = relationship()

    @classmethod
    def describe(cls, understood: Understanding) -> "ImportedSheet":
        """The sheet as it was understood, before any row of it was looked at."""
        shape = understood.shape
        return cls(
            sheet=understood.grid.sheet,
            shape=shape,
            note=understood.skipped or "；".join(understood.reasons),
            columns=[
                {
                    "header": column.header,
                    "field": column.field,
                    "label": field_of(shape, name=column.field).chinese if shape and column.field else None,
                    "how": column.how.value,
                    "personal": column.personal,
                    "candidates": list(column.candidates),
                }
                for column in understood.columns
                if column.header
            ],
            rows_in=0,
            inserted=0,
            updated=0,
            unchanged=0,
            rejected=0,
            skipped=understood.grid.frame.height if shape is None else 0,
            reasons={},
            examples=[],
            doubts=[{"sentence": doubt, "rows": []} for doubt in understood.doubts],
        )

    @property
    def counts(self) -> tuple[str, int, int, int, int]:
        """What a rehearsal and the acceptance after it must agree on."""
        return self.sheet, self.inserted, self.updated, self.unchanged, self.rejected

    def take(self, outcome: Outcome, *, skipped: int, doubts: Sequence[Doubt]) -> None:
        """Enter what became of the rows; of the rejected ones the first are kept to be shown."""
        self.rows_in, self.inserted, self.updated = outcome.rows_in, outcome.inserted, outcome.updated
        self.unchanged, self.rejected = outcome.unchanged, len(outcome.rejected)
        self.skipped, self.reasons = skipped, outcome.reasons
        self.examples = [{"row": one.row, "reason": one.reason} for one in outcome.rejected[:EXAMPLES]]
        self.doubts = [
            *self.doubts,
            *({"sentence": doubt.sentence, "rows": list(doubt.rows)} for doubt in doubts),
        ]

    def as_counted(self) -> dict[str, Any]:
        """The sheet's account, as the command line prints it."""
        return {
            "sheet": self.sheet,
            "shape": self.shape.value if self.shape else None,
            "rows_in": self.rows_in,
            "inserted": self.inserted,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "rejected": self.rejected,
            "skipped": self.skipped,
            "reasons": self.reasons,
            "doubts": {doubt["sentence"]: len(doubt["rows"]) for doubt in self.doubts},
            "note": self.note,
        }
