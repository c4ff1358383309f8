from typing import Any

import pytest
from sqlalchemy.orm import Session

from supervision.conduct.rules.ir06_transfer_under_restriction import RULE
from tests import make
from tests.conduct.rules.asked import asked, gaps, hits
from tests.conduct.rules.ledger import home

SEIZED: dict[str, Any] = {"restriction": "查封", "restricted_on": "2021-08-01"}


@pytest.mark.parametrize(
    "said", [{}, {"released_on": "2021-10-02"}, {"restriction": "异议登记"}, {"restricted_on": "2021-10-01"}]
)
def test_flags_a_transfer_while_the_home_is_held(both: Session, said: dict[str, Any]) -> None:
    home(both, "ODD", **(SEIZED | said))

    assert hits(both, "IR06") == ["ODD"]


@pytest.mark.parametrize(
    "said",
    [
        {"released_on": "2021-10-01"},
        {"restricted_on": "2021-10-02"},
        {"override_no": "（2021）演示执1号"},
        {"restriction": "无"},
        {"restriction": "抵押"},
    ],
)
def test_leaves_alone_what_was_released_or_ordered_by_a_court(both: Session, said: dict[str, Any]) -> None:
    home(both, "GOOD", **(SEIZED | said))

    assert not asked(both, "IR06")


def test_a_first_registration_under_seizure_is_allowed(both: Session) -> None:
    home(both, "GOOD", transfer=None, **SEIZED)

    assert not asked(both, "IR06")


def test_says_what_it_lacks_of_a_home_and_of_a_county(both: Session) -> None:
    home(both, "BARE", restriction="查封")
    home(both, "NEXT", county_code=make.NEXT_COUNTY)

    assert gaps(both, "IR06") == {"BARE": ("限制起始",), "140303": ("限制情形",)}


def test_tells_what_it_saw(session: Session) -> None:
    told: dict[str, Any] = SEIZED
    home(session, "ODD", **told)

    (finding,) = asked(session, "IR06")

    assert RULE.tells(finding.evidence) == (
        "查封期间（2021-08-01 至 未解除）登簿转移登记（2021-10-01 10:00:00），无法院文书号。"
    )
