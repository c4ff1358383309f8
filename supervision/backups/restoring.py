"""Restoring a backup into an empty home: every digest and every count is compared before anything is used."""

import shutil
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Engine, inspect, make_url

from supervision import config
from supervision.backups import archives
from supervision.backups.making import ARCHIVE
from supervision.backups.manifests import Manifest
from supervision.db import engine_to
from supervision.errors import Refused
from supervision.keys import FILE as KEY_FILE
from supervision.keys import Keys, sm3_of, use
from supervision.words import _

BEING_RESTORED = "restoring.part"


def restore(folder: Path, *, up_to_date: Callable[[Engine], None]) -> Manifest:
    """Bring a backup back into the home and the database that are configured, and use its key from now on.

    `up_to_date` brings tables of an older version to this one. Refused, with nothing left behind, where the
    home or the database is not empty, the key is missing or another one, or a part is missing or changed.
    """
    manifest = Manifest.read(folder)
    held = _key_of(manifest)
    _require_empty()
    home = config.home()
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    home.chmod(0o700)
    unpacked = home / BEING_RESTORED
    shutil.rmtree(unpacked, ignore_errors=True)
    try:
        unpack(folder, manifest, unpacked)
        archive = engine_to(f"sqlite:///{unpacked / ARCHIVE}")
        try:
            up_to_date(archive)
            if not _embedded():
                _fill_server(archive)
        finally:
            archive.dispose()
        _move_in(unpacked, home)
    finally:
        shutil.rmtree(unpacked, ignore_errors=True)
    use(held)
    return manifest


def unpack(folder: Path, manifest: Manifest, into: Path) -> None:
    """Copy a backup, and compare what arrived with the manifest, part by part and table by table."""
    for name, part in manifest.parts.items():
        to = into / name
        to.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            shutil.copyfile(folder / name, to)
        except FileNotFoundError:
            raise Refused(_("备份缺少 {name}，不能恢复。", name=name)) from None
        to.chmod(0o600)
        if to.stat().st_size != part.size or sm3_of(to) != part.sm3:
            raise Refused(_("备份中的 {name} 与清单的校验值不符，不能恢复。", name=name))
    archive = archives.opened(into / ARCHIVE)
    try:
        with archive.connect() as connection:
            found = archives.counted(connection)
    finally:
        archive.dispose()
    if found != manifest.tables:
        raise Refused(_("备份中的数据表或行数与清单不符，不能恢复。"))


def _key_of(manifest: Manifest) -> Keys:
    place = config.keys(demo=manifest.demo)
    if not (place / KEY_FILE).exists():
        raise Refused(
            _(
                "缺少密钥，备份不能恢复：请先把指纹为 {needed} 的密钥放到 {place}。",
                needed=manifest.key_fingerprint,
                place=place / KEY_FILE,
            )
        )
    held = Keys.load(place)
    manifest.require(held, place=place / KEY_FILE)
    return held


def _embedded() -> bool:
    return make_url(config.database_url()).get_backend_name() == "sqlite"


def _file() -> Path:
    """Where the embedded database lies."""
    return Path(make_url(config.database_url()).database or config.home() / ARCHIVE).absolute()


def _require_empty() -> None:
    home = config.home()
    if home.exists() and any(place.name != BEING_RESTORED for place in home.iterdir()):
        raise _occupied(home)
    if _embedded():
        if _file().exists():
            raise _occupied(_file())
        return
    engine = engine_to(config.database_url())
    try:
        if inspect(engine).get_table_names():
            raise _occupied(engine.url.render_as_string())
    finally:
        engine.dispose()


def _occupied(place: object) -> Refused:
    return Refused(_("{place} 已有数据，不会覆盖。", place=place))


def _fill_server(archive: Engine) -> None:
    """All tables with all rows in one transaction, or none."""
    server = engine_to(config.database_url())
    try:
        with archive.connect() as source, server.begin() as target:
            archives.pour(source, target)
    finally:
        server.dispose()


def _move_in(unpacked: Path, home: Path) -> None:
    """The database comes last: a home without it does not open."""
    for place in unpacked.iterdir():
        if not place.name.startswith(ARCHIVE):
            place.rename(home / place.name)
    if _embedded():
        _file().parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        shutil.move(unpacked / ARCHIVE, _file())
