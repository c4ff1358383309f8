"""Every morning: note what falls due, once for each subject and tier."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from apscheduler.triggers.cron import CronTrigger
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from supervision import clock
from supervision.accountability import orders
from supervision.accountability.orders import Order
from supervision.conduct import complaints, flags
from supervision.conduct.complaints import Complaint
from supervision.conduct.flags import Flag
from supervision.jobs import Job
from supervision.office import due_notices
from supervision.office.due_notices import AHEAD, Due, Tier
from supervision.responsibility import commitments
from supervision.responsibility.commitments import Commitment
from supervision.words import _


def work(session: Session, scheduled_for: datetime) -> str:
    today = scheduled_for.astimezone(clock.OFFICE).date()
    return _("新登记到期提醒 {n} 条。", n=due_notices.notice(session, _due(session, today), today=today))


def _due(session: Session, today: date) -> Iterator[Due]:
    """Whatever would be overdue after a week is due within it: each noun's own condition says it."""
    ahead = today + AHEAD[Tier.WEEK] + timedelta(days=1)
    for kind, due_on, condition in (
        (Commitment, func.coalesce(Commitment.extended_to, Commitment.due_on), commitments.overdue(ahead)),
        (Order, Order.reply_due_on, orders.overdue(ahead)),
        (Flag, Flag.due_on, flags.overdue(ahead)),
        (Complaint, Complaint.due_on, complaints.overdue(ahead)),
    ):
        for number, place, day in session.execute(select(kind.id, kind.region_code, due_on).where(condition)):
            if day is not None:
                yield Due(kind.__tablename__, number, place, day)


JOB = Job(
    chinese="到期扫描",
    purpose="登记七日内、三日内到期和已超期的承诺、督办、研判和告知期限，不含内容",
    hours="每日 06:30",
    when=CronTrigger(hour=6, minute=30, timezone=clock.OFFICE),
    work=work,
)
