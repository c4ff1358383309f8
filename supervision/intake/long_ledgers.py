"""Long ledgers: a text table too large for memory, such as a province's, taken in block by block."""

from collections.abc import Iterator
from pathlib import Path

import polars as pl
from sqlalchemy.orm import Session

from supervision import clock
from supervision.delivery.snapshots import Shape, Snapshot
from supervision.errors import Refused
from supervision.intake import delimited, ledgers
from supervision.intake.frames import clean
from supervision.intake.headers import Understanding, understand
from supervision.intake.ledgers import Taken
from supervision.intake.localities import Localities
from supervision.intake.reading import Grid, streams
from supervision.office.people import Officer
from supervision.words import _

HEAD = 500  # rows by which the columns are understood


def take_in(session: Session, path: Path, *, by: Officer, snapshot: Snapshot) -> Taken:
    """The file's homes onto the books under this snapshot, in the caller's transaction."""
    if not streams(path):
        raise Refused(_("文件“{name}”不是文本表格，不能分块导入。", name=path.name))
    localities = Localities(session, by, around=[path.stem])
    understood = understanding(path, localities)
    fields = set(understood.mapping.values()) | {"county_code"}
    snapshot.fields = sorted(understood.mapping.values())
    return ledgers.take_in(
        session,
        frames(path, understood),
        fields=fields,
        localities=localities,
        snapshot_id=snapshot.id,
    )


def understanding(path: Path, localities: Localities) -> Understanding:
    """What the columns are, by the first rows."""
    head = next(delimited.blocks(path), pl.DataFrame()).head(HEAD)
    counties = [*localities.counties().values()]
    understood = understand(Grid(path.name, path.stem, head), counties=counties, today=clock.today())
    if understood.shape is not Shape.LEDGER:
        raise Refused(_("文件“{name}”不是登记台账，不能分块导入。", name=path.name))
    return understood


def frames(path: Path, understood: Understanding) -> Iterator[pl.DataFrame]:
    """Typed rows, one block in memory at a time."""
    first_row = 1
    for block in delimited.blocks(path):
        yield clean(understood, block, first_row=first_row, today=clock.today()).rows
        first_row += block.height
