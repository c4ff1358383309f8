"""What becomes of the flags after a look: raised where new, kept while they stand, lapsed when they are gone.

All of it is the system's doing (系统); nothing is deleted, and nothing that a person judged is touched.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import ColumnElement, Row, func, insert, select, update
from sqlalchemy.orm import Session

from supervision import clock
from supervision.conduct import patterns
from supervision.conduct.flags import LIMITS, UNJUDGED, Flag, FlagStatus
from supervision.conduct.row_selects import KEYS, Found, plain
from supervision.conduct.rules import Evidence, Finding, GroupRule, Outcome, RowRule
from supervision.delivery.homes import Home
from supervision.delivery.snapshots import Shape, Snapshot, SnapshotStatus
from supervision.keys import sm3
from supervision.office import installation

BATCH = 500
Key = tuple[str, str]
Known = Mapping[Key, Sequence[Any]]


@dataclass(frozen=True)
class Settled:
    """How many flags a look raised, kept, and let lapse."""

    raised: int
    kept: int
    lapsed: int


def settle(session: Session, found: Found) -> Settled:
    """Bring the flags of one rule in line with what it found in its scope; of a failed rule nothing changes.

    What was judged is not raised again on the very same grounds; what lapsed may come back.
    """
    if found.failed:
        return Settled(0, 0, 0)
    known = _known(session, found)
    hits = {(hit.county_code, hit.subject): (hit, digest(hit.grounds)) for hit in found.of(Outcome.HIT)}
    kept, new = [], []
    for key, (hit, grounds) in hits.items():
        flags = [flag for flag in known.get(key, ()) if flag.status is not FlagStatus.LAPSED]
        waiting = [flag for flag in flags if flag.status in UNJUDGED]
        if waiting:
            kept.append((waiting[0], hit, grounds))
        elif all(flag.evidence_digest != grounds for flag in flags):
            new.append((hit, grounds))
    sent_in = _sent_in(session, {hit.county_code for hit, _grounds in new} | {key[0] for key in hits})
    _raise(session, found, new, sent_in)
    _keep(session, kept, sent_in)
    lapsed = _lapse(session, found, known, hits)
    touched = {county for county, _subject in (*hits, *known)}
    patterns.gather(session, found, touched, today=found.scope.today)
    return Settled(len(new), len(kept), lapsed)


def digest(grounds: Evidence) -> str:
    """What tells one set of grounds from another."""
    return sm3(json.dumps(list(grounds), ensure_ascii=False, sort_keys=True).encode())


def _known(session: Session, found: Found) -> Known:
    known: defaultdict[Key, list[Any]] = defaultdict(list)
    flags = select(
        Flag.id, Flag.county_code, Flag.subject, Flag.status, Flag.evidence_digest, Flag.lapsed_at
    ).where(
        Flag.rule_code == found.rule.code,
        Flag.pattern.is_(False),
        found.scope.places(Flag.county_code),
    )
    for flag in session.execute(flags):
        known[flag.county_code, flag.subject].append(flag)
    return known


def _sent_in(session: Session, counties: Collection[str]) -> Mapping[str, int]:
    """The last standing ledger of each county, or of the city or province that sent it for the county."""
    if not counties:
        return {}
    last = dict(
        session.execute(
            select(Snapshot.region_code, func.max(Snapshot.id))
            .where(Snapshot.shape == Shape.LEDGER, Snapshot.status == SnapshotStatus.ACCEPTED)
            .group_by(Snapshot.region_code)
        ).all()
    )
    around = {county: (county, f"{county[:4]}00", f"{county[:2]}0000") for county in counties}
    return {
        county: max(last[code] for code in codes if code in last)
        for county, codes in around.items()
        if any(code in last for code in codes)
    }


def _raise(
    session: Session, found: Found, new: Sequence[tuple[Finding, str]], sent_in: Mapping[str, int]
) -> None:
    if not new:
        return
    rule = found.rule
    due = {lamp: limit.due_on(session, found.scope.today) for lamp, limit in LIMITS.items()}
    common = {
        "rule_code": rule.code,
        "rule_version": rule.version,
        "params": {name: plain(value) for name, value in asdict(found.params).items()},
        "later": [],
        "pattern": False,
        "self_reported": False,
        "raised_at": clock.now(),
        "weighed": {},
        "status": FlagStatus.OPEN,
        "demo": installation.current(session).demo,
        "version": 1,
    }
    rows = [
        common
        | {
            "subject": hit.subject,
            "region_code": hit.region_code or hit.county_code,
            "county_code": hit.county_code,
            "compound_number": hit.compound_number,
            "derived_from_complaint": rule.from_complaints or hit.from_complaints,
            "snapshot_id": sent_in.get(hit.county_code),
            "evidence": list(hit.evidence),
            "evidence_digest": grounds,
            "severity": hit.severity or rule.severity,
            "due_on": due[hit.severity or rule.severity],
        }
        for hit, grounds in new
    ]
    for start in range(0, len(rows), BATCH):
        session.execute(insert(Flag), rows[start : start + BATCH])


def _keep(
    session: Session, kept: Sequence[tuple[Row[Any], Finding, str]], sent_in: Mapping[str, int]
) -> None:
    """An open flag tells the newest grounds beside those it was raised on; one that a unit checks waits."""
    again = [flag.id for flag, _hit, _grounds in kept if flag.lapsed_at is not None]
    _change(session, again, {"lapsed_at": None})
    for flag, hit, grounds in kept:
        if flag.status is FlagStatus.OPEN and flag.evidence_digest != grounds:
            open_flag = session.get_one(Flag, flag.id, populate_existing=True)
            open_flag.say_later(hit.evidence, snapshot_id=sent_in.get(hit.county_code))
            open_flag.evidence_digest = grounds
            if hit.severity:
                open_flag.severity = hit.severity
    session.flush()


def _lapse(session: Session, found: Found, known: Known, hits: Mapping[Key, object]) -> int:
    unknown = {(gap.county_code, gap.subject) for gap in found.of(Outcome.UNKNOWN)}
    candidates = {
        key: flag
        for key, flags in known.items()
        for flag in flags
        if flag.status in UNJUDGED
        and flag.lapsed_at is None
        and key not in hits
        and key not in unknown
        and key[0] not in found.blank
    }
    if not candidates:
        return 0
    looked_at = _looked_at(session, found, list(candidates))
    gone = [flag for key, flag in candidates.items() if key in looked_at]
    for status, changed in (
        ((FlagStatus.OPEN,), {"lapsed_at": clock.now(), "status": FlagStatus.LAPSED}),
        ((FlagStatus.SENT, FlagStatus.REPLIED), {"lapsed_at": clock.now()}),
    ):
        _change(session, [flag.id for flag in gone if flag.status in status], changed)
    return len(gone)


def _looked_at(session: Session, found: Found, keys: Sequence[Key]) -> set[Key]:
    """Which of these objects the look took in: those a group rule answered for, or the rows in scope."""
    rule, scope = found.rule, found.scope
    if isinstance(rule, GroupRule) and not rule.by_home and not (scope.whole and rule.sweeping):
        return {(clear.county_code, clear.subject) for clear in found.of(Outcome.CLEAR)}
    if scope.whole:
        return set(keys)
    kind = rule.kind if isinstance(rule, RowRule) else Home
    key = KEYS[kind]
    seen: set[Key] = set()
    for start in range(0, len(keys), BATCH):
        some = [subject for _county, subject in keys[start : start + BATCH]]
        rows = session.execute(select(kind.county_code, key).where(scope.rows(kind), key.in_(some)))
        seen |= {(county, subject) for county, subject in rows}
    return seen


def _change(session: Session, ids: Sequence[int], changed: Mapping[str, Any]) -> None:
    for start in range(0, len(ids), BATCH):
        here: ColumnElement[bool] = Flag.id.in_(ids[start : start + BATCH])
        session.execute(
            update(Flag)
            .where(here)
            .values(**changed, version=Flag.version + 1)
            .execution_options(synchronize_session=False)
        )
