import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from apscheduler.triggers.cron import CronTrigger
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from supervision import clock, config, jobs
from supervision.db import reading
from supervision.errors import Refused
from supervision.jobs import JOBS, Job
from supervision.office import history, job_runs
from supervision.office.history import Event
from supervision.office.job_runs import JobRun, Lease, Outcome
from supervision.office.people import Officer, Role
from supervision.office.units import Unit
from tests import make

HOURLY = CronTrigger(minute=0, timezone=clock.OFFICE)


def enroll(session: Session, scheduled_for: datetime) -> str:
    """A job that leaves something behind: one unit a run."""
    session.add(make_unit(f"{scheduled_for:%H:%M}"))
    return "已登记一个单位。"


def make_unit(name: str) -> Unit:
    from supervision.office.units import UnitKind

    return Unit.enroll(region_code=make.CITY, name=name, kind=UnitKind.OTHER)


def fall_over(session: Session, scheduled_for: datetime) -> str:
    enroll(session, scheduled_for)
    session.flush()
    raise ZeroDivisionError


def refuse(session: Session, scheduled_for: datetime) -> str:
    enroll(session, scheduled_for)
    session.flush()
    raise Refused("磁盘已满，未能写入。")


@pytest.fixture
def hourly(both: Session) -> Iterator[Session]:
    """An office whose only job runs at every full hour."""
    make.opened_today(both)
    before = dict(JOBS)
    JOBS.clear()
    JOBS["enroll"] = Job(chinese="登记", purpose="试", hours="每小时", when=HOURLY, work=enroll)
    yield both
    JOBS.clear()
    JOBS.update(before)


def runs(session: Session) -> list[tuple[str, Outcome, int]]:
    session.expire_all()
    found = session.scalars(select(JobRun).order_by(JobRun.id))
    return [(f"{run.scheduled_for.astimezone(clock.OFFICE):%H:%M}", run.outcome, run.missed) for run in found]


def units(session: Session) -> int:
    session.expire_all()
    session.rollback()
    return session.scalar(select(func.count(Unit.id))) or 0


def test_a_job_runs_at_its_hour_and_only_once(hourly: Session, frozen_clock: time_machine.Traveller) -> None:
    assert jobs.run_due("a") == []

    frozen_clock.shift(timedelta(hours=1))
    (run,) = jobs.run_due("a")

    assert run.ok
    assert run.note == "已登记一个单位。"
    assert jobs.run_due("a") == []
    assert units(hourly) == 1


def test_of_missed_hours_only_the_last_is_made_good_and_the_run_says_so(
    hourly: Session, frozen_clock: time_machine.Traveller
) -> None:
    frozen_clock.shift(timedelta(hours=1))
    jobs.run_due("a")
    frozen_clock.shift(timedelta(hours=3, minutes=5))

    (run,) = jobs.run_due("a")

    assert run.missed == 2
    assert run.note == "已登记一个单位。　补跑：此前错过 2 次（03-02 11:00、03-02 12:00），只补最近一次。"
    assert [hour for hour, _, _ in runs(hourly)] == ["10:00", "13:00"]


