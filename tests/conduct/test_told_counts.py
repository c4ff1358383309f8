from datetime import date, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from supervision import clock
from supervision.conduct import told_counts
from supervision.conduct.categories import Category
from supervision.conduct.complaints import Complaint
from supervision.conduct.told_counts import WHOLE, close_periods, set_smallest, tell, told
from supervision.errors import Refused
from supervision.figures import Edition
from supervision.jobs import JOBS
from supervision.office import installation
from supervision.office.people import Role
from tests import make

E, P = Category.EXTORTION, Category.PIGGYBACK
WEEK = (date(2026, 2, 23), date(2026, 3, 1))
BEFORE = (date(2026, 2, 16), date(2026, 2, 22))


def received(
    session: Session, day: date, number: int, category: Category = E, place: str = make.CITY
) -> None:
    for _each in range(number):
        county = place if place == make.NEXT_COUNTY else make.COUNTY
        make.complaint(session, category=category, region_code=place, county_code=county, received_on=day)


def table(session: Session, place: str, period: tuple[date, date]) -> dict[str, int]:
    """What is told of a place, without what is none or not told."""
    return {part or "all": n for part, n in told(session, place, *period).items() if n}


def test_a_table_tells_what_is_large_enough(both: Session) -> None:
    received(both, WEEK[0], 4)
    received(both, WEEK[0], 3, P)

    tell(both, [make.CITY], *WEEK)

    assert table(both, make.CITY, WEEK) == {"all": 7, E: 4, P: 3}


def test_a_small_kind_takes_its_neighbour_with_it(both: Session) -> None:
    received(both, WEEK[0], 4)
    received(both, WEEK[0], 1, P)

    tell(both, [make.CITY], *WEEK)

    assert table(both, make.CITY, WEEK) == {"all": 5}


def test_a_table_is_made_once_and_stands(both: Session) -> None:
    received(both, WEEK[0], 4)
    tell(both, [make.CITY], *WEEK)

    received(both, WEEK[0], 3)
    tell(both, [make.CITY], *WEEK)

    assert table(both, make.CITY, WEEK) == {"all": 4, E: 4}


def test_what_is_entered_late_counts_after_what_was_told(
    session: Session, frozen_clock: time_machine.Traveller
) -> None:
    received(session, WEEK[0], 4)
    tell(session, [make.CITY], *WEEK)
    received(session, WEEK[0], 3)
    frozen_clock.move_to(datetime(2026, 3, 9, 9, tzinfo=clock.OFFICE))

    tell(session, [make.CITY], date(2026, 3, 2), date(2026, 3, 8))

    assert table(session, make.CITY, (date(2026, 3, 2), date(2026, 3, 8))) == {"all": 3, E: 3}


def test_what_is_reclassified_counts_as_it_did(session: Session) -> None:
    received(session, WEEK[0], 4)
    tell(session, [make.CITY], *WEEK)
    for complaint in session.scalars(select(Complaint)):
        complaint.category = P

    tell(session, [make.CITY], BEFORE[0], WEEK[1])

    assert table(session, make.CITY, (BEFORE[0], WEEK[1])) == {"all": 4, E: 4}


def test_a_fortnight_does_not_give_away_the_small_week_in_it(both: Session) -> None:
    received(both, WEEK[0], 4)
    received(both, BEFORE[0], 1)
    tell(both, [make.CITY], *WEEK)

    tell(both, [make.CITY], BEFORE[0], WEEK[1])

    assert table(both, make.CITY, (BEFORE[0], WEEK[1])) == {}


def test_a_city_does_not_give_away_its_small_county(both: Session) -> None:
    received(both, WEEK[0], 5, place=make.COUNTY)
    received(both, WEEK[0], 2, place=make.NEXT_COUNTY)

    tell(both, [make.PROVINCE, make.CITY, make.COUNTY, make.NEXT_COUNTY], *WEEK)

    assert table(both, make.CITY, WEEK)["all"] == 7
    assert table(both, make.COUNTY, WEEK) == table(both, make.NEXT_COUNTY, WEEK) == {}


