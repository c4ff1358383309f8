"""Every night, before the rules look: a backup, without the key."""

from datetime import datetime

from apscheduler.triggers.cron import CronTrigger
from sqlalchemy.orm import Session

from supervision import clock
from supervision.backups import making
from supervision.jobs import Job
from supervision.words import _


def work(session: Session, _scheduled_for: datetime) -> str:
    made = making.make(session)
    return _(
        "已备份 {name}：{tables} 张表 {rows} 行，{files} 个文件，{size:.1f} MB；清除旧备份 {dropped} 份。",
        name=made.folder.name,
        tables=len(made.manifest.tables),
        rows=made.manifest.rows,
        files=len(made.manifest.parts),
        size=made.manifest.size / 1e6,
        dropped=made.dropped,
    )


JOB = Job(
    chinese="每夜备份",
    purpose="把数据库、原件、附件和操作历史校验值备份到备份目录，不含密钥",
    hours="每日 01:00",
    when=CronTrigger(hour=1, timezone=clock.OFFICE),
    work=work,
    long=True,
)
