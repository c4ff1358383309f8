"""Clocks that stand still: the verbs, what refuses them, and due dates held to a second reckoning."""

import os
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

import pytest
import time_machine
from sqlalchemy import select
from sqlalchemy.orm import Session

from supervision import clock, keys
from supervision.conduct import pausing
from supervision.conduct.categories import Identity, Jurisdiction, Kind
from supervision.conduct.clues import ClueStatus
from supervision.conduct.complaint_steps import ComplaintStatus
from supervision.conduct.complaints import Complaint
from supervision.errors import Refused
from supervision.office import pauses
from supervision.office.pauses import ALLOWED, PauseReason
from supervision.office.people import Officer, Role
from supervision.office.time_limits import (
    ACCEPTANCE_NOTICE,
    FORWARD_DOWN,
    OUT_OF_SCOPE,
    PROPOSAL,
    REPORT_UP,
    RESULT_FEEDBACK,
    Unit,
)
from supervision.office.workdays import CalendarDay, Stop
from tests import make

PAPER = "阳纪办〔2026〕3号"
#: Through the real verbs, each with its history; `DUZE_HISTORIES=10000` walks them all that way.
HISTORIES = int(os.environ.get("DUZE_HISTORIES", "200"))
RECKONED = 10_000


def leader(session: Session) -> Officer:
    return make.officer(session, Role.LEADER, name="赵敏", region_code=make.CITY)


def pause(session: Session, complaint: Complaint, by: Officer, **more: object) -> None:
    said = {"reason": PauseReason.UNREACHABLE, "paper": PAPER} | more
    pausing.pause(session, complaint, ACCEPTANCE_NOTICE, by=by, **said)  # type: ignore[arg-type]


def test_a_clock_stands_still_and_runs_again_with_every_day_accounted_for(
    both: Session, frozen_clock: time_machine.Traveller
) -> None:
    complaint, by = make.complaint(both), leader(both)
    assert complaint.due_on == date(2026, 3, 23)

    frozen_clock.shift(timedelta(days=2))
    pause(both, complaint, by)
    assert complaint.due_on is None
    assert complaint.paused == "TL01"
    assert complaint.lamp(clock.today()) is None
    assert complaint.running() == []

    frozen_clock.shift(timedelta(days=5))
    pausing.resume(both, complaint, ACCEPTANCE_NOTICE, by=by)
    assert (complaint.due_on, complaint.paused) == (date(2026, 3, 26), None)
    (one,) = pausing.running(complaint)
    told = {day.day: day for day in pausing.deadline(both, complaint, one).days}
    assert told[date(2026, 3, 4)].why == "中止：按所留方式联系不上检举控告人"
    assert told[date(2026, 3, 3)].number == 1
    assert told[date(2026, 3, 9)].number == 2
    assert [line.said for line in complaint.history if line.verb.endswith("_clock")] == [
        f"TL01 2026-03-04 {PAPER}",
        "TL01 2026-03-09",
    ]


def test_only_a_listed_reason_stops_a_clock_and_a_late_hand_off_is_never_excused(session: Session) -> None:
    complaint, by = make.complaint(session), leader(session)
    lower = make.complaint(session, jurisdiction=Jurisdiction.LOWER)

    with pytest.raises(Refused, match="不得因“须以其他案件"):
        pause(session, complaint, by, reason=PauseReason.ANOTHER_CASE)
    with pytest.raises(Refused, match="“下级件转送”不得因"):
        pausing.pause(
            session, lower, lower.limit or PROPOSAL, reason=PauseReason.UNREACHABLE, paper=PAPER, by=by
        )
    assert not {"TL03", "TL04", "TL05", "TL06"} & set(ALLOWED)


@pytest.mark.parametrize("paper", ["", "张三举报李四收钱", "阳纪办〔2026〕3号，因举报人出国", "a" * 31])
def test_the_paper_is_a_number_and_has_no_room_for_a_sentence(session: Session, paper: str) -> None:
    with pytest.raises(Refused, match="请填写批准文号"):
        pause(session, make.complaint(session), leader(session), paper=paper)


