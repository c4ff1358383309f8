"""The verbs of the command line that make a backup and bring one back: backup, restore."""

import argparse

from supervision import migrations
from supervision.backups import making, restoring
from supervision.backups.manifests import Manifest
from supervision.command_line import account, say
from supervision.db import changing, reading
from supervision.errors import Refused
from supervision.office import history, opening


def back_up(asked: argparse.Namespace) -> None:
    """A backup now, beside those of the nights."""
    engine = opening.open_office()
    try:
        with reading() as session:
            account(session, asked)
            made = making.make(session)
        _note(asked, "back_up", made.folder.name)
    finally:
        engine.dispose()
    size = made.manifest.size / 1e6
    say(
        asked,
        {
            "folder": str(made.folder),
            "tables": len(made.manifest.tables),
            "rows": made.manifest.rows,
            "files": len(made.manifest.parts),
            "bytes": made.manifest.size,
            "dropped": made.dropped,
        },
        f"已备份到 {made.folder}：{len(made.manifest.tables)} 张表 {made.manifest.rows} 行，"
        f"{len(made.manifest.parts)} 个文件，{size:.1f} MB。备份不含密钥，密钥须另行保管。",
    )


def restore(asked: argparse.Namespace) -> None:
    """A backup into an empty home; its key must be there already."""
    known = Manifest.read(asked.folder).revision
    if known and not migrations.is_known(known):
        raise Refused(f"这份备份来自更新的版本（数据表 {known}），请先升级本程序。")
    manifest = restoring.restore(asked.folder, up_to_date=migrations.upgrade)
    engine = opening.open_office()
    try:
        _note(asked, "restore", asked.folder.name)
    finally:
        engine.dispose()
    say(
        asked,
        {"restored": str(asked.folder), "made_at": manifest.made_at.isoformat(), "rows": manifest.rows},
        f"已从 {asked.folder} 恢复：{len(manifest.tables)} 张表 {manifest.rows} 行，"
        f"{len(manifest.parts)} 个文件，操作历史 {manifest.history_lines} 条。",
    )


def _note(asked: argparse.Namespace, verb: str, name: str) -> None:
    with changing() as session:
        by = account(session, asked)
        history.note(session, kind="installation", subject_id=1, verb=verb, by=by, note=name)
