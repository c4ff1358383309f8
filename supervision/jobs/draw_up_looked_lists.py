"""Every Monday morning: last week's list of who opened complaints and identities, for each place."""

from datetime import datetime

from apscheduler.triggers.cron import CronTrigger
from sqlalchemy.orm import Session

from supervision import clock
from supervision.conduct import readings
from supervision.jobs import Job
from supervision.words import _


def work(session: Session, scheduled_for: datetime) -> str:
    day = scheduled_for.astimezone(clock.OFFICE).date()
    return _("已列出查看情况表 {n} 份。", n=readings.draw_up(session, day))


JOB = Job(
    chinese="列查看情况表",
    purpose="列出上一周谁查阅过信访件、谁查看过举报人信息，供分管领导和主要负责人审阅",
    hours="每周一 06:00",
    when=CronTrigger(day_of_week="mon", hour=6, minute=0, timezone=clock.OFFICE),
    work=work,
)
