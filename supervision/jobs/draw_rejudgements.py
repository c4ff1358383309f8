"""Every Monday: draw what a second person is to judge again, and write down the seed of the week to come."""

from datetime import datetime

from apscheduler.triggers.cron import CronTrigger
from sqlalchemy.orm import Session

from supervision import clock
from supervision.conduct import rejudging
from supervision.jobs import Job
from supervision.words import _


def work(session: Session, scheduled_for: datetime) -> str:
    drawn = rejudging.draw(session, clock.today())
    week = rejudging.seed(session, clock.today())
    return _("抽出复判 {n} 条；{day} 起一周的种子已记录。", n=len(drawn), day=week.week_from)


JOB = Job(
    chinese="抽取复判",
    purpose="从上周排除的疑点中按事先记录的种子随机抽取 5%，由他人复判",
    hours="每周一 06:30",
    when=CronTrigger(day_of_week="mon", hour=6, minute=30, timezone=clock.OFFICE),
    work=work,
)
