"""Every morning: tell each person what of theirs falls due, once for each subject and tier."""

from datetime import datetime

from apscheduler.triggers.cron import CronTrigger
from sqlalchemy.orm import Session

from supervision import clock
from supervision.accountability import due_items
from supervision.jobs import Job
from supervision.office import due_notices
from supervision.words import _


def work(session: Session, scheduled_for: datetime) -> str:
    today = scheduled_for.astimezone(clock.OFFICE).date()
    return _("新登记到期提醒 {n} 条。", n=due_notices.notice(session, due_items.to_tell(session, today)))


JOB = Job(
    chinese="到期扫描",
    purpose="向每个人登记其七日内、三日内到期和已超期的期限，逐级只在本机关内提醒，不含内容",
    hours="每日 06:30",
    when=CronTrigger(hour=6, minute=30, timezone=clock.OFFICE),
    work=work,
)
