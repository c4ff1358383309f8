"""Key pairs of officers: what is sealed to an officer, only that officer's password opens.

The private key lies wrapped by the password; neither the database nor the office's own key unwraps it. A
password that somebody else gave opens nothing yet: the pair is made when its holder chooses one of their own.
"""

import hashlib
import os
from typing import Self

from sqlalchemy import ForeignKey, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from supervision.ciphers import make_pair, open_box, open_with, seal_box
from supervision.db import Row
from supervision.errors import Refused
from supervision.office.people import Officer
from supervision.words import _

# As for passwords themselves (`credentials`).
COST, BLOCK, MEMORY, SALT = 2**15, 8, 64 * 2**20, 16


class KeyPair(Row):
    """One officer's pair; there is never more than one."""

    __tablename__ = "key_pairs"

    officer_id: Mapped[int] = mapped_column(ForeignKey("officers.id"), unique=True)
    public: Mapped[bytes]
    wrapped: Mapped[bytes]

    @classmethod
    def make(cls, officer: Officer, password: str) -> Self:
        private, public = make_pair()
        return cls(officer_id=officer.id, public=public, wrapped=_wrap(officer.id, private, password))

    def open(self, sealed: bytes, password: str, *, bound_to: str) -> bytes:
        """What was sealed to this officer; refused where the password is not theirs."""
        return open_with(self._private(password), sealed, bound_to=bound_to)

    def wrap_again(self, *, old: str, new: str) -> None:
        self.wrapped = _wrap(self.officer_id, self._private(old), new)

    def _private(self, password: str) -> bytes:
        salt, box = self.wrapped[:SALT], self.wrapped[SALT:]
        return open_box(_stretched(password, salt), box, bound_to=_place(self.officer_id))


def of(session: Session, officer: Officer) -> KeyPair | None:
    return session.scalar(select(KeyPair).where(KeyPair.officer_id == officer.id))


def of_others(session: Session, officer: Officer) -> list[KeyPair]:
    """The pairs of everybody else who is at work."""
    found = select(KeyPair).join(Officer, Officer.id == KeyPair.officer_id)
    return list(session.scalars(found.where(Officer.id != officer.id, Officer.active)))


def require(session: Session, officer: Officer) -> KeyPair:
    """The officer's pair; refused with what they have to do where there is none."""
    if found := of(session, officer):
        return found
    raise Refused(_("您还没有自己的密钥：请先在“修改密码”中改一次密码，再由已有权限的人准予查看。"))


def changed(session: Session, officer: Officer, *, old: str | None, new: str) -> None:
    """The officer chose a new password: the pair is wrapped by it, or made if there was none."""
    found = of(session, officer)
    if found and old is not None:
        found.wrap_again(old=old, new=new)
    else:
        forget(session, officer)
        session.add(KeyPair.make(officer, new))
    session.flush()


def forget(session: Session, officer: Officer) -> None:
    """Somebody else gave a password: what was sealed to the pair is lost to it, and must be shared again."""
    session.execute(delete(KeyPair).where(KeyPair.officer_id == officer.id))


def _wrap(officer_id: int, private: bytes, password: str) -> bytes:
    salt = os.urandom(SALT)
    return salt + seal_box(_stretched(password, salt), private, bound_to=_place(officer_id))


def _stretched(password: str, salt: bytes) -> bytes:
    return hashlib.scrypt(
        password.encode("utf-8", "surrogatepass"),
        salt=salt,
        n=COST,
        r=BLOCK,
        p=1,
        maxmem=MEMORY,
        dklen=32,
    )


def _place(officer_id: int) -> str:
    return f"key_pairs.wrapped:{officer_id}"
