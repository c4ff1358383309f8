import pytest
from sqlalchemy.orm import Session

from supervision.conduct.rules.pb04_not_residential import RULE
from tests import make
from tests.conduct.rules.asked import asked, gaps, hits
from tests.conduct.rules.ledger import home


@pytest.mark.parametrize("usage", ["商铺", "商业服务", "车库", "储藏室", "办公", "非住宅", "酒店式"])
def test_flags_what_is_not_lived_in(both: Session, usage: str) -> None:
    home(both, "ODD", usage=usage)

    assert hits(both, "PB04") == ["ODD"]


@pytest.mark.parametrize("usage", ["住宅", "成套住宅", "公寓", "住宅（含储藏室）"])
def test_leaves_what_is_lived_in_alone(both: Session, usage: str) -> None:
    home(both, "GOOD", usage=usage)

    assert not asked(both, "PB04")


def test_leaves_alone_what_the_list_leaves_out(both: Session) -> None:
    make.compound(both, included=False)
    home(both, "SHOP", usage="商铺")

    assert not asked(both, "PB04")


def test_says_what_it_lacks_of_a_home_and_of_a_county(both: Session) -> None:
    home(both, "GOOD", usage="住宅")
    home(both, "BARE")
    home(both, "NEXT", county_code=make.NEXT_COUNTY)

    assert gaps(both, "PB04") == {"BARE": ("用途",), "140303": ("用途",)}


def test_tells_what_it_saw(session: Session) -> None:
    home(session, "ODD", usage="商铺")

    (finding,) = asked(session, "PB04")

    assert RULE.tells(finding.evidence) == "登记用途为“商铺”，计入专项行动的套数。"
