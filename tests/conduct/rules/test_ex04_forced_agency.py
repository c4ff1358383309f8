from typing import Any

import pytest
from sqlalchemy.orm import Session

from supervision.conduct.categories import Category
from supervision.conduct.rules.ex04_forced_agency import RULE
from supervision.delivery.charges import Charge
from supervision.delivery.compounds import Compound
from supervision.delivery.snapshots import Shape
from tests import make
from tests.conduct.rules.asked import asked, gaps, hits
from tests.conduct.rules.ledger import home

SUBJECT = "140300:140302-0001"
FEE = "fee:140302-0001:虚构代办公司:代办费"


def letters(session: Session, n: int, category: Category = Category.OVERPRICED_AGENCY, **said: Any) -> None:
    if session.get(Compound, (make.COUNTY, "140302-0001")) is None:
        make.compound(session)
    told = {"compound_number": "140302-0001"} | said
    for number in range(n):
        make.complaint(
            session, category=category, name=f"演示群众{number}", phone=f"0353-00000{number:02d}", **told
        )


def fee(
    session: Session, yuan_each: float | None, payers: int | None = 10, standard: int | None = None
) -> None:
    session.add(
        Charge(
            county_code=make.COUNTY,
            compound_number="140302-0001",
            collector="虚构代办公司",
            kind="代办费",
            payers=payers,
            collected=None if yuan_each is None else int(yuan_each * 100 * (payers or 1)),
            standard=standard,
            snapshot_id=make.snapshot(session, Shape.CHARGES).id,
        )
    )
    session.flush()


@pytest.mark.parametrize(("n", "expected"), [(3, [SUBJECT]), (2, [])])
def test_flags_several_households_of_one_compound(both: Session, n: int, expected: list[str]) -> None:
    letters(both, n)

    assert hits(both, "EX04") == expected


def test_one_report_of_force_is_enough_where_one_agent_handles_nearly_all(both: Session) -> None:
    letters(both, 1, Category.FORCED_AGENCY)
    before = hits(both, "EX04")
    for number in range(10):
        home(both, f"H{number}", agent="代办A" if number else None)

    assert (before, hits(both, "EX04")) == ([], [SUBJECT])


def test_letters_that_name_no_compound_are_nobodys_cluster(both: Session) -> None:
    letters(both, 3, compound_number=None)

    assert not asked(both, "EX04")


@pytest.mark.parametrize(("each", "expected"), [(500.01, [FEE]), (500.0, []), (80.0, [])])
def test_flags_a_fee_above_the_norm(both: Session, each: float, expected: list[str]) -> None:
    fee(both, each)

    assert hits(both, "EX04") == expected


@pytest.mark.parametrize(("each", "expected"), [(80.01, [FEE]), (80.0, []), (600.0, [FEE])])
def test_what_the_place_made_public_is_the_norm(both: Session, each: float, expected: list[str]) -> None:
    fee(both, each, standard=8_000)

    assert hits(both, "EX04") == expected


def test_a_dearer_public_standard_is_the_norm_as_well(both: Session) -> None:
    fee(both, 600, standard=60_000)

    assert not asked(both, "EX04")


def test_says_what_it_lacks_to_know_the_fee(both: Session) -> None:
    fee(both, None, payers=None)

    assert gaps(both, "EX04") == {FEE: ("户数", "代收金额")}


def test_tells_what_it_saw(session: Session) -> None:
    fee(session, 800)
    letters(session, 3)

    told = {finding.subject: RULE.tells(finding.evidence) for finding in asked(session, "EX04")}

    assert told == {
        FEE: "虚构代办公司收取代办费，户均 800.00 元，高于参考标准 500.00 元。",
        SUBJECT: "180 日内 3 件信访件反映同一项目强制或高价代办，出自 3 名举报人。",
    }


def test_names_the_public_standard_where_there_is_one(session: Session) -> None:
    fee(session, 800, standard=20_000)

    (finding,) = asked(session, "EX04")

    assert RULE.tells(finding.evidence) == (
        "虚构代办公司收取代办费，户均 800.00 元，高于当地公布标准 200.00 元。"
    )
