from datetime import date

import pytest
from sqlalchemy.orm import Session

from supervision.conduct.rules.pb06_late_addition import RULE
from supervision.delivery.compounds import Source
from tests import make
from tests.conduct.rules.asked import asked, gaps, hits

FREEZE, LATE = date(2021, 8, 31), date(2021, 9, 1)


def test_flags_a_compound_added_after_the_freeze(both: Session) -> None:
    make.compound(both, included_on=LATE)

    assert hits(both, "PB06") == ["140302-0001"]


@pytest.mark.parametrize("source", [Source.DECLARED, Source.PETITION])
def test_leaves_alone_what_was_declared(both: Session, source: Source) -> None:
    make.compound(both, included_on=LATE, source=source)

    assert not asked(both, "PB06")


def test_leaves_alone_what_was_approved(both: Session) -> None:
    make.compound(both, included_on=LATE, approval_no="演示批〔2021〕3号")

    assert not asked(both, "PB06")


def test_leaves_alone_what_was_included_up_to_the_freeze(both: Session) -> None:
    make.compound(both, included_on=FREEZE)

    assert not asked(both, "PB06")


def test_leaves_alone_what_is_not_included(both: Session) -> None:
    make.compound(both, included=False, included_on=LATE)

    assert not asked(both, "PB06")


def test_says_what_it_lacks(both: Session) -> None:
    make.compound(both, "140302-0001", included_on=None)
    make.compound(both, "140302-0002", included=None)
    make.compound(both, "140302-0003", included_on=LATE, source=None)
    make.compound(both, "140302-0004", included_on=FREEZE, source=None)

    assert gaps(both, "PB06") == {
        "140302-0001": ("纳入时间",),
        "140302-0002": ("是否纳入",),
        "140302-0003": ("来源",),
    }
    assert not hits(both, "PB06")


def test_tells_what_it_saw(session: Session) -> None:
    make.compound(session, included_on=LATE)

    (finding,) = asked(session, "PB06")

    assert RULE.tells(finding.evidence) == (
        "2021-09-01 纳入，晚于清单冻结日，无批准文号，来源不是申报或信访。"
    )
