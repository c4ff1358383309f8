"""Rule trials: what other parameters would come to on the present data; nothing is written (试算)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from supervision import clock
from supervision.conduct import one_pass
from supervision.conduct.rules import Outcome, Rule, Scope


@dataclass(frozen=True)
class Trial:
    """How many objects fire now and would then, and which would be new or gone."""

    now: int
    then: int
    new: Sequence[str]
    gone: Sequence[str]


def tried(session: Session, rule: Rule[Any], params: Any, region_code: str) -> Trial:
    scope = Scope(today=clock.today(), region_code=region_code)
    before = _hits(session, rule, scope, {})
    after = _hits(session, rule, scope, {rule.code: params})
    return Trial(len(before), len(after), sorted(after - before), sorted(before - after))


def _hits(session: Session, rule: Rule[Any], scope: Scope, trial: one_pass.Trial) -> set[str]:
    found = one_pass.look(session, scope, among=[rule], trial=trial)
    return {hit.subject for one in found for hit in one.of(Outcome.HIT)}