def test_what_ran_out_is_not_stopped_afterwards(
    session: Session, frozen_clock: time_machine.Traveller
) -> None:
    complaint, by = make.complaint(session), leader(session)
    frozen_clock.shift(timedelta(days=22))

    for day in (None, date(2026, 3, 10)):
        with pytest.raises(Refused, match="已于 2026-03-23 到期，不得再中止"):
            pause(session, complaint, by, on=day)


def test_a_clock_is_stopped_once_at_a_time_and_not_before_it_started(
    session: Session, frozen_clock: time_machine.Traveller
) -> None:
    complaint, by = make.complaint(session), leader(session)
    frozen_clock.shift(timedelta(days=4))

    for day in (date(2026, 3, 1), date(2026, 3, 7)):
        with pytest.raises(Refused, match="须在起算日以后、今天以前"):
            pause(session, complaint, by, on=day)
    pause(session, complaint, by, on=date(2026, 3, 4))
    with pytest.raises(Refused, match="已于 2026-03-04 中止，尚未恢复"):
        pause(session, complaint, by)
    with pytest.raises(Refused, match="先中止后恢复"):
        pausing.resume(session, complaint, ACCEPTANCE_NOTICE, by=by, on=date(2026, 3, 3))
    pausing.resume(session, complaint, ACCEPTANCE_NOTICE, by=by, on=date(2026, 3, 6))
    with pytest.raises(Refused, match="与 2026-03-04 起的中止重叠"):
        pause(session, complaint, by, on=date(2026, 3, 5))
    with pytest.raises(Refused, match="没有中止"):
        pausing.resume(session, complaint, ACCEPTANCE_NOTICE, by=by)


def test_who_handles_it_does_not_excuse_their_own_delay(session: Session) -> None:
    handler = make.officer(session, region_code=make.CITY)
    complaint = make.complaint(session, ComplaintStatus.HANDLING, handler=handler)

    with pytest.raises(Refused, match="须由专班负责人、分管领导、主要负责人办理"):
        pause(session, complaint, handler)


def test_the_clock_of_the_feedback_stands_still_by_itself(
    session: Session, frozen_clock: time_machine.Traveller
) -> None:
    complaint, by = make.complaint(session, ComplaintStatus.CONCLUDED), leader(session)
    frozen_clock.shift(timedelta(days=1))

    pausing.pause(session, complaint, RESULT_FEEDBACK, reason=PauseReason.CONSENT, paper=PAPER, by=by)

    assert complaint.feedback_due_on is None
    assert complaint.paused == "TL02"
    frozen_clock.shift(timedelta(days=60))
    pausing.resume(session, complaint, RESULT_FEEDBACK, by=by)
    assert complaint.feedback_due_on
    assert complaint.feedback_due_on > clock.today()


def test_a_clue_stands_still_by_signature(session: Session, frozen_clock: time_machine.Traveller) -> None:
    clue, by = make.clue(session, ClueStatus.SIGNED_FOR), leader(session)
    frozen_clock.shift(timedelta(days=3))
    signed = len(clue.hand_overs)

    pausing.pause(session, clue, PROPOSAL, reason=PauseReason.ANOTHER_CASE, paper=PAPER, by=by)
    assert clue.due_on is None
    frozen_clock.shift(timedelta(days=10))
    pausing.resume(session, clue, PROPOSAL, by=by)

    assert clue.due_on == date(2026, 4, 13)
    assert len(clue.hand_overs) == signed + 2


@dataclass
class Reckoning:
    """A second way to the due date, from what happened: every day after the start is looked at by itself."""

    worked: dict[date, bool]
    start: date
    workdays: bool
    length: int
    held: list[tuple[date, date | None]] = field(default_factory=list)

    def due_on(self) -> date | None:
        left, day = self.length, self.start
        while left:
            day += timedelta(days=1)
            if any(began <= day and ended is None for began, ended in self.held):
                return None
            if any(ended and began <= day < ended for began, ended in self.held):
                continue
            if day not in self.worked and self.workdays:
                return None
            left -= self.worked[day] if self.workdays else 1
        while not self.worked.get(day, True) or self._still(day):
            day += timedelta(days=1)
            if any(began <= day and ended is None for began, ended in self.held):
                return None
        return day if day in self.worked else None

    def _still(self, day: date) -> bool:
        return any(ended and began <= day < ended for began, ended in self.held)


