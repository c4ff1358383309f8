"""Runs of the jobs, one row each, and the lease by which one process among many is the runner.

The row is written before the work, unique by job and hour, so that the same run never happens twice however
many schedulers there are; the lease only keeps them from trying.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from sqlalchemy import ForeignKey, Select, UniqueConstraint, func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from supervision import clock
from supervision.db import Base, Row, changing
from supervision.errors import Refused
from supervision.labels import Labelled
from supervision.office import history
from supervision.office.people import Officer, Role
from supervision.words import _, listed

RUNNERS = (Role.SYSTEM, Role.TASK_FORCE)
LEASE = "jobs"
HELD_FOR = timedelta(seconds=30)
#: A run asked for by hand whose process has been silent for so long is dead.
GIVEN_UP_AFTER = timedelta(hours=1)


class Outcome(Labelled):
    WAITING = "waiting", "等待运行"
    RUNNING = "running", "运行中"
    DONE = "done", "完成"
    FAILED = "failed", "失败"


class JobRun(Row):
    """One run of one job: the office's hour it is for, who asked for it if anybody, and what came of it."""

    __tablename__ = "job_runs"
    __table_args__ = (UniqueConstraint("job", "scheduled_for"),)

    job: Mapped[str]
    scheduled_for: Mapped[datetime]
    outcome: Mapped[Outcome]
    owner: Mapped[str]
    started_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    note: Mapped[str]
    missed: Mapped[int]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("officers.id"))

    by: Mapped[Officer | None] = relationship()

    @property
    def ok(self) -> bool:
        return self.outcome is Outcome.DONE


class Lease(Base):
    """Who is the runner, and until when unless they say again that they live (the machine's time)."""

    __tablename__ = "leases"

    name: Mapped[str] = mapped_column(primary_key=True)
    owner: Mapped[str]
    until: Mapped[datetime]


def take_lease(owner: str, name: str = LEASE) -> bool:
    """Become the runner, or stay it; False while another one lives."""
    now = clock.machine_now()
    mine = (Lease.owner == owner) | (Lease.until < now)
    with changing() as session:
        held = session.execute(
            update(Lease)
            .where(Lease.name == name, mine)
            .values(owner=owner, until=now + HELD_FOR)
            .returning(Lease.name)
        ).first()
        if held or session.get(Lease, name):
            return held is not None
    return _enter(Lease(name=name, owner=owner, until=now + HELD_FOR))


def give_up_lease(owner: str, name: str = LEASE) -> None:
    """Let the next one begin at once."""
    with changing() as session:
        session.execute(
            update(Lease)
            .where(Lease.name == name, Lease.owner == owner)
            .values(until=clock.machine_now() - HELD_FOR)
        )


def begin(
    job: str, scheduled_for: datetime, *, owner: str, by_id: int | None = None, missed: int = 0
) -> bool:
    """Write a run down before its work; False where somebody has already done so."""
    return _enter(
        JobRun(
            job=job,
            scheduled_for=scheduled_for,
            outcome=Outcome.RUNNING,
            owner=owner,
            started_at=clock.machine_now(),
            note="",
            missed=missed,
            by_id=by_id,
        )
    )


def ask(session: Session, job: str, *, by: Officer) -> JobRun:
    """Ask for a run now; whoever is the runner takes it up within seconds."""
    if not by.holds(*RUNNERS):
        raise Refused(_("须由{posts}办理。", posts=listed(role.label for role in RUNNERS)))
    waiting = session.scalar(
        select(JobRun).where(JobRun.job == job, JobRun.outcome.in_((Outcome.WAITING, Outcome.RUNNING)))
    )
    if waiting:
        raise Refused(_("该任务正在运行或等待运行，请稍候。"))
    asked = JobRun(
        job=job, scheduled_for=clock.now(), outcome=Outcome.WAITING, owner="", note="", missed=0, by_id=by.id
    )
    session.add(asked)
    session.flush()
    history.note(session, kind="job_runs", subject_id=asked.id, verb="ask", by=by, note=job)
    return asked


def left_over(owner: str) -> Select[JobRun]:
    """What was asked for, and runs at their own hour whose runner is the runner no more."""
    broken_off = (JobRun.outcome == Outcome.RUNNING) & (JobRun.owner != owner) & JobRun.by_id.is_(None)
    return select(JobRun).where((JobRun.outcome == Outcome.WAITING) | broken_off).order_by(JobRun.id)


