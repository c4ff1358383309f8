"""A workbook opened and understood; its sheets rehearsed or taken in, each in its turn."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.orm import Session

from supervision import clock
from supervision.conduct import scans
from supervision.delivery.snapshots import Shape, Snapshot, SnapshotStatus
from supervision.intake import localities, returned, senders
from supervision.intake.columns import field as field_of
from supervision.intake.frames import Clean, clean
from supervision.intake.headers import Understanding, understand_all
from supervision.intake.imports import Import, ImportedSheet
from supervision.intake.localities import Localities
from supervision.intake.reading import open_file
from supervision.intake.returned import ReturnedSheet
from supervision.intake.sheets import SHEETS, Batch, Outcome, Rejected
from supervision.office.files import StoredFile
from supervision.office.people import Officer
from supervision.words import _

EXAMPLES = 200


@dataclass
class Opened:
    """A workbook's sheets as they were understood, and, after a rehearsal, what became of their rows."""

    name: str
    sender: str
    understood: list[Understanding]
    outcomes: dict[int, Outcome] = field(default_factory=dict)

    @property
    def order(self) -> int:
        """When it is taken among others: units before compounds, compounds before homes and promises."""
        return min((SHEETS[one.shape].order for one in self.understood if one.shape), default=99)

    def in_order(self) -> list[tuple[int, Understanding]]:
        """Its sheets with their places in the workbook, in the order they need."""
        numbered = [(place, one) for place, one in enumerate(self.understood)]
        return sorted(numbered, key=lambda one: SHEETS[one[1].shape].order if one[1].shape else 0)


def open_workbook(session: Session, *, name: str, data: bytes, by: Officer, sender: str = "") -> Opened:
    """Read and understand a file, with what officers said before about this sender's columns.

    Refused: what cannot be read or understood, in a sentence that names file, sheet and row.
    """
    sender = sender or by.region_code
    names = [*Localities(session, by).counties().values()]
    understood = understand_all(
        open_file(name, data),
        counties=names,
        corrections=senders.taught(session, sender),
        today=clock.today(),
    )
    return Opened(name, sender, understood)


def rehearse(session: Session, workbook: Opened, *, by: Officer, keep: bool = False) -> list[ImportedSheet]:
    """What would become of every row. Undone again unless `keep`: then a caller undoes it with more."""
    point = None if keep else session.begin_nested()
    counted = list(_load_all(session, workbook, file=None, by=by, because=_("试读")))
    if point is not None:
        point.rollback()
    for sheet in counted:
        sheet.snapshot_id = None
        if sheet in session:
            session.expunge(sheet)
    return counted


def accept(
    session: Session, workbook: Opened, *, file_id: int, by: Officer, because: str
) -> list[ImportedSheet]:
    """Every sheet on the books, in this transaction; one that fails takes the whole file with it."""
    return list(_load_all(session, workbook, file=file_id, by=by, because=because))


def look_again(session: Session, accepted: Import) -> None:
    """Let the rules look at what the import changed, and at nothing else."""
    for sheet in accepted.sheets:
        if sheet.snapshot_id is not None:
            scans.evaluate(session, snapshot_id=sheet.snapshot_id, today=clock.today())


def return_rejected(session: Session, workbook: Opened, *, name: str) -> int | None:
    """Keep the rejected rows as a workbook of their own; the number of the stored file, None without any."""
    sheets = [
        _returned(workbook.understood[place], outcome)
        for place, outcome in workbook.outcomes.items()
        if outcome.rejected
    ]
    if not sheets:
        return None
    stem = name.rpartition(".")[0] or name
    return StoredFile.keep(session, name=f"{stem}-退回.xlsx", data=returned.workbook(sheets)).id


def _load_all(
    session: Session, workbook: Opened, *, file: int | None, by: Officer, because: str
) -> Iterator[ImportedSheet]:
    if file is None:
        unwritten = StoredFile(digest="", name=workbook.name, size=0, kept_at=clock.now())
        session.add(unwritten)
        session.flush()
        file = unwritten.id
    for place, understood in workbook.in_order():
        sheet = _described(understood)
        if understood.shape is not None:
            snapshot = _snapshot(session, workbook, understood, file_id=file, by=by)
            outcome, cleaned = _load(session, understood, snapshot, by=by, because=because)
            workbook.outcomes[place] = outcome
            _count(sheet, snapshot, outcome, understood, cleaned)
            snapshot.region_code = localities.around(outcome.counties, at_most=by.region_code)
            session.flush()
            sheet.snapshot_id = snapshot.id
        yield sheet


