from datetime import date
from itertools import product

import pytest
from sqlalchemy.orm import Session

from supervision.conduct.categories import Category
from supervision.conduct.complaint_counts import counts, known_to, tellable
from supervision.errors import Refused
from supervision.office.installation import FEWEST_TOLD as SMALLEST
from supervision.office.people import Role
from tests import make

WEEK = (date(2026, 3, 2), date(2026, 3, 8))
E, P = Category.EXTORTION, Category.PIGGYBACK


def test_who_may_open_them_counts_them(both: Session) -> None:
    make.complaint(both)
    make.complaint(both, category=P)
    make.complaint(both, region_code=make.COUNTY)
    leader = make.officer(both, Role.LEADER, region_code=make.CITY)

    assert known_to(both, leader, *WEEK) == {E: 1, P: 1}


def test_nobody_counts_those_of_a_lower_office_one_by_one(session: Session) -> None:
    make.complaint(session)

    assert known_to(session, make.officer(session, Role.LEADER), *WEEK) == {}


def test_counts_are_of_what_came_in_during_the_period(both: Session) -> None:
    make.complaint(both, received_on=date(2026, 3, 1))
    make.complaint(both)

    assert counts(both, make.CITY, *WEEK) == {E: 1}


@pytest.mark.parametrize("role", [Role.UNIT, Role.SYSTEM, Role.SECURITY, Role.AUDITOR])
def test_units_and_administrators_are_told_nothing(session: Session, role: Role) -> None:
    unit = make.unit(session) if role is Role.UNIT else None

    with pytest.raises(Refused, match="不向本账号提供"):
        known_to(session, make.officer(session, role, region_code=make.CITY, unit=unit), *WEEK)


@pytest.mark.parametrize(
    ("numbers", "told"),
    [
        ({"甲": 3, "乙": 0}, {"甲", "乙"}),
        ({"甲": 3, "乙": 1}, set()),
        ({"甲": 5, "乙": 3, "丙": 2}, {"甲"}),
        ({"甲": 5, "乙": 1, "丙": 1, "丁": 1}, {"甲"}),
        ({"甲": 1, "乙": 2}, set()),
    ],
)
def test_what_is_left_out_beside_a_total_is_nothing_or_three_at_least(
    numbers: dict[str, int], told: set[str]
) -> None:
    assert tellable(sum(numbers.values()), numbers) == told
    assert tellable(None, numbers) == set()


@pytest.mark.parametrize("kinds", [2, 3, 4])
def test_no_small_number_can_be_worked_out_from_what_is_told(kinds: int) -> None:
    """Every way to spread complaints over some kinds is held against every other that prints alike."""
    alike: dict[tuple[int | None, ...], list[tuple[int, ...]]] = {}
    for spread in product(range(7), repeat=kinds):
        if sum(spread) < SMALLEST:
            continue
        numbers = {str(place): n for place, n in enumerate(spread)}
        told = tellable(sum(spread), numbers)
        face = (sum(spread), *(n if kind in told else None for kind, n in numbers.items()))
        alike.setdefault(face, []).append(spread)

    for spreads in alike.values():
        for numbers_at in zip(*spreads, strict=True):
            assert len(set(numbers_at)) > 1 or numbers_at[0] not in range(1, SMALLEST)
