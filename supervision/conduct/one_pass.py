"""All rules over a scope in one pass: the row rules of a table share one SELECT, a CASE bit a condition.

A rule that fails stands in nobody's way: what it says is put back, the others go on, and it is reported.
"""

import logging
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, case, or_, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import InstrumentedAttribute
from sqlalchemy.sql.elements import AsBoolean, False_

from supervision.conduct import rule_settings
from supervision.conduct.rules import RULES, Finding, GroupRule, Outcome, RowRule, Rule, Scope, Test
from supervision.delivery.compounds import Compound
from supervision.delivery.homes import EARLIER_HOMES, Home
from supervision.delivery.snapshots import Shape
from supervision.labels import Labelled
from supervision.office.lamps import Lamp

log = logging.getLogger(__name__)

KEYS: dict[Any, InstrumentedAttribute[str]] = {Home: Home.unit_code, Compound: Compound.number}
COMPOUNDS: dict[Any, InstrumentedAttribute[Any]] = {Home: Home.compound_number, Compound: Compound.number}
#: The sheet that writes a table's rows: after its import only those are looked at.
WRITTEN_BY: dict[Any, Shape] = {Home: Shape.LEDGER, Compound: Shape.TASK_LIST}
Trial = Mapping[str, Any]


@dataclass(frozen=True)
class Found:
    """What one rule found in a scope.

    `blank` are the counties that it could not look into; `failed` is the kind of error that stopped it, and
    then nothing is known.
    """

    rule: Rule[Any]
    scope: Scope
    params: Any = None
    blank: frozenset[str] = frozenset()
    findings: list[Finding] = field(default_factory=list)
    failed: str | None = None

    def of(self, outcome: Outcome) -> list[Finding]:
        return [finding for finding in self.findings if finding.outcome is outcome]


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
    for kind in KEYS:
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
    return found


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


@dataclass(frozen=True)
class _Bit:
    """One CASE of the SELECT: whether a row fires, or what it lacks to be judged."""

    found: Found
    condition: ColumnElement[bool]
    missing: str | None = None
    severe: ColumnElement[bool] | None = None

    @property
    def value(self) -> ColumnElement[int]:
        """0 where it does not hold; 2 for a hit that is severe."""
        if self.severe is None:
            return case((self.condition, 1), else_=0)
        return case((and_(self.condition, self.severe), 2), (self.condition, 1), else_=0)


def _together(
    session: Session, scope: Scope, kind: type[Any], rules: Sequence[RowRule[Any]], trial: Trial
) -> list[Found]:
    found: list[Found] = []
    bits: list[_Bit] = []
    for rule in rules:
        params = _params(session, scope, rule, trial)
        test = rule.test(session, scope, params)
        gaps = [
            Finding(outcome=Outcome.UNKNOWN, subject=county, county_code=county, missing=missing)
            for county, missing in test.blank.items()
        ]
        one = Found(rule, scope, params, blank=frozenset(test.blank), findings=gaps)
        found.append(one)
        bits += _bits(one, test)
    if bits:
        _fetch(session, scope, kind, bits)
    return found


def _bits(found: Found, test: Test) -> list[_Bit]:
    """Of what can hold at all: where no county sent what a rule needs, no row is asked."""
    bits = [
        _Bit(found, test.hit, severe=test.severe),
        *(_Bit(found, condition, missing) for missing, condition in test.missing.items()),
    ]
    return [bit for bit in bits if not _never(bit.condition)]


def _never(condition: ColumnElement[bool]) -> bool:
    return isinstance(condition.element if isinstance(condition, AsBoolean) else condition, False_)


def _fetch(session: Session, scope: Scope, kind: type[Any], bits: Sequence[_Bit]) -> None:
    """Only rows that set a bit leave the database."""
    shown = sorted({column for bit in bits for column in _rule(bit.found).shows})
    asked = (
        select(kind.county_code, KEYS[kind], COMPOUNDS[kind])
        .add_columns(*(getattr(kind, column) for column in shown))
        .add_columns(*(bit.value.label(f"bit{place}") for place, bit in enumerate(bits)))
        .where(scope.rows(kind), or_(*(bit.condition for bit in bits)))
    )
    for county, key, number, *rest in session.execute(asked):
        values = {column: plain(value) for column, value in zip(shown, rest, strict=False)}
        lacking: dict[int, list[str]] = {}
        for bit, told in zip(bits, rest[len(shown) :], strict=True):
            if told and bit.missing:
                lacking.setdefault(id(bit.found), []).append(bit.missing)
            elif told:
                rule = _rule(bit.found)
                bit.found.findings.append(
                    Finding(
                        outcome=Outcome.HIT,
                        subject=key,
                        county_code=county,
                        compound_number=number,
                        evidence=[{column: values[column] for column in rule.shows}],
                        grounds=[{column: values[column] for column in rule.decides}],
                        severity=Lamp.RED if told > 1 else None,
                    )
                )
        for bit in bits:
            missing = lacking.pop(id(bit.found), None)
            if missing:
                bit.found.findings.append(
                    Finding(
                        outcome=Outcome.UNKNOWN,
                        subject=key,
                        county_code=county,
                        compound_number=number,
                        missing=tuple(missing),
                    )
                )


def plain(value: object) -> object:
    """As it is kept in a flag: days as they are written, enums by value."""
    if isinstance(value, Labelled):
        return value.value
    return value.isoformat() if isinstance(value, date) else value


def _rule(found: Found) -> RowRule[Any]:
    assert isinstance(found.rule, RowRule)
    return found.rule
