"""All rules over a scope in one pass: the row rules of a table share one SELECT, a CASE bit a condition."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, case, or_, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import InstrumentedAttribute

from supervision.conduct.rules import RULES, Finding, GroupRule, Outcome, RowRule, Rule, Scope, Test
from supervision.delivery.compounds import Compound
from supervision.delivery.homes import Home
from supervision.labels import Labelled

KEYS: dict[Any, InstrumentedAttribute[str]] = {Home: Home.unit_code, Compound: Compound.number}
COMPOUNDS: dict[Any, InstrumentedAttribute[Any]] = {Home: Home.compound_number, Compound: Compound.number}


@dataclass(frozen=True)
class Found:
    """What one rule found in a scope; `blank` are the counties that it could not look into."""

    rule: Rule[Any]
    params: Any
    blank: frozenset[str] = frozenset()
    findings: list[Finding] = field(default_factory=list)

    def of(self, outcome: Outcome) -> list[Finding]:
        return [finding for finding in self.findings if finding.outcome is outcome]


def look(session: Session, scope: Scope) -> list[Found]:
    """What each rule finds in the scope."""
    found = []
    for kind in KEYS:
        rules = [rule for rule in RULES.values() if isinstance(rule, RowRule) and rule.kind is kind]
        found += _rows(session, scope, kind, rules)
    for rule in RULES.values():
        if isinstance(rule, GroupRule):
            params = rule.params(session)
            found.append(Found(rule, params, findings=list(rule.find(session, scope, params))))
    return found


def _rows(session: Session, scope: Scope, kind: type[Any], rules: Sequence[RowRule[Any]]) -> list[Found]:
    tests: list[tuple[Found, Test]] = []
    for rule in rules:
        params = rule.params(session)
        test = rule.test(session, scope, params)
        gaps = [
            Finding(outcome=Outcome.UNKNOWN, subject=county, county_code=county, missing=missing)
            for county, missing in test.blank.items()
        ]
        found = Found(rule, params, blank=frozenset(test.blank), findings=gaps)
        tests.append((found, test))
    bits = [
        (found, missing, condition)
        for found, test in tests
        for missing, condition in ((None, test.hit), *test.missing.items())
    ]
    if bits:
        _fetch(session, scope, kind, bits)
    return [found for found, _test in tests]


def _fetch(
    session: Session,
    scope: Scope,
    kind: type[Any],
    bits: Sequence[tuple[Found, str | None, ColumnElement[bool]]],
) -> None:
    """Only rows that set a bit leave the database."""
    shown = sorted({column for found, _missing, _condition in bits for column in _rule(found).shows})
    asked = (
        select(kind.county_code, KEYS[kind], COMPOUNDS[kind])
        .add_columns(*(getattr(kind, column) for column in shown))
        .add_columns(*(case((condition, 1), else_=0) for _found, _missing, condition in bits))
        .where(scope.rows(kind), or_(*(condition for _found, _missing, condition in bits)))
    )
    for county, key, number, *rest in session.execute(asked):
        values = {column: plain(value) for column, value in zip(shown, rest, strict=False)}
        lacking: dict[str, list[str]] = {}
        for (found, missing, _condition), bit in zip(bits, rest[len(shown) :], strict=True):
            rule = _rule(found)
            if bit and missing:
                lacking.setdefault(rule.code, []).append(missing)
            elif bit:
                found.findings.append(
                    Finding(
                        outcome=Outcome.HIT,
                        subject=key,
                        county_code=county,
                        compound_number=number,
                        evidence=[{column: values[column] for column in rule.shows}],
                        grounds=[{column: values[column] for column in rule.decides}],
                    )
                )
        for found in {id(found): found for found, _missing, _condition in bits}.values():
            if found.rule.code in lacking:
                found.findings.append(
                    Finding(
                        outcome=Outcome.UNKNOWN,
                        subject=key,
                        county_code=county,
                        compound_number=number,
                        missing=tuple(lacking[found.rule.code]),
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
