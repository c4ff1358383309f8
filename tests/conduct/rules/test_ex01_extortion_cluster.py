from datetime import date
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from supervision import clock
from supervision.conduct import flags, scans
from supervision.conduct.categories import Category, Identity
from supervision.conduct.complaints import Complaint
from supervision.conduct.flags import Flag
from supervision.conduct.rules.ex01_extortion_cluster import RULE
from supervision.office.people import Role
from supervision.office.units import Unit
from tests import make
from tests.conduct.rules.asked import asked, hits


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

    assert not asked(both, "EX01")


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

    (finding,) = asked(both, "EX01")

    told = RULE.tells(finding.evidence)
    assert told == "90 日内 3 件信访件反映演示登记中心吃拿卡要，出自 3 名举报人。"
    assert not any(one.number in str(finding.evidence) for one in made)
