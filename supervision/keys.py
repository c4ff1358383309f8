"""The office's keys: SM4-GCM or AES-256-GCM for what is sealed, HMAC-SM3 for what is only to be recognised.

They lie in one file outside the database, mode 0600: a root that never changes, by which things are
recognised and the database knows its key, and a ring of sealing keys, the newest last. Every purpose has a
key of its own made from them. What is sealed names its cipher and its key, so that keys can be changed while
officers work.
算法可替换，未经密评 (domain.md §9): no certified module is claimed.
"""

import hashlib
import os
import secrets
from collections.abc import Iterable
from hashlib import new as digest_of
from hmac import new as hmac_of
from pathlib import Path

from supervision.ciphers import open_box, seal_box
from supervision.errors import Refused
from supervision.words import _

FILE = "master.key"
ID, LONG = 4, 32
# RFC 7914: about 60 ms a guess, so that numbers of eleven digits cannot be tried one by one.
COST, BLOCK, MEMORY = 2**14, 8, 64 * 2**20


def sm3(data: bytes) -> str:
    """The SM3 digest (GB/T 32905), in hex."""
    return digest_of("sm3", data).hexdigest()


def sm3_of(path: Path) -> str:
    """The SM3 digest of a file, in hex, without holding the file in memory."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, lambda: digest_of("sm3")).hexdigest()


class Keys:
    """What one installation seals and recognises with."""

    def __init__(self, root: bytes, ring: dict[bytes, bytes], *, path: Path | None = None) -> None:
        self._root, self._ring, self._path = root, ring, path
        self._read_at = _stamp(path)

    @classmethod
    def make(cls, folder: Path) -> "Keys":
        """Make a root and a first sealing key; never over old ones."""
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = folder / FILE
        if path.exists():
            raise Refused(_("{path} 已有密钥，不会覆盖。", path=path))
        _write(path, secrets.token_bytes(LONG), {secrets.token_bytes(ID): secrets.token_bytes(LONG)})
        return cls.load(folder)

    @classmethod
    def load(cls, folder: Path) -> "Keys":
        path = folder / FILE
        if not path.exists():
            raise Refused(_("找不到密钥 {path}。请从备份恢复密钥后再启动。", path=path))
        try:
            root, ring = _read(path)
        except ValueError:
            raise Refused(_("密钥文件 {path} 已损坏。请从备份恢复密钥后再启动。", path=path)) from None
        return cls(root, ring, path=path)

    @property
    def fingerprint(self) -> str:
        """Which root this is; the database remembers it and refuses any other."""
        return self.recognise("fingerprint", "duze")[:32]

    @property
    def newest(self) -> bytes:
        """The number of the key that seals from now on."""
        self._look_again()
        return next(reversed(self._ring))

    def lacks(self, numbers: Iterable[bytes]) -> list[bytes]:
        """Which of these sealing keys are not in the ring."""
        ring = self._look_again()
        return sorted(number for number in set(numbers) if number not in ring)

    def recognise(self, purpose: str, text: str) -> str:
        """HMAC-SM3 in hex: equal texts give equal answers, and nobody reads the text from it."""
        return hmac_of(self._derived(self._root, purpose), text.encode(), "sm3").hexdigest()

    def recognise_slowly(self, purpose: str, text: str) -> str:
        """The same for what could be guessed, as a telephone number can even by who holds the root."""
        salt = self._derived(self._root, purpose)
        return hashlib.scrypt(text.encode(), salt=salt, n=COST, r=BLOCK, p=1, maxmem=MEMORY, dklen=32).hex()

    def seal(self, purpose: str, data: bytes, *, bound_to: str) -> bytes:
        """Encrypt; `bound_to` names table, column and row, and must be said again to open it."""
        number = self.newest
        return number + seal_box(self._derived(self._ring[number], purpose), data, bound_to=bound_to)

    def open(self, purpose: str, sealed: bytes, *, bound_to: str) -> bytes:
        key = self._ring.get(sealed[:ID]) or self._look_again().get(sealed[:ID])
        if key is None:
            raise Refused(_("封存这一内容的密钥不在密钥文件中，不能打开。请从备份恢复密钥。"))
        return open_box(self._derived(key, purpose), sealed[ID:], bound_to=bound_to)

    def turn(self) -> bytes:
        """Put a new sealing key before the others; what they sealed still opens. Answers with its number."""
        ring = {**self._look_again(), secrets.token_bytes(ID): secrets.token_bytes(LONG)}
        self._keep(ring)
        return self.newest

    def drop_old(self) -> int:
        """Throw every sealing key away but the newest: only when nothing is sealed by them any more."""
        before = self._look_again()
        newest = next(reversed(before))
        self._keep({newest: before[newest]})
        return len(before) - 1

    def _keep(self, ring: dict[bytes, bytes]) -> None:
        if self._path is not None:
            _write(self._path, self._root, ring)
        self._ring, self._read_at = ring, _stamp(self._path)

    def _look_again(self) -> dict[bytes, bytes]:
        """The ring; another process may have put a new key into its file."""
        stamp = _stamp(self._path)
        if self._path is not None and stamp is not None and stamp != self._read_at:
            self._ring, self._read_at = _read(self._path)[1], stamp
        return self._ring

    @staticmethod
    def _derived(key: bytes, purpose: str) -> bytes:
        return hmac_of(key, purpose.encode(), "sm3").digest()


def _stamp(path: Path | None) -> tuple[int, int] | None:
    """What tells one state of the file from the next."""
    try:
        found = path.stat() if path else None
    except FileNotFoundError:
        return None
    return (found.st_mtime_ns, found.st_ino) if found else None


def _read(path: Path) -> tuple[bytes, dict[bytes, bytes]]:
    """`root <hex>`, then one line a sealing key: its number and itself."""
    (word, root), *lines = [line.split() for line in path.read_text().splitlines() if line.strip()]
    ring = {bytes.fromhex(number): bytes.fromhex(key) for number, key in lines}
    right = len(root) == 2 * LONG and all(
        len(number) == ID and len(key) == LONG for number, key in ring.items()
    )
    if word != "root" or not ring or not right:
        raise ValueError(path)
    return bytes.fromhex(root), ring


def _write(path: Path, root: bytes, ring: dict[bytes, bytes]) -> None:
    """Whole or not at all, and for its owner's eyes only."""
    part = path.with_suffix(".part")
    part.unlink(missing_ok=True)
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(f"root {root.hex()}\n")
        file.writelines(f"{number.hex()} {key.hex()}\n" for number, key in ring.items())
        file.flush()
        os.fsync(file.fileno())
    part.rename(path)


class _Ring:
    keys: Keys | None = None


def use(keys: Keys) -> None:
    """The keys of this process from now on."""
    _Ring.keys = keys


def keys() -> Keys:
    if _Ring.keys is None:
        raise Refused(_("尚未取得密钥，请先初始化。"))
    return _Ring.keys
