"""A workbook opened and understood; its sheets rehearsed or taken in, each in its turn."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from supervision import clock
from supervision.conduct import scans
from supervision.delivery.snapshots import Shape, Snapshot, SnapshotStatus
from supervision.errors import Refused
from supervision.intake import returned, senders
from supervision.intake.columns import field as field_of
from supervision.intake.frames import clean
from supervision.intake.headers import Understanding, understand_all
from supervision.intake.imported_sheets import ImportedSheet
from supervision.intake.localities import Localities
from supervision.intake.reading import open_file
from supervision.intake.senders import Sender
from supervision.intake.sheets import SHEETS
from supervision.intake.tables import Table
from supervision.office.files import StoredFile
from supervision.office.people import Officer
from supervision.words import _

Told = Callable[[int, int], object]


def unheard(done: int, of: int) -> None:
    """Nobody waits to be told how far it is."""


@dataclass
class Workbook:
    """One file: its sheets as they came, and, of those that are data, their tables."""

    name: str
    sender: Sender
    understood: list[Understanding]
    tables: dict[int, Table] = field(default_factory=dict)

    @property
    def order(self) -> int:
        """When it is taken among others: units before compounds, compounds before homes and promises."""
        return min((SHEETS[one.shape].order for one in self.tables.values()), default=99)

    def described(self) -> list[ImportedSheet]:
        """The account of every sheet, in the order of the workbook."""
        return [
            self.tables[place].described() if place in self.tables else ImportedSheet.describe(one)
            for place, one in enumerate(self.understood)
        ]


def open_workbook(
    session: Session,
    *,
    name: str,
    data: bytes,
    by: Officer,
    sender: Sender | None = None,
    told: Told = unheard,
) -> Workbook:
    """Read and understand a file, with what officers said before about this sender's columns.

    Refused: what cannot be read or understood, in a sentence that names file, sheet and row.
    """
    sender = sender or senders.own(session, by)
    counties = Localities(session, by, within=sender.region_code).counties().values()
    understood = understand_all(
        open_file(name, data),
        counties=list(counties),
        corrections=senders.taught(session, sender.name),
        today=clock.today(),
    )
    workbook = Workbook(name, sender, understood)
    for place, one in enumerate(understood):
        told(place, len(understood))
        if one.shape is not None:
            _refuse_doubled_fields(one)
            around = (*one.titles, one.grid.sheet, one.grid.file)
            places = Localities(session, by, within=sender.region_code, around=around)
            workbook.tables[place] = Table(one, clean(one, today=clock.today()), places)
    return workbook


def rehearse(session: Session, tables: Sequence[Table], *, by: Officer) -> None:
    """What would become of the rows of these tables of one file; a caller undoes it."""
    for shape, alike in _by_shape(tables):
        how = SHEETS[shape]
        if how.rehearse is None:
            ids = [_unwritten(session, table, by=by).id for table in alike]
            batches = [
                table.batch(by=by, under=number, because=_("试读"))
                for table, number in zip(alike, ids, strict=True)
            ]
            outcomes = how.load(session, batches)
        else:
            batches = [table.batch(by=by, under=None, because="") for table in alike]
            outcomes = how.rehearse(session, batches)
        for table, outcome in zip(alike, outcomes, strict=True):
            table.settle(outcome)


def accept(
    session: Session, workbook: Workbook, *, file_id: int, by: Officer, because: str
) -> list[ImportedSheet]:
    """Every sheet on the books, in this transaction; one that fails takes the whole file with it."""
    for shape, alike in _by_shape(workbook.tables.values()):
        for table in alike:
            table.snapshot = _snapshot(session, workbook.sender, table, file_id=file_id, by=by)
        batches = [
            table.batch(by=by, under=table.snapshot.id if table.snapshot else None, because=because)
            for table in alike
        ]
        for table, outcome in zip(alike, SHEETS[shape].load(session, batches), strict=True):
            table.settle(outcome)
    session.flush()
    return workbook.described()


def look_again(session: Session, workbook: Workbook) -> None:
    """Let the rules look at what the import changed, and at nothing else."""
    for table in workbook.tables.values():
        outcome, snapshot = table.outcome, table.snapshot
        counties = sorted(outcome.counties if outcome else ())
        if outcome and outcome.changed and snapshot and SHEETS[table.shape].watched:
            scans.evaluate(session, snapshot_id=snapshot.id, counties=counties, today=clock.today())


def return_rejected(session: Session, workbook: Workbook) -> int | None:
    """Keep the rejected rows as a workbook of their own; the number of the stored file, None without any."""
    sheets = [rejected for table in workbook.tables.values() if (rejected := table.rejected())]
    if not sheets:
        return None
    stem = workbook.name.rpartition(".")[0] or workbook.name
    return StoredFile.keep(session, name=_("{name}-退回.xlsx", name=stem), data=returned.workbook(sheets)).id


def _by_shape(tables: Iterable[Table]) -> Iterator[tuple[Shape, list[Table]]]:
    """The tables of each shape, in the order that shapes need."""
    found: dict[Shape, list[Table]] = {}
    for table in tables:
        found.setdefault(table.shape, []).append(table)
    for shape in sorted(found, key=lambda one: SHEETS[one].order):
        yield shape, found[shape]


def _refuse_doubled_fields(understood: Understanding) -> None:
    """Two columns that officers explained alike, or that bear the same header."""
    headers: dict[str, str] = {}
    for column in understood.columns:
        if column.field and understood.shape:
            if column.field in headers:
                raise Refused(
                    _(
                        "工作表“{sheet}”的“{first}”“{second}”两列都是“{field}”，只能保留一列。",
                        sheet=understood.grid.sheet,
                        first=headers[column.field],
                        second=column.header,
                        field=field_of(understood.shape, name=column.field).label,
                    )
                )
            headers[column.field] = column.header


def _unwritten(session: Session, table: Table, *, by: Officer) -> Snapshot:
    """A snapshot to rehearse under, of a file that is not kept."""
    nothing = StoredFile(digest="", name=table.understood.grid.file, size=0, kept_at=clock.now())
    session.add(nothing)
    session.flush()
    sender = Sender("", by.region_code)
    return _snapshot(session, sender, table, file_id=nothing.id, by=by)


def _snapshot(session: Session, sender: Sender, table: Table, *, file_id: int, by: Officer) -> Snapshot:
    made = Snapshot(
        shape=table.shape,
        sheet=table.understood.grid.sheet,
        region_code=sender.region_code,
        sender=sender.name,
        as_of=table.understood.as_of,
        fields=sorted(column.field for column in table.understood.columns if column.field),
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
