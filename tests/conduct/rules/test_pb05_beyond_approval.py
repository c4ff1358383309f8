from typing import Any

import pytest
from sqlalchemy.orm import Session

from supervision.conduct.rules.pb05_beyond_approval import RULE
from supervision.delivery.rollups import CompoundCount
from supervision.office.lamps import Lamp
from tests import make
from tests.conduct.rules.asked import asked, gaps, hits


def registered(session: Session, homes: int, area: int = 0, **said: Any) -> None:
    """A compound of 100 approved homes, of which the ledger holds so many."""
    compound = make.compound(session, approved_homes=said.pop("approved_homes", 100))
    for name, value in said.items():
        setattr(compound, name, value)
    session.add(
        CompoundCount(
            county_code=make.COUNTY,
            compound_number=compound.number,
            homes=homes,
            first=homes,
            transfer=homes,
            certificate=homes,
            area=area,
        )
    )
    session.flush()


@pytest.mark.parametrize(("homes", "lamp"), [(104, Lamp.YELLOW), (111, Lamp.RED)])
def test_flags_more_homes_than_approved(both: Session, homes: int, lamp: Lamp) -> None:
    registered(both, homes)

    (finding,) = asked(both, "PB05")
    assert (finding.subject, finding.severity) == ("140302-0001", lamp)


def test_flags_more_area_than_approved(both: Session) -> None:
    registered(both, 90, area=1_040_000, approved_area=1_000_000)

    assert hits(both, "PB05") == ["140302-0001"]


@pytest.mark.parametrize("homes", [0, 50, 100, 103])
def test_leaves_alone_what_lies_within_the_tolerance(both: Session, homes: int) -> None:
    registered(both, homes)

    assert not asked(both, "PB05")


def test_leaves_alone_what_was_checked_or_paid_for(both: Session) -> None:
    registered(both, 150, planning_no="演示规核〔2021〕3号")

    assert not asked(both, "PB05")


def test_leaves_alone_what_is_not_included(both: Session) -> None:
    registered(both, 150, included=False)

    assert not asked(both, "PB05")


def test_says_that_it_does_not_know_what_was_approved(both: Session) -> None:
    registered(both, 150, approved_homes=None)

    assert gaps(both, "PB05") == {"140302-0001": ("批准套数", "批准面积")}


def test_tells_what_it_saw(session: Session) -> None:
    registered(session, 110)

    (finding,) = asked(session, "PB05")

    assert RULE.tells(finding.evidence) == (
        "套数（套）：批准 100，登记台账 110，超出 10.00%，无规划核实、处罚或补缴文号。"
    )
