"""Scans: all rules over a region, or over what one import changed (疑点检查)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import JSON, ColumnElement, Select, and_, delete, insert, or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from supervision import clock
from supervision.conduct import one_pass
from supervision.conduct.flags import Flag
from supervision.conduct.one_pass import KEYS, Found
from supervision.conduct.rules import Outcome, RowRule, Scope
from supervision.conduct.settling import settle
from supervision.db import Row
from supervision.delivery import campaigns
from supervision.delivery.snapshots import Snapshot
from supervision.office import regions
from supervision.office.lamps import Lamp
from supervision.office.people import Officer


class Scan(Row):
    """One run of the rules, and how much it found."""

    __tablename__ = "scans"

    at: Mapped[datetime]
    region_code: Mapped[str]
    snapshot_id: Mapped[int | None]
    raised: Mapped[int]
    kept: Mapped[int]
    lapsed: Mapped[int]
    uncomputed: Mapped[int]


class Uncomputed(Row):
    """What a rule could not judge, and what it lacks (无法计算：缺…). The last scan's word stands."""

    __tablename__ = "uncomputed"

    rule_code: Mapped[str] = mapped_column(index=True)
    county_code: Mapped[str] = mapped_column(index=True)
    subject: Mapped[str]
    missing: Mapped[list[str]] = mapped_column(JSON)


@dataclass(frozen=True)
class State:
    """What a rule says of one object now; of what did not fire nothing is said."""

    rule: str
    outcome: Outcome
    subject: str
    lamp: Lamp
    missing: tuple[str, ...] = ()


def evaluate(
    session: Session,
    *,
    today: date,
    region_code: str | None = None,
    snapshot_id: int | None = None,
    counties: Iterable[str] | None = None,
) -> Scan:
    """Run every rule and settle the flags: over a region, some counties, or what one import changed.

    With a snapshot the row rules look at its rows only, and group rules at `counties` or at its region.
    """
    session.flush()
    if region_code is None and snapshot_id is not None:
        region_code = session.get_one(Snapshot, snapshot_id).region_code
    scope = Scope(
        today=today,
        region_code=region_code or campaigns.current(session).province_code,
        counties=None if counties is None else tuple(counties),
        snapshot_id=snapshot_id,
    )
    looked = one_pass.look(session, scope)
    settled = [settle(session, found, scope) for found in looked]
    scan = Scan(
        at=clock.now(),
        region_code=scope.region_code,
        snapshot_id=snapshot_id,
        raised=sum(one.raised for one in settled),
        kept=sum(one.kept for one in settled),
        lapsed=sum(one.lapsed for one in settled),
        uncomputed=sum(_list_uncomputed(session, found, scope) for found in looked),
    )
    session.add(scan)
    for flag in list(session.identity_map.values()):
        if isinstance(flag, Flag):
            session.expire(flag)
    session.flush()
    return scan


def states(session: Session, region_code: str, *, today: date | None = None) -> Iterator[State]:
    """What every rule says now of a region's records, by the ledger's own keys; nothing is written.

    Rules that look at complaints are left out.
    """
    scope = Scope(today=today or clock.today(), region_code=region_code)
    for found in one_pass.look(session, scope):
        for finding in found.findings:
            if finding.outcome is not Outcome.CLEAR:
                severity = finding.severity or found.rule.severity
                lamp = severity if finding.outcome is Outcome.HIT else Lamp.UNKNOWN
                yield State(found.rule.code, finding.outcome, finding.subject, lamp, finding.missing)


def last(session: Session, region_code: str) -> Scan | None:
    """The last scan that took in all of a region."""
    around = (region_code, *_above(region_code))
    return session.scalar(
        select(Scan)
        .where(Scan.region_code.in_(around), Scan.snapshot_id.is_(None))
        .order_by(Scan.id.desc())
        .limit(1)
    )


def uncomputed_for(officer: Officer) -> Select[Uncomputed]:
    """What the rules could not judge in the officer's place."""
    return (
        select(Uncomputed)
        .where(regions.within(Uncomputed.county_code, officer.region_code))
        .order_by(Uncomputed.rule_code, Uncomputed.county_code, Uncomputed.subject)
    )


def _list_uncomputed(session: Session, found: Found, scope: Scope) -> int:
    gone: list[ColumnElement[bool]] = [
        Uncomputed.rule_code == found.rule.code,
        scope.places(Uncomputed.county_code),
    ]
    if scope.snapshot_id is not None and isinstance(found.rule, RowRule):
        kind, key = found.rule.kind, KEYS[found.rule.kind]
        rows = select(kind.county_code).where(
            scope.rows(kind), kind.county_code == Uncomputed.county_code, key == Uncomputed.subject
        )
        gone.append(or_(Uncomputed.subject == Uncomputed.county_code, rows.exists()))
    session.execute(delete(Uncomputed).where(and_(*gone)).execution_options(synchronize_session=False))
    gaps: Sequence[dict[str, object]] = [
        {
            "rule_code": found.rule.code,
            "county_code": gap.county_code,
            "subject": gap.subject,
            "missing": list(gap.missing),
        }
        for gap in found.of(Outcome.UNKNOWN)
    ]
    if gaps:
        session.execute(insert(Uncomputed), gaps)
    return len(gaps)


def _above(code: str) -> tuple[str, ...]:
    return (f"{code[:4]}00", f"{code[:2]}0000")
