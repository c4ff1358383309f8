"""Role × place × record: every way to read a complaint shows the allowed ones, and the accused none."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from supervision import clock
from supervision.accountability import due_items
from supervision.conduct import complaints, search, statistics
from supervision.conduct.categories import Category
from supervision.conduct.complaints import Complaint
from supervision.conduct.need_to_know import LISTED
from supervision.office import acts
from supervision.office.history import Event
from supervision.office.people import Officer, Role
from tests import make, visit

PLACES = (make.PROVINCE, make.CITY, make.COUNTY, make.NEXT_COUNTY, "140600")
WORDS = "共同出现的字句"
Read = Callable[[Session, Officer], set[str]]


def numbers(session: Session, ids: list[int]) -> set[str]:
    return set(session.scalars(select(Complaint.number).where(Complaint.id.in_(ids))))


def listed(session: Session, me: Officer) -> set[str]:
    return {one.number for one in session.scalars(complaints.visible_to(me))}


def marked(session: Session, me: Officer) -> set[str]:
    return {one.number for one in session.scalars(complaints.marked_for(me))}


def found(session: Session, me: Officer) -> set[str]:
    return numbers(session, search.find(session, me, WORDS))


def due(session: Session, me: Officer) -> set[str]:
    today = clock.today()
    items = due_items.between(session, me, date(today.year, 1, 1), date(today.year, 12, 31))
    return {one.number for one in items if one.number.startswith("XF-")}


def counted(session: Session, me: Officer) -> set[str]:
    """The records behind the numbers and the charts of the statistics page."""
    rows = session.execute(statistics.listed(me, date(2000, 1, 1), date(2099, 12, 31)))
    return numbers(session, [row.id for row in rows])


def audited(session: Session, me: Officer) -> set[str]:
    """What the audit page has lines about; the auditor reads the acts of the place, and no word of them."""
    if me.holds(Role.AUDITOR):
        lines = session.scalars(acts.visible_to(me).where(Event.kind == "complaints"))
        assert all("内容不在此显示" in acts.note(line) for line in lines if line.said)
        return set()
    about = acts.visible_to(me).where(Event.kind == "complaints").order_by(None)
    return numbers(session, list(session.scalars(about.with_only_columns(Event.subject_id))))


WAYS: dict[str, Read] = {
    "list": listed,
    "flag desk": marked,
    "search": found,
    "calendar": due,
    "statistics": counted,
    "audit": audited,
}


@pytest.fixture
def letters(session: Session) -> dict[str, Complaint]:
    """One letter of each place, each about a unit of its own, all in the same words."""
    made = {}
    for place in PLACES:
        county = place if place in (make.COUNTY, make.NEXT_COUNTY) else make.COUNTY
        made[place] = make.complaint(
            session,
            region_code=place,
            county_code="140602" if place == "140600" else county,
            category=Category.PIGGYBACK,
            summary=f"{WORDS}，收到的机关是{place}。",
            accused_unit=make.unit(session, f"被反映的单位{place}", region_code=place),
        )
    session.commit()
    return made


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("role", Role)
def test_exactly_the_allowed_records(
    session: Session, letters: dict[str, Complaint], role: Role, way: str
) -> None:
    for place in PLACES:
        unit = letters[place].accused_unit if role is Role.UNIT else None
        me = make.officer(session, role, name="甲某", region_code=place, unit=unit)

        allowed = {letters[place].number} if role in LISTED else set()

        assert WAYS[way](session, me) == allowed, (role, place)


@pytest.mark.parametrize("role", LISTED)
def test_the_accused_finds_nothing_of_their_own_and_misses_nothing_else(
    session: Session, letters: dict[str, Complaint], role: Role
) -> None:
    other = make.complaint(session, category=Category.PIGGYBACK, summary=f"{WORDS}，另一件。")
    accused = make.officer(
        session, role, name="丙某", region_code=make.CITY, unit=letters[make.CITY].accused_unit
    )
    session.commit()

    for way, read in WAYS.items():
        assert read(session, accused) == {other.number}, way


@pytest.mark.parametrize(
    "page", ["conduct.complaints", "conduct.calendar", "conduct.registers", "conduct.flags"]
)
@pytest.mark.parametrize("role", [Role.PETITIONS, Role.INSPECTOR, Role.LEADER, Role.CASES])
def test_no_page_says_a_number_of_another_place(
    session: Session, letters: dict[str, Complaint], role: Role, page: str
) -> None:
    me = make.officer(session, role, name="甲某", region_code=make.CITY)
    session.commit()
    others = [one for place, one in letters.items() if place != make.CITY]

    for other in others:
        shown = visit.page(page, me, complaint=str(other.id), status="all")

        said = "\n".join(
            [
                *(str(one.value) for one in (*shown.text, *shown.markdown, *shown.caption)),
                *(one.value.to_csv() for one in shown.dataframe),
            ]
        )
        assert other.number not in said
        assert WORDS not in said
