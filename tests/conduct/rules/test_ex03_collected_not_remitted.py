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
    told = {"collected": 900_000, "remitted": 600_000, "payers": 30} | said
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
    charged(both, remitted=remitted)

    assert not asked(both, "EX03")


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


def test_says_what_it_lacks(both: Session) -> None:
    charged(both, remitted=None)

    assert gaps(both, "EX03") == {SUBJECT: ("已缴金额",)}


def test_tells_what_it_saw(session: Session) -> None:
    charged(session)

    (finding,) = asked(session, "EX03")

    assert RULE.tells(finding.evidence) == (
        "虚构置业有限公司代收契税 9,000.00 元，已缴 6,000.00 元，尚有 3,000.00 元未缴；"
        "项目首次登记始于 2021-09-01。"
    )
