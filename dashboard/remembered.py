"""What pages need again and again, kept until the next act: the chain's head says when that was.

Values are of one region and one day, never a record; what is drawn for one person is kept under that person.
"""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

import streamlit as st
from sqlalchemy.orm import Session

from dashboard.widgets import palette
from supervision import clock, figures
from supervision.delivery import coverage, series, standings
from supervision.delivery.coverage import Coverage
from supervision.delivery.standings import Board
from supervision.figures import FIGURES, Published, Scope
from supervision.office import history
from supervision.office.people import Officer
from supervision.words import spoken

#: The figures of the overview: listed, first, transfer, certificates, 剪刀差, and who has not reported.
SHOWN = (
    "d01_listed",
    "d02_first",
    "d03_transfer",
    "d04_certificates",
    "d05_first_rate",
    "d06_transfer_rate",
    "d07_scissors",
    "d08_listed_in_reports",
    "d12_first_on_time",
    "d13_transfer_on_time",
    "t01_counties_without_report",
)


def stamp(session: Session) -> str:
    """This office, its day, and its last act: what was true under one stamp stays true under it."""
    return f"{session.get_bind().engine.url}#{clock.today()}#{history.head(session).digest}"


def looks() -> tuple[str, str]:
    """What changes how the same thing is drawn: the language, and light or dark."""
    return spoken(), palette().surface


def key(session: Session, me: Officer, *more: object) -> tuple[str, ...]:
    """Under which a part of a page drawn for one officer may be shown again: nothing has happened since."""
    pages = ",".join(st.session_state.get("pages", ()))
    return (stamp(session), *looks(), pages, str(me.id), *(str(part) for part in more))


@st.cache_resource(max_entries=512, show_spinner=False)
def drawing(what: str, key: tuple[str, ...], _draw: Callable[[], None]) -> None:
    """Draw a part of a page that holds no widget; under the same key it is only sent again."""
    _draw()


@st.cache_resource(max_entries=512, show_spinner=False)
def made(what: str, key: tuple[str, ...], _make: Callable[[], Any]) -> Any:
    """Make a value that is costly to make (a figure, a table, a list of plain lines) once under a key."""
    return _make()


def days(session: Session, region_code: str) -> list[date]:
    return _days(session, region_code, clock.today(), stamp(session))


def board(session: Session, region_code: str, day: date) -> Board:
    return _board(session, region_code, day, stamp(session))


def published(session: Session, region_code: str, day: date) -> Mapping[str, Published]:
    """The overview's figures, by their place in the catalogue."""
    return _published(session, region_code, day, stamp(session), spoken())


def covered(session: Session, region_code: str) -> Mapping[str | None, Coverage]:
    return _covered(session, region_code, stamp(session))


def streets(session: Session, county_code: str) -> Mapping[str | None, Coverage]:
    return _streets(session, county_code, stamp(session))


@st.cache_resource(max_entries=64, show_spinner=False)
def _days(_session: Session, region_code: str, up_to: date, stamp: str) -> list[date]:
    return series.days(_session, region_code, up_to=up_to)


@st.cache_resource(max_entries=64, show_spinner=False)
def _board(_session: Session, region_code: str, day: date, stamp: str) -> Board:
    return standings.board(_session, region_code, day)


@st.cache_resource(max_entries=64, show_spinner=False)
def _published(
    _session: Session, region_code: str, day: date, stamp: str, language: str
) -> Mapping[str, Published]:
    scope = Scope(region_code, day - standings.PERIOD + timedelta(days=1), day).at_one_look()
    return {name: figures.answer(_session, scope, FIGURES[name]) for name in SHOWN}


@st.cache_resource(max_entries=64, show_spinner=False)
def _covered(_session: Session, region_code: str, stamp: str) -> dict[str | None, Coverage]:
    return coverage.by_region(_session, region_code)


@st.cache_resource(max_entries=64, show_spinner=False)
def _streets(_session: Session, county_code: str, stamp: str) -> dict[str | None, Coverage]:
    return coverage.by_street(_session, county_code)
