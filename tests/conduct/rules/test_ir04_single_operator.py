from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session

from supervision.conduct.rules.ir04_single_operator import RULE
from supervision.delivery.arrangements import Arrangement, ArrangementKind
from supervision.delivery.snapshots import Shape
from tests import make
from tests.conduct.rules.asked import asked, gaps, hits
from tests.conduct.rules.ledger import home

THREE: dict[str, Any] = {"acceptor": "受1", "reviewer": "审1", "booker": "登1"}
ALONE: dict[str, Any] = {"acceptor": "受1", "reviewer": "受1", "booker": "受1"}


def announced(session: Session, kind: ArrangementKind, day: date, **said: str) -> None:
    session.add(
        Arrangement(
            county_code=make.COUNTY,
            kind=kind,
            window=said.get("window", ""),
            operator=said.get("operator", ""),
            from_on=day,
            to_on=day,
            paper="演示备1号",
            snapshot_id=make.snapshot(session, Shape.ARRANGEMENTS).id,
        )
    )
    session.flush()


def test_flags_one_person_in_all_three_posts(both: Session) -> None:
    home(both, "GOOD", **THREE)
    home(both, "ODD", **ALONE)

    assert hits(both, "IR04") == ["ODD"]


def test_two_of_three_are_left_alone(both: Session) -> None:
    home(both, "GOOD", acceptor="受1", reviewer="受1", booker="登1")

    assert not asked(both, "IR04")


@pytest.mark.parametrize(
    ("kind", "day", "who", "expected"),
    [
        (ArrangementKind.SEVERAL_POSTS, date(2021, 10, 1), {}, []),
        (ArrangementKind.SEVERAL_POSTS, date(2021, 10, 1), {"operator": "受1"}, []),
        (ArrangementKind.SEVERAL_POSTS, date(2021, 10, 1), {"operator": "别人"}, ["ODD"]),
        (ArrangementKind.SEVERAL_POSTS, date(2021, 10, 1), {"window": "9号"}, ["ODD"]),
        (ArrangementKind.SEVERAL_POSTS, date(2021, 10, 2), {}, ["ODD"]),
        (ArrangementKind.OVERTIME, date(2021, 10, 1), {}, ["ODD"]),
    ],
)
def test_leaves_alone_what_was_put_on_file_for_that_day(
    both: Session, kind: ArrangementKind, day: date, who: dict[str, str], expected: list[str]
) -> None:
    home(both, "ODD", window="1号", **ALONE)
    announced(both, kind, day, **who)

    assert hits(both, "IR04") == expected


@pytest.mark.parametrize(
    ("accepted", "booked", "expected"),
    [
        ("2021-10-01 10:00:00", "2021-10-01 10:09:59", ["ODD"]),
        ("2021-10-01 10:00:00", "2021-10-01 10:10:00", []),
        ("2021-10-01 23:59:00", "2021-10-02 00:01:00", []),
        ("2021-10-01", "2021-10-01", []),
    ],
)
def test_flags_minutes_from_acceptance_to_the_register(
    both: Session, accepted: str, booked: str, expected: list[str]
) -> None:
    home(both, "ODD", transfer=booked, transfer_accepted_at=accepted, **THREE)

    assert hits(both, "IR04") == expected


def test_a_batch_day_that_was_announced_is_left_alone(both: Session) -> None:
    moments: dict[str, Any] = {
        "transfer": "2021-10-01 10:02:00",
        "transfer_accepted_at": "2021-10-01 10:00:00",
    }
    home(both, "QUICK", **moments, **THREE)
    announced(both, ArrangementKind.BATCH_DAY, date(2021, 10, 1))

    assert not asked(both, "IR04")


def test_says_which_column_a_county_never_sent(both: Session) -> None:
    home(both, "ODD", acceptor="受1")

    assert gaps(both, "IR04") == {"140302": ("审核人", "登簿人")}


def test_tells_what_it_saw(session: Session) -> None:
    home(session, "ODD", **ALONE)

    (finding,) = asked(session, "IR04")

    assert RULE.tells(finding.evidence) == "受理、审核、登簿为同一人，未见一人多岗备案。"
