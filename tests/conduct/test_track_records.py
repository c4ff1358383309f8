import pytest
from sqlalchemy.orm import Session

from supervision.conduct import track_records
from supervision.conduct.exact_shares import Share
from supervision.conduct.flags import FlagStatus
from supervision.conduct.weighing import Reason
from supervision.office.people import Role
from supervision.quantities import Measure
from tests import make


def test_a_rule_is_measured_by_what_people_made_of_its_flags(both: Session) -> None:
    for status in (FlagStatus.OPEN, FlagStatus.SENT, FlagStatus.DISMISSED, FlagStatus.HANDED):
        make.flag(both, status)
    me = make.officer(both)
    make.weighed(make.flag(both, FlagStatus.REPLIED)).uphold(by=me, because="单位回复确无批准。")
    both.flush()

    record = track_records.of(both, me)["PB06"]

    assert record.raised == 5
    assert (record.precision.hits, record.precision.n) == (2, 3)
    assert str(record.precision.rate) == "66.67%"
    assert record.reasons == {Reason.WRONG_ENTRY: 1}


def test_a_rule_that_nobody_judged_has_no_rate(session: Session) -> None:
    make.flag(session)

    record = track_records.of(session, make.officer(session))["PB06"]

    assert str(record.precision.rate) == "待核"
    assert [str(bound) for bound in record.precision.interval] == ["待核", "待核"]


def test_it_counts_what_the_officer_may_see(session: Session) -> None:
    make.flag(session)

    assert track_records.of(session, make.officer(session, Role.PETITIONS)) == {}
    assert track_records.of(session, make.officer(session, region_code="140602")) == {}


@pytest.mark.parametrize(
    ("hits", "n", "low", "high", "at_least"),
    [
        (116, 120, "91.69%", "99.08%", "92.53%"),
        (0, 10, "0.00%", "30.85%", "0.00%"),
        (10, 10, "69.15%", "100.00%", "74.11%"),
    ],
)
def test_the_bounds_are_those_of_the_tables(hits: int, n: int, low: str, high: str, at_least: str) -> None:
    share = Share(hits, n, Measure.HOMES)

    assert [str(bound) for bound in share.interval] == [low, high]
    assert str(share.at_least) == at_least
