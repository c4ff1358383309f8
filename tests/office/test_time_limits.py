from datetime import date

import pytest
from sqlalchemy.orm import Session

from supervision.office.time_limits import (
    ACCEPTANCE_NOTICE,
    LIMITS,
    OUT_OF_SCOPE,
    PRINCIPAL_UP,
    add_months,
)


def test_a_due_date_shows_its_working(session: Session) -> None:
    working = ACCEPTANCE_NOTICE.due(session, date(2026, 9, 18))

    assert working.due_on == date(2026, 10, 15)
    rule, began, days, ends = working.lines
    assert rule == "TL01 实名受理告知：15个工作日，依据检举控告工作规则（2020）"
    assert began == "起算日 2026-09-18（当日不计）"
    assert days.startswith("计 15 个工作日，跳过休息日 09-19、")
    assert "09-20" not in days
    assert ends == "到期日 2026-10-15"


def test_calendar_days_that_end_on_a_rest_day_roll_to_the_next_workday(session: Session) -> None:
    working = OUT_OF_SCOPE.due(session, date(2026, 9, 18))

    assert working.due_on == date(2026, 10, 8)
    assert "2026-10-03 为休息日，顺延" in working.lines


def test_what_is_due_on_the_same_day_is(session: Session) -> None:
    assert PRINCIPAL_UP.due_on(session, date(2026, 3, 2)) == date(2026, 3, 2)


def test_a_limit_into_a_year_without_calendar_is_not_guessed(session: Session) -> None:
    working = ACCEPTANCE_NOTICE.due(session, date(2026, 12, 28))

    assert working.due_on is None
    assert working.lines[-1].startswith("到期日 待日历")


@pytest.mark.parametrize(
    ("day", "months", "on"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
    ],
)
def test_a_month_is_the_same_day_or_the_months_last(day: date, months: int, on: date) -> None:
    assert add_months(day, months) == on


def test_every_limit_has_its_basis() -> None:
    assert all(limit.basis and limit.code.startswith("TL") for limit in LIMITS)
