"""Every evening: write the head of the history chain into a dated file outside the database."""

from datetime import datetime

from apscheduler.triggers.cron import CronTrigger
from sqlalchemy.orm import Session

from supervision import clock
from supervision.jobs import Job
from supervision.office import anchors
from supervision.words import _


def work(session: Session, scheduled_for: datetime) -> str:
    head = anchors.write(session, scheduled_for)
    return _("已留存第 {n} 条操作历史的校验值。", n=head.number)


JOB = Job(
    chinese="留存操作历史校验值",
    purpose="把操作历史的链头写入库外的当日文件，日后可核对历史未被改动",
    hours="每日 23:30",
    when=CronTrigger(hour=23, minute=30, timezone=clock.OFFICE),
    work=work,
)
