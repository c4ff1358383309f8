"""Scans: all rules over a region, or over what one import changed (疑点检查)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ColumnElement, ForeignKey, Select, and_, delete, func, insert, or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from supervision import clock
from supervision.conduct import one_pass
from supervision.conduct.flags import Flag
from supervision.conduct.row_selects import KEYS, Found
from supervision.conduct.rules import GroupRule, Outcome, RowRule, Rule, Scope
from supervision.conduct.settling import settle
from supervision.db import Row
from supervision.delivery import campaigns
from supervision.delivery.snapshots import Shape, Snapshot
from supervision.office import regions
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


class RuleRun(Row):
    """What one rule came to in one scan; `failed` is the kind of error that stopped it."""

    __tablename__ = "rule_runs"

    scan_id: Mapped[int] = mapped_column(ForeignKey("scans.id"), index=True)
    rule_code: Mapped[str] = mapped_column(index=True)
    rule_version: Mapped[int]
    hits: Mapped[int]
    uncomputed: Mapped[int]
    failed: Mapped[str | None]


class Uncomputed(Row):
    """What a rule could not judge, and what it lacks (无法计算：缺…). The last scan's word stands."""

    __tablename__ = "uncomputed"

    rule_code: Mapped[str] = mapped_column(index=True)
    county_code: Mapped[str] = mapped_column(index=True)
    subject: Mapped[str]
    missing: Mapped[list[str]] = mapped_column(JSON)


def evaluate(
    session: Session,
    *,
    today: date,
    region_code: str | None = None,
    snapshot_id: int | None = None,
    counties: Iterable[str] | None = None,
    about: Shape | None = None,
    among: Collection[Rule[Any]] | None = None,
) -> Scan:
    """Run every rule and settle the flags: over a region, some counties, or what one import changed.

    With a snapshot the rules look at its rows and the groups that they are in. `about` leaves out the rules
    that sheets of another shape are nothing to; `among` names the rules to run.
    """
    session.flush()
    if snapshot_id is not None:
        snapshot = session.get_one(Snapshot, snapshot_id)
        region_code, about = region_code or snapshot.region_code, snapshot.shape
    scope = Scope(
        today=today,
        region_code=region_code or campaigns.current(session).province_code,
        counties=None if counties is None else tuple(counties),
        snapshot_id=snapshot_id,
    )
    looked = one_pass.look(session, scope, shape=about, among=among)
    settled = [settle(session, found) for found in looked]
    scan = Scan(
        at=clock.now(),
        region_code=scope.region_code,
        snapshot_id=snapshot_id,
        raised=sum(one.raised for one in settled),
        kept=sum(one.kept for one in settled),
        lapsed=sum(one.lapsed for one in settled),
        uncomputed=sum(_list_uncomputed(session, found) for found in looked),
    )
    session.add(scan)
    session.flush()
    session.add_all(
        RuleRun(
            scan_id=scan.id,
            rule_code=found.rule.code,
            rule_version=found.rule.version,
            hits=len(found.of(Outcome.HIT)),
            uncomputed=len(found.of(Outcome.UNKNOWN)),
            failed=found.failed,
        )
        for found in looked
    )
    for flag in list(session.identity_map.values()):
        if isinstance(flag, Flag):
            session.expire(flag)
    session.flush()
    return scan


def last(session: Session, region_code: str) -> Scan | None:
    """The last scan that took in all of a region."""
    around = (region_code, *_above(region_code))
    return session.scalar(
        select(Scan)
        .where(Scan.region_code.in_(around), Scan.snapshot_id.is_(None))
        .order_by(Scan.id.desc())
        .limit(1)
    )


def failed(session: Session, region_code: str, *, until: datetime | None = None) -> list[RuleRun]:
    """The rules whose last run over a place, or around it, broke off; they say nothing of it now."""
    runs = (
        select(func.max(RuleRun.id))
        .join(Scan, Scan.id == RuleRun.scan_id)
        .where(or_(regions.within(Scan.region_code, region_code), Scan.region_code.in_(_above(region_code))))
        .group_by(RuleRun.rule_code)
    )
    if until is not None:
        runs = runs.where(Scan.at < until)
    last = select(RuleRun).where(RuleRun.id.in_(runs), RuleRun.failed.is_not(None))
    return list(session.scalars(last.order_by(RuleRun.rule_code)))


def uncomputed_for(officer: Officer, region_code: str) -> Select[Uncomputed]:
    """What the rules could not judge in a region of the officer's place; what whole counties lack, first."""
    return (
        select(Uncomputed)
        .where(
            regions.within(Uncomputed.county_code, officer.region_code),
            regions.within(Uncomputed.county_code, region_code),
        )
        .order_by(
            Uncomputed.subject != Uncomputed.county_code,
            Uncomputed.county_code,
            Uncomputed.subject,
            Uncomputed.rule_code,
        )
    )


def gaps_of_rules(session: Session, officer: Officer, region_code: str) -> Mapping[str, int]:
    """In how many counties of a region each rule lacks something, by its code."""
    gaps = uncomputed_for(officer, region_code).order_by(None).subquery()
    counted = select(gaps.c.rule_code, func.count(gaps.c.county_code.distinct())).group_by(gaps.c.rule_code)
    return dict(session.execute(counted).all())


def _list_uncomputed(session: Session, found: Found) -> int:
    """The gaps of what the rule looked at, listed anew; of a rule that failed the old ones stand."""
    if found.failed:
        return 0
    scope = found.scope
    gone: list[ColumnElement[bool]] = [
        Uncomputed.rule_code == found.rule.code,
        scope.places(Uncomputed.county_code),
    ]
    if not scope.whole and isinstance(found.rule, GroupRule):
        answered = {finding.subject for finding in found.findings}
        gone.append(or_(Uncomputed.subject == Uncomputed.county_code, Uncomputed.subject.in_(answered)))
    if not scope.whole and isinstance(found.rule, RowRule):
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