def test_the_stored_due_date_is_the_one_that_the_events_give(
    session: Session, frozen_clock: time_machine.Traveller, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Registered, stopped, started again and corrected on random days of six years, in random order."""
    monkeypatch.setattr(keys, "COST", 2)
    worked = {one.day: one.worked for one in session.scalars(select(CalendarDay))}
    desk = make.officer(session, Role.PETITIONS, region_code=make.CITY)
    by, luck, seen = leader(session), Random(20260302), 0
    begins = date(2021, 1, 4)
    for number in range(HISTORIES):
        today = begins + timedelta(days=luck.randrange(365 * 6 - 40))
        frozen_clock.move_to(f"{today:%Y-%m-%d}T09:00:00+08:00", tick=False)
        outside = luck.random() < 0.4
        start = today - timedelta(days=luck.randrange(3))
        complaint = make.complaint(
            session,
            by=desk,
            received_on=start,
            kind=Kind.OUTSIDE if outside else Kind.ACCUSATION,
            identity=Identity.REAL_NAME,
        )
        events = Reckoning(worked, start, not outside, 15)
        limit = OUT_OF_SCOPE if outside else ACCEPTANCE_NOTICE
        assert complaint.due_on == events.due_on()
        for _step in range(luck.randrange(2, 8)):
            today += timedelta(days=luck.randrange(6))
            frozen_clock.move_to(f"{today:%Y-%m-%d}T09:00:00+08:00", tick=False)
            on = today - timedelta(days=luck.choice((0, 0, 1, 4)))
            still = pauses.still(session, complaint, limit)
            before = list(events.held)
            try:
                if events.held and luck.random() < 0.25:
                    place = luck.randrange(len(events.held))
                    wrong = pauses.of(session, complaint, limit)[place]
                    ends = None if wrong.ended_on is None else max(on, wrong.began_on)
                    events.held[place] = (wrong.began_on - timedelta(days=luck.randrange(-1, 2)), ends)
                    pausing.correct(
                        session, complaint, wrong, began_on=events.held[place][0], ended_on=ends, by=by
                    )
                elif still:
                    events.held[-1] = (events.held[-1][0], on)
                    pausing.resume(session, complaint, limit, by=by, on=on)
                else:
                    events.held.append((on, None))
                    pausing.pause(
                        session, complaint, limit, reason=PauseReason.UNREACHABLE, paper=PAPER, by=by, on=on
                    )
                seen += 1
            except Refused:
                events.held = before
            events.held.sort(key=lambda one: (one[0], one[1] or date.max))
            recomputed = complaint.deadline(session)
            assert recomputed
            assert complaint.due_on == recomputed.due_on == events.due_on(), (number, events.held)
            assert (complaint.paused is not None) is recomputed.stopped
        session.expunge(complaint)
    assert seen > HISTORIES


def test_ten_thousand_histories_are_reckoned_alike_in_two_ways(session: Session) -> None:
    """Clocks that start, stop, start again and are put right, on random days of six years."""
    worked = {one.day: one.worked for one in session.scalars(select(CalendarDay))}
    luck, stopped = Random(20260626), 0
    for number in range(RECKONED):
        limit = luck.choice((ACCEPTANCE_NOTICE, OUT_OF_SCOPE, FORWARD_DOWN, REPORT_UP))
        start = date(2021, 1, 4) + timedelta(days=luck.randrange(365 * 6 - 20))
        events = Reckoning(worked, start, limit.unit is Unit.WORKDAYS, limit.length)
        day = start
        for _pause in range(luck.randrange(4)):
            day += timedelta(days=luck.randrange(1, 6))
            events.held.append((day, day := day + timedelta(days=luck.randrange(9))))
        if events.held and luck.random() < 0.2:
            events.held[-1] = (events.held[-1][0], None)
        if events.held and luck.random() < 0.3:
            began, ended = events.held[0]
            events.held[0] = (max(start, began - timedelta(days=1)), ended)
        luck.shuffle(events.held)

        found = limit.due(session, start, stops=[Stop(*held) for held in events.held])

        assert found.due_on == events.due_on(), (number, limit.code, start, events.held)
        assert found.due_on is None or found.days[-1].day == found.due_on
        counted = [one.number for one in found.days if one.number is not None]
        assert counted == list(range(1, len(counted) + 1))
        stopped += found.stopped
    assert stopped > RECKONED / 100
