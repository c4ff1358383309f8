from datetime import date

import pytest
from sqlalchemy.orm import Session

from supervision.conduct.rules.pb01_after_cutoff import RULE
from tests import make
from tests.conduct.rules.asked import asked, hits
from tests.conduct.rules.ledger import home


@pytest.mark.parametrize(("day", "expected"), [("2021-05-01", ["ODD"]), ("2021-04-30", []), (None, [])])
def test_flags_a_contract_after_the_cut_off(both: Session, day: str | None, expected: list[str]) -> None:
    home(both, "ODD", contract_on=day)

    assert hits(both, "PB01") == expected


@pytest.mark.parametrize("field", ["built_on", "first_sold_on"])
def test_flags_the_homes_of_a_compound_that_came_after_the_cut_off(both: Session, field: str) -> None:
    setattr(make.compound(both), field, date(2021, 5, 1))
    home(both, "ODD", contract_on="2020-01-01")
    home(both, "ELSEWHERE", compound_number="140302-0002")

    assert hits(both, "PB01") == ["ODD"]


def test_leaves_alone_what_is_not_in_the_campaign(both: Session) -> None:
    make.compound(both, included=False).built_on = date(2022, 1, 1)
    home(both, "GOOD", contract_on="2021-09-01")

    assert not hits(both, "PB01")


def test_a_compound_up_to_the_cut_off_is_left_alone(both: Session) -> None:
    make.compound(both).built_on = date(2021, 4, 30)
    home(both, "GOOD")

    assert not hits(both, "PB01")


def test_tells_what_it_saw(session: Session) -> None:
    home(session, "ODD", contract_on="2021-05-01")

    (finding,) = asked(session, "PB01")

    assert RULE.tells(finding.evidence) == "合同备案于 2021-05-01，请与专项行动截止时点核对。"
