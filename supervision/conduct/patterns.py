"""Patterns: one flag for a county where a rule fires on more than its share, instead of thousands (成片提示).

Every record keeps its own flag, evidence and history; the pattern stands in the queue for all of them.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, insert, select, update
from sqlalchemy.orm import Session

from supervision import clock
from supervision.conduct.flags import LIMITS, UNJUDGED, WORKFLOW, Flag, FlagStatus
from supervision.conduct.row_selects import Found
from supervision.conduct.rules import MARK, RowRule
from supervision.conduct.weighing import Reason
from supervision.delivery.compounds import Compound
from supervision.delivery.homes import Home
from supervision.delivery.rollups import CompoundCount
from supervision.errors import Refused
from supervision.keys import sm3
from supervision.office import installation
from supervision.office.people import Officer
from supervision.words import _


@dataclass(frozen=True)
class Guard:
    """From how many flags of one rule in one county on they are one pattern. Our own judgement, 待核."""

    share: float = 0.02
    at_least: int = 30

    def most(self, objects: int) -> int:
        """So many flags may stand singly in a county with so many objects."""
        return max(self.at_least, int(self.share * objects))


GUARD = Guard()


def gather(session: Session, found: Found, counties: Iterable[str], *, today: date) -> None:
    """Bring the patterns of one rule in line with its flags in these counties."""
    for county in sorted(set(counties)):
        single = _singles(found, county)
        standing = session.scalar(select(func.count(Flag.id)).where(single)) or 0
        pattern = session.scalars(
            select(Flag).where(
                Flag.rule_code == found.rule.code,
                Flag.county_code == county,
                Flag.pattern.is_(True),
                Flag.status == FlagStatus.OPEN,
            )
        ).first()
        waiting = and_(single, Flag.status == FlagStatus.OPEN, Flag.pattern_id.is_(None))
        if standing > GUARD.most(_objects(session, found, county)):
            if pattern is None and not session.scalars(select(Flag.id).where(waiting)).first():
                continue
            number = pattern.id if pattern else _raise(session, found, county, standing, today)
            if pattern and pattern.newest[0]["flags"] != standing:
                pattern.say_later([_evidence(county, standing)], snapshot_id=None)
            _put(session, waiting, number)
        elif pattern:
            pattern.lapse()
            _put(session, Flag.pattern_id == pattern.id, None)
        if pattern and pattern.status is FlagStatus.OPEN:
            close_if_through(session, pattern)


def dismiss(
    session: Session, pattern: Flag, numbers: Collection[int], *, reason: Reason, because: str, by: Officer
) -> int:
    """Dismiss some of a pattern's flags for one reason, each with its own line; answers how many.

    All or none: one that cannot be dismissed is named, and nothing is changed.
    """
    chosen = session.scalars(members(pattern).where(Flag.id.in_(numbers))).all()
    if not chosen or len(chosen) != len(set(numbers)):
        raise Refused(_("请在本成片提示内选择要排除的疑点。"))
    for flag in chosen:
        if refused := WORKFLOW.why_not(flag, "dismiss", by=by):
            raise Refused(_("{number} 不能排除：{why}", number=flag.number, why=refused))
        flag.dismiss(by=by, reason=reason, because=because)
    session.flush()
    close_if_through(session, pattern)
    return len(chosen)


def close_if_through(session: Session, pattern: Flag) -> None:
    """Nothing of it waits any more (系统)."""
    left = members(pattern).where(Flag.status.in_(UNJUDGED)).limit(1)
    if session.scalars(left).first() is None:
        pattern.status = FlagStatus.THROUGH


def members(pattern: Flag) -> Select[Flag]:
    """The flags that a pattern stands for, judged or not."""
    return select(Flag).where(Flag.pattern_id == pattern.id).order_by(Flag.id)


def _singles(found: Found, county: str) -> ColumnElement[bool]:
    """What the rule still finds on single objects of a county, whatever was judged of it."""
    return and_(
        Flag.rule_code == found.rule.code,
        Flag.county_code == county,
        Flag.pattern.is_(False),
        Flag.status != FlagStatus.LAPSED,
        Flag.lapsed_at.is_(None),
    )


def _objects(session: Session, found: Found, county: str) -> int:
    """How many objects of the rule's kind a county has: homes by the rollups, or compounds of the list."""
    kind = found.rule.kind if isinstance(found.rule, RowRule) else None
    if kind is Home:
        homes = select(func.sum(CompoundCount.homes)).where(CompoundCount.county_code == county)
        return int(session.scalar(homes) or 0)
    listed = select(func.count()).where(Compound.county_code == county)
    return session.scalar(listed) or 0


def _raise(session: Session, found: Found, county: str, standing: int, today: date) -> int:
    rule = found.rule
    evidence = _evidence(county, standing)
    made: int = session.execute(
        insert(Flag)
        .values(
            rule_code=rule.code,
            rule_version=rule.version,
            params={},
            subject=f"{county}{MARK}{rule.code}",
            region_code=county,
            county_code=county,
            evidence=[evidence],
            evidence_digest=sm3(f"{county}{MARK}{rule.code}".encode()),
            later=[],
            severity=rule.severity,
            derived_from_complaint=rule.from_complaints,
            raised_at=clock.now(),
            due_on=LIMITS[rule.severity].due_on(session, today),
            demo=installation.current(session).demo,
            weighed={},
            pattern=True,
            self_reported=False,
            status=FlagStatus.OPEN,
            version=1,
        )
        .returning(Flag.id)
    ).scalar_one()
    return made


def _evidence(county: str, standing: int) -> dict[str, Any]:
    return {"county_code": county, "flags": standing, "share": GUARD.share, "at_least": GUARD.at_least}


def _put(session: Session, which: ColumnElement[bool], number: int | None) -> None:
    session.execute(
        update(Flag).where(which).values(pattern_id=number).execution_options(synchronize_session=False)
    )
