"""Withdrawal: a ledger sheet off the books, every home as it was before, while nothing later stands on it."""

from collections.abc import Sequence

from sqlalchemy import delete, insert, select, union
from sqlalchemy.orm import Session

from supervision.delivery.homes import EARLIER_HOMES, HOMES
from supervision.delivery.snapshots import Snapshot, SnapshotStatus
from supervision.errors import Refused
from supervision.intake import deltas
from supervision.intake.merge import hold
from supervision.words import _


def stands_under(session: Session, snapshot: Snapshot) -> str | None:
    """Why it cannot be withdrawn: a later sheet that still stands changed homes as this one left them."""
    later = session.scalars(
        select(Snapshot)
        .where(
            Snapshot.id > snapshot.id,
            Snapshot.status == SnapshotStatus.ACCEPTED,
            select(EARLIER_HOMES.c.unit_code)
            .where(EARLIER_HOMES.c.snapshot_id == snapshot.id, EARLIER_HOMES.c.changed_by == Snapshot.id)
            .exists(),
        )
        .order_by(Snapshot.id.desc())
    ).first()
    if later is None:
        return None
    return _(
        "其后导入的“{file}”（工作表“{sheet}”）又修改了其中的房屋，请先撤回后一次导入。",
        file=later.file.name,
        sheet=later.sheet,
    )


def withdraw(session: Session, snapshot: Snapshot) -> Sequence[str]:
    """Give every home back what it said, take out those that the sheet brought in; the counties touched.

    What the sheet itself said stays in its sealed original.
    """
    mine = HOMES.c.snapshot_id == snapshot.id
    kept = EARLIER_HOMES.c.changed_by == snapshot.id
    counties = session.scalars(
        union(select(HOMES.c.county_code).where(mine), select(EARLIER_HOMES.c.county_code).where(kept))
    ).all()
    hold(session, counties)
    if reason := stands_under(session, snapshot):
        raise Refused(reason)
    now = select(*(HOMES.c[name] for name in deltas.NEEDED)).where(mine)
    before = select(*(EARLIER_HOMES.c[name] for name in deltas.NEEDED)).where(kept)
    deltas.apply(session, [(now.subquery(), -1), (before.subquery(), +1)])
    deltas.prune(session, counties)
    session.execute(delete(HOMES).where(mine))
    names = [column.name for column in HOMES.columns]
    session.execute(
        insert(HOMES).from_select(names, select(*(EARLIER_HOMES.c[name] for name in names)).where(kept))
    )
    session.expire_all()
    return sorted(counties)
