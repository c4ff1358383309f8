"""Every night: let the rules look at what changed since the last run."""

from datetime import datetime

from apscheduler.triggers.cron import CronTrigger
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from supervision import clock
from supervision.conduct import flags, rescans
from supervision.conduct.scans import Uncomputed
from supervision.jobs import Job
from supervision.office import job_runs
from supervision.words import _

NAME = "raise_flags"


def work(session: Session, scheduled_for: datetime) -> str:
    expired = session.scalars(flags.expired(clock.today())).all()
    for flag in expired:
        flag.expire(session, by=job_runs.machine(session))
    looked = rescans.since(session, job_runs.last_done(session, NAME, before=scheduled_for))
    daily = rescans.by_day(session)
    every = [*looked, daily] if daily else looked
    return _(
        "检查 {n} 批变动，新提示 {raised} 条，消失 {lapsed} 条，无法计算 {unknown} 项，"
        "例外到期 {expired} 条。",
        n=len(looked),
        expired=len(expired),
        raised=sum(scan.raised for scan in every),
        lapsed=sum(scan.lapsed for scan in every),
        unknown=session.scalar(select(func.count(Uncomputed.id))),
    )


JOB = Job(
    chinese="疑点检查",
    purpose="按规则检查上次以来导入、撤回和电话报来的数据",
    hours="每日 02:00",
    when=CronTrigger(hour=2, timezone=clock.OFFICE),
    work=work,
)
