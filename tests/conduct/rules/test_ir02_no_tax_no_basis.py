from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from supervision import clock
from supervision.conduct.rule_settings import RuleSetting
from supervision.conduct.rules.ir02_no_tax_no_basis import RULE
from supervision.delivery.deferrals import Deferral
from supervision.delivery.snapshots import Shape
from supervision.office.people import Role
from tests import make
from tests.conduct.rules.asked import asked, gaps, hits
from tests.conduct.rules.ledger import home


@pytest.mark.parametrize("tax", ["未完税", "未缴", "欠缴契税", "缓缴"])
def test_flags_a_transfer_with_the_tax_unpaid_and_nothing_that_allows_it(both: Session, tax: str) -> None:
    home(both, "GOOD", tax_status="已完税")
    home(both, "ODD", tax_status=tax)

    assert hits(both, "IR02") == ["ODD"]


@pytest.mark.parametrize(
    "said",
    [
        {"tax_status": "缓缴", "deferral_basis": "税缓〔2021〕32号"},
        {"tax_status": "未完税", "deferral_basis": "演示专办函〔2021〕4号"},
        {"tax_status": "未缴（免征）"},
        {"tax_status": "未完税", "acquired_by": "房改房"},
        {"tax_status": "未完税", "transfer": None},
    ],
)
def test_leaves_alone_what_is_allowed_or_not_due(both: Session, said: dict[str, Any]) -> None:
    home(both, "GOOD", **said)

    assert not asked(both, "IR02")


@pytest.mark.parametrize(("approved", "expected"), [(date(2021, 8, 1), []), (None, ["ODD"])])
def test_an_approved_deferral_of_the_compound_covers_its_homes(
    both: Session, approved: date | None, expected: list[str]
) -> None:
    home(both, "ODD", tax_status="未完税")
    both.add(
        Deferral(
            county_code=make.COUNTY,
            compound_number="140302-0001",
            number="税缓1号",
            approved_on=approved,
            snapshot_id=make.snapshot(both, Shape.DEFERRALS).id,
        )
    )
    both.flush()

    assert hits(both, "IR02") == expected


@pytest.mark.parametrize(("days", "expected"), [(4, []), (5, ["ODD"])])
def test_the_tax_office_has_some_days_to_report(both: Session, days: int, expected: list[str]) -> None:
    booked = clock.today() - timedelta(days=days)
    home(both, "ODD", transfer=f"{booked} 10:00:00", tax_status="未完税")

    assert hits(both, "IR02") == expected


def test_where_it_is_so_set_a_basis_needs_an_occupied_compound(both: Session) -> None:
    make.compound(both)
    home(both, "ODD", tax_status="缓缴", deferral_basis="税缓〔2021〕32号")
    before = hits(both, "IR02")
    RuleSetting.propose(
        both, RULE, {"occupied": 1}, because="演示", effective_on=clock.today(), by=make.officer(both)
    ).approve(by=make.officer(both, Role.LEADER))
    both.flush()

    assert (before, hits(both, "IR02")) == ([], ["ODD"])


def test_says_what_it_lacks_of_a_home_and_of_a_county(both: Session) -> None:
    home(both, "GOOD", tax_status="已完税")
    home(both, "BARE")
    home(both, "NEXT", county_code=make.NEXT_COUNTY)

    assert gaps(both, "IR02") == {"BARE": ("完税状态",), "140303": ("完税状态",)}


def test_tells_what_it_saw(session: Session) -> None:
    home(session, "ODD", tax_status="未完税")

    (finding,) = asked(session, "IR02")

    assert RULE.tells(finding.evidence) == (
        "2021-10-01 10:00:00 已登簿转移登记，完税状态为“未完税”，无缓缴依据。"
    )
