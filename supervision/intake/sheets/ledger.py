"""The registration ledger: one row per home, thousands to millions of them (登记台账)."""

from sqlalchemy.orm import Session

from supervision.delivery.snapshots import Shape, Snapshot
from supervision.intake import ledgers, withdrawal
from supervision.intake.sheets import Batch, Outcome, Rejected, Sheet
from supervision.office.people import Officer


def load(session: Session, batch: Batch) -> Outcome:
    """Bring the homes onto the books: new ones, and what the sheet says otherwise of known ones."""
    taken = ledgers.take_in(
        session,
        [batch.frame],
        fields=batch.fields,
        localities=batch.localities,
        snapshot_id=batch.snapshot_id,
    )
    return Outcome(
        inserted=taken.inserted,
        updated=taken.updated,
        unchanged=taken.unchanged,
        rejected=[Rejected(row, reason) for row, reason in taken.rejected.iter_rows()],
        counties=set(taken.counties),
    )


def withdraw(session: Session, snapshot: Snapshot, by: Officer) -> None:
    """Give every home back what it said before."""
    withdrawal.withdraw(session, snapshot)


SHEET = Sheet(shape=Shape.LEDGER, order=4, load=load, stands_under=withdrawal.stands_under, withdraw=withdraw)
