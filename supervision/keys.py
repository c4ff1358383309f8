"""The office's keys: SM4-GCM for what is sealed, HMAC-SM3 for what is only to be recognised again.

One master key lies outside the database, mode 0600; every purpose has a key of its own made from it.
算法可替换，未经密评 (domain.md §9): no certified module is claimed.
"""

import os
import secrets
from hashlib import new as digest_of
from hmac import new as hmac_of
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import SM4
from cryptography.hazmat.primitives.ciphers.modes import GCM

from supervision.errors import Refused
from supervision.words import _

FILE = "master.key"
NONCE, TAG = 12, 16


def sm3(data: bytes) -> str:
    """The SM3 digest (GB/T 32905), in hex."""
    return digest_of("sm3", data).hexdigest()


class Keys:
    """What one installation seals and recognises with."""

    def __init__(self, master: bytes) -> None:
        self._master = master

    @classmethod
    def make(cls, folder: Path) -> "Keys":
        """Make a new master key; never over an old one."""
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = folder / FILE
        if path.exists():
            raise Refused(_("{path} 已有密钥，不会覆盖。", path=path))
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(secrets.token_hex(32).encode())
        return cls.load(folder)

    @classmethod
    def load(cls, folder: Path) -> "Keys":
        path = folder / FILE
        if not path.exists():
            raise Refused(_("找不到密钥 {path}。请从备份恢复密钥后再启动。", path=path))
        try:
            return cls(bytes.fromhex(path.read_text().strip()))
        except ValueError:
            raise Refused(_("密钥文件 {path} 已损坏。请从备份恢复密钥后再启动。", path=path)) from None

    @property
    def fingerprint(self) -> str:
        """Which key this is; the database remembers it and refuses any other."""
        return self.recognise("fingerprint", "duze")[:32]

    def recognise(self, purpose: str, text: str) -> str:
        """HMAC-SM3 in hex: equal texts give equal answers, and nobody reads the text from it."""
        return hmac_of(self._key(purpose), text.encode(), "sm3").hexdigest()

    def seal(self, purpose: str, data: bytes, *, bound_to: str) -> bytes:
        """Encrypt; `bound_to` names what the sealed data belongs to, and must be said again to open it."""
        nonce = os.urandom(NONCE)
        box = Cipher(SM4(self._key(purpose)[:16]), GCM(nonce)).encryptor()
        box.authenticate_additional_data(bound_to.encode())
        sealed = box.update(data) + box.finalize()
        return nonce + box.tag + sealed

    def open(self, purpose: str, sealed: bytes, *, bound_to: str) -> bytes:
        nonce, tag, body = sealed[:NONCE], sealed[NONCE : NONCE + TAG], sealed[NONCE + TAG :]
        box = Cipher(SM4(self._key(purpose)[:16]), GCM(nonce, tag)).decryptor()
        box.authenticate_additional_data(bound_to.encode())
        try:
            return box.update(body) + box.finalize()
        except InvalidTag:
            raise Refused(_("密封内容与密钥不符，或已被改动，不能打开。")) from None

    def _key(self, purpose: str) -> bytes:
        return hmac_of(self._master, purpose.encode(), "sm3").digest()


class _Ring:
    keys: Keys | None = None


def use(keys: Keys) -> None:
    """The keys of this process from now on."""
    _Ring.keys = keys


def keys() -> Keys:
    if _Ring.keys is None:
        raise Refused(_("尚未取得密钥，请先初始化。"))
    return _Ring.keys
