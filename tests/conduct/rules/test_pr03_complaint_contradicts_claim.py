from typing import Any

import pytest
from sqlalchemy.orm import Session

from supervision.conduct.categories import Category
from supervision.conduct.disputes import Dispute
from supervision.conduct.rules.pr03_complaint_contradicts_claim import RULE
from supervision.delivery.compounds import Compound
from supervision.delivery.rollups import CompoundCount
from supervision.office.people import Role
from tests import make
from tests.conduct.rules.asked import asked, hits

SUBJECT = "140300:140302-0001"


def done(session: Session, transfer: int) -> None:
    """A compound of 100 homes, of which the ledger says so many are transferred."""
    session.add(
        CompoundCount(
            county_code=make.COUNTY,
            compound_number="140302-0001",
            homes=100,
            first=100,
            transfer=transfer,
            certificate=0,
            area=0,
        )
    )
    session.flush()


def letters(session: Session, n: int, **said: Any) -> None:
    if session.get(Compound, (make.COUNTY, "140302-0001")) is None:
        make.compound(session)
    told = {"category": Category.SLOW_WORK, "compound_number": "140302-0001"} | said
    for number in range(n):
        make.complaint(session, name=f"演示群众{number}", phone=f"0353-00000{number:02d}", **told)


@pytest.mark.parametrize(("transfer", "n", "expected"), [(100, 2, [SUBJECT]), (100, 1, []), (99, 2, [])])
def test_flags_a_compound_that_is_done_by_the_ledger_and_not_by_its_people(
    both: Session, transfer: int, n: int, expected: list[str]
) -> None:
    done(both, transfer)
    letters(both, n)

    assert hits(both, "PR03") == expected


def test_what_is_reported_of_another_matter_contradicts_nothing(both: Session) -> None:
    done(both, 100)
    letters(both, 2, category=Category.EXTORTION)

    assert not asked(both, "PR03")


def test_a_claim_that_is_marked_is_one_finding_however_many_letters_contradict_it(both: Session) -> None:
    report = make.progress(both)
    marker = make.officer(both, Role.PETITIONS, region_code=make.CITY)
    marks = [Dispute.open(both, make.complaint(both), report, by=marker) for _ in range(2)]
    found = asked(both, "PR03")
    for mark in marks:
        mark.lift(by=marker)
    both.flush()

    assert [one.subject for one in found] == [f"140300:report:{report.id}"]
    assert not asked(both, "PR03")


def test_tells_what_it_saw(session: Session) -> None:
    done(session, 100)
    letters(session, 2)

    (finding,) = asked(session, "PR03")

    assert finding.from_complaints
    assert RULE.tells(finding.evidence) == (
        "台账显示该项目 100 套已转移登记 100 套，仍有 2 件信访件反映未办好，出自 2 名举报人。"
    )
