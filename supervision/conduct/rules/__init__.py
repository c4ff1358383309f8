"""The red-flag rules, one per file. To add a rule, add a file that defines RULE.

A rule finds, a person judges. Rules on single rows give a condition, so that all of them run in one SELECT
over their table; rules on groups give a query of their own.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, and_, true
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import InstrumentedAttribute

from supervision.catalogue import entries
from supervision.delivery.compounds import Compound
from supervision.delivery.homes import Home
from supervision.labels import Labelled
from supervision.office import regions
from supervision.office.lamps import Lamp
from supervision.office.regions import Level
from supervision.words import _

P = TypeVar("P")
Evidence = Sequence[Mapping[str, Any]]


class Outcome(Labelled):
    """What a rule says of one object. What cannot be computed is not innocent."""

    HIT = "hit", "提示"
    CLEAR = "clear", "未触发"
    UNKNOWN = "unknown", "无法计算"


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What a rule says of one object, by the ledger's own key, with the rows that show it.

    `grounds` is the part of the evidence that makes it fire: a judgement stands until the grounds change.
    `severity` is the rule's own where the finding does not say another.
    """

    outcome: Outcome
    subject: str
    county_code: str
    compound_number: str | None = None
    evidence: Evidence = ()
    grounds: Evidence = ()
    missing: tuple[str, ...] = ()
    severity: Lamp | None = None


@dataclass(frozen=True, kw_only=True)
class Scope:
    """What is looked at: a region, some counties of it, or of those only the rows that one import wrote."""

    today: date
    region_code: str
    counties: tuple[str, ...] | None = None
    snapshot_id: int | None = None

    def places(self, county: InstrumentedAttribute[str]) -> ColumnElement[bool]:
        """The counties, as a condition for a query; none for the province, whose ledger is read in a row."""
        if self.counties is not None:
            return county.in_(self.counties)
        if regions.level_of(self.region_code) is Level.PROVINCE:
            return true()
        return regions.within(county, self.region_code)

    def rows(self, kind: type[Home] | type[Compound]) -> ColumnElement[bool]:
        """The rows of a ledger table, as a condition for a query."""
        inside = self.places(kind.county_code)
        return inside if self.snapshot_id is None else and_(inside, kind.snapshot_id == self.snapshot_id)


@dataclass(frozen=True, kw_only=True)
class Test:
    """When a row is a hit, and when it cannot be judged because something is missing.

    `missing` names what is missing in a row, `blank` what is missing in the whole ledger of a county: no row
    of such a county is looked at.
    """

    __test__ = False

    hit: ColumnElement[bool]
    missing: Mapping[str, ColumnElement[bool]] = field(default_factory=dict)
    blank: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Rule(Generic[P]):
    """Every field is required: a rule that cannot explain itself is not one.

    `innocent` lists what else could explain a finding; `terms` what officers call the columns and parameters
    that it shows; `tells` says in one sentence what the rows of one finding mean. Where its findings are not
    all of a kind, `names` says what officers call one of them.
    """

    code: str
    version: int
    chinese: str
    severity: Lamp
    why: str
    innocent: tuple[str, ...]
    source: str
    params: Callable[[Session], P]
    terms: Mapping[str, str]
    tells: Callable[[Evidence], str]
    names: Callable[[Evidence], str] | None = None

    def title_of(self, evidence: Evidence) -> str:
        return self.names(evidence) if self.names else self.title

    @property
    def title(self) -> str:
        return _(self.chinese)

    @property
    def explanations(self) -> tuple[str, ...]:
        return tuple(_(one) for one in self.innocent)

    def term(self, name: str) -> str:
        return _(self.terms[name]) if name in self.terms else name


@dataclass(frozen=True, kw_only=True)
class RowRule(Rule[P]):
    """A rule on the single rows of a ledger table.

    `shows` are the columns kept as its evidence, `decides` those of them that make it fire.
    """

    kind: type[Home] | type[Compound]
    shows: tuple[str, ...]
    decides: tuple[str, ...]
    test: Callable[[Session, Scope, P], Test]


@dataclass(frozen=True, kw_only=True)
class GroupRule(Rule[P]):
    """A rule on what several rows add up to; it answers for every object that it looked at."""

    find: Callable[[Session, Scope, P], Iterable[Finding]]


RULES: dict[str, Rule[Any]] = {rule.code: rule for rule in entries(__name__, Rule).values()}
