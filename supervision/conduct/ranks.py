"""Whose matter it is, asked before anything else: what is named, its rank, its unit (干部管理权限)."""

from collections.abc import Iterable

from supervision.conduct.categories import Jurisdiction
from supervision.labels import Labelled
from supervision.office.regions import Level
from supervision.office.units import Unit, UnitKind


class Subject(Labelled):
    """What a letter names."""

    PERSON = "person", "个人"
    ORG = "org", "组织"
    EVENT = "event", "事件"


class Rank(Labelled):
    """职务层次, as far as the letter tells."""

    MINISTRY = "ministry", "省部级"
    BUREAU = "bureau", "厅局级"
    DIVISION = "division", "县处级"
    SECTION = "section", "乡科级"
    STAFF = "staff", "科员及以下"
    VILLAGE = "village", "村（社区）干部"
    PRIVATE = "private", "非公职人员"
    UNKNOWN = "unknown", "职级不明"


#: The level that manages a rank where the post lies at this level or below (分级管理).
MANAGED_BY = {Rank.MINISTRY: 0, Rank.BUREAU: 1, Rank.DIVISION: 2}
DEPTH = {Level.PROVINCE: 1, Level.CITY: 2, Level.COUNTY: 3}
#: The first of these that a letter contains decides for all of it.
HIGHEST_FIRST = (
    Jurisdiction.OWN_PRINCIPAL,
    Jurisdiction.HIGHER,
    Jurisdiction.OWN,
    Jurisdiction.LOWER,
    Jurisdiction.OUTSIDE,
)


def highest(jurisdictions: Iterable[Jurisdiction]) -> Jurisdiction:
    """What decides for a letter that names several."""
    return min(jurisdictions, key=HIGHEST_FIRST.index)


def likely(here: Level, *, subject: Subject, rank: Rank, unit: Unit | None) -> Jurisdiction | None:
    """Whose matter it usually is, for a person to confirm; None where too little is known."""
    if rank is Rank.PRIVATE or (unit is not None and unit.kind is UnitKind.BUILDER):
        return Jurisdiction.OUTSIDE
    if subject is Subject.PERSON and rank in MANAGED_BY:
        return _beside(MANAGED_BY[rank], here)
    told = subject is Subject.ORG or (subject is Subject.PERSON and rank is not Rank.UNKNOWN)
    return _beside(DEPTH[unit.level], here) if told and unit is not None else None


def _beside(depth: int, here: Level) -> Jurisdiction:
    own = DEPTH[here]
    if depth < own:
        return Jurisdiction.HIGHER
    return Jurisdiction.OWN if depth == own else Jurisdiction.LOWER
