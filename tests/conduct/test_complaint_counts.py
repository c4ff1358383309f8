from datetime import date

import pytest
from sqlalchemy.orm import Session

from supervision.conduct.categories import Category
from supervision.conduct.complaint_counts import counts
from supervision.errors import Refused
from supervision.office.people import Officer, Role
from tests import make

WEEK = (date(2026, 3, 2), date(2026, 3, 8))
E, P = Category.EXTORTION, Category.PIGGYBACK


def said(session: Session, region_code: str, officer: Officer | None = None) -> dict[Category, str]:
    return {
        category: str(tally)
        for category, tally in counts(session, region_code, *WEEK, officer=officer).items()
    }


def test_on_paper_fewer_than_three_are_not_told(both: Session) -> None:
    for _ in range(3):
        make.complaint(both)
    make.complaint(both, category=P)

    assert said(both, make.CITY) == {E: "3", P: "<3"}


def test_those_on_the_list_see_the_true_count_of_their_own_place(both: Session) -> None:
    make.complaint(both)
    make.complaint(both, region_code=make.COUNTY)
    leader = make.officer(both, Role.LEADER, region_code=make.CITY)

    assert said(both, make.CITY, leader) == {E: "1+（<3）"}


def test_a_higher_office_sees_lower_ones_in_counts_only(both: Session) -> None:
    for _ in range(3):
        make.complaint(both)

    make.complaint(both, category=P)

    assert said(both, make.CITY, make.officer(both, Role.LEADER)) == {E: "3", P: "<3"}


def test_counts_are_of_what_came_in_during_the_period(both: Session) -> None:
    make.complaint(both, received_on=date(2026, 3, 1))

    assert said(both, make.CITY) == {}


@pytest.mark.parametrize("role", [Role.UNIT, Role.SYSTEM, Role.SECURITY, Role.AUDITOR])
def test_units_and_administrators_are_told_nothing(session: Session, role: Role) -> None:
    unit = make.unit(session) if role is Role.UNIT else None

    with pytest.raises(Refused, match="不向本账号提供"):
        said(session, make.CITY, make.officer(session, role, region_code=make.CITY, unit=unit))


def test_nobody_counts_beyond_their_place(session: Session) -> None:
    with pytest.raises(Refused, match="不在您的辖区内"):
        said(session, make.CITY, make.officer(session, Role.LEADER, region_code=make.COUNTY))
