"""Making a backup: tables, originals, attachments and anchors, in a folder that gets its name at the end.

The folder is called .part until its manifest is written; whoever is killed half-way leaves nothing that
could be taken for a backup. The oldest go once a newer one is whole.
"""

import fcntl
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine, select
from sqlalchemy.orm import Session

from supervision import clock, config
from supervision.backups import archives
from supervision.backups.manifests import FILE, Manifest, Part
from supervision.errors import Refused
from supervision.keys import ID, keys, sm3_of
from supervision.office import installation
from supervision.office.history import ChainHead
from supervision.words import _

ARCHIVE = "duze.db"
#: Nights that can be gone back to: a mistake is noticed at the latest by the second weekly briefing. What was
#: destroyed is still in older backups for as long, so that more is not better (our judgement, 待核).
KEPT = 14
#: Anchors before the tables, so that none is ahead of the history; files after the rows that name them.
BEFORE, AFTER = ("anchors",), ("originals", "attachments")
_NAME = re.compile(r"\d{4}-\d\d-\d\d-\d{6}")


@dataclass(frozen=True)
class Made:
    """A backup that is whole, and how many older ones went for it."""

    folder: Path
    manifest: Manifest
    dropped: int


def make(session: Session) -> Made:
    """Back the office up; officers go on working. Refused while another backup is being made."""
    kept, engine = _kept(), session.get_bind().engine
    office = installation.current(session)
    office.require(keys())
    if config.keys(demo=office.demo).is_relative_to(config.backups()):
        raise Refused(_("密钥不得与备份放在一处：请另选备份目录或密钥目录。"))
    with alone() as folder:
        name = f"{clock.machine_now().astimezone(clock.OFFICE):%Y-%m-%d-%H%M%S}"
        if (folder / name).exists():
            raise Refused(_("同一秒内已做过备份，请稍后再试。"))
        part = folder / f"{name}.part"
        part.mkdir(mode=0o700)
        try:
            manifest = _fill(part, engine, demo=office.demo)
        except BaseException:
            shutil.rmtree(part)
            raise
        part.rename(folder / name)
        old = whole()[:-kept]
        for each in old:
            shutil.rmtree(each)
    return Made(folder / name, manifest, len(old))


def whole() -> list[Path]:
    """Every backup that was finished, oldest first."""
    if not config.backups().is_dir():
        return []
    return sorted(
        each for each in config.backups().iterdir() if _NAME.fullmatch(each.name) and (each / FILE).is_file()
    )


def _kept() -> int:
    written = config.backups_kept()
    if not written:
        return KEPT
    if not written.isdecimal() or int(written) < 1:
        raise Refused(_("DUZE_BACKUPS_KEPT 应为 1 以上的整数，现为“{written}”。", written=written))
    return int(written)


@contextmanager
def alone() -> Iterator[Path]:
    """The folder of the backups, cleared of half-made ones, while nobody else makes one."""
    folder = config.backups()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    lock = os.open(folder / ".lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Refused(_("另一次备份或演练正在进行，请稍后再试。")) from None
        for half in folder.glob("*.part"):
            shutil.rmtree(half)
        yield folder
    finally:
        os.close(lock)


def _fill(part: Path, engine: Engine, *, demo: bool) -> Manifest:
    _copy(BEFORE, part)
    archives.take(engine, part / ARCHIVE)
    _copy(AFTER, part)
    archive = archives.opened(part / ARCHIVE)
    with archive.connect() as connection:
        manifest = _told(part, connection, database=engine.dialect.name, demo=demo)
    archive.dispose()
    manifest.write(part, keys=keys())
    return manifest


def _copy(rooms: tuple[str, ...], part: Path) -> None:
    """Whole files only; what is destroyed just now is not to be kept either."""
    for room in rooms:
        for place in sorted((config.home() / room).rglob("*")):
            if not place.is_file() or place.suffix == ".part":
                continue
            to = part / place.relative_to(config.home())
            to.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            try:
                shutil.copyfile(place, to)
            except FileNotFoundError:
                to.unlink(missing_ok=True)
            else:
                to.chmod(0o600)


def _told(part: Path, connection: Connection, *, database: str, demo: bool) -> Manifest:
    places = sorted(place for place in part.rglob("*") if place.is_file())
    head = connection.execute(select(ChainHead.number, ChainHead.digest)).one_or_none()
    originals = (place for place in places if place.is_relative_to(part / "originals"))
    sealing = archives.sealing(connection) | {_first(place) for place in originals}
    return Manifest(
        made_at=clock.machine_now(),
        database=database,
        revision=archives.revision(connection),
        demo=demo,
        key_fingerprint=keys().fingerprint,
        sealed_by=tuple(sorted(number.hex() for number in sealing)),
        history_lines=head.number if head else 0,
        history_head=head.digest if head else "",
        tables=archives.counted(connection),
        parts={
            place.relative_to(part).as_posix(): Part(place.stat().st_size, sm3_of(place)) for place in places
        },
    )


def _first(place: Path) -> bytes:
    with place.open("rb") as file:
        return file.read(ID)
