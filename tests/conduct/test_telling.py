from collections import Counter
from datetime import date, timedelta
from fractions import Fraction
from itertools import product
from random import Random

import pytest

from supervision.conduct.telling import Box, Cell, Telling
from tests import make

MONDAY = date(2026, 2, 2)
E, P = "extortion", "piggyback"


def week(place: str, part: str | None, number: int, weeks: int = 1) -> Box:
    start = MONDAY + timedelta(weeks=number)
    return Box(place, part, start, start + timedelta(days=7 * weeks - 1))


def cell(place: str, part: str, number: int, day: int = 0) -> Cell:
    return Cell(place, part, MONDAY + timedelta(weeks=number, days=day))


def test_a_small_number_is_not_told() -> None:
    box = week(make.CITY, None, 0)
    telling = Telling({cell(make.CITY, E, 0): 2}, asked=[box], smallest=3)

    assert not telling.tells(box)


def test_none_is_told() -> None:
    box = week(make.CITY, None, 1)

    assert Telling({cell(make.CITY, E, 0): 2}, asked=[box], smallest=3).tells(box)


@pytest.mark.parametrize(
    ("cells", "first", "then"),
    [
        pytest.param(
            {cell(make.CITY, E, 0): 5, cell(make.CITY, P, 0): 1},
            [week(make.CITY, None, 0)],
            week(make.CITY, E, 0),
            id="one kind from the whole",
        ),
        pytest.param(
            {cell(make.COUNTY, E, 0): 5, cell(make.NEXT_COUNTY, E, 0): 2},
            [week(make.CITY, None, 0)],
            week(make.COUNTY, None, 0),
            id="one county from its city",
        ),
        pytest.param(
            {cell(make.CITY, E, 0): 5, cell(make.CITY, E, 1): 1},
            [week(make.CITY, None, 0)],
            week(make.CITY, None, 0, weeks=2),
            id="one week from two",
        ),
        pytest.param(
            {cell(make.CITY, E, 0): 5, cell(make.CITY, E, 0, day=6): 1, cell(make.CITY, E, 1): 4},
            [Box(make.CITY, None, MONDAY, MONDAY + timedelta(days=5)), week(make.CITY, None, 1)],
            week(make.CITY, None, 0, weeks=2),
            id="a Sunday between two editions",
        ),
        pytest.param(
            {
                cell(make.COUNTY, E, 0): 4,
                cell(make.COUNTY, P, 0): 4,
                cell(make.CITY, E, 0): 4,
                cell(make.CITY, P, 0): 1,
            },
            [week(make.CITY, None, 0), week(make.CITY, E, 0), week(make.COUNTY, None, 0)],
            week(make.COUNTY, P, 0),
            id="kinds and levels together",
        ),
    ],
)
def test_nothing_small_follows_by_subtraction(cells: dict[Cell, int], first: list[Box], then: Box) -> None:
    telling = Telling(cells, asked=[*first, then], smallest=3)
    assert all(telling.tells(box) for box in first)

    assert not telling.tells(then)


def test_what_was_told_already_counts_whatever_it_gives_away() -> None:
    whole, part = week(make.CITY, None, 0), week(make.CITY, E, 0)
    telling = Telling({cell(make.CITY, E, 0): 5, cell(make.CITY, P, 0): 1}, asked=[whole, part], smallest=3)

    assert telling.tells(part, already=True)
    assert not telling.tells(whole)


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("smallest", [3, 5])
def test_no_small_box_can_be_solved_for_from_any_numbers_told(seed: int, smallest: int) -> None:
    """Weeks, double weeks, a city with its counties, two kinds: solved by fractions, box by box."""
    chance = Random(seed)
    places, weeks = (make.CITY, make.COUNTY, make.NEXT_COUNTY), range(3)
    cells = {
        cell(place, part, number, day=chance.randrange(7)): chance.randrange(1, 7)
        for place, part, number in product(places, (E, P), weeks)
        if chance.random() < 0.8
    }
    boxes = [week(place, part, number) for place, part, number in product(places, (None, E, P), weeks)]
    boxes += [week(place, part, 0, weeks=2) for place, part in product(places, (None, E, P))]
    chance.shuffle(boxes)
    telling = Telling(cells, asked=boxes, smallest=smallest)

    told = [box for box in boxes if telling.tells(box)]

    for box in boxes:
        number = sum(n for one, n in cells.items() if box.holds(one))
        if 0 < number < smallest:
            assert not solved(cells, told, box)
    assert any(sum(n for one, n in cells.items() if box.holds(one)) for box in told)


def solved(cells: dict[Cell, int], told: list[Box], asked: Box) -> bool:
    """Whether the sum over a box is a combination of the sums told."""
    order = list(cells)
    rows = [[Fraction(box.holds(one)) for one in order] for box in told]
    wanted = [Fraction(asked.holds(one)) for one in order]
    for place in range(len(order)):
        at = next((row for row in rows if row[place]), None)
        if at is None:
            if wanted[place]:
                return False
            continue
        rows.remove(at)
        rows = [[a - row[place] / at[place] * b for a, b in zip(row, at, strict=True)] for row in rows]
        wanted = [a - wanted[place] / at[place] * b for a, b in zip(wanted, at, strict=True)]
    return not any(wanted)


def test_a_year_of_a_province_is_settled_in_seconds() -> None:
    chance = Random(1)
    places = [f"1403{number:02d}" for number in range(12)] + [f"140{number}00" for number in range(1, 10)]
    cells: Counter[Cell] = Counter()
    for _complaint in range(600):
        cells[cell(chance.choice(places), chance.choice((E, P, "other")), chance.randrange(14))] += 1
    boxes = [week(place, None, number) for place, number in product(["140000", *places], range(14))]
    telling = Telling(cells, asked=boxes, smallest=3)

    assert any(telling.tells(box) for box in boxes)
