"""What the address asks the flag desk for: each number of the overview opens the flags that it counts."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st
from sqlalchemy import ColumnElement, Select, true
from sqlalchemy.orm import Session

from dashboard import scoping
from supervision import clock
from supervision.conduct import flag_overview, flags
from supervision.conduct.flag_overview import Age
from supervision.conduct.flag_steps import CLEARED, UNJUDGED, UPHELD, FlagStatus
from supervision.conduct.flags import Flag
from supervision.conduct.rules import RULES
from supervision.office import regions
from supervision.office.lamps import LIT, Lamp
from supervision.office.people import Officer
from supervision.office.regions import Region
from supervision.office.units import Unit
from supervision.words import _

#: States that are asked for together; the rest are asked for one by one.
GROUPS: Mapping[str, Collection[FlagStatus]] = {
    "": UNJUDGED,
    "judge": (FlagStatus.OPEN, FlagStatus.REPLIED),
    "overdue": (FlagStatus.OPEN,),
    "judged": (*CLEARED, *UPHELD),
    "cleared": CLEARED,
    "found": UPHELD,
    "all": tuple(FlagStatus),
}
TOLD: Mapping[str, Callable[[], ColumnElement[bool]]] = {
    "": true,
    "self": lambda: Flag.self_reported.is_(True),
    "found": lambda: Flag.self_reported.is_(False),
}
NAMES = ("rule", "lamp", "status", "compound", "county", "age", "unit", "told")


@dataclass(frozen=True)
class Asked:
    """?region=140300&rule=IR01&lamp=red&status=sent&county=140302&age=week&unit=7&told=self; nothing else."""

    region: Region
    rule: str
    lamp: str
    status: str
    compound: str
    county: str
    age: str
    unit: str
    told: str

    @classmethod
    def read(cls, session: Session, me: Officer) -> "Asked":
        said = {name: str(st.query_params.get(name, "")) for name in NAMES}
        known: dict[str, Collection[Any]] = {
            "rule": RULES,
            "lamp": LIT,
            "status": (*GROUPS, *FlagStatus),
            "age": list(Age),
            "told": TOLD,
        }
        said |= {name: "" for name, values in known.items() if said[name] not in values}
        if session.get(Region, said["county"]) is None:
            said["county"] = ""
        if not said["unit"] or session.get(Unit, scoping.number("unit")) is None:
            said["unit"] = ""
        return cls(region=scoping.region(session, me), **said)

    @property
    def narrowed(self) -> bool:
        return bool(self.rule or self.lamp or self.status or self.compound or self.apart)

    @property
    def apart(self) -> bool:
        """Whether something is asked for that none of the desk's own filters shows."""
        return bool(self.county or self.age or self.unit or self.told)

    @property
    def key(self) -> str:
        return "-".join((self.region.code, *(getattr(self, name) for name in NAMES)))

    def said(self, session: Session) -> str:
        """What is looked at besides the desk's own filters, in words."""
        parts = []
        if self.county:
            parts.append(place_alone(session, self.county))
        if self.age:
            parts.append(_("等待 {age}", age=Age(self.age).label))
        if self.unit:
            parts.append(session.get_one(Unit, int(self.unit)).full_name)
        if self.told:
            parts.append(_("单位自报") if self.told == "self" else _("不含单位自报"))
        return " · ".join(parts)

    def flags(self, me: Officer, *, every_lamp: bool = False) -> Select[Flag]:
        """The flags asked for, in the order of the queue."""
        found = flags.visible_to(me).where(
            regions.within(Flag.region_code, self.region.code),
            Flag.pattern_id.is_(None),
            Flag.status.in_(GROUPS.get(self.status) or (FlagStatus(self.status),)),
            TOLD[self.told](),
        )
        if self.status == "overdue":
            found = found.where(flags.overdue(clock.today()))
        for asked, column in (
            (self.rule, Flag.rule_code),
            (self.compound, Flag.compound_number),
            (self.county, Flag.county_code),
        ):
            if asked:
                found = found.where(column == asked)
        if self.unit:
            found = found.where(Flag.unit_id == int(self.unit))
        if self.age:
            found = found.where(flag_overview.aged(Age(self.age), clock.now()))
        if self.lamp and not every_lamp:
            found = found.where(Flag.severity == Lamp(self.lamp))
        return found


def place_alone(session: Session, code: str) -> str:
    """A county by its name; a city or the province with a word that what lies in it is not meant."""
    place = session.get_one(Region, code)
    return place.full if place.level is regions.Level.COUNTY else _("{place}（本级）", place=place.full)
