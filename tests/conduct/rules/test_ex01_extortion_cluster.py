from datetime import date
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from supervision import clock
from supervision.conduct import flags, scans
from supervision.conduct.categories import Category, Identity
from supervision.conduct.complaints import Complaint
from supervision.conduct.flags import Flag, FlagStatus
from supervision.conduct.rules import Outcome
from supervision.conduct.rules.ex01_extortion_cluster import RULE
from supervision.delivery.rollups import DayCount
from supervision.delivery.snapshots import Shape
from supervision.office.people import Role
from supervision.office.units import Unit
from tests import make
from tests.conduct.rules.asked import asked, gaps, hits
from tests.conduct.rules.ledger import booked


@pytest.fixture
def window(both: Session) -> Unit:
    return make.unit(both, "演示登记中心")


def letters(session: Session, unit: Unit, n: int, **said: Any) -> list[Complaint]:
    """Letters by so many people, each by name."""
    return [
        make.complaint(
            session, accused_unit=unit, name=f"演示群众{number}", phone=f"0353-00000{number:02d}", **said
        )
        for number in range(n)
    ]


def test_flags_several_people_who_report_one_unit(both: Session, window: Unit) -> None:
    letters(both, window, 3)

    assert hits(both, "EX01") == [f"140300:unit:{window.id}"]


def test_two_are_left_alone(both: Session, window: Unit) -> None:
    letters(both, window, 2)

    assert not hits(both, "EX01")


def test_one_person_who_writes_many_times_is_one(both: Session, window: Unit) -> None:
    for _ in range(5):
        make.complaint(both, accused_unit=window)

    assert not asked(both, "EX01")


def test_anonymous_letters_count_once_each_unless_they_repeat(both: Session, window: Unit) -> None:
    first = make.complaint(both, accused_unit=window, identity=Identity.ANONYMOUS)
    make.complaint(both, accused_unit=window, identity=Identity.ANONYMOUS)
    again = make.complaint(both, accused_unit=window, identity=Identity.ANONYMOUS)
    before = hits(both, "EX01")
    again.duplicate_of = first
    both.flush()

    assert (len(before), hits(both, "EX01")) == (1, [])


@pytest.mark.parametrize(
    "said", [{"received_on": date(2025, 11, 1)}, {"category": Category.SLOW_WORK}], ids=["long ago", "other"]
)
def test_leaves_alone_what_is_long_ago_or_about_something_else(
    both: Session, window: Unit, said: dict[str, Any]
) -> None:
    letters(both, window, 3, **said)

    assert not asked(both, "EX01")


def test_the_flag_is_seen_by_the_office_that_has_the_letters_and_by_no_unit(
    both: Session, window: Unit
) -> None:
    letters(both, window, 3)
    scans.evaluate(both, today=clock.today(), among=[RULE])

    found = both.scalars(select(Flag)).one()
    seen = {
        role: both.scalars(flags.visible_to(make.officer(both, role, region_code=place))).all()
        for role, place in ((Role.LEADER, make.CITY), (Role.INSPECTOR, make.PROVINCE))
    }
    accused = make.officer(both, Role.UNIT, unit=window, region_code=make.CITY)

    assert (found.derived_from_complaint, found.region_code) == (True, make.CITY)
    assert seen == {Role.LEADER: [found], Role.INSPECTOR: []}
    assert both.scalars(flags.visible_to(accused)).all() == []


def test_tells_how_many_and_no_number_of_a_letter(both: Session, window: Unit) -> None:
    made = letters(both, window, 3)

    (finding,) = (one for one in asked(both, "EX01") if one.outcome is Outcome.HIT)

    told = RULE.tells(finding.evidence)
    assert told == "90 日内 3 件信访件反映演示登记中心吃拿卡要，出自 3 名举报人。"
    assert not any(one.number in str(finding.evidence) for one in made)


RATE = f"{make.CITY}:rate:{make.COUNTY}"
OTHERS = ("140303", "140311", "140321", "140322")


def counties(session: Session, cases: int = 1000, *, ours: int = 100, day: date = date(2026, 2, 1)) -> None:
    """Ledgers of the city's five counties, so many cases each."""
    for county, n in ((make.COUNTY, ours), *((county, cases) for county in OTHERS)):
        booked(session, first=n, transfer=0, day=day, county_code=county)


def spread_out(session: Session) -> None:
    """Two people of this county, each about another unit; in each other county one."""
    places = [(make.COUNTY, "甲"), (make.COUNTY, "乙"), *((other, other) for other in OTHERS)]
    for number, (county, unit) in enumerate(places):
        make.complaint(
            session,
            county_code=county,
            accused_unit=make.unit(session, f"演示{unit}中心"),
            name=f"演示群众{number}",
            phone=f"0353-00000{number:02d}",
        )


def test_flags_a_county_whose_people_report_far_more_often_than_elsewhere(both: Session) -> None:
    counties(both)
    spread_out(both)

    (finding,) = asked(both, "EX01")

    assert finding.subject == RATE
    assert (finding.region_code, finding.county_code) == (make.CITY, make.COUNTY)
    assert RULE.tells(finding.evidence) == (
        "90 日内阳泉市城区每千件登簿有 20.00 名举报人反映吃拿卡要，"
        "其他 4 个县（市、区）平均 1.00 名，界限 1.00 名。"
    )


@pytest.mark.parametrize(
    "said",
    [{"ours": 2000}, {"ours": 49}, {"day": date(2025, 11, 1)}, {"cases": 49}],
    ids=["as elsewhere", "few cases", "long ago", "nobody to compare with"],
)
def test_leaves_a_county_alone_that_is_like_the_others_or_cannot_be_compared(
    both: Session, said: dict[str, Any]
) -> None:
    counties(both, **said)
    spread_out(both)

    assert not hits(both, "EX01")


def test_one_letter_makes_no_county_stand_out(both: Session) -> None:
    counties(both)
    make.complaint(both, accused_unit=make.unit(both, "演示甲中心"))

    assert not asked(both, "EX01")


def test_says_that_it_does_not_know_how_much_a_county_handles(both: Session) -> None:
    spread_out(both)

    assert gaps(both, "EX01") == {RATE: ("登簿时间",)}


def test_another_countys_ledger_changes_what_is_said_of_this_one(both: Session) -> None:
    counties(both)
    spread_out(both)
    scans.evaluate(both, today=clock.today(), among=[RULE])
    raised = both.scalars(select(Flag)).one()
    for other in OTHERS:
        count = both.get_one(DayCount, (other, date(2026, 2, 1)))
        count.first = 50
    both.flush()

    scans.evaluate(both, today=clock.today(), counties=[OTHERS[0]], about=Shape.LEDGER, among=[RULE])

    assert raised.status is FlagStatus.LAPSED
