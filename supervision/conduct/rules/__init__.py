"""The red-flag rules, one per file. To add a rule, add a file that defines RULE.

A rule finds, a person judges. Rules on single rows give a condition, so that all of them run in one SELECT
over their table; rules on groups give a query of their own.

What one import changed is looked at alone, and must come to what a look at everything comes to. A row rule
gets the rows that the import wrote, or, where it also `needs` sheets of another shape, all rows of the
counties that such a sheet speaks of. A group rule narrows its query by `Scope.groups`.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, and_, select, true, tuple_
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import InstrumentedAttribute

from supervision.catalogue import entries
from supervision.conduct import wording
from supervision.delivery.compounds import Compound
from supervision.delivery.homes import EARLIER_HOMES, Home
from supervision.delivery.snapshots import Shape
from supervision.labels import Labelled
from supervision.office import regions
from supervision.office.lamps import Lamp
from supervision.office.regions import Level, Region
from supervision.words import _

#: Sets the rule apart from the county in the subject of a pattern: 140302#IR01.
MARK = "#"
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
    `severity` is the rule's own where the finding does not say another. `region_code` is the place that keeps
    it where that is not the county: what comes `from_complaints` is kept by the office that has them, also
    where the rule looks at other things as well.
    """

    outcome: Outcome
    subject: str
    county_code: str
    compound_number: str | None = None
    evidence: Evidence = ()
    grounds: Evidence = ()
    missing: tuple[str, ...] = ()
    severity: Lamp | None = None
    region_code: str | None = None
    from_complaints: bool = False


@dataclass(frozen=True, kw_only=True)
class Scope:
    """What is looked at: a region, some counties of it, or of those only the rows that one import wrote."""

    today: date
    region_code: str
    counties: tuple[str, ...] | None = None
    snapshot_id: int | None = None

    @property
    def whole(self) -> bool:
        """Whether every object of the places is looked at, and not only what one import touched."""
        return self.snapshot_id is None

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

    def groups(self, *keys: InstrumentedAttribute[Any]) -> ColumnElement[bool]:
        """The homes of every group that the import touched, by columns of `Home`; of the places, without one.

        A group is touched by a home that is in it now, and by one that was in it before. Give the county
        among the keys where groups of two counties are not one.
        """
        inside = self.places(Home.county_code)
        if self.snapshot_id is None:
            return inside
        now = select(*keys).where(Home.snapshot_id == self.snapshot_id)
        before = select(*(EARLIER_HOMES.c[key.key] for key in keys)).where(
            EARLIER_HOMES.c.changed_by == self.snapshot_id
        )
        return and_(inside, tuple_(*keys).in_(now.union(before)))


@dataclass(frozen=True, kw_only=True)
class Test:
    """When a row is a hit, and when it cannot be judged because something is missing.

    `missing` names what is missing in a row, `blank` what is missing in the whole ledger of a county: no row
    of such a county is looked at. `partly` is missing there too, but leaves something to look at. A hit that
    is also `severe` is red whatever the rule's own lamp.
    """

    __test__ = False

    hit: ColumnElement[bool]
    severe: ColumnElement[bool] | None = None
    missing: Mapping[str, ColumnElement[bool]] = field(default_factory=dict)
    blank: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    partly: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Datum:
    """One thing that a rule must be told, and who owes it."""

    chinese: str
    owed_by: str


@dataclass(frozen=True)
class Knob:
    """One parameter that may be proposed anew: what it counts, and between which values it may lie."""

    unit: str
    least: float
    most: float


@dataclass(frozen=True, kw_only=True)
class Rule(Generic[P]):
    """A rule that cannot explain itself is not one.

    `sees` says in one sentence what it looks for, `condition` exactly when it fires, `why` what that may
    mean, `innocent` what else could explain it; `data` what it must be told. `terms` are what officers call
    the columns and parameters that it shows; `tells` says in one sentence what the rows of one finding mean.
    Where its findings are not all of a kind, `names` says what officers call one of them; where its objects
    are more than a home or a compound, `calls` says what they call one of those. `knobs` are the
    parameters that may be changed by proposal. `needs` are the shapes whose import makes it look again,
    `rests_on` those of them without which it can say nothing, or not all, of a county. `daily` rules depend
    on the day as well. What comes `from_complaints` is shown only to those on the
    complaint list.
    """

    code: str
    version: int
    chinese: str
    severity: Lamp
    sees: str
    condition: str
    why: str
    innocent: tuple[str, ...]
    source: str
    data: tuple[Datum, ...]
    params: Callable[[Session], P]
    terms: Mapping[str, str]
    tells: Callable[[Evidence], str]
    needs: frozenset[Shape]
    rests_on: frozenset[Shape]
    knobs: Mapping[str, Knob] = field(default_factory=dict)
    names: Callable[[Evidence], str] | None = None
    calls: Callable[[Session, str], str] | None = None
    daily: bool = False
    from_complaints: bool = False

    def __post_init__(self) -> None:
        """A rule finds and never blames: its own sentences are held to the language guard."""
        said = (self.chinese, self.sees, self.condition, self.why, *self.innocent)
        blamed = next((word for word in map(wording.blaming, said) if word), None)
        if blamed:
            raise ValueError(f"{self.code} says {blamed} of what nobody has judged")
        if not self.rests_on <= self.needs:
            raise ValueError(f"{self.code} would not look again when what it rests on comes in")

    def title_of(self, evidence: Evidence) -> str:
        return self.names(evidence) if self.names else self.title

    def called(self, session: Session, subject: str) -> str:
        """What officers call one of its objects; a whole county goes by its name."""
        county, apart, _rule = subject.partition(MARK)
        place = session.get(Region, county) if apart or county.isdigit() else None
        if place is not None:
            return place.full
        return self.calls(session, subject) if self.calls else subject

    @property
    def title(self) -> str:
        return _(self.chinese)

    @property
    def explanations(self) -> tuple[str, ...]:
        return tuple(_(one) for one in self.innocent)

    def owed_by(self, missing: Iterable[str]) -> tuple[str, ...]:
        """Who provides what is missing: of each thing, the owner of the first datum that names it."""
        owners = (next((one.owed_by for one in self.data if part in one.chinese), None) for part in missing)
        return tuple(dict.fromkeys(owner for owner in owners if owner))

    def says(self, value: object) -> str:
        """A parameter's value, as officers write it."""
        if isinstance(value, bool):
            return _("是") if value else _("否")
        if isinstance(value, float | int):
            return f"{value:g}"
        return value.isoformat() if isinstance(value, date) else _(str(value))

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
    """A rule on what several rows add up to.

    Of what an import touched it answers for every object that it looked at, also where all is clear. Of whole
    places it need name only what fires or cannot be computed, if it is `sweeping`: all the rest is clear.
    One that speaks `by_home` of the homes that an import wrote need name no clear ones either. One that
    `compares` counties looks at the whole province again whatever changed: one county's news may change what
    is said of another.
    """

    find: Callable[[Session, Scope, P], Iterable[Finding]]
    sweeping: bool = True
    by_home: bool = False
    compares: bool = False


RULES: dict[str, Rule[Any]] = {rule.code: rule for rule in entries(__name__, Rule).values()}
