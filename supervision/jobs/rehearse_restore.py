"""Every Sunday: whether the newest backup could be restored."""

from datetime import datetime

from apscheduler.triggers.cron import CronTrigger
from sqlalchemy.orm import Session

from supervision import clock
from supervision.backups import rehearsing
from supervision.jobs import Job
from supervision.words import _


def work(_session: Session, _scheduled_for: datetime) -> str:
    tried = rehearsing.rehearse()
    return _(
        "备份 {name} 可以恢复：{tables} 张表 {rows} 行、{files} 个文件与清单一致，操作历史 {lines} 条完整。",
        name=tried.name,
        tables=len(tried.manifest.tables),
        rows=tried.manifest.rows,
        files=len(tried.manifest.parts),
        lines=tried.manifest.history_lines,
    )


JOB = Job(
    chinese="恢复演练",
    purpose="把最近一份备份恢复到临时目录，核对行数、校验值和操作历史后删除",
    hours="每周日 04:00",
    when=CronTrigger(day_of_week="sun", hour=4, timezone=clock.OFFICE),
    work=work,
    long=True,
)
