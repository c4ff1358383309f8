"""Sealed boxes: authenticated encryption with the cipher named in the box, for one key or for one public key.

A box is bound to what it belongs to (table, column, row): moved elsewhere it does not open.
"""

import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers import Cipher as Machine
from cryptography.hazmat.primitives.ciphers.algorithms import AES, SM4
from cryptography.hazmat.primitives.ciphers.modes import GCM
from cryptography.hazmat.primitives.hashes import SM3
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from supervision import config
from supervision.errors import Refused
from supervision.words import _

NONCE, TAG, PUBLIC = 12, 16, 32
#: The first byte of a box: how many bytes of the key the cipher takes follows from it.
SM4_GCM, AES_GCM = b"\x01", b"\x02"
_CIPHERS: dict[bytes, Callable[[bytes], SM4 | AES]] = {SM4_GCM: lambda key: SM4(key[:16]), AES_GCM: AES}
_NAMED = {"sm4": SM4_GCM, "aes": AES_GCM}


@dataclass(frozen=True)
class DataKey:
    """A key for one record's own content: destroy it, and the content is gone. Never prints itself."""

    secret: bytes

    @classmethod
    def make(cls) -> "DataKey":
        return cls(secrets.token_bytes(32))

    def seal(self, data: bytes, *, bound_to: str) -> bytes:
        return seal_box(self.secret, data, bound_to=bound_to)

    def open(self, sealed: bytes, *, bound_to: str) -> bytes:
        return open_box(self.secret, sealed, bound_to=bound_to)

    def __repr__(self) -> str:
        return "DataKey(…)"


def seal_box(key: bytes, data: bytes, *, bound_to: str) -> bytes:
    """Encrypt with the cipher that is configured (`DUZE_CIPHER`); `key` has 32 bytes."""
    cipher, nonce = _NAMED[config.cipher()], os.urandom(NONCE)
    machine = Machine(_CIPHERS[cipher](key), GCM(nonce)).encryptor()
    machine.authenticate_additional_data(bound_to.encode())
    sealed = machine.update(data) + machine.finalize()
    return cipher + nonce + machine.tag + sealed


def open_box(key: bytes, sealed: bytes, *, bound_to: str) -> bytes:
    """What is in the box; refused where key, place or content do not belong together."""
    cipher, nonce, tag = sealed[:1], sealed[1 : 1 + NONCE], sealed[1 + NONCE : 1 + NONCE + TAG]
    if cipher not in _CIPHERS or len(tag) != TAG:
        raise _does_not_open()
    machine = Machine(_CIPHERS[cipher](key), GCM(nonce, tag)).decryptor()
    machine.authenticate_additional_data(bound_to.encode())
    try:
        return machine.update(sealed[1 + NONCE + TAG :]) + machine.finalize()
    except InvalidTag:
        raise _does_not_open() from None


def seal_to(public: bytes, data: bytes, *, bound_to: str) -> bytes:
    """Encrypt for the holder of one private key (X25519, HKDF-SM3): not even who sealed it opens it."""
    mine = X25519PrivateKey.generate()
    shared = mine.exchange(X25519PublicKey.from_public_bytes(public))
    sender = mine.public_key().public_bytes_raw()
    return sender + seal_box(_agreed(shared, sender, public), data, bound_to=bound_to)


def open_with(private: bytes, sealed: bytes, *, bound_to: str) -> bytes:
    mine = X25519PrivateKey.from_private_bytes(private)
    sender = sealed[:PUBLIC]
    shared = mine.exchange(X25519PublicKey.from_public_bytes(sender))
    key = _agreed(shared, sender, mine.public_key().public_bytes_raw())
    return open_box(key, sealed[PUBLIC:], bound_to=bound_to)


def make_pair() -> tuple[bytes, bytes]:
    """A private key and its public one."""
    private = X25519PrivateKey.generate()
    return private.private_bytes_raw(), private.public_key().public_bytes_raw()


def split(secret: bytes) -> tuple[bytes, bytes]:
    """Two shares; either alone says nothing."""
    first = os.urandom(len(secret))
    return first, bytes(a ^ b for a, b in zip(first, secret, strict=True))


def join(first: bytes, second: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(first, second, strict=True))


def _agreed(shared: bytes, sender: bytes, receiver: bytes) -> bytes:
    return HKDF(algorithm=SM3(), length=32, salt=sender + receiver, info=b"duze").derive(shared)


def _does_not_open() -> Refused:
    return Refused(_("密封内容与密钥不符，或已被改动，不能打开。"))
