from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from supervision.conduct import scans
from supervision.conduct.flags import Flag
from supervision.conduct.rules.pr01_inflated_progress import RULE
from supervision.office.lamps import Lamp
from supervision.office.people import Role
from tests import make
from tests.conduct.rules.asked import asked, gaps, hits
from tests.conduct.rules.ledger import booked

DAY = date(2022, 6, 30)
SUBJECT = "140302@2022-06-30"


@pytest.mark.parametrize(
    ("held", "claimed", "fires"),
    [(300, 320, False), (300, 321, True), (10_000, 10_050, False), (10_000, 10_051, True), (300, 200, False)],
)
def test_flags_a_claim_beyond_tolerance(both: Session, held: int, claimed: int, fires: bool) -> None:
    booked(both, first=held, transfer=held, day=DAY)
    make.progress(both, listed=20_000, first=held, transfer=claimed, as_of=DAY)

    assert hits(both, "PR01") == [SUBJECT] * fires


def test_flags_first_registrations_alike(both: Session) -> None:
    booked(both, first=300, transfer=200, day=DAY)
    make.progress(both, first=330, transfer=200, as_of=DAY)

    assert hits(both, "PR01") == [SUBJECT]


def test_counts_the_ledger_as_of_the_report(both: Session) -> None:
    booked(both, first=300, transfer=300, day=date(2022, 7, 1))
    make.progress(both, first=300, transfer=300, as_of=DAY)

    assert hits(both, "PR01") == [SUBJECT]


@pytest.mark.parametrize(("stated", "fires"), [(75.1, False), (74.9, False), (75.11, True), (74.89, True)])
def test_flags_a_rate_that_its_own_numbers_do_not_give(both: Session, stated: float, fires: bool) -> None:
    booked(both, first=300, transfer=200, day=DAY)
    make.progress(both, listed=400, first=300, transfer=200, as_of=DAY).stated_first_rate = stated
    both.flush()

    assert hits(both, "PR01") == [SUBJECT] * fires


def test_checks_rates_without_a_ledger_too(both: Session) -> None:
    make.progress(both, listed=400, first=300, transfer=200, as_of=DAY).stated_transfer_rate = 99.0
    both.flush()

    assert hits(both, "PR01") == [SUBJECT]


def test_where_only_a_rate_differs_it_is_called_so_and_weighs_less(session: Session) -> None:
    booked(session, first=300, transfer=200, day=DAY)
    make.progress(session, listed=400, first=300, transfer=200, as_of=DAY).stated_first_rate = 99.0
    make.progress(session, make.NEXT_COUNTY, listed=400, first=300, transfer=200, as_of=DAY)
    booked(session, first=10, transfer=10, day=DAY, county_code=make.NEXT_COUNTY)
    session.flush()

    scans.evaluate(session, today=DAY, region_code=make.CITY)

    found = {flag.county_code: flag for flag in session.scalars(select(Flag))}
    assert found[make.COUNTY].title == "自报比例与复算不符"
    assert found[make.COUNTY].severity is Lamp.YELLOW
    assert found[make.NEXT_COUNTY].title == "申报数大于核对数"
    assert found[make.NEXT_COUNTY].severity is Lamp.RED


def test_says_what_it_lacks(both: Session) -> None:
    make.progress(both, as_of=DAY)
    booked(both, first=300, transfer=200, day=DAY, county_code=make.NEXT_COUNTY)
    make.progress(both, make.NEXT_COUNTY, listed=None, as_of=DAY).stated_first_rate = 75.0
    both.flush()

    assert gaps(both, "PR01") == {SUBJECT: ("登记台账",), "140303@2022-06-30": ("纳入套数",)}


def test_looks_at_the_latest_standing_report_only(both: Session) -> None:
    booked(both, first=300, transfer=200, day=date(2022, 6, 1))
    make.progress(both, first=300, transfer=200, as_of=date(2022, 6, 23))
    later = make.progress(both, first=300, transfer=300, as_of=DAY)
    found = hits(both, "PR01")

    later.send_back(by=make.officer(both, Role.INSPECTOR), because="数字有误")
    both.flush()

    assert (found, hits(both, "PR01")) == ([SUBJECT], [])


def test_tells_what_it_saw(session: Session) -> None:
    booked(session, first=300, transfer=200, day=DAY)
    make.progress(session, listed=400, first=300, transfer=250, as_of=DAY).stated_first_rate = 80.0
    session.flush()

    (finding,) = asked(session, "PR01")

    assert RULE.tells(finding.evidence) == (
        "转移登记（套）：申报 250，核对 200，相差 50，超过允许的 20；"
        "首次登记率（%）：申报 80，核对 75，相差 5，超过允许的 0.1。"
    )
