from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from supervision import clock
from supervision.delivery import series, standings
from supervision.delivery.rollups import CompoundCount, DayCount
from supervision.office.lamps import Lamp
from supervision.office.people import Role
from tests import make

WEEK = timedelta(days=7)


def ledger(session: Session, county_code: str, *, first: int, transfer: int) -> None:
    """What the ledger holds of a county, all of it booked a month ago."""
    homes = {"homes": 400, "certificate": 0}
    session.add_all(
        [
            CompoundCount(
                county_code=county_code,
                compound_number="0001",
                first=first,
                transfer=transfer,
                area=0,
                **homes,
            ),
            DayCount(
                county_code=county_code,
                day=clock.today() - 4 * WEEK,
                first=first,
                transfer=transfer,
                certificate=0,
            ),
        ]
    )
    session.flush()


def test_a_city_is_the_sum_of_its_counties(session: Session) -> None:
    make.progress(session, make.COUNTY, listed=400, first=300, transfer=200, households=190)
    make.progress(session, make.NEXT_COUNTY, listed=600, first=600, transfer=500, households=480)

    whole = standings.board(session, make.CITY, clock.today()).whole

    assert str(whole.sums.listed) == "1,000套"
    assert str(whole.sums.transfer_rate) == "70.00%"
    assert str(whole.sums.scissors) == "20.00个百分点"
    assert str(whole.sums.households) == "670户"


def test_who_is_late_counts_with_last_weeks_figures_and_is_named(session: Session) -> None:
    make.progress(session, make.COUNTY, transfer=200)
    make.progress(session, make.NEXT_COUNTY, transfer=100, as_of=clock.today() - WEEK)

    board = standings.board(session, make.CITY, clock.today())

    assert str(board.whole.sums.transfer) == "300套"
    assert str(board.whole.punctual.transfer) == "200套"
    assert board.whole.late == (make.NEXT_COUNTY,)
    assert make.NEXT_COUNTY not in board.whole.silent
    assert {one.code: one.lamp for one in board.counties}[make.NEXT_COUNTY] is Lamp.UNKNOWN


def test_a_place_where_nobody_reported_this_week_shows_no_figure_and_never_zero(session: Session) -> None:
    make.progress(session, make.COUNTY, as_of=clock.today() - WEEK)

    county = standings.board(session, make.COUNTY, clock.today()).places[0]

    assert str(county.shown.transfer_rate) == "待核"
    assert county.change.amount is None
    assert str(county.sums.transfer_rate) == "50.00%"


def test_an_office_without_reports_knows_that_it_knows_nothing(session: Session) -> None:
    board = standings.board(session, make.PROVINCE, clock.today())

    assert board.empty
    assert board.whole.counties == 117
    assert len(board.places) == 11
    assert board.whole.sums.listed.amount is None
    assert board.lit(Lamp.RED) == []
    assert len(board.lit(Lamp.UNKNOWN)) == 117


@pytest.mark.parametrize(
    ("booked", "lamp"), [(200, None), (180, None), (179, Lamp.RED)], ids=["equal", "tolerated", "beyond"]
)
def test_a_claim_beyond_the_tolerance_lights_the_red_lamp(
    session: Session, booked: int, lamp: Lamp | None
) -> None:
    make.progress(session, first=300, transfer=200, accepted=True)
    ledger(session, make.COUNTY, first=300, transfer=booked)

    county = standings.board(session, make.COUNTY, clock.today()).counties[0]

    assert county.lamp is lamp
    assert county.excess.amount == 200 - booked


def test_a_stated_rate_that_is_not_the_recomputed_one_lights_the_yellow_lamp(session: Session) -> None:
    report = make.progress(session, listed=400, transfer=200, accepted=True)
    report.stated_transfer_rate = 50.2

    assert standings.board(session, make.COUNTY, clock.today()).counties[0].lamp is Lamp.YELLOW


def test_only_verified_places_are_ranked(session: Session) -> None:
    make.progress(session, make.COUNTY, listed=400, first=400, transfer=200, accepted=True)
    make.progress(session, make.NEXT_COUNTY, listed=400, first=400, transfer=399)
    make.progress(session, "140311", listed=400, first=400, transfer=300, accepted=True)

    ranks = {one.code: one.rank for one in standings.board(session, make.CITY, clock.today()).places}

    assert ranks[make.COUNTY] == 2
    assert ranks[make.NEXT_COUNTY] is None
    assert ranks["140311"] == 1


def test_a_correction_replaces_the_figure_of_its_day(session: Session) -> None:
    clerk = make.officer(session, Role.TASK_FORCE)
    wrong = make.progress(session, transfer=200)
    right = make.progress(session, transfer=220)
    wrong.supersede(right, by=clerk, because="漏报一个项目")
    session.flush()

    assert str(standings.board(session, make.COUNTY, clock.today()).whole.sums.transfer) == "220套"


def test_the_week_before_is_compared_with(both: Session) -> None:
    make.progress(both, listed=400, first=400, transfer=200, as_of=clock.today() - WEEK)
    make.progress(both, listed=400, first=400, transfer=210)
    ledger(both, make.COUNTY, first=400, transfer=205)

    county = standings.board(both, make.COUNTY, clock.today()).whole

    assert str(county.change) == "2.50个百分点"
    assert county.excess.amount == 5
    assert [week.transfer_rate.amount for week in county.weeks[-3:]] == [None, 50.0, 52.5]


def test_one_day_a_week_can_be_looked_at(session: Session) -> None:
    today = clock.today()
    for as_of in (today - 2 * WEEK, today - WEEK, today - WEEK + timedelta(days=1)):
        make.progress(session, as_of=as_of)

    assert series.days(session, make.CITY, up_to=today) == [
        today - WEEK + timedelta(days=1),
        today - 2 * WEEK,
    ]
