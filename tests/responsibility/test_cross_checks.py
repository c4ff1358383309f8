from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session

from supervision.delivery.rollups import CompoundCount, DayCount
from supervision.office.lamps import Lamp
from supervision.quantities import Measure, Quantity
from supervision.responsibility import cross_checks
from supervision.responsibility.commitments import Commitment, CommitmentStatus
from tests import make


def county_commitment(session: Session, **changed: Any) -> Commitment:
    """A county's commitment of 2,000 套, of which it claims 1,000 today."""
    unit = make.unit(session, region_code=make.COUNTY)
    said: dict[str, Any] = {"target": 2000, "unit": unit}
    return make.commitment(session, CommitmentStatus.IN_PROGRESS, **(said | changed))


def ledger(session: Session, first: int) -> None:
    """A ledger of 3,000 homes, so many of them first registered by yesterday and all by next year."""
    session.add(
        CompoundCount(
            county_code=make.COUNTY,
            compound_number="140302-0001",
            homes=3000,
            first=3000,
            transfer=0,
            certificate=0,
            area=0,
        )
    )
    for day, count in ((date(2026, 3, 1), first), (date(2027, 3, 1), 3000 - first)):
        session.add(DayCount(county_code=make.COUNTY, day=day, first=count, transfer=0, certificate=0))
    session.flush()


@pytest.mark.parametrize(("verified", "lamp"), [(979, Lamp.RED), (980, None), (1200, None)])
def test_a_claim_beyond_tolerance_is_red(session: Session, verified: int, lamp: Lamp | None) -> None:
    ledger(session, verified)

    check = cross_checks.of(session, county_commitment(session))

    assert check is not None
    assert check.claimed == Quantity(1000, Measure.HOMES)
    assert check.verified == Quantity(verified, Measure.HOMES)
    assert check.difference.amount == 1000 - verified
    assert check.lamp is lamp


def test_without_a_ledger_the_verified_number_is_unknown_and_not_zero(session: Session) -> None:
    check = cross_checks.of(session, county_commitment(session))

    assert check is not None
    assert check.verified.amount is None
    assert check.lamp is Lamp.UNKNOWN


@pytest.mark.parametrize(
    "changed",
    [{"title": "补办竣工验收手续"}, {"measure": Measure.HOUSEHOLDS}, {"target": None, "measure": None}],
)
def test_the_ledger_says_nothing_about_other_promises(session: Session, changed: dict[str, Any]) -> None:
    ledger(session, 900)

    assert cross_checks.of(session, county_commitment(session, **changed)) is None
