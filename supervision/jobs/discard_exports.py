"""Every ten minutes: forget what nobody collected in time, or took up again within a week."""

from datetime import datetime

from apscheduler.triggers.cron import CronTrigger
from sqlalchemy.orm import Session

from supervision import clock
from supervision.conduct import attachments, drafts, web_batches
from supervision.jobs import Job
from supervision.office import exports
from supervision.words import _


def work(session: Session, _scheduled_for: datetime) -> str:
    drafts.discard_stale(session)
    web_batches.discard_stale(session)
    attachments.sweep(session)
    return _("已清除 {n} 份过期未取的导出文件。", n=exports.discard_stale(session))


JOB = Job(
    chinese="清除过期导出",
    purpose="超过十分钟无人领取的导出文件、超过七天未登记的来件草稿和网上举报暂存行不再保留",
    hours="每小时 0、10、20、30、40、50 分",
    when=CronTrigger(minute="*/10", timezone=clock.OFFICE),
    work=work,
)
