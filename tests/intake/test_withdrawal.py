"""A ledger sheet off the books again, on both databases."""

from datetime import date

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from supervision.delivery import rollups
from supervision.delivery.homes import Home
from supervision.delivery.snapshots import Shape, SnapshotStatus
from supervision.errors import Refused
from supervision.intake import withdrawal
from tests import make
from tests.intake.ledger_samples import COUNTY, NEXT, home, take_in
from tests.intake.test_ledgers import days, kept, recounted


def everything(session: Session) -> list[tuple[object, ...]]:
    columns = Home.__table__.columns
    return [tuple(row) for row in session.execute(select(*columns).order_by(Home.unit_code))]


def test_withdrawing_a_first_ledger_leaves_nothing_known(both: Session) -> None:
    snapshot = make.snapshot(both, Shape.LEDGER)
    take_in(both, home(1), home(2, NEXT), snapshot=snapshot)

    counties = withdrawal.withdraw(both, snapshot)

    assert counties == [COUNTY, NEXT]
    assert everything(both) == []
    assert rollups.ledger(both, COUNTY).homes is None
    assert days(both) == {}


def test_withdrawing_a_change_gives_every_home_back_what_it_said(both: Session) -> None:
    take_in(both, home(1), home(2))
    before = everything(both), kept(both), days(both)
    later = make.snapshot(both, Shape.LEDGER)
    take_in(
        both,
        home(1, certified_on=date(2022, 4, 1), compound_number="140302-0009"),
        home(2),
        home(3),
        snapshot=later,
    )

    withdrawal.withdraw(both, later)

    assert (everything(both), kept(both), days(both)) == before
    assert kept(both) == recounted(both)


def test_what_a_later_ledger_changed_cannot_be_withdrawn_from_under_it(both: Session) -> None:
    first, second = make.snapshot(both, Shape.LEDGER), make.snapshot(both, Shape.LEDGER)
    take_in(both, home(1), home(2), snapshot=first)
    take_in(both, home(2, area=1), snapshot=second)

    with pytest.raises(Refused, match="请先撤回后一次导入"):
        withdrawal.withdraw(both, first)

    assert withdrawal.stands_under(both, second) is None
    assert both.scalar(select(func.count()).select_from(Home)) == 2


def test_the_earlier_one_can_be_withdrawn_once_the_later_one_is(both: Session) -> None:
    first, second = make.snapshot(both, Shape.LEDGER), make.snapshot(both, Shape.LEDGER)
    take_in(both, home(1), home(2), snapshot=first)
    take_in(both, home(2, area=1), snapshot=second)
    withdrawal.withdraw(both, second)
    second.status = SnapshotStatus.WITHDRAWN

    withdrawal.withdraw(both, first)

    assert everything(both) == []


def test_a_later_ledger_that_changed_other_homes_does_not_stand_in_the_way(both: Session) -> None:
    first, second = make.snapshot(both, Shape.LEDGER), make.snapshot(both, Shape.LEDGER)
    take_in(both, home(1), snapshot=first)
    take_in(both, home(1), home(2), snapshot=second)

    withdrawal.withdraw(both, first)

    assert len(everything(both)) == 1
    assert kept(both) == recounted(both)
