"""What runs by itself, one job per file. To add a job, add a file that defines JOB.

One runner however many processes: whoever holds the lease. A run is due once its hour has come and no row
says that it ran; of several missed hours only the latest is made good, and the run says so.
"""

import logging
import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import uuid4

from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.base import BaseTrigger
from sqlalchemy.orm import Session

from supervision import clock
from supervision.catalogue import entries
from supervision.db import reading
from supervision.errors import Refused
from supervision.office import installation, job_runs
from supervision.office.job_runs import JobRun
from supervision.words import _, listed

BEAT = timedelta(seconds=10)
LOOK = timedelta(seconds=15)
#: How far back a missed hour is looked for; after a longer rest only this much is counted.
LOOK_BACK = timedelta(days=92)
#: Every Monday of that time; of a job that runs more often, the last of what was missed.
NAMED = 14

log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Job:
    """When, what it is called, and what it does; the answer is a sentence without names or contents.

    A `long` one changes nothing in the tables and works beside the officers: it is given a session to read
    by, and nobody waits for the writers' lock meanwhile.
    """

    chinese: str
    purpose: str
    hours: str
    when: BaseTrigger
    work: Callable[[Session, datetime], str]
    long: bool = False

    @property
    def title(self) -> str:
        return _(self.chinese)

    def next(self, after: datetime) -> datetime | None:
        """The first hour after a moment."""
        found: datetime | None = self.when.get_next_fire_time(
            None, (after + timedelta(microseconds=1)).astimezone(clock.OFFICE)
        )
        return found

    def hours_between(self, after: datetime, until: datetime) -> list[datetime]:
        """Every hour after one moment, up to and with another."""
        found: list[datetime] = []
        while (hour := self.next(after)) is not None and hour <= until:
            found.append(hour)
            after = hour
        return found


JOBS: dict[str, Job] = entries(__name__, Job)


def run_now(name: str, *, by_id: int) -> JobRun:
    """Run a job at once, in this process, and wait for it."""
    if name not in JOBS:
        raise Refused(_("没有这个任务：{name}。可用：{names}。", name=name, names=listed(JOBS)))
    owner, moment = _owner(), clock.now()
    if not job_runs.begin(name, moment, owner=owner, by_id=by_id):
        raise Refused(_("该任务正在运行或等待运行，请稍候。"))
    return _work(name, moment, owner=owner, missed=())


def run_due(owner: str) -> list[JobRun]:
    """Take over what was broken off, do what was asked for, then every job whose hour has come."""
    with reading() as session:
        left = session.scalars(job_runs.left_over(owner)).all()
    done = [
        _work(run.job, run.scheduled_for, owner=owner, missed=())
        for run in left
        if run.job in JOBS and job_runs.take_over(run, owner=owner)
    ]
    job_runs.give_up_silent()
    for name in JOBS:
        hours = due(name)
        if hours and job_runs.begin(name, hours[-1], owner=owner, missed=len(hours) - 1):
            done.append(_work(name, hours[-1], owner=owner, missed=hours[:-1]))
    return done


def due(name: str) -> list[datetime]:
    """The hours of a job that have come since its last run, oldest first."""
    now = clock.now()
    with reading() as session:
        last = job_runs.last(session, name)
        begun = installation.current(session)
    since = last.scheduled_for if last else begun.made_at
    if last is None and clock.business_date():
        return JOBS[name].hours_between(now - timedelta(days=7), now)[-1:]
    return JOBS[name].hours_between(max(since, now - LOOK_BACK), now)


def keep_running() -> Callable[[], None]:
    """Run jobs in the background of this process for as long as it holds the lease; answers how to stop."""
    owner = _owner()

    def beat() -> None:
        job_runs.take_lease(owner)

    def look() -> None:
        if job_runs.take_lease(owner):
            run_due(owner)

    plan = BackgroundScheduler(timezone=clock.OFFICE, job_defaults={"coalesce": True, "max_instances": 1})
    plan.add_job(beat, "interval", seconds=BEAT.total_seconds(), misfire_grace_time=None)
    plan.add_job(look, "interval", seconds=LOOK.total_seconds(), misfire_grace_time=None)
    plan.add_job(look, misfire_grace_time=None)
    plan.start()

    def stop() -> None:
        plan.shutdown(wait=True)
        job_runs.give_up_lease(owner)

    return stop


def _work(
    name: str, moment: datetime, *, owner: str, missed: tuple[datetime, ...] | list[datetime]
) -> JobRun:
    """The work and the line that it is done, in one transaction; what goes wrong is written down instead."""
    job = JOBS[name]
    try:
        beforehand = _beforehand(job, moment) if job.long else None
        with job_runs.finishing(name, moment, owner=owner) as (session, run):
            told = job.work(session, moment) if beforehand is None else beforehand
            run.note = told + _made_good(missed)
    except Refused as refusal:
        job_runs.fail(name, moment, owner=owner, because=str(refusal))
    except Exception as error:  # a job's bug must not end the runner; it is logged whole and shown in short
        log.exception("job %s for %s", name, moment)
        job_runs.fail(
            name,
            moment,
            owner=owner,
            because=_("程序出错（{kind}），已记入日志。", kind=type(error).__name__),
        )
    with reading() as session:
        return job_runs.of(session, name, moment)


def _beforehand(job: Job, moment: datetime) -> str:
    with reading() as session:
        return job.work(session, moment)


def _made_good(missed: tuple[datetime, ...] | list[datetime]) -> str:
    if not missed:
        return ""
    named = listed(f"{hour.astimezone(clock.OFFICE):%m-%d %H:%M}" for hour in missed[-NAMED:])
    more = _(" 等") if len(missed) > NAMED else ""
    return _(
        "　补跑：此前错过 {n} 次（{hours}{more}），只补最近一次。", n=len(missed), hours=named, more=more
    )


def _owner() -> str:
    return f"{os.getpid()}-{uuid4().hex[:8]}"
