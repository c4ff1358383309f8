"""Rescans: the rules look again at what changed since a moment, however it came in, and at nothing else."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from supervision import clock
from supervision.conduct import scans
from supervision.conduct.rules import RULES
from supervision.conduct.scans import Scan
from supervision.delivery.progress import ProgressReport
from supervision.delivery.snapshots import Shape, Snapshot, SnapshotStatus

WATCHED = frozenset[Shape]().union(*(rule.needs for rule in RULES.values()))


def since(session: Session, moment: datetime | None) -> list[Scan]:
    """Scan what was imported, withdrawn or telephoned after a moment; everything where there was none."""
    today = clock.today()
    if moment is None:
        return [scans.evaluate(session, today=today)]
    imported = session.scalars(
        select(Snapshot.id)
        .where(
            Snapshot.shape.in_(WATCHED),
            Snapshot.status == SnapshotStatus.ACCEPTED,
            Snapshot.accepted_at > moment,
        )
        .order_by(Snapshot.id)
    ).all()
    withdrawn = session.scalars(
        select(Snapshot.region_code)
        .where(Snapshot.shape.in_(WATCHED), Snapshot.withdrawn_at > moment)
        .distinct()
        .order_by(Snapshot.region_code)
    ).all()
    telephoned = session.scalars(
        select(ProgressReport.county_code)
        .where(ProgressReport.snapshot_id.is_(None), ProgressReport.entered_at > moment)
        .distinct()
        .order_by(ProgressReport.county_code)
    ).all()
    return [
        *(scans.evaluate(session, today=today, snapshot_id=number) for number in imported),
        *(scans.evaluate(session, today=today, region_code=code) for code in withdrawn),
        *(
            [scans.evaluate(session, today=today, counties=telephoned, about=Shape.PROGRESS)]
            if telephoned
            else []
        ),
    ]


def by_day(session: Session) -> Scan | None:
    """What depends on the day, or on complaints, looked at all over the province; None without such rules."""
    rules = [rule for rule in RULES.values() if rule.daily or rule.from_complaints]
    return scans.evaluate(session, today=clock.today(), among=rules) if rules else None
