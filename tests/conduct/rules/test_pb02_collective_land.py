import pytest
from sqlalchemy.orm import Session

from supervision.conduct.rules.pb02_collective_land import RULE
from supervision.delivery.compounds import Compound
from tests import make
from tests.conduct.rules.asked import asked, gaps, hits


def on(session: Session, land: str | None, number: str = "140302-0001", **said: object) -> Compound:
    made = make.compound(session, number)
    made.land_type = land
    for name, value in said.items():
        setattr(made, name, value)
    session.flush()
    return made


@pytest.mark.parametrize("land", ["集体建设用地", "农村宅基地", "集体"])
def test_flags_a_compound_on_collective_land(both: Session, land: str) -> None:
    on(both, land)

    assert hits(both, "PB02") == ["140302-0001"]


@pytest.mark.parametrize("land", ["划拨", "出让", "国有建设用地"])
def test_leaves_state_land_alone_whichever_way_it_was_granted(both: Session, land: str) -> None:
    on(both, land)

    assert not asked(both, "PB02")


def test_leaves_alone_what_is_not_included(both: Session) -> None:
    on(both, "集体", included=False)

    assert not asked(both, "PB02")


def test_a_missing_land_document_counts_only_where_the_county_gives_them(both: Session) -> None:
    on(both, "出让", "140302-0001")
    before = hits(both, "PB02")
    on(both, "出让", "140302-0002", land_no="演示国用〔2010〕5号")

    assert (before, hits(both, "PB02")) == ([], ["140302-0001"])


def test_says_that_the_kind_of_land_is_missing(both: Session) -> None:
    on(both, None)

    assert gaps(both, "PB02") == {"140302-0001": ("土地性质",)}


def test_tells_what_it_saw(session: Session) -> None:
    on(session, "集体")

    (finding,) = asked(session, "PB02")

    assert RULE.tells(finding.evidence) == "土地性质为“集体”，已纳入专项行动。"