def _load(
    session: Session, understood: Understanding, snapshot: Snapshot, *, by: Officer, because: str
) -> tuple[Outcome, Clean]:
    around = (*understood.titles, understood.grid.sheet, understood.grid.file)
    cleaned = clean(understood, today=clock.today())
    wrong = cleaned.rows.filter(cleaned.rows["problem"].is_not_null())
    batch = Batch(
        sheet=understood.grid.sheet,
        rows=_rows(understood, cleaned),
        frame=cleaned.rows.filter(cleaned.rows["problem"].is_null()),
        fields=frozenset(understood.mapping.values()),
        localities=Localities(session, by, around=around),
        by=by,
        snapshot_id=snapshot.id,
        today=clock.today(),
        as_of=understood.as_of,
        because=because,
    )
    assert understood.shape
    outcome = SHEETS[understood.shape].load(session, batch)
    outcome.rejected = sorted(
        [
            *outcome.rejected,
            *(Rejected(row, problem) for row, problem in wrong.select("row", "problem").iter_rows()),
        ],
        key=lambda one: one.row,
    )
    return outcome, cleaned


def _rows(understood: Understanding, cleaned: Clean) -> Iterator[Mapping[str, Any]]:
    """The good rows, each with only the fields that the sheet has or that stand around it."""
    good = cleaned.rows.filter(cleaned.rows["problem"].is_null())
    has = {"row", "as_of", "county_name", "county_code", *understood.mapping.values(), "progress_count"}
    yield from good.select([name for name in good.columns if name in has]).iter_rows(named=True)


def _snapshot(
    session: Session, workbook: Opened, understood: Understanding, *, file_id: int, by: Officer
) -> Snapshot:
    assert understood.shape
    made = Snapshot(
        shape=Shape(understood.shape.value),
        sheet=understood.grid.sheet,
        region_code=by.region_code,
        sender=workbook.sender,
        as_of=understood.as_of,
        accepted_at=clock.now(),
        rows_in=0,
        inserted=0,
        updated=0,
        unchanged=0,
        rejected=0,
        skipped=0,
        status=SnapshotStatus.ACCEPTED,
        file_id=file_id,
        by_id=by.id,
    )
    session.add(made)
    session.flush()
    return made


def _described(understood: Understanding) -> ImportedSheet:
    return ImportedSheet(
        sheet=understood.grid.sheet,
        shape=Shape(understood.shape.value) if understood.shape else None,
        note=understood.skipped or "；".join((*understood.reasons, *understood.doubts)),
        columns=[
            {
                "header": column.header,
                "field": column.field,
                "label": field_of(understood.shape, name=column.field).chinese
                if understood.shape and column.field
                else None,
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
        skipped=understood.grid.frame.height if understood.shape is None else 0,
        reasons={},
        examples=[],
    )


def _count(
    sheet: ImportedSheet, snapshot: Snapshot, outcome: Outcome, understood: Understanding, cleaned: Clean
) -> None:
    for counts in (sheet, snapshot):
        counts.rows_in, counts.inserted, counts.updated = outcome.rows_in, outcome.inserted, outcome.updated
        counts.unchanged, counts.rejected = outcome.unchanged, len(outcome.rejected)
        counts.skipped = sum(cleaned.skipped.values())
    sheet.reasons = outcome.reasons
    sheet.examples = [{"row": one.row, "reason": one.reason} for one in outcome.rejected[:EXAMPLES]]


def _returned(understood: Understanding, outcome: Outcome) -> ReturnedSheet:
    """The header as it came and the rejected rows as they came; personal columns stay blank."""
    personal = {column.index for column in understood.personal}
    texts = understood.grid.frame

    def row(number: int) -> list[str | None]:
        return [None if place in personal else cell for place, cell in enumerate(texts.row(number - 1))]

    return ReturnedSheet(
        name=understood.grid.sheet,
        headers=[row(number) for number in understood.header_rows],
        rows=[(one.row, row(one.row), one.reason) for one in outcome.rejected],
    )
