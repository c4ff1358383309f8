from typing import Any

import pytest
from sqlalchemy.orm import Session

from supervision.conduct.rules.pb07_many_homes import RULE
from supervision.delivery.relations import Relation, Side
from supervision.delivery.snapshots import Shape
from supervision.office.lamps import Lamp
from tests import make
from tests.conduct.rules.asked import asked, gaps, hits
from tests.conduct.rules.ledger import home

SUBJECT = "140302:buyer:aaaaaaaaaaaa"


def bought(session: Session, n: int, *, buyer: str = "a" * 64, spread: bool = False, **said: Any) -> None:
    for number in range(n):
        place = f"140302-{number:04d}" if spread else "140302-0001"
        home(session, f"{buyer[0]}{number}", buyer=buyer, compound_number=place, **said)


@pytest.mark.parametrize(("n", "spread"), [(3, False), (5, True)])
def test_flags_one_buyer_with_many_homes(both: Session, n: int, spread: bool) -> None:
    bought(both, n, spread=spread)

    assert hits(both, "PB07") == [SUBJECT]


@pytest.mark.parametrize(("n", "spread"), [(2, False), (4, True)])
def test_leaves_fewer_alone(both: Session, n: int, spread: bool) -> None:
    bought(both, n, spread=spread)

    assert not asked(both, "PB07")


@pytest.mark.parametrize("way", ["继承", "房改", "单位集资", "拆迁安置"])
def test_leaves_alone_how_people_usually_come_by_several(both: Session, way: str) -> None:
    bought(both, 4, acquired_by=way)

    assert not asked(both, "PB07")


@pytest.mark.parametrize(("by", "expected"), [("受01", [SUBJECT]), ("受02", [])])
def test_one_home_is_enough_for_somebody_of_whoever_handled_it(
    both: Session, by: str, expected: list[str]
) -> None:
    bought(both, 1, acceptor=by)
    both.add(
        Relation(
            county_code=make.COUNTY,
            side=Side.STAFF,
            of="受01",
            relation="配偶",
            buyer="a" * 64,
            snapshot_id=make.snapshot(both, Shape.RELATIONS).id,
        )
    )
    both.flush()

    found = asked(both, "PB07")

    assert [one.subject for one in found] == expected
    assert all(one.severity is Lamp.RED for one in found)


def test_says_that_a_county_names_no_buyers(both: Session) -> None:
    home(both, "A")

    assert gaps(both, "PB07") == {"140302": ("权利人（加密比对）",)}


def test_tells_what_it_saw_and_nobodys_name(session: Session) -> None:
    bought(session, 3)

    (finding,) = asked(session, "PB07")

    assert RULE.tells(finding.evidence) == "同一权利人登记 3 套，涉及 1 个项目。"
    assert "a" * 64 not in str(finding.evidence)