def test_another_edition_says_the_same(session: Session) -> None:
    received(session, WEEK[0], 4)
    first = make.briefing(session, end=WEEK[1])
    received(session, WEEK[0], 1)

    again = make.briefing(session, end=WEEK[1], edition=Edition.UP, region_code=make.PROVINCE)

    said = [
        (figure.part, figure.amount)
        for briefing in (first, again)
        for figure in briefing.figures
        if figure.code == "C01" and figure.amount
    ]
    assert said == [(None, 4), ("extortion", 4)] * 2


def test_a_matter_of_our_own_staff_is_told_one_level_up(session: Session) -> None:
    desk = make.officer(session, Role.PETITIONS, name="周宁", region_code=make.CITY)
    received(session, WEEK[0], 5, place=make.COUNTY)
    for _each in range(3):
        complaint = make.complaint(session, by=desk, received_on=WEEK[0])
        complaint.set_apart(session, accused=[make.officer(session, region_code=make.CITY)], by=desk)

    tell(session, [make.PROVINCE, make.CITY], *WEEK)

    assert table(session, make.CITY, WEEK)["all"] == 5
    assert table(session, make.PROVINCE, WEEK)["all"] == 8


def test_the_weekly_job_closes_week_and_month_for_every_place_once(both: Session) -> None:
    received(both, WEEK[0], 4, place=make.COUNTY)
    today = clock.today()

    first, second = close_periods(both, today), close_periods(both, today)

    assert (first, second) == (6, 0)
    assert table(both, make.PROVINCE, WEEK)["all"] == 4
    assert table(both, make.COUNTY, (date(2026, 2, 1), date(2026, 2, 28)))["all"] == 4


def test_the_job_says_how_many_tables(session: Session) -> None:
    received(session, WEEK[0], 4)

    assert "4" in JOBS["close_complaint_tables"].work(session, clock.now())


@pytest.mark.parametrize("role", Role)
def test_who_sees_the_tables(session: Session, role: Role) -> None:
    received(session, WEEK[0], 4)
    tell(session, [make.CITY, make.PROVINCE], *WEEK)
    unit = make.unit(session) if role is Role.UNIT else None
    me = make.officer(session, role, region_code=make.CITY, unit=unit)

    seen = session.scalars(told_counts.visible_to(me)).all()

    business = role not in (Role.UNIT, Role.SYSTEM, Role.SECURITY, Role.AUDITOR)
    assert bool(seen) is business
    assert all(one.region_code == make.CITY for one in seen)


def test_the_province_sets_from_how_many_on_numbers_are_told(both: Session) -> None:
    leader = make.officer(both, Role.LEADER)
    set_smallest(both, 5, by=leader)
    received(both, WEEK[0], 4)

    tell(both, [make.CITY], *WEEK)

    assert table(both, make.CITY, WEEK) == {}
    assert both.scalar(select(func.count()).select_from(told_counts.ToldNumber)) == 1 + len(Category)
    assert told(both, make.CITY, *WEEK)[WHOLE] is None


@pytest.mark.parametrize(("number", "region_code"), [(2, make.PROVINCE), (21, make.PROVINCE), (5, make.CITY)])
def test_it_is_never_set_below_three_nor_by_a_city(session: Session, number: int, region_code: str) -> None:
    with pytest.raises(Refused):
        set_smallest(session, number, by=make.officer(session, Role.LEADER, region_code=region_code))

    assert installation.current(session).smallest_told == 3


def test_days_between_two_tables_are_nobodys_number(session: Session) -> None:
    """A month and the weeks in it leave a Sunday over, on which one complaint came."""
    received(session, WEEK[0], 4)
    received(session, WEEK[1], 1)
    tell(session, [make.CITY], *WEEK)

    tell(session, [make.CITY], WEEK[0], WEEK[1] - timedelta(days=1))

    assert table(session, make.CITY, (WEEK[0], WEEK[1] - timedelta(days=1))) == {}