def take_over(run: JobRun, *, owner: str) -> bool:
    """Make a waiting or broken-off run ours; False where another was quicker."""
    with changing() as session:
        return (
            session.execute(
                update(JobRun)
                .where(JobRun.id == run.id, JobRun.outcome == run.outcome, JobRun.owner == run.owner)
                .values(outcome=Outcome.RUNNING, owner=owner, started_at=clock.machine_now())
                .returning(JobRun.id)
            ).first()
            is not None
        )


@contextmanager
def finishing(job: str, scheduled_for: datetime, *, owner: str) -> Iterator[tuple[Session, JobRun]]:
    """The transaction of a run's work: it counts only if at its end the run is still ours and under way."""
    with changing() as session:
        ours = session.scalars(
            select(JobRun)
            .where(JobRun.job == job, JobRun.scheduled_for == scheduled_for, JobRun.owner == owner)
            .with_for_update()
        ).one()
        yield session, ours
        ours.outcome, ours.ended_at = Outcome.DONE, clock.machine_now()
        session.flush()


def fail(job: str, scheduled_for: datetime, *, owner: str, because: str) -> None:
    with changing() as session:
        session.execute(
            update(JobRun)
            .where(JobRun.job == job, JobRun.scheduled_for == scheduled_for, JobRun.owner == owner)
            .values(outcome=Outcome.FAILED, ended_at=clock.machine_now(), note=because)
        )


def give_up_silent() -> None:
    """Runs asked for by hand whose process died: they are not repeated, and say so."""
    with changing() as session:
        session.execute(
            update(JobRun)
            .where(
                JobRun.outcome == Outcome.RUNNING,
                JobRun.by_id.is_not(None),
                JobRun.started_at < clock.machine_now() - GIVEN_UP_AFTER,
            )
            .values(outcome=Outcome.FAILED, note=_("运行中断，未完成；可再次运行。"))
        )


def last(session: Session, job: str) -> JobRun | None:
    """The last run of a job at its own hour."""
    return session.scalar(
        select(JobRun)
        .where(JobRun.job == job, JobRun.by_id.is_(None))
        .order_by(JobRun.scheduled_for.desc())
        .limit(1)
    )


def newest(session: Session, job: str) -> JobRun | None:
    """The last run of a job, whoever asked for it."""
    return session.scalar(select(JobRun).where(JobRun.job == job).order_by(JobRun.id.desc()).limit(1))


def last_done(session: Session, job: str, *, before: datetime) -> datetime | None:
    """For when a job last did its work, at its own hour or on request."""
    return session.scalar(
        select(func.max(JobRun.scheduled_for)).where(
            JobRun.job == job, JobRun.outcome == Outcome.DONE, JobRun.scheduled_for < before
        )
    )


def machine(session: Session) -> Officer:
    """The account that acts where nobody asked; its acts stand in the history under its name."""
    found = session.scalar(
        select(Officer).where(Officer.batch.is_(True), Officer.active.is_(True)).order_by(Officer.id).limit(1)
    )
    if found is None:
        raise Refused(_("没有可用的批处理账号，请由系统管理员启用。"))
    return found


def of(session: Session, job: str, scheduled_for: datetime) -> JobRun:
    return session.scalars(
        select(JobRun).where(JobRun.job == job, JobRun.scheduled_for == scheduled_for)
    ).one()


def recent(session: Session, *, limit: int = 50) -> list[JobRun]:
    """The last runs of all jobs, newest first."""
    return list(session.scalars(select(JobRun).order_by(JobRun.id.desc()).limit(limit)))


def failed(session: Session) -> list[JobRun]:
    """The jobs whose last run failed: what a home page must say."""
    last_ones = select(func.max(JobRun.id)).group_by(JobRun.job)
    found = select(JobRun).where(JobRun.id.in_(last_ones), JobRun.outcome == Outcome.FAILED)
    return list(session.scalars(found.order_by(JobRun.id)))


def _enter(row: JobRun | Lease) -> bool:
    """Whether the row went in; False where its key is taken."""
    try:
        with changing() as session:
            session.add(row)
    except IntegrityError:
        return False
    return True
