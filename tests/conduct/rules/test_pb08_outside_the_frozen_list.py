from typing import Any

import pytest
from sqlalchemy.orm import Session

from supervision.conduct.rules.pb08_outside_the_frozen_list import RULE
from supervision.delivery import frozen_lists
from supervision.delivery.compounds import Source
from supervision.delivery.frozen_lists import FrozenList
from supervision.errors import Refused
from supervision.office.people import Role
from supervision.office.regions import Region
from tests import make
from tests.conduct.rules.asked import asked, gaps, hits


@pytest.fixture
def frozen(both: Session) -> FrozenList:
    make.compound(both, "140302-0001")
    return FrozenList.freeze(both, both.get_one(Region, make.COUNTY), by=make.officer(both, Role.TASK_FORCE))


def add(session: Session, **said: Any) -> None:
    later = make.compound(session, "140302-0009", source=said.pop("source", Source.SURVEY))
    for name, value in said.items():
        setattr(later, name, value)
    session.flush()


def test_one_item_added_with_approval_and_one_without_make_exactly_one_finding(
    both: Session, frozen: FrozenList
) -> None:
    add(both)
    approved = make.compound(both, "140302-0010")
    approved.approval_no = "演示专办函〔2021〕4号"
    both.flush()

    assert hits(both, "PB08") == ["140302-0009"]


@pytest.mark.parametrize("said", [{"approval_no": "演示批1号"}, {"declaration_no": "SB-1"}])
def test_leaves_alone_what_has_a_number(both: Session, frozen: FrozenList, said: dict[str, str]) -> None:
    add(both, **said)

    assert not asked(both, "PB08")


def test_leaves_alone_what_is_on_the_list_or_not_included(both: Session, frozen: FrozenList) -> None:
    add(both, included=False)

    assert not asked(both, "PB08")


@pytest.mark.parametrize(
    ("source", "missing"), [(Source.DECLARED, "申报号"), (Source.PETITION, "申报号"), (None, "来源")]
)
def test_says_which_number_is_missing(
    both: Session, frozen: FrozenList, source: Source | None, missing: str
) -> None:
    add(both, source=source)

    assert gaps(both, "PB08") == {"140302-0009": (missing,)}


def test_says_that_a_county_never_froze_its_list(both: Session) -> None:
    make.compound(both)

    assert gaps(both, "PB08") == {"140302": ("已冻结的任务清单",)}


def test_a_list_is_frozen_once_and_its_hash_vouches_for_it(both: Session, frozen: FrozenList) -> None:
    with pytest.raises(Refused, match="已经冻结"):
        FrozenList.freeze(both, both.get_one(Region, make.COUNTY), by=make.officer(both, Role.TASK_FORCE))

    assert frozen.is_whole
    frozen.compounds[0].approved_homes = 999
    assert not frozen.is_whole


def test_only_the_task_force_and_the_leader_freeze_a_list(session: Session) -> None:
    make.compound(session)

    with pytest.raises(Refused, match="须由"):
        FrozenList.freeze(
            session, session.get_one(Region, make.COUNTY), by=make.officer(session, Role.PETITIONS)
        )
    with pytest.raises(Refused, match="还没有纳入的项目"):
        FrozenList.freeze(session, session.get_one(Region, "140303"), by=make.officer(session, Role.LEADER))


def test_the_later_additions_are_what_is_not_on_the_list(both: Session, frozen: FrozenList) -> None:
    add(both)

    found = both.scalars(frozen_lists.later_additions(make.COUNTY)).all()

    assert [one.number for one in found] == ["140302-0009"]


def test_tells_what_it_saw(both: Session, frozen: FrozenList) -> None:
    add(both)

    (finding,) = asked(both, "PB08")

    assert RULE.tells(finding.evidence) == "不在冻结清单内，无批准文号和申报号，已列为纳入。"
