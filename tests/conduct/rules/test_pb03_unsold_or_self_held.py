from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session

from supervision.conduct.rules.pb03_unsold_or_self_held import RULE
from supervision.delivery.relations import Relation, Side
from supervision.delivery.snapshots import Shape
from tests import make
from tests.conduct.rules.asked import asked, gaps, hits
from tests.conduct.rules.ledger import home


@pytest.fixture(autouse=True)
def with_contracts(request: pytest.FixtureRequest) -> None:
    """A county that sends the column."""
    session = request.getfixturevalue("both" if "both" in request.fixturenames else "session")
    home(session, "GOOD", contract_on="2015-03-01")


def test_flags_a_transfer_without_a_filed_contract(both: Session) -> None:
    home(both, "ODD")

    assert hits(both, "PB03") == ["ODD"]


@pytest.mark.parametrize(
    "said",
    [{"acquired_by": way} for way in ("法院裁定抵债", "回迁安置", "房改", "继承")] + [{"transfer": None}],
)
def test_leaves_alone_what_needs_no_contract(both: Session, said: dict[str, Any]) -> None:
    home(both, "GOOD2", **said)

    assert not asked(both, "PB03")


@pytest.mark.parametrize(("side", "expected"), [(Side.DEVELOPER, ["ODD"]), (Side.STAFF, [])])
def test_flags_a_transfer_to_the_developers_own(both: Session, side: Side, expected: list[str]) -> None:
    home(both, "ODD", contract_on="2015-03-01", buyer="b" * 64)
    both.add(
        Relation(
            county_code=make.COUNTY,
            side=side,
            of="虚构置业有限公司",
            relation="股东",
            buyer="b" * 64,
            snapshot_id=make.snapshot(both, Shape.RELATIONS).id,
        )
    )
    both.flush()

    assert hits(both, "PB03") == expected


@pytest.mark.parametrize(("n", "day", "found"), [(5, 20, 5), (4, 20, 0), (5, 3, 0)])
def test_flags_many_contracts_filed_soon_after_the_inclusion(
    both: Session, n: int, day: int, found: int
) -> None:
    make.compound(both, included_on=date(2021, 6, 2))
    for number in range(n):
        filed = f"2021-06-{day:02d}" if day != 3 else "2021-07-03"
        home(both, f"H{number}", contract_on=filed)

    assert len(hits(both, "PB03")) == found


def test_says_that_a_county_never_sent_the_column(both: Session) -> None:
    home(both, "NEXT", county_code=make.NEXT_COUNTY)

    assert gaps(both, "PB03") == {"140303": ("合同备案日期",)}


def test_tells_what_it_saw(session: Session) -> None:
    home(session, "ODD")

    (finding,) = asked(session, "PB03")

    assert RULE.tells(finding.evidence) == "2021-10-01 10:00:00 已登簿转移登记，无合同备案日期。"
