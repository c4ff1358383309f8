from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session

from supervision.conduct.rules.om01_left_out import RULE
from supervision.delivery.declarations import Declaration
from supervision.delivery.rollups import CompoundCount
from supervision.delivery.snapshots import Shape
from tests import make
from tests.conduct.rules.asked import asked, gaps, hits


def declared(session: Session, number: str | None = "140302-0009", name: str | None = None) -> None:
    session.add(
        Declaration(
            county_code=make.COUNTY,
            number="SB-1",
            compound_number=number,
            compound_name=name,
            declared_on=date(2021, 7, 1),
            snapshot_id=make.snapshot(session, Shape.DECLARATIONS).id,
        )
    )
    session.flush()


def in_ledger(session: Session, homes: int, first: int, number: str = "140302-0009") -> None:
    session.add(
        CompoundCount(
            county_code=make.COUNTY,
            compound_number=number,
            homes=homes,
            first=first,
            transfer=0,
            certificate=0,
            area=0,
        )
    )
    session.flush()


def left_out(session: Session, because: str | None, **said: Any) -> None:
    made = make.compound(session, "140302-0009", included=False)
    made.excluded_because = because
    for name, value in said.items():
        setattr(made, name, value)
    session.flush()


@pytest.fixture(autouse=True)
def a_list(request: pytest.FixtureRequest) -> None:
    session = request.getfixturevalue("both" if "both" in request.fixturenames else "session")
    if "without_list" not in request.node.name:
        make.compound(session, "140302-0001")


def test_flags_a_declared_compound_that_is_not_on_the_list(both: Session) -> None:
    declared(both)

    assert hits(both, "OM01") == ["140302-0009"]


def test_a_name_that_is_on_the_list_is_that_compound(both: Session) -> None:
    declared(both, number=None, name="演示小区")

    assert not asked(both, "OM01")


@pytest.mark.parametrize(("homes", "first", "expected"), [(40, 20, 1), (40, 31, 0), (40, 40, 0)])
def test_flags_unregistered_homes_of_a_compound_that_is_not_on_the_list(
    both: Session, homes: int, first: int, expected: int
) -> None:
    in_ledger(both, homes, first)

    assert len(hits(both, "OM01")) == expected


@pytest.mark.parametrize(
    ("because", "land", "expected"),
    [
        ("群众无办证需求", None, True),
        ("已办理完毕", None, True),
        ("属集体土地", "出让", True),
        ("属集体土地", "集体", False),
        ("法院查封，暂不纳入", None, False),
        (None, None, True),
    ],
)
def test_flags_a_reason_that_the_data_contradict(
    both: Session, because: str | None, land: str | None, expected: bool
) -> None:
    left_out(both, because, land_type=land)
    declared(both)

    assert hits(both, "OM01") == (["140302-0009"] if expected else [])


def test_leaves_alone_what_is_left_out_without_anybody_asking(both: Session) -> None:
    left_out(both, "群众无办证需求")

    assert not asked(both, "OM01")


def test_says_without_list_that_the_list_is_missing(both: Session) -> None:
    declared(both)

    assert gaps(both, "OM01") == {"140302": ("任务清单",)}


def test_tells_what_it_saw(session: Session) -> None:
    declared(session)

    (finding,) = asked(session, "OM01")

    assert RULE.tells(finding.evidence) == "任务清单中没有该项目；群众申报 1 件。"
