"""All rules over a scope in one pass: the row rules of a table share one SELECT, a CASE bit a condition.

A rule that fails stands in nobody's way: what it says is put back, the others go on, and it is reported.
"""

import logging
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from supervision.conduct import row_selects, rule_settings
from supervision.conduct.row_selects import Bit, Found
from supervision.conduct.rules import RULES, Finding, GroupRule, Outcome, RowRule, Rule, Scope
from supervision.conduct.sheets_owed import SheetsOwed
from supervision.delivery.compounds import Compound
from supervision.delivery.homes import EARLIER_HOMES, Home
from supervision.delivery.snapshots import Shape

log = logging.getLogger(__name__)

#: The sheet that writes a table's rows: after its import only those are looked at.
WRITTEN_BY: dict[Any, Shape] = {Home: Shape.LEDGER, Compound: Shape.TASK_LIST}
Trial = Mapping[str, Any]


def look(
    session: Session,
    scope: Scope,
    *,
    shape: Shape | None = None,
    among: Collection[Rule[Any]] | None = None,
    trial: Trial | None = None,
) -> list[Found]:
    """What each rule finds in the scope.

    `shape` is what was imported: rules that do not need it have nothing new to see. `trial` are parameters to
    try instead of those in force, by the code of their rule.
    """
    scope = _touched(session, scope, shape)
    rules = list(RULES.values()) if among is None else list(among)
    asked = [(rule, seen) for rule in rules if (seen := _seen(rule, scope, shape)) is not None]
    found: list[Found] = []
    for kind in WRITTEN_BY:
        for narrow in (True, False):
            together = [
                rule
                for rule, seen in asked
                if isinstance(rule, RowRule) and rule.kind is kind and (seen == scope) is narrow
            ]
            if together:
                seen = scope if narrow else widened(scope)
                found += _rows(session, seen, kind, together, trial or {})
    for rule, seen in asked:
        if isinstance(rule, GroupRule):
            found.append(_group(session, seen, rule, trial or {}))
    _add_owed(session, found)
    return found


def _add_owed(session: Session, looked: Collection[Found]) -> None:
    """What each rule cannot say of a county that sent no sheet; nothing where it says so in its own words."""
    owed: dict[Scope, SheetsOwed] = {}
    for found in looked:
        if found.failed:
            continue
        places = widened(found.scope)
        if places not in owed:
            owed[places] = SheetsOwed(session, places)
        told = {gap.subject for gap in found.of(Outcome.UNKNOWN)}
        found.findings.extend(
            Finding(outcome=Outcome.UNKNOWN, subject=county, county_code=county, missing=missing)
            for county, missing in owed[places].among(found.rule.rests_on).items()
            if county not in told
        )


def _touched(session: Session, scope: Scope, shape: Shape | None) -> Scope:
    """Of a ledger's import, the counties of the homes that it wrote, which are fewer than it could have."""
    if scope.snapshot_id is None or scope.counties is not None or shape is not Shape.LEDGER:
        return scope
    now = select(Home.county_code).where(Home.snapshot_id == scope.snapshot_id)
    before = select(EARLIER_HOMES.c.county_code).where(EARLIER_HOMES.c.changed_by == scope.snapshot_id)
    counties = sorted(session.scalars(now.union(before)))
    return replace(scope, counties=tuple(counties)) if counties else scope


def widened(scope: Scope) -> Scope:
    """All objects of the places, not only what the import wrote."""
    return replace(scope, snapshot_id=None)


def _seen(rule: Rule[Any], scope: Scope, shape: Shape | None) -> Scope | None:
    """What a rule looks at after the import of a sheet of this shape; None where that is nothing to it."""
    if shape is not None and shape not in rule.needs:
        return None
    if isinstance(rule, GroupRule) and rule.compares:
        return Scope(today=scope.today, region_code=f"{scope.region_code[:2]}0000")
    if shape is None:
        return scope
    own = WRITTEN_BY[rule.kind] if isinstance(rule, RowRule) else Shape.LEDGER
    return scope if shape is own else widened(scope)


def _group(session: Session, scope: Scope, rule: GroupRule[Any], trial: Trial) -> Found:
    def find() -> list[Found]:
        params = _params(session, scope, rule, trial)
        return [Found(rule, scope, params, findings=list(rule.find(session, scope, params)))]

    return _guarded(session, scope, [rule], find)[0]


def _rows(
    session: Session, scope: Scope, kind: type[Any], rules: Sequence[RowRule[Any]], trial: Trial
) -> list[Found]:
    """All in one SELECT; if that fails, one by one, so that the one which fails is known."""

    def find() -> list[Found]:
        return _together(session, scope, kind, rules, trial)

    if len(rules) == 1:
        return _guarded(session, scope, rules, find)
    try:
        with session.begin_nested():
            return find()
    except Exception:  # which of them failed is found out below, and logged there
        return [found for rule in rules for found in _rows(session, scope, kind, [rule], trial)]


def _guarded(
    session: Session, scope: Scope, rules: Sequence[Rule[Any]], find: Callable[[], list[Found]]
) -> list[Found]:
    try:
        with session.begin_nested():
            return find()
    except Exception as error:  # a rule's bug must not stop the others; it is logged whole and told in short
        log.exception("rule %s", rules[0].code)
        return [Found(rule, scope, failed=type(error).__name__) for rule in rules]


def _params(session: Session, scope: Scope, rule: Rule[Any], trial: Trial) -> Any:
    if rule.code in trial:
        return trial[rule.code]
    return rule_settings.params(session, rule, on=scope.today)


def _together(
    session: Session, scope: Scope, kind: type[Any], rules: Sequence[RowRule[Any]], trial: Trial
) -> list[Found]:
    found: list[Found] = []
    bits: list[Bit] = []
    for rule in rules:
        params = _params(session, scope, rule, trial)
        test = rule.test(session, scope, params)
        gaps = [
            Finding(outcome=Outcome.UNKNOWN, subject=county, county_code=county, missing=missing)
            for county, missing in (*test.blank.items(), *test.partly.items())
        ]
        one = Found(rule, scope, params, blank=frozenset(test.blank), findings=gaps)
        found.append(one)
        bits += row_selects.bits_of(one, test)
    if bits:
        row_selects.fetch(session, scope, kind, bits)
    return found
