"""The shapes of workbook sheets, one per file. To add a shape, add a file that defines SHEET."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from supervision.catalogue import entries
from supervision.delivery.snapshots import Shape, Snapshot
from supervision.intake.batches import Batch, Doubt, Outcome, Rejected
from supervision.office.people import Officer

__all__ = ["SHEETS", "Batch", "Doubt", "Outcome", "Rejected", "Sheet", "one_by_one"]

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
