"""Every Monday, before briefings are drafted: tell last week's numbers of complaints, once and for all."""

from datetime import datetime

from apscheduler.triggers.cron import CronTrigger
from sqlalchemy.orm import Session

from supervision import clock
from supervision.conduct import told_counts
from supervision.jobs import Job
from supervision.words import _


def work(session: Session, scheduled_for: datetime) -> str:
    day = scheduled_for.astimezone(clock.OFFICE).date()
    return _("已结固定数表 {n} 张。", n=told_counts.close_periods(session, day))


JOB = Job(
    chinese="结固定数表",
    purpose="把上一周（每月初含上一月）的信访举报件数结成固定数表，不足最小可列数和可推算的不列出",
    hours="每周一 05:30",
    when=CronTrigger(day_of_week="mon", hour=5, minute=30, timezone=clock.OFFICE),
    work=work,
)
