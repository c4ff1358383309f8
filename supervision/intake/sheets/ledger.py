"""The registration ledger: one row per home, thousands to millions of them (登记台账)."""

from collections.abc import Iterator, Sequence

import polars as pl
from sqlalchemy.orm import Session

from supervision.delivery.snapshots import Shape, Snapshot
from supervision.intake import ledgers, withdrawal
from supervision.intake.ledgers import Staged, Taken
from supervision.intake.sheets import Batch, Doubt, Outcome, Rejected, Sheet
from supervision.office.people import Officer
from supervision.words import _


def load(session: Session, batches: Sequence[Batch]) -> Sequence[Outcome]:
    """Bring the homes onto the books: new ones, and what the sheets say otherwise of known ones."""
    outcomes = []
    for batch, staged in zip(batches, _staged(session, batches), strict=True):
        outcomes.append(_outcome(batch, ledgers.enter(session, staged, snapshot_id=batch.snapshot_id)))
    return outcomes


def rehearse(session: Session, batches: Sequence[Batch]) -> Sequence[Outcome]:
    """Compare the homes with the books; only the staging place is written to."""
    staged = _staged(session, batches)
    return [
        _outcome(batch, ledgers.rehearse(session, one, after=staged[:place]))
        for place, (batch, one) in enumerate(zip(batches, staged, strict=True))
    ]


def _staged(session: Session, batches: Sequence[Batch]) -> list[Staged]:
    """All sheets of the file, laid ready before the first is merged."""
    staged: list[Staged] = []
    for batch in batches:
        last = staged[-1] if staged else None
        staged.append(
            ledgers.stage(
                session, [batch.frame], fields=batch.fields, localities=batch.localities, after=last
            )
        )
    if staged:
        staged[0].staging.attach(session)
    return staged


def _outcome(batch: Batch, taken: Taken) -> Outcome:
    return Outcome(
        inserted=taken.inserted,
        updated=taken.updated,
        unchanged=taken.unchanged,
        rejected=[Rejected(row, reason) for row, reason in taken.rejected.iter_rows()],
        counties=set(taken.counties),
        doubts=list(_doubts(batch.frame)),
    )


def _doubts(frame: pl.DataFrame) -> Iterator[Doubt]:
    """What stands in the wrong order is evidence, not a typing error: it is taken as it is, and shown."""
    first, transfer = pl.col("first_booked_at").str.head(10), pl.col("transfer_booked_at").str.head(10)
    certified = pl.col("certified_on").dt.to_string("%Y-%m-%d")
    odd = {
        _("发证日期早于转移登记登簿"): certified < transfer,
        _("已发证而没有转移登记登簿"): certified.is_not_null() & transfer.is_null(),
        _("转移登记登簿早于首次登记登簿"): pl.col("transfer_booked_at") < first,
        _("已转移登记而没有首次登记登簿"): transfer.is_not_null() & first.is_null(),
    }
    for sentence, condition in odd.items():
        rows = frame.filter(condition)["row"].to_list()
        if rows:
            yield Doubt(sentence, rows)


def withdraw(session: Session, snapshot: Snapshot, by: Officer) -> None:
    """Give every home back what it said before."""
    withdrawal.withdraw(session, snapshot)


SHEET = Sheet(
    shape=Shape.LEDGER,
    order=4,
    load=load,
    rehearse=rehearse,
    stands_under=withdrawal.stands_under,
    withdraw=withdraw,
    watched=True,
)
