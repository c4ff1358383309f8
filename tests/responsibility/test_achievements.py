from typing import Any

import pytest
from sqlalchemy.orm import Session

from supervision.office.people import Role
from supervision.quantities import Measure, Quantity
from supervision.responsibility import achievements
from supervision.responsibility.commitments import Commitment, CommitmentStatus
from tests import make

S = CommitmentStatus


def stated(session: Session, number: str, *, target: int, amount: int, **changed: Any) -> Commitment:
    """A commitment whose unit said so much."""
    made, me = (
        make.commitment(session, S.ACKNOWLEDGED, number, target=target, **changed),
        make.officer(session),
    )
    made.report(make.entry(session, by=me, amount=amount), by=me)
    session.flush()
    return made


def test_ten_of_ten_and_none_of_a_million_are_a_thousandth_of_a_percent(both: Session) -> None:
    stated(both, "TY-1", target=10, amount=10)
    stated(both, "TY-2", target=1_000_000, amount=0)

    homes = achievements.achieved(both)[Measure.HOMES]

    assert homes == (Quantity(10, Measure.HOMES), Quantity(1_000_010, Measure.HOMES))
    assert homes.rate.amount == pytest.approx(0.001, rel=1e-4)


def test_what_is_counted_differently_is_never_added_up(both: Session) -> None:
    stated(both, "TY-1", target=10, amount=5)
    stated(both, "TY-2", target=8, amount=2, measure=Measure.COMPOUNDS)

    sums = achievements.achieved(both)

    assert {measure: (int(done.amount or 0), target.amount) for measure, (done, target) in sums.items()} == {
        Measure.HOMES: (5, 10),
        Measure.COMPOUNDS: (2, 8),
    }


def test_only_the_newest_amount_of_each_counts(both: Session) -> None:
    commitment, me = stated(both, "TY-1", target=10, amount=5), make.officer(both)
    commitment.report(make.entry(both, by=me, amount=7), by=me)
    commitment.attach(make.entry(both, by=me, amount=None), by=me)
    both.flush()

    assert achievements.achieved(both)[Measure.HOMES].done == Quantity(7, Measure.HOMES)


def test_who_said_nothing_is_counted_apart_and_not_as_zero(both: Session) -> None:
    stated(both, "TY-1", target=10, amount=5)
    make.commitment(both, S.ISSUED, "TY-2")
    make.commitment(both, S.DRAFT, "TY-3")

    assert achievements.achieved(both)[Measure.HOMES].target == Quantity(10, Measure.HOMES)
    assert achievements.unstated(both) == 1


def test_the_sums_stop_at_the_border(both: Session) -> None:
    stated(both, "TY-1", target=10, amount=5, unit=make.unit(both, region_code=make.COUNTY))
    neighbour = make.officer(both, Role.LEADER, region_code=make.NEXT_COUNTY)

    assert achievements.achieved(both, achievements.seen_by(neighbour)) == {}
