from datetime import date

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from supervision.office import workdays
from supervision.office.workdays import CalendarDay


@pytest.mark.parametrize(
    ("start", "days", "due"),
    [
        (date(2026, 9, 18), 15, date(2026, 10, 15)),
        (date(2026, 2, 13), 5, date(2026, 2, 27)),
        (date(2021, 9, 29), 5, date(2021, 10, 12)),
    ],
)
def test_make_up_days_count_and_holidays_do_not(session: Session, start: date, days: int, due: date) -> None:
    assert workdays.count(session, start, days=days).due_on == due


@pytest.mark.parametrize(("year", "worked"), [(2021, 250), (2022, 249), (2025, 248), (2026, 248)])
def test_a_year_has_as_many_workdays_as_the_notice_says(session: Session, year: int, worked: int) -> None:
    counted = session.scalar(
        select(func.count()).where(
            CalendarDay.day.between(date(year, 1, 1), date(year, 12, 31)), CalendarDay.worked
        )
    )

    assert counted == worked


def test_a_limit_that_runs_into_an_unpublished_year_waits_for_its_calendar(session: Session) -> None:
    working = workdays.count(session, date(2026, 12, 30), days=5)

    assert working.due_on is None
    assert workdays.missing_year(session, date(2026, 11, 15)) == 2027
    assert workdays.missing_year(session, date(2026, 11, 14)) is None
