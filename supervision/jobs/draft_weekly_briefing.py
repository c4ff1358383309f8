"""Every Monday morning: draft last week's briefing of the province and of each city that has reported."""

from datetime import datetime, timedelta

from apscheduler.triggers.cron import CronTrigger
from sqlalchemy.orm import Session

from supervision import clock
from supervision.briefings import drafting
from supervision.jobs import Job
from supervision.office import job_runs
from supervision.words import _


def work(session: Session, scheduled_for: datetime) -> str:
    day = scheduled_for.astimezone(clock.OFFICE).date()
    sunday = day - timedelta(days=day.isoweekday())
    drafted = drafting.draft_week(session, ending=sunday, by=job_runs.machine(session))
    return _("已起草截至 {day} 的周报 {n} 份。", day=f"{sunday:%Y-%m-%d}", n=len(drafted))


JOB = Job(
    chinese="起草周报",
    purpose="起草上一周的监督简报（报、送），供人员修改、复核和签发",
    hours="每周一 07:00",
    when=CronTrigger(day_of_week="mon", hour=7, timezone=clock.OFFICE),
    work=work,
)
