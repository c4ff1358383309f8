from datetime import date
from typing import Any

import pytest
from sqlalchemy import literal, select
from sqlalchemy.orm import Session

from supervision.conduct.rules import Outcome
from supervision.conduct.rules.ir05_out_of_order import RULE
from supervision.delivery.arrangements import Arrangement, ArrangementKind
from supervision.delivery.day_numbers import day_number
from supervision.delivery.snapshots import Shape
from tests import make
from tests.conduct.rules.asked import asked, hits
from tests.conduct.rules.ledger import home


def announced(session: Session, kind: ArrangementKind, day: date) -> None:
    session.add(
        Arrangement(
            county_code=make.COUNTY,
            kind=kind,
            window="",
            operator="",
            from_on=day,
            to_on=day,
            snapshot_id=make.snapshot(session, Shape.ARRANGEMENTS).id,
        )
    )
    session.flush()


@pytest.mark.parametrize(
    "said",
    [
        {"transfer_accepted_at": "2021-10-01 10:00:01"},
        {"transfer_accepted_at": "2021-09-20", "reviewed_at": "2021-09-19"},
        {"reviewed_at": "2021-10-08 09:00:00"},
        {"certified_on": "2021-09-30"},
        {"first_accepted_at": "2021-09-02"},
    ],
)
def test_flags_what_stands_in_the_wrong_order(both: Session, said: dict[str, Any]) -> None:
    home(both, "ODD", **said)

    assert hits(both, "IR05") == ["ODD"]


@pytest.mark.parametrize(
    "said",
    [
        {"transfer_accepted_at": "2021-10-01"},
        {
            "transfer_accepted_at": "2021-09-28 09:00:00",
            "reviewed_at": "2021-09-29",
            "certified_on": "2021-10-01",
        },
        {"first_accepted_at": "2021-08-20", "recorded_at": "2021-10-08 18:00:00"},
        {"first": "2021-11-01", "transfer_accepted_at": "2021-10-05"},
        {},
    ],
)
def test_leaves_alone_what_is_in_order_at_the_coarser_precision_or_is_another_rules(
    both: Session, said: dict[str, Any]
) -> None:
    home(both, "GOOD", **said)

    assert not hits(both, "IR05")


@pytest.mark.parametrize(
    ("recorded", "expected"),
    [
        ("2021-10-08 23:59:00", []),
        ("2021-10-09 08:00:00", ["ODD"]),
        ("2021-10-09", ["ODD"]),
        ("2022-01-01", ["ODD"]),
    ],
)
def test_flags_what_was_recorded_long_after(both: Session, recorded: str, expected: list[str]) -> None:
    home(both, "ODD", recorded_at=recorded)

    assert hits(both, "IR05") == expected


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2021-09-29 22:00:00", ["ODD"]),
        ("2021-09-29 05:59:00", ["ODD"]),
        ("2021-09-29 21:59:59", []),
        ("2021-09-29 06:00:00", []),
        ("2021-09-29 00:00:00", []),
        ("2021-09-29", []),
    ],
)
def test_flags_the_night_and_not_a_day_that_has_no_hour(
    both: Session, moment: str, expected: list[str]
) -> None:
    home(both, "ODD", transfer=moment)

    assert hits(both, "IR05") == expected


@pytest.mark.parametrize("kind", [ArrangementKind.OVERTIME, ArrangementKind.BATCH_DAY])
def test_service_after_hours_that_was_announced_is_left_alone(both: Session, kind: ArrangementKind) -> None:
    home(both, "LATE", transfer="2021-09-29 22:30:00")
    announced(both, kind, date(2021, 9, 29))

    assert not hits(both, "IR05")


def test_a_rest_day_is_odd_only_where_hardly_anything_is_booked_on_one(both: Session) -> None:
    for number in range(60):
        home(both, f"GOOD{number}", transfer="2021-10-13 10:00:00")
    home(both, "HOLIDAY", transfer="2021-10-02 10:00:00")
    home(both, "MAKE-UP", transfer="2021-10-09 10:00:00")
    for number in range(3):
        place: dict[str, Any] = {"county_code": make.NEXT_COUNTY, "transfer": "2021-10-02 10:00:00"}
        home(both, f"OFTEN{number}", **place)

    assert hits(both, "IR05") == ["HOLIDAY"]


@pytest.mark.parametrize("day", ["1999-12-31", "2000-02-29", "2020-03-01", "2021-01-01", "2024-12-31"])
def test_a_day_number_is_that_of_the_calendar(both: Session, day: str) -> None:
    told = both.scalar(select(day_number(literal(f"{day} 10:00:00")) - day_number(literal("2000-01-01"))))

    assert told == (date.fromisoformat(day) - date(2000, 1, 1)).days


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"certified_on": "2021-09-30"}, "转移登簿（2021-10-01 10:00:00）晚于颁证日期（2021-09-30）。"),
        ({"recorded_at": "2021-11-01"}, "登簿 2021-10-01 10:00:00，录入 2021-11-01。"),
        (
            {"transfer": "2021-09-29 23:00:00"},
            "登簿时间 2021-09-01 10:00:00、2021-09-29 23:00:00 不在工作时间，未见延时服务备案。",
        ),
    ],
)
def test_tells_what_it_saw(session: Session, said: dict[str, Any], told: str) -> None:
    home(session, "ODD", **said)

    finding = next(one for one in asked(session, "IR05") if one.outcome is Outcome.HIT)

    assert RULE.tells(finding.evidence) == told
