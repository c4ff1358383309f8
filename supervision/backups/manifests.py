"""The manifest of a backup: what lies in it, with the SM3 digest of each part, under the office's own mark.

The mark (HMAC-SM3, by the root key) is what a changed manifest does not have. It names the key by its
fingerprint; the key itself is in no backup.
"""

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from hmac import compare_digest
from pathlib import Path
from typing import Any, Self

from supervision.errors import Refused
from supervision.keys import Keys
from supervision.words import _, listed

FILE, FORMAT, PURPOSE = "manifest.json", 1, "backups"


@dataclass(frozen=True)
class Part:
    """One file of a backup: its bytes, and their SM3 digest in hex."""

    size: int
    sm3: str


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """What one backup holds: files by their place in it, rows by table, and what is needed to read it.

    `sealed_by` has the numbers, in hex, of the office's keys that seal anything in it.
    """

    made_at: datetime
    database: str
    revision: str
    demo: bool
    key_fingerprint: str
    sealed_by: tuple[str, ...]
    history_lines: int
    history_head: str
    tables: dict[str, int]
    parts: dict[str, Part]
    mark: str = ""

    @classmethod
    def read(cls, folder: Path) -> Self:
        """What the folder says of itself; refused where it is no backup, or none that we can read."""
        place = folder / FILE
        if not place.is_file():
            raise Refused(_("{folder} 不是一份完整的备份：没有清单。", folder=folder))
        try:
            said = json.loads(place.read_text("utf-8"))
            if said.pop("format") != FORMAT:
                raise Refused(_("这份备份的格式与本版本不同，不能恢复。"))
            said["made_at"] = datetime.fromisoformat(said["made_at"])
            said["sealed_by"] = tuple(said["sealed_by"])
            said["parts"] = {name: Part(**part) for name, part in said["parts"].items()}
            return cls(**said)
        except (ValueError, KeyError, TypeError, AttributeError):
            raise _changed() from None

    @property
    def rows(self) -> int:
        return sum(self.tables.values())

    @property
    def size(self) -> int:
        """Bytes of all parts."""
        return sum(part.size for part in self.parts.values())

    def write(self, folder: Path, *, keys: Keys) -> None:
        """Marked by the office's key: the last thing written into a backup, without which there is none."""
        marked = self._said() | {"mark": keys.recognise(PURPOSE, self._canonical())}
        place = folder / FILE
        place.write_text(json.dumps(marked, ensure_ascii=False, indent=1, sort_keys=True), "utf-8")
        place.chmod(0o600)

    def require(self, keys: Keys, *, place: Path) -> None:
        """Refuse any key but the one that this backup was made with, and a manifest that it did not mark."""
        if keys.fingerprint != self.key_fingerprint:
            raise Refused(
                _(
                    "密钥不符，备份不能恢复：需要指纹为 {needed} 的密钥，{place} 中的是 {held}。",
                    needed=self.key_fingerprint,
                    place=place,
                    held=keys.fingerprint,
                )
            )
        if not compare_digest(keys.recognise(PURPOSE, self._canonical()), self.mark):
            raise _changed()
        if lacking := keys.lacks(bytes.fromhex(number) for number in self.sealed_by):
            raise Refused(
                _(
                    "密钥文件中没有编号为 {numbers} 的旧密钥，备份中有内容由其封存。请先恢复当时的密钥文件。",
                    numbers=listed(number.hex() for number in lacking),
                )
            )

    def _said(self) -> dict[str, Any]:
        said = asdict(self) | {"format": FORMAT, "made_at": self.made_at.isoformat()}
        return {name: value for name, value in said.items() if name != "mark"}

    def _canonical(self) -> str:
        return json.dumps(self._said(), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _changed() -> Refused:
    return Refused(_("备份清单残缺或已被改动，不能恢复。"))
