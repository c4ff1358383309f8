"""Rule states: what every rule says of a region now, and what people made of it (三态); nothing is kept."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from supervision import clock
from supervision.conduct import one_pass
from supervision.conduct.flags import UNJUDGED, Flag, FlagStatus
from supervision.conduct.row_selects import Found
from supervision.conduct.rules import RULES, Finding, Outcome, Scope
from supervision.office import regions
from supervision.office.lamps import Lamp

FAILED = "规则未能运行"


@dataclass(frozen=True)
class State:
    """What a rule says of one object now, and what people made of it; or that it fires nowhere."""

    rule: str
    outcome: Outcome
    subject: str
    county_code: str
    lamp: Lamp | None = None
    missing: tuple[str, ...] = ()
    judged: FlagStatus | None = None


def states(session: Session, region_code: str, *, today: date | None = None) -> Iterator[State]:
    """What every rule says now of a region's records, by the ledger's own keys; nothing is written.

    Rule by rule, what fires before what cannot be computed. Rules that look at complaints are left out. A
    rule that failed is told as one that cannot be computed.
    """
    scope = Scope(today=today or clock.today(), region_code=region_code)
    rules = [rule for rule in RULES.values() if not rule.from_complaints]
    looked = one_pass.look(session, scope, among=rules)
    judged = _judged(session, region_code)
    for found in sorted(looked, key=lambda one: one.rule.code):
        code = found.rule.code
        if found.failed:
            yield State(code, Outcome.UNKNOWN, region_code, region_code, Lamp.UNKNOWN, (FAILED,))
            continue
        told = [*_in_order(found, Outcome.HIT), *_in_order(found, Outcome.UNKNOWN)]
        for one in told:
            hit = one.outcome is Outcome.HIT
            yield State(
                code,
                one.outcome,
                one.subject,
                one.county_code,
                (one.severity or found.rule.severity) if hit else Lamp.UNKNOWN,
                one.missing,
                judged.get((code, one.county_code, one.subject)) if hit else None,
            )
        if not told:
            yield State(code, Outcome.CLEAR, region_code, region_code)


def _in_order(found: Found, outcome: Outcome) -> list[Finding]:
    return sorted(found.of(outcome), key=lambda one: (one.county_code, one.subject))


def _judged(session: Session, region_code: str) -> dict[tuple[str, str, str], FlagStatus]:
    """What people made of the last flag on each object; nothing of one that still waits."""
    last = (
        select(Flag.rule_code, Flag.county_code, Flag.subject, Flag.status)
        .where(
            regions.within(Flag.region_code, region_code),
            Flag.pattern.is_(False),
            Flag.status != FlagStatus.LAPSED,
        )
        .order_by(Flag.id)
    )
    by_object = {(rule, county, subject): status for rule, county, subject, status in session.execute(last)}
    return {key: status for key, status in by_object.items() if status not in UNJUDGED}
