"""The two filters of every figure page: a region of the officer's own, and a day that was reported."""

import re
from collections.abc import Sequence
from datetime import date

import streamlit as st
from sqlalchemy.orm import Session
from streamlit.delta_generator import DeltaGenerator

from supervision import clock
from supervision.office import regions
from supervision.office.people import Officer
from supervision.office.regions import Level, Region
from supervision.words import _

#: No record's number is longer, and none that is would fit the database.
NUMBER = re.compile(r"[0-9]{1,18}")


def region(session: Session, me: Officer) -> Region:
    """The region in the address, where it is one of this officer's; else their own."""
    asked = session.get(Region, str(st.query_params.get("region", "")))
    return asked if asked and me.answers_for(asked.code) else session.get_one(Region, me.region_code)


def day(days: Sequence[date]) -> date:
    """The day in the address, where somebody reported for it; else the newest, or today."""
    asked = str(st.query_params.get("as_of", ""))
    return next((day for day in days if day.isoformat() == asked), days[0] if days else clock.today())


def number(name: str) -> int:
    """The number of a record in the address; 0, which no record has, where somebody typed anything else."""
    asked = str(st.query_params.get(name, ""))
    return int(asked) if NUMBER.fullmatch(asked) else 0


def choose_region(session: Session, me: Officer, current: Region, slot: DeltaGenerator, *, key: str) -> None:
    """A list of the officer's place, its cities, and the counties of the city that is looked at."""
    names = {one.code: _indented(one, me) for one in choices(session, me, current)}
    chosen = slot.selectbox(
        _("地区"),
        list(names),
        index=list(names).index(current.code),
        format_func=lambda code: names[code],
        label_visibility="collapsed",
        disabled=len(names) == 1,
        key=f"{key}-region-{current.code}",
    )
    if chosen != current.code:
        look_at(region=chosen)
        st.rerun()


def choices(session: Session, me: Officer, current: Region) -> Sequence[Region]:
    """The officer's own place first, then what lies in it, open at the city that is looked at."""
    own = session.get_one(Region, me.region_code)
    found: list[Region] = [own]
    for child in session.scalars(regions.children(own.code)):
        found.append(child)
        if child.level is Level.CITY and regions.contains(child.code, current.code):
            found.extend(session.scalars(regions.children(child.code)))
    return found


def choose_day(days: Sequence[date], current: date, slot: DeltaGenerator, *, key: str) -> None:
    """One of the reported days, the newest first."""
    chosen = slot.selectbox(
        _("截至"),
        list(days) or [current],
        index=list(days).index(current) if days else 0,
        format_func=lambda day: day_label(day, newest=bool(days) and day == days[0]),
        label_visibility="collapsed",
        disabled=len(days) <= 1,
        key=f"{key}-as-of-{current:%Y%m%d}",
    )
    if chosen != current:
        look_at(as_of=chosen.isoformat())
        st.rerun()


def look_at(**query: str | None) -> None:
    """Write into the address what is looked at; None takes it out."""
    for name, value in query.items():
        if value is None:
            st.query_params.pop(name, None)
        else:
            st.query_params[name] = value


def go(**query: str) -> None:
    """Look at just this from now on, and draw the page again."""
    st.query_params.from_dict(query)
    st.rerun()


def day_label(day: date, *, newest: bool) -> str:
    words = _("{month}月{day}日", month=day.month, day=day.day)
    return _("{day}（最新）", day=words) if newest else words


def _indented(region: Region, me: Officer) -> str:
    deep = region.level is Level.COUNTY and regions.level_of(me.region_code) is Level.PROVINCE
    return f"　{region.name}" if deep else region.name
