"""Rehearsing a restore (恢复演练): the newest backup brought back aside, looked through and deleted."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from supervision import config
from supervision.backups import archives, restoring
from supervision.backups.making import ARCHIVE, alone, whole
from supervision.backups.manifests import Manifest
from supervision.errors import Refused
from supervision.keys import FILE as KEY_FILE
from supervision.keys import keys
from supervision.office import anchors, files, history
from supervision.office.files import StoredFile
from supervision.words import _


@dataclass(frozen=True)
class Rehearsed:
    """The backup that was brought back, by its name, and what it says of itself."""

    name: str
    manifest: Manifest


def rehearse() -> Rehearsed:
    """Restore the newest backup into a folder that goes again; refused where anything of it is not as it was.

    It is read on SQLite, whatever the office works on: PostgreSQL lets us make no database to try it in.
    """
    with alone() as folder:
        backups = whole()
        if not backups:
            raise Refused(_("还没有备份，不能演练恢复。"))
        newest, tried = backups[-1], folder / "rehearsal.part"
        manifest = Manifest.read(newest)
        manifest.require(keys(), place=config.keys(demo=manifest.demo) / KEY_FILE)
        try:
            restoring.unpack(newest, manifest, tried)
            _look_through(tried, manifest)
        finally:
            shutil.rmtree(tried, ignore_errors=True)
    return Rehearsed(newest.name, manifest)


def _look_through(home: Path, manifest: Manifest) -> None:
    """The database is sound, its history whole and as long as it was, and every original opens."""
    engine = archives.opened(home / ARCHIVE)
    try:
        with Session(engine) as session:
            if session.scalar(text("PRAGMA integrity_check")) != "ok":
                raise Refused(_("演练恢复的数据库结构不完整。"))
            head = history.head(session)
            broken = [*history.breaks(session), *anchors.disagreeing(session, home)]
            if broken or (head.number, head.digest) != (manifest.history_lines, manifest.history_head):
                raise Refused(_("演练恢复的操作历史不连续，或与留存的校验值不符。"))
            digests = session.scalars(select(StoredFile.digest).distinct()).all()
    finally:
        engine.dispose()
    wrong = [digest for digest in digests if not _opens(home / "originals" / digest[:2] / digest)]
    if wrong:
        raise Refused(_("演练恢复的原件有 {n} 份缺失或不能打开。", n=len(wrong)))


def _opens(place: Path) -> bool:
    try:
        return place.is_file() and files.is_whole(place)
    except Refused:
        return False
