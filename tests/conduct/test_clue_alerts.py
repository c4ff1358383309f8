from datetime import date

import pytest
from sqlalchemy.orm import Session

from supervision.conduct import clue_alerts
from supervision.conduct.clue_alerts import LocalTable, Stage
from supervision.conduct.clue_steps import ClueStatus
from supervision.conduct.clue_terms import Way
from supervision.errors import Refused
from supervision.office.lamps import Lamp
from supervision.office.people import Officer, Role
from supervision.office.time_limits import add_months
from tests import make


def desk(session: Session, role: Role = Role.CASES) -> Officer:
    return make.officer(session, role, name="冯案管", region_code=make.CITY)


@pytest.mark.parametrize(
    ("day", "lamp"),
    [
        (date(2026, 3, 29), None),
        (date(2026, 3, 30), Lamp.YELLOW),  # three days before the month ends
        (date(2026, 4, 2), Lamp.YELLOW),
        (date(2026, 4, 3), Lamp.RED),
    ],
)
def test_unless_another_table_is_chosen_the_due_date_and_kuituns_months_light_up(
    both: Session, day: date, lamp: Lamp | None
) -> None:
    clue = make.clue(both, ClueStatus.SIGNED_FOR)

    alerts = clue_alerts.in_force(both, make.CITY)

    assert alerts.words == "奎屯市做法，待核"
    assert alerts.lamp(clue, day) is lamp


@pytest.mark.parametrize(
    ("status", "way", "lit"),
    [
        (ClueStatus.SIGNED_FOR, Way.PRELIM, {0: None, 1: Lamp.BLUE, 7: Lamp.BLUE}),
        (ClueStatus.TALKING, Way.TALK, {1: Lamp.BLUE, 2: Lamp.YELLOW, 3: Lamp.RED}),
        (ClueStatus.VERIFYING, Way.PRELIM, {2: None, 3: Lamp.YELLOW, 6: Lamp.RED}),
        (ClueStatus.HELD, Way.HOLD, {12: None}),
        (ClueStatus.REGISTERED, Way.HOLD, {12: None}),
    ],
)
def test_an_office_may_follow_changwu_instead(
    both: Session, status: ClueStatus, way: Way, lit: dict[int, Lamp | None]
) -> None:
    clue_alerts.choose(both, LocalTable.CHANGWU, by=desk(both), by_due_date=False)
    clue = make.clue(both, status, way=way)
    alerts = clue_alerts.in_force(both, make.CITY)

    for months, lamp in lit.items():
        assert alerts.lamp(clue, add_months(date(2026, 3, 3), months)) is lamp
    assert clue_alerts.in_force(both, make.COUNTY).local_table is LocalTable.KUITUN


def test_an_office_may_set_its_own_months_and_leave_them_again(both: Session) -> None:
    by = desk(both)
    own = {(Stage.HOLD, Lamp.YELLOW): 2, (Stage.HOLD, Lamp.RED): 4}
    clue_alerts.choose(both, LocalTable.OWN, by=by, months=own, by_due_date=False)
    clue = make.clue(both, ClueStatus.HELD, way=Way.HOLD)

    alerts = clue_alerts.in_force(both, make.CITY)

    assert [alerts.lamp(clue, date(2026, month, 3)) for month in (4, 6, 8)] == [
        None,
        Lamp.YELLOW,
        Lamp.RED,
    ]
    clue_alerts.choose(both, LocalTable.KUITUN, by=by, by_due_date=True)
    assert clue_alerts.in_force(both, make.CITY).months == clue_alerts.PUBLISHED[LocalTable.KUITUN]


@pytest.mark.parametrize(
    ("months", "sentence"),
    [
        ({}, "至少填写一个"),
        ({(Stage.TALK, Lamp.RED): 0}, "1 至 36"),
        ({(Stage.TALK, Lamp.YELLOW): 3, (Stage.TALK, Lamp.RED): 2}, "须依次增加"),
        ({(Stage.TALK, Lamp.YELLOW): 2, (Stage.TALK, Lamp.RED): 2}, "须依次增加"),
    ],
)
def test_months_that_make_no_sense_are_refused(
    session: Session, months: dict[tuple[Stage, Lamp], int], sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence):
        clue_alerts.choose(session, LocalTable.OWN, by=desk(session), months=months, by_due_date=True)


def test_only_the_cases_desk_or_the_principal_chooses(session: Session) -> None:
    with pytest.raises(Refused, match="须由案管岗"):
        clue_alerts.choose(session, LocalTable.CHANGWU, by=desk(session, Role.INSPECTOR), by_due_date=True)


def test_a_missing_calendar_is_no_good_news(session: Session) -> None:
    clue = make.clue(session, ClueStatus.SIGNED_FOR)
    clue.due_on = None

    assert clue_alerts.in_force(session, make.CITY).lamp(clue, date(2026, 3, 3)) is Lamp.UNKNOWN
