"""Row selects: the conditions of several rules as the bits of one SELECT, and what the rows say of each."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, case, or_, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import InstrumentedAttribute
from sqlalchemy.sql.elements import AsBoolean, False_

from supervision.conduct.rules import Finding, Outcome, RowRule, Rule, Scope, Test
from supervision.delivery.compounds import Compound
from supervision.delivery.homes import Home
from supervision.labels import Labelled
from supervision.office.lamps import Lamp

KEYS: dict[Any, InstrumentedAttribute[str]] = {Home: Home.unit_code, Compound: Compound.number}
COMPOUNDS: dict[Any, InstrumentedAttribute[Any]] = {Home: Home.compound_number, Compound: Compound.number}


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


@dataclass(frozen=True)
class Bit:
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


def bits_of(found: Found, test: Test) -> list[Bit]:
    """Of what can hold at all: where no county sent what a rule needs, no row is asked."""
    every = [
        Bit(found, test.hit, severe=test.severe),
        *(Bit(found, condition, missing) for missing, condition in test.missing.items()),
    ]
    return [bit for bit in every if not _never(bit.condition)]


def _never(condition: ColumnElement[bool]) -> bool:
    return isinstance(condition.element if isinstance(condition, AsBoolean) else condition, False_)


def fetch(session: Session, scope: Scope, kind: type[Any], bits: Sequence[Bit]) -> None:
    """Put into each rule's findings what the rows say; only rows that set a bit leave the database."""
    shown = sorted({column for bit in bits for column in _rule(bit.found).shows})
    asked = (
        select(kind.county_code, KEYS[kind], COMPOUNDS[kind])
        .add_columns(*(getattr(kind, column) for column in shown))
        .add_columns(*(bit.value.label(f"bit{place}") for place, bit in enumerate(bits)))
        .where(scope.rows(kind), or_(*(bit.condition for bit in bits)))
    )
    looked = {id(bit.found): bit.found for bit in bits}
    for county, key, number, *rest in session.execute(asked):
        home = {"subject": key, "county_code": county, "compound_number": number}
        values = {column: plain(value) for column, value in zip(shown, rest, strict=False)}
        lacking: dict[int, tuple[str, ...]] = {}
        for bit, told in zip(bits, rest[len(shown) :], strict=True):
            if told and bit.missing:
                lacking[id(bit.found)] = (*lacking.get(id(bit.found), ()), bit.missing)
            elif told:
                bit.found.findings.append(
                    Finding(
                        **home,
                        outcome=Outcome.HIT,
                        evidence=[{column: values[column] for column in _rule(bit.found).shows}],
                        grounds=[{column: values[column] for column in _rule(bit.found).decides}],
                        severity=Lamp.RED if told > 1 else None,
                    )
                )
        for place, missing in lacking.items():
            looked[place].findings.append(Finding(**home, outcome=Outcome.UNKNOWN, missing=missing))


def plain(value: object) -> object:
    """As it is kept in a flag: days as they are written, enums by value."""
    if isinstance(value, Labelled):
        return value.value
    return value.isoformat() if isinstance(value, date) else value


def _rule(found: Found) -> RowRule[Any]:
    assert isinstance(found.rule, RowRule)
    return found.rule
