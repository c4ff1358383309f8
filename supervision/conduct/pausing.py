"""Stopping a clock of a complaint or a clue, letting it run again, and putting its dates right (时限中止)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from supervision import clock
from supervision.conduct import clue_steps, complaint_steps, hand_overs
from supervision.conduct.clues import Clue
from supervision.conduct.complaints import Complaint
from supervision.errors import Refused
from supervision.office import pauses
from supervision.office.pauses import ALLOWED, Pause, PauseReason
from supervision.office.people import Officer
from supervision.office.time_limits import RESULT_FEEDBACK, Deadline, TimeLimit
from supervision.words import _

Clocked = Complaint | Clue


@dataclass(frozen=True)
class Running:
    """One clock that runs: its limit, the day it started, and the column that keeps its due date."""

    limit: TimeLimit
    start: date
    column: str

    @property
    def may_stand_still(self) -> bool:
        return self.limit.code in ALLOWED


def running(record: Clocked) -> list[Running]:
    """The clocks of a record that are not met yet, whether they stand still or not."""
    if isinstance(record, Clue):
        if record.limit is None or record.clock_from is None:
            return []
        return [Running(record.limit, record.clock_from, "due_on")]
    found: list[Running] = []
    if record.limit and record.met_on is None:
        found.append(Running(record.limit, record.received_on, "due_on"))
    if record.feedback_runs and record.concluded_on:
        found.append(Running(RESULT_FEEDBACK, record.concluded_on, "feedback_due_on"))
    return found


def deadline(session: Session, record: Clocked, one: Running) -> Deadline:
    """When it ends, day by day."""
    return pauses.due(session, record, one.limit, one.start)


def pause(
    session: Session,
    record: Clocked,
    limit: TimeLimit,
    *,
    reason: PauseReason,
    paper: str,
    by: Officer,
    on: date | None = None,
) -> Pause:
    """Stop a clock that runs and has not run out, for a listed reason, on an approval."""
    day, one = on or clock.today(), _of(record, limit)
    due_on: date | None = getattr(record, one.column)
    if due_on is not None and due_on < clock.today():
        raise Refused(
            _("“{limit}”已于 {day} 到期，不得再中止。", limit=limit.title, day=f"{due_on:%Y-%m-%d}")
        )
    _take(record, "pause_clock", by=by, note=f"{limit.code} {day:%Y-%m-%d} {paper.strip()}")
    made = Pause.begin(session, record, limit, reason=reason, paper=paper, on=day, start=one.start, by=by)
    _recompute(session, record, one)
    return made


def resume(
    session: Session, record: Clocked, limit: TimeLimit, *, by: Officer, on: date | None = None
) -> Pause:
    """The reason is gone: from this day on the clock runs again."""
    day, one = on or clock.today(), _of(record, limit)
    still = pauses.still(session, record, limit)
    if still is None:
        raise Refused(_("“{limit}”没有中止。", limit=limit.title))
    _take(record, "resume_clock", by=by, note=f"{limit.code} {day:%Y-%m-%d}")
    still.end(session, record, on=day, start=one.start)
    _recompute(session, record, one)
    return still


def correct(
    session: Session,
    record: Clocked,
    wrong: Pause,
    *,
    began_on: date,
    ended_on: date | None,
    by: Officer,
) -> Pause:
    """Put the dates of a pause right; its history keeps both."""
    one = _of(record, wrong.limit)
    if wrong.ended_on is not None and ended_on is None:
        raise Refused(_("已恢复的中止须有恢复日期。"))
    before, after = _days(wrong.began_on, wrong.ended_on), _days(began_on, ended_on)
    _take(record, "correct_pause", by=by, note=f"{wrong.limit_code} {before} → {after}")
    wrong.correct(session, record, began_on=began_on, ended_on=ended_on, start=one.start)
    _recompute(session, record, one)
    return wrong


def of(session: Session, record: Clocked) -> Sequence[Pause]:
    """The pauses of the clocks that run."""
    return [
        found
        for one in running(record)
        for found in pauses.of(session, record, one.limit)
        if found.began_on >= one.start
    ]


def _of(record: Clocked, limit: TimeLimit) -> Running:
    found = next((one for one in running(record) if one.limit.code == limit.code), None)
    if found is None:
        raise Refused(_("“{limit}”没有在计时。", limit=limit.title))
    return found


def _recompute(session: Session, record: Clocked, one: Running) -> None:
    found = deadline(session, record, one)
    setattr(record, one.column, found.due_on)
    record.paused = one.limit.code if found.stopped else None
    session.flush()


def _take(record: Clocked, verb: str, *, by: Officer, note: str) -> None:
    if isinstance(record, Clue):
        clue_steps.WORKFLOW.take(record, verb, by=by, note=note)
        hand_overs.sign(record, verb, by=by)
    else:
        complaint_steps.WORKFLOW.take(record, verb, by=by, note=note)


def _days(began_on: date, ended_on: date | None) -> str:
    return f"{began_on:%Y-%m-%d}/{ended_on:%Y-%m-%d}" if ended_on else f"{began_on:%Y-%m-%d}/"
