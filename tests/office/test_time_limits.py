from datetime import date

import pytest
from sqlalchemy.orm import Session

from supervision.office.time_limits import (
    ACCEPTANCE_NOTICE,
    LIMITS,
    OUT_OF_SCOPE,
    PRINCIPAL_UP,
    PROPOSAL,
    add_months,
)
from supervision.office.workdays import Stop


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


def stop(begins: date, ends: date | None) -> Stop:
    return Stop(begins, ends, "无法与举报人取得联系")


@pytest.mark.parametrize(
    ("start", "days", "on"),
    [
        (date(2026, 9, 18), 15, date(2026, 10, 15)),
        (date(2026, 2, 13), 5, date(2026, 2, 27)),
        (date(2021, 9, 29), 5, date(2021, 10, 12)),
    ],
)
def test_make_up_days_count_and_holidays_do_not(session: Session, start: date, days: int, on: date) -> None:
    assert ACCEPTANCE_NOTICE.due(session, start, length=days).due_on == on


def test_each_day_until_the_due_date_says_whether_it_counts_and_why(session: Session) -> None:
    working = ACCEPTANCE_NOTICE.due(
        session, date(2026, 9, 18), stops=[stop(date(2026, 9, 22), date(2026, 9, 24))]
    )

    told = {one.day: (one.number, one.why) for one in working.days}
    assert told[date(2026, 9, 19)] == (None, "周末")
    assert told[date(2026, 9, 20)] == (1, "调休上班")
    assert told[date(2026, 9, 22)] == (None, "中止：无法与举报人取得联系")
    assert told[date(2026, 9, 25)] == (None, "中秋节")
    assert told[date(2026, 10, 1)] == (None, "国庆节")
    assert working.days[-1].number == 15
    assert working.days[-1].day == working.due_on == date(2026, 10, 19)
    assert "2026-09-22 起中止（无法与举报人取得联系），2026-09-24 恢复计算" in working.lines


def test_a_clock_that_stands_still_has_no_due_date(session: Session) -> None:
    for limit in (ACCEPTANCE_NOTICE, OUT_OF_SCOPE, PROPOSAL):
        working = limit.due(session, date(2026, 3, 2), stops=[stop(date(2026, 3, 5), None)])
        assert (working.due_on, working.stopped) == (None, True)
        assert working.lines[-1] == "时限已中止，恢复后继续计算"


def test_a_stop_after_the_end_changes_nothing(session: Session) -> None:
    late = [stop(date(2026, 6, 1), None)]
    for limit in (ACCEPTANCE_NOTICE, OUT_OF_SCOPE, PROPOSAL):
        assert limit.due_on(session, date(2026, 3, 2), stops=late) == limit.due_on(session, date(2026, 3, 2))


def test_calendar_months_are_longer_by_the_days_that_stood_still(session: Session) -> None:
    held = [stop(date(2026, 3, 10), date(2026, 3, 12)), stop(date(2026, 3, 20), date(2026, 3, 21))]

    assert PROPOSAL.due_on(session, date(2026, 3, 2)) == date(2026, 4, 2)
    assert PROPOSAL.due_on(session, date(2026, 3, 2), stops=held) == date(2026, 4, 7)


def test_codes_of_limits_that_records_carry_are_their_own() -> None:
    codes = [limit.code for limit in LIMITS if limit.code != "TL24"]
    assert len(codes) == len(set(codes))
