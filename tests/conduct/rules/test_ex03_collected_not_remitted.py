from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session

from supervision.conduct.rules.ex03_collected_not_remitted import RULE
from supervision.delivery.charges import Charge
from supervision.delivery.snapshots import Shape
from tests import make
from tests.conduct.rules.asked import asked, gaps, hits
from tests.conduct.rules.ledger import home

SUBJECT = "140302-0001:虚构置业有限公司:契税"


def charged(session: Session, *, first: str | None = "2021-09-01 10:00:00", **said: Any) -> None:
    if first:
        home(session, "A", first=first)
    told = {"collected": 900_000, "remitted": 600_000, "received": 600_000, "payers": 30} | said
    session.add(
        Charge(
            county_code=make.COUNTY,
            compound_number="140302-0001",
            collector="虚构置业有限公司",
            kind="契税",
            snapshot_id=make.snapshot(session, Shape.CHARGES).id,
            **told,
        )
    )
    session.flush()


def test_flags_what_was_collected_and_not_passed_on(both: Session) -> None:
    charged(both)

    assert hits(both, "EX03") == [SUBJECT]


@pytest.mark.parametrize("remitted", [900_000, 950_000])
def test_leaves_alone_what_was_passed_on(both: Session, remitted: int) -> None:
    charged(both, remitted=remitted, received=remitted)

    assert not asked(both, "EX03")


@pytest.mark.parametrize(("received", "expected"), [(0, [SUBJECT]), (899_999, [SUBJECT]), (900_000, [])])
def test_flags_what_was_passed_on_by_word_and_never_arrived(
    both: Session, received: int, expected: list[str]
) -> None:
    charged(both, remitted=900_000, received=received)

    assert hits(both, "EX03") == expected


@pytest.mark.parametrize(
    ("paid_on", "expected"), [(date(2026, 1, 31), []), (date(2026, 1, 30), [SUBJECT])], ids=str
)
def test_what_was_passed_on_has_thirty_days_to_arrive(
    both: Session, paid_on: date, expected: list[str]
) -> None:
    charged(both, remitted=900_000, received=0, remitted_on=paid_on)

    assert hits(both, "EX03") == expected


def test_what_was_agreed_about_the_rest_excuses_nothing_that_was_said_to_be_paid(both: Session) -> None:
    charged(both, received=0, arrangement="经批准分期缴纳")

    (finding,) = asked(both, "EX03")

    assert RULE.tells(finding.evidence) == (
        "虚构置业有限公司代收契税 9,000.00 元，已缴 6,000.00 元，"
        "收款部门入账 0.00 元，有 6,000.00 元已报缴而未入账；项目首次登记始于 2021-09-01。"
    )


@pytest.mark.parametrize(
    ("first", "expected"), [("2026-01-31 09:00:00", []), ("2026-01-30 09:00:00", [SUBJECT]), (None, [])]
)
def test_it_is_due_thirty_days_after_the_first_registration(
    both: Session, first: str | None, expected: list[str]
) -> None:
    charged(both, first=first)

    assert hits(both, "EX03") == expected


@pytest.mark.parametrize("agreed", ["经批准分期缴纳", "存入监管账户", "已退费"])
def test_leaves_alone_what_was_agreed(both: Session, agreed: str) -> None:
    charged(both, arrangement=agreed)

    assert not asked(both, "EX03")


@pytest.mark.parametrize(
    ("said", "missing"),
    [
        ({"remitted": None, "received": None}, "已缴金额"),
        ({"collected": None}, "代收金额"),
        ({"remitted": 900_000, "received": None}, "入账金额"),
    ],
    ids=["paid", "collected", "arrived"],
)
def test_says_what_it_lacks(both: Session, said: dict[str, Any], missing: str) -> None:
    charged(both, **said)

    assert gaps(both, "EX03") == {SUBJECT: (missing,)}


def test_tells_what_it_saw(session: Session) -> None:
    charged(session)

    (finding,) = asked(session, "EX03")

    assert RULE.tells(finding.evidence) == (
        "虚构置业有限公司代收契税 9,000.00 元，已缴 6,000.00 元，尚有 3,000.00 元未缴；"
        "项目首次登记始于 2021-09-01。"
    )
