from datetime import date, timedelta

import pytest
import time_machine
from sqlalchemy.orm import Session

from supervision import clock
from supervision.conduct import rejudging, track_records
from supervision.conduct.flags import Flag, FlagStatus
from supervision.conduct.rejudging import Rejudgement, RejudgementStatus
from supervision.conduct.weighing import Reason
from supervision.errors import Refused
from supervision.office.people import Officer
from tests import make


def dismissed(session: Session, by: Officer, n: int) -> list[Flag]:
    made = [make.flag(session) for _ in range(n)]
    for flag in made:
        flag.dismiss(by=by, reason=Reason.WRONG_ENTRY, because="录入错误。")
    session.flush()
    return made


def drawn(session: Session, clock_: time_machine.Traveller, *, by: Officer, n: int = 3) -> list[Rejudgement]:
    """A week seeded the Monday before, its dismissals, and the draw on the Monday after."""
    rejudging.seed(session, clock.today())
    clock_.shift(timedelta(days=8))
    dismissed(session, by, n)
    clock_.shift(timedelta(days=6))
    return rejudging.draw(session, clock.today())


def test_the_seed_of_a_week_is_written_down_before_it_begins(both: Session) -> None:
    first = rejudging.seed(both, clock.today())
    again = rejudging.seed(both, clock.today())

    assert first.id == again.id
    assert (first.week_from, first.seeded_at) == (date(2026, 3, 9), clock.now())


def test_of_the_first_days_is_drawn_what_came_after_the_seed(
    session: Session, frozen_clock: time_machine.Traveller
) -> None:
    me = make.officer(session)
    dismissed(session, me, 3)
    frozen_clock.shift(timedelta(hours=1))
    rejudging.seed(session, clock.today())
    frozen_clock.shift(timedelta(hours=1))
    (after,) = dismissed(session, me, 1)
    frozen_clock.shift(timedelta(days=7))

    assert [one.flag_id for one in rejudging.draw(session, clock.today())] == [after.id]


@pytest.mark.parametrize(("n", "expected"), [(0, 0), (1, 1), (20, 1), (21, 2)])
def test_five_percent_of_what_was_dismissed_is_drawn(
    session: Session, frozen_clock: time_machine.Traveller, n: int, expected: int
) -> None:
    found = drawn(session, frozen_clock, by=make.officer(session), n=n)

    assert len(found) == expected
    assert rejudging.draw(session, clock.today()) == []


def test_the_same_seed_draws_the_same(both: Session, frozen_clock: time_machine.Traveller) -> None:
    found = drawn(both, frozen_clock, by=make.officer(both), n=21)
    week = found[0].draw
    ids = [one.flag_id for one in found]
    for one in found:
        both.delete(one)
    week.drawn_at = None
    both.flush()

    assert [one.flag_id for one in rejudging.draw(both, clock.today())] == ids


def test_nobody_looks_again_at_what_they_dismissed(
    session: Session, frozen_clock: time_machine.Traveller
) -> None:
    me = make.officer(session)
    (one,) = drawn(session, frozen_clock, by=me)

    with pytest.raises(Refused, match="由您排除"):
        one.confirm(by=me)
    one.confirm(by=make.officer(session), because="属实。")

    assert one.status is RejudgementStatus.CONFIRMED


def test_what_is_overturned_is_judged_again_and_counts_on_the_rules_record(
    both: Session, frozen_clock: time_machine.Traveller
) -> None:
    other = make.officer(both)
    (one,) = drawn(both, frozen_clock, by=make.officer(both))

    one.overturn(by=other, because="未见更正记录。")
    both.flush()

    record = track_records.of(both, other)["PB06"]
    assert one.flag.status is FlagStatus.OPEN
    assert (record.overturned.hits, record.overturned.n) == (1, 1)
