import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from supervision import clock
from supervision.conduct import patterns, scans
from supervision.conduct.flags import Flag, FlagStatus
from supervision.conduct.patterns import GUARD
from supervision.conduct.weighing import Reason
from supervision.errors import Refused
from tests import make
from tests.conduct.rules.ledger import home

MANY = GUARD.at_least + 1


@pytest.fixture
def pattern(both: Session) -> Flag:
    home(both, "GOOD")
    for number in range(MANY):
        home(both, f"ODD{number:02d}", first=None)
    scans.evaluate(both, today=clock.today())
    return both.scalars(select(Flag).where(Flag.pattern)).one()


def numbers(session: Session, pattern: Flag) -> list[int]:
    return [flag.id for flag in session.scalars(patterns.members(pattern))]


def test_each_record_that_is_dismissed_in_bulk_has_its_own_line(both: Session, pattern: Flag) -> None:
    me, chosen = make.officer(both), numbers(both, pattern)[:5]

    done = patterns.dismiss(
        both, pattern, chosen, reason=Reason.WRONG_ENTRY, because="系统迁移，演示。", by=me
    )

    judged = both.scalars(select(Flag).where(Flag.id.in_(chosen))).all()
    assert (done, {flag.status for flag in judged}) == (5, {FlagStatus.DISMISSED})
    assert [[line.said for line in flag.history] for flag in judged] == [
        ["录入或迁移错误；系统迁移，演示。"]
    ] * 5
    assert pattern.status is FlagStatus.OPEN


def test_a_pattern_is_through_when_nothing_of_it_waits(both: Session, pattern: Flag) -> None:
    me = make.officer(both)

    patterns.dismiss(
        both, pattern, numbers(both, pattern), reason=Reason.WRONG_ENTRY, because="系统迁移。", by=me
    )
    scans.evaluate(both, today=clock.today())

    assert pattern.status is FlagStatus.THROUGH
    assert len(both.scalars(select(Flag).where(Flag.pattern)).all()) == 1


def test_bulk_stays_within_one_pattern(both: Session, pattern: Flag) -> None:
    outside = make.flag(both)

    with pytest.raises(Refused, match="在本成片提示内选择"):
        patterns.dismiss(
            both,
            pattern,
            [numbers(both, pattern)[0], outside.id],
            reason=Reason.OTHER,
            because="演示",
            by=make.officer(both),
        )


def test_bulk_is_all_or_nothing(both: Session, pattern: Flag) -> None:
    me, chosen = make.officer(both), numbers(both, pattern)[:3]
    first = both.get_one(Flag, chosen[0])
    first.dismiss(by=me, reason=Reason.OTHER, because="演示")

    with pytest.raises(Refused, match=f"{first.number} 不能排除"):
        patterns.dismiss(both, pattern, chosen, reason=Reason.OTHER, because="演示", by=me)


def test_a_pattern_itself_is_not_judged(both: Session, pattern: Flag) -> None:
    with pytest.raises(Refused, match="成片提示请在其中"):
        pattern.dismiss(by=make.officer(both), reason=Reason.OTHER, because="演示")


def test_a_new_home_that_fires_joins_the_pattern(both: Session, pattern: Flag) -> None:
    home(both, "ODD_NEW", first=None)

    scans.evaluate(both, today=clock.today())

    assert len(numbers(both, pattern)) == MANY + 1
    assert (pattern.evidence[0]["flags"], pattern.newest[0]["flags"]) == (MANY, MANY + 1)
