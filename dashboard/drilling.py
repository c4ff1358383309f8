"""Where a drill has come to: region, street, compound, building, as the address says, within one's scope."""

from dataclasses import dataclass

import streamlit as st
from sqlalchemy.orm import Session

from dashboard import scoping
from dashboard.widgets import go_to
from supervision.delivery import compounds
from supervision.delivery.compounds import Compound
from supervision.delivery.coverage import Inclusion
from supervision.office.people import Officer
from supervision.office.regions import Level, Region
from supervision.words import _

PAGE = "delivery.compounds"
#: How the address says "without a street" or "without a building number".
NONE = "-"


@dataclass(frozen=True)
class Place:
    """One step of the drill. A compound that is on no list has a number and no record."""

    region: Region
    street: str | None = None
    compound_number: str | None = None
    compound: Compound | None = None
    building: str | None = None
    inclusion: Inclusion | None = None

    @property
    def in_county(self) -> bool:
        return self.region.level is Level.COUNTY

    @property
    def title(self) -> str:
        if self.building is not None:
            return building_name(self.building)
        if self.compound_number is not None:
            return compound_name(self.compound, self.compound_number)
        return self.region.name if self.street is None else street_name(self.street)

    def query(self, **more: str | None) -> dict[str, str]:
        """The address of this place, with something more or less in it."""
        said: dict[str, str | None] = {
            "region": self.region.code,
            "street": self.street,
            "compound": self.compound_number,
            "building": self.building,
            "included": self.inclusion,
        }
        return {name: value for name, value in (said | more).items() if value is not None}


def place(session: Session, me: Officer) -> Place:
    """What the address asks for, as far as it exists and lies within this officer's scope."""
    region = scoping.region(session, me)
    asked = {name: str(st.query_params[name]) for name in st.query_params}
    inclusion = next((one for one in Inclusion if one == asked.get("included")), None)
    if region.level is not Level.COUNTY:
        return Place(region, inclusion=inclusion)
    number = asked.get("compound")
    if number is None:
        return Place(region, asked.get("street"), inclusion=inclusion)
    found = session.scalar(
        compounds.visible_to(me).where(Compound.county_code == region.code, Compound.number == number)
    )
    street = (found.street or NONE) if found else NONE
    return Place(region, street, number, found, asked.get("building"))


def crumbs(session: Session, me: Officer, here: Place) -> None:
    """The way back up: every level above this one is a link."""
    steps: list[tuple[str, dict[str, str]]] = []
    code = here.region.code
    while me.answers_for(code):
        region = session.get_one(Region, code)
        steps.insert(0, (region.name, {"region": code}))
        if region.level is Level.PROVINCE:
            break
        code = region.parent
    at = {"region": here.region.code}
    if here.street is not None:
        steps.append((street_name(here.street), at | {"street": here.street}))
    if here.compound_number is not None:
        name = compound_name(here.compound, here.compound_number)
        steps.append((name, at | {"compound": here.compound_number}))
    if here.building is not None:
        steps.append((building_name(here.building), {}))
    with st.container(horizontal=True, vertical_alignment="center", gap="xxsmall"):
        for label, query in steps[:-1]:
            go_to(PAGE, label, **query)
            st.markdown(":gray[›]", width="content")
        st.text(steps[-1][0])


def open_street(county_code: str, street: str | None) -> None:
    """Go to the compounds of a street."""
    pages = st.session_state.get("pages", {})
    if PAGE in pages:
        st.switch_page(
            pages[PAGE], query_params={"region": county_code, "street": NONE if street is None else street}
        )


def street_name(street: str | None) -> str:
    return _("未列街道") if street in (None, NONE) else str(street)


def building_name(building: str | None) -> str:
    return _("楼栋待核") if building in (None, NONE) else str(building)


def compound_name(compound: Compound | None, number: str) -> str:
    return compound.name if compound else number or _("未列项目")
