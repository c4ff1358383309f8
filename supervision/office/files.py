"""Stored files: originals, evidence, scans and signed documents, kept sealed under their own digest."""

from datetime import datetime
from pathlib import Path
from typing import Self

from sqlalchemy.orm import Mapped, Session, mapped_column

from supervision import clock, config
from supervision.db import Row
from supervision.errors import Refused
from supervision.keys import ID, keys, sm3
from supervision.words import _

LARGEST = 40 * 1024 * 1024
EVIDENCE = {
    ".pdf": b"%PDF",
    ".jpg": b"\xff\xd8\xff",
    ".jpeg": b"\xff\xd8\xff",
    ".png": b"\x89PNG",
    ".docx": b"PK\x03\x04",
    ".xlsx": b"PK\x03\x04",
    ".xls": b"\xd0\xcf\x11\xe0",
    ".doc": b"\xd0\xcf\x11\xe0",
}


class StoredFile(Row):
    """One file as it came. Its bytes lie encrypted in the home, named by the digest of what they say."""

    __tablename__ = "stored_files"

    digest: Mapped[str] = mapped_column(index=True)
    name: Mapped[str]
    size: Mapped[int]
    kept_at: Mapped[datetime]

    @classmethod
    def keep(cls, session: Session, *, name: str, data: bytes) -> Self:
        """Seal the bytes under their SM3 digest; the same bytes lie there once, however often they come."""
        digest = sm3(data)
        place = _place(digest)
        if not place.exists():
            _write(place, data)
        kept = cls(digest=digest, name=Path(name).name, size=len(data), kept_at=clock.now())
        session.add(kept)
        session.flush()
        return kept

    @classmethod
    def keep_evidence(cls, session: Session, *, name: str, data: bytes) -> Self:
        """`keep`, for what officers attach: papers and pictures only, known by their first bytes."""
        first = EVIDENCE.get(Path(name).suffix.lower())
        if first is None or not data.startswith(first):
            raise Refused(_("“{name}”不是可接收的附件：请用 PDF、图片、Word 或 Excel 文件。", name=name))
        if len(data) > LARGEST:
            raise Refused(_("“{name}”超过 40 MB，请压缩或拆分后再传。", name=name))
        return cls.keep(session, name=name, data=data)

    def read(self) -> bytes:
        """The bytes as they came; refused where they no longer match their digest."""
        place = _place(self.digest)
        if not place.exists():
            raise Refused(_("原件“{name}”不在存储目录中，请从备份恢复。", name=self.name))
        data = keys().open("originals", place.read_bytes(), bound_to=_bound(self.digest))
        if sm3(data) != self.digest:
            raise Refused(_("原件“{name}”与登记的校验值不符。", name=self.name))
        return data


def is_whole(place: Path) -> bool:
    """Whether a kept original, here or in a copy of the home, opens and says what its name vouches for."""
    return sm3(keys().open("originals", place.read_bytes(), bound_to=_bound(place.name))) == place.name


def turn() -> int:
    """Seal again by the newest key every original that an older one sealed; answers how many."""
    turned = 0
    for place in sorted((config.home() / "originals").glob("*/*")):
        before = place.read_bytes() if place.suffix != ".part" else keys().newest
        if before[:ID] != keys().newest:
            data = keys().open("originals", before, bound_to=_bound(place.name))
            _write(place, data)
            turned += 1
    return turned


def old() -> int:
    """How many originals older keys still seal."""
    newest = keys().newest
    return sum(
        _first(place) != newest
        for place in (config.home() / "originals").glob("*/*")
        if place.suffix != ".part"
    )


def _write(place: Path, data: bytes) -> None:
    """Whole or not at all."""
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    being_written = place.with_suffix(".part")
    being_written.write_bytes(keys().seal("originals", data, bound_to=_bound(place.name)))
    being_written.rename(place)


def _first(place: Path) -> bytes:
    with place.open("rb") as file:
        return file.read(ID)


def _place(digest: str) -> Path:
    return config.home() / "originals" / digest[:2] / digest


def _bound(digest: str) -> str:
    return f"originals:{digest}"