def test_two_runners_at_the_same_hour_make_one_run(
    hourly: Session, frozen_clock: time_machine.Traveller
) -> None:
    frozen_clock.shift(timedelta(hours=1))
    together = threading.Barrier(4)

    def run(owner: str) -> None:
        together.wait()
        jobs.run_due(owner)

    threads = [threading.Thread(target=run, args=(f"runner{n}",)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [outcome for _, outcome, _ in runs(hourly)] == [Outcome.DONE]
    assert units(hourly) == 1


def test_what_fails_leaves_nothing_but_its_sentence(
    hourly: Session, frozen_clock: time_machine.Traveller
) -> None:
    JOBS["enroll"] = Job(chinese="登记", purpose="试", hours="每小时", when=HOURLY, work=refuse)
    frozen_clock.shift(timedelta(hours=1))

    (run,) = jobs.run_due("a")

    assert (run.outcome, run.note) == (Outcome.FAILED, "磁盘已满，未能写入。")
    assert units(hourly) == 0
    with reading() as session:
        assert [one.id for one in job_runs.failed(session)] == [run.id]


def test_a_bug_is_written_down_and_does_not_end_the_runner(
    hourly: Session, frozen_clock: time_machine.Traveller, caplog: pytest.LogCaptureFixture
) -> None:
    JOBS["enroll"] = Job(chinese="登记", purpose="试", hours="每小时", when=HOURLY, work=fall_over)
    frozen_clock.shift(timedelta(hours=1))

    (run,) = jobs.run_due("a")

    assert run.note == "程序出错（ZeroDivisionError），已记入日志。"
    assert "ZeroDivisionError" in caplog.text
    assert units(hourly) == 0


def test_what_its_runner_lost_is_taken_over_once(
    hourly: Session, frozen_clock: time_machine.Traveller
) -> None:
    frozen_clock.shift(timedelta(hours=1))
    job_runs.begin("enroll", datetime(2026, 3, 2, 2, tzinfo=UTC), owner="dead")

    assert [run.ok for run in jobs.run_due("alive")] == [True]
    assert jobs.run_due("alive") == []

    assert runs(hourly) == [("10:00", Outcome.DONE, 0)]
    assert units(hourly) == 1


def test_a_runner_that_was_thought_dead_changes_nothing_any_more(
    hourly: Session, frozen_clock: time_machine.Traveller
) -> None:
    hour = datetime(2026, 3, 2, 2, tzinfo=UTC)
    job_runs.begin("enroll", hour, owner="slow")
    jobs.run_due("alive")

    late = jobs._work("enroll", hour, owner="slow", missed=())

    assert late.owner == "alive"
    assert late.ok
    assert units(hourly) == 1


def test_one_process_is_the_runner_until_it_falls_silent(
    both: Session, frozen_clock: time_machine.Traveller
) -> None:
    assert job_runs.take_lease("a")
    assert not job_runs.take_lease("b")
    frozen_clock.shift(timedelta(seconds=20))
    assert job_runs.take_lease("a")
    frozen_clock.shift(timedelta(seconds=20))
    assert not job_runs.take_lease("b")

    frozen_clock.shift(timedelta(seconds=11))

    assert job_runs.take_lease("b")
    assert not job_runs.take_lease("a")
    job_runs.give_up_lease("b")
    frozen_clock.shift(timedelta(seconds=1))
    assert job_runs.take_lease("a")


def test_an_officer_asks_for_a_run_and_the_runner_takes_it_up(
    hourly: Session, frozen_clock: time_machine.Traveller
) -> None:
    admin = make.officer(hourly, Role.SYSTEM)
    asked = job_runs.ask(hourly, "enroll", by=admin)
    with pytest.raises(Refused, match="正在运行或等待运行"):
        job_runs.ask(hourly, "enroll", by=admin)
    hourly.commit()

    (run,) = jobs.run_due("a")

    assert (run.id, run.ok, run.by_id) == (asked.id, True, admin.id)
    assert hourly.scalars(select(Event.verb).where(Event.kind == "job_runs")).all() == ["ask"]


def test_not_everybody_may_ask_for_a_run(session: Session) -> None:
    with pytest.raises(Refused, match="须由系统管理员、专班负责人办理"):
        job_runs.ask(session, "raise_flags", by=make.officer(session))


def test_a_run_by_hand_is_answered_at_once(hourly: Session) -> None:
    batch = make.officer(hourly)
    hourly.commit()

    run = jobs.run_now("enroll", by_id=batch.id)

    assert run.ok
    assert units(hourly) == 1
    with pytest.raises(Refused, match="没有这个任务：nothing"):
        jobs.run_now("nothing", by_id=batch.id)


def test_a_run_by_hand_whose_process_died_is_not_repeated(
    hourly: Session, frozen_clock: time_machine.Traveller
) -> None:
    by = make.officer(hourly)
    hourly.commit()
    job_runs.begin("enroll", clock.now(), owner="gone", by_id=by.id)
    frozen_clock.shift(timedelta(hours=1, minutes=1))

    jobs.run_due("a")

    assert runs(hourly)[0][1] is Outcome.FAILED
    assert units(hourly) == 1


def test_a_demo_home_follows_the_day_on_its_wall(
    hourly: Session, frozen_clock: time_machine.Traveller
) -> None:
    clock.stand_on(date(2022, 6, 30))

    (run,) = jobs.run_due("a")

    assert f"{run.scheduled_for.astimezone(clock.OFFICE):%Y-%m-%d %H:%M}" == "2022-06-30 09:00"
    assert run.missed == 0


SLOW = """
import sys, time
from tests import everything
everything.load()
from supervision import jobs, keys, clock
from supervision.db import connect
from supervision.jobs import JOBS, Job
from supervision.office import job_runs
from tests.jobs.test_jobs import HOURLY, enroll
from datetime import UTC, datetime
connect(sys.argv[1])
def work(session, scheduled_for):
    said = enroll(session, scheduled_for)
    session.flush()
    print("working", flush=True)
    time.sleep(60)
    return said
JOBS["enroll"] = Job(chinese="x", purpose="x", hours="x", when=HOURLY, work=work)
hour = datetime(2026, 3, 2, 1, tzinfo=UTC)
job_runs.begin("enroll", hour, owner="killed")
jobs._work("enroll", hour, owner="killed", missed=())
"""


def test_a_run_killed_half_way_is_resumed_once(hourly: Session) -> None:
    url = config.database_url()
    process = subprocess.Popen(
        [sys.executable, "-c", SLOW, url],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])},
    )
    assert process.stdout
    assert process.stdout.readline() == "working\n"
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()

    assert units(hourly) == 0
    assert [run.ok for run in jobs.run_due("next")] == [True]

    assert jobs.run_due("next") == []
    assert units(hourly) == 1


def test_the_background_runner_works_until_it_is_stopped(hourly: Session) -> None:
    admin = make.officer(hourly, Role.SYSTEM)
    job_runs.ask(hourly, "enroll", by=admin)
    hourly.commit()

    stop, stop_other = jobs.keep_running(), jobs.keep_running()
    for _ in range(200):
        if units(hourly):
            break
        time.sleep(0.05)
    stop()
    stop_other()

    assert runs(hourly) == [("09:00", Outcome.DONE, 0)]
    assert units(hourly) == 1
    assert hourly.scalar(select(func.count(Lease.name))) == 1


def test_every_job_says_what_it_does_and_when(session: Session) -> None:
    assert set(JOBS) == {
        "anchor_chain",
        "back_up",
        "close_complaint_tables",
        "discard_exports",
        "draft_weekly_briefing",
        "draw_rejudgements",
        "draw_up_looked_lists",
        "raise_flags",
        "rehearse_restore",
        "scan_due_dates",
    }
    for job in JOBS.values():
        assert job.title
        assert job.purpose
        assert job.next(clock.now())
    assert list(history.breaks(session)) == []
    assert session.scalar(select(func.count(Officer.id))) == 0
