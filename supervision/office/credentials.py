"""Passwords: how strong they must be, how they are kept, and which one counts (GB/T 22239—2019 8.1.4.1)."""

import hashlib
import hmac
import os
from datetime import datetime, timedelta

from sqlalchemy import ForeignKey, Select, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from supervision import clock
from supervision.db import Row
from supervision.errors import Refused
from supervision.office import history, key_pairs
from supervision.office.people import Officer
from supervision.words import _

SHORTEST, LONGEST, CLASSES, REMEMBERED = 10, 128, 3, 5
LASTS = timedelta(days=90)
# The front page of a demo home shows it; no account outside a demo home has it.
DEMO_PASSWORD = "Yanshi-2022!"
# RFC 7914: about a tenth of a second and 32 MiB a guess.
COST, BLOCK, PARALLEL, MEMORY = 2**15, 8, 1, 64 * 2**20
SALT, DIGEST = 16, 32


class Credential(Row):
    """One password of one officer, as a digest; the newest counts, those before it may not come back."""

    __tablename__ = "credentials"

    officer_id: Mapped[int] = mapped_column(ForeignKey("officers.id"), index=True)
    digest: Mapped[str]
    changed_at: Mapped[datetime]
    must_change: Mapped[bool]
    demo: Mapped[bool]

    @property
    def is_due(self) -> bool:
        """Whether its holder must choose a new one before anything else: it was given to them, or is old."""
        if self.demo:
            return False
        return self.must_change or clock.machine_now() - self.changed_at > LASTS


def current(session: Session, officer: Officer) -> Credential | None:
    """The password that counts; an account without one cannot sign in."""
    return session.scalars(_of(officer)).first()


def why_weak(password: str, *, of: Officer) -> str | None:
    """What this password lacks, or None."""
    kinds = (str.islower, str.isupper, str.isdigit, lambda sign: not sign.isalnum())
    if not SHORTEST <= len(password) <= LONGEST:
        return _("密码须为 {least} 至 {most} 位。", least=SHORTEST, most=LONGEST)
    if sum(any(kind(sign) for sign in password) for kind in kinds) < CLASSES:
        return _("密码须含大写字母、小写字母、数字、符号中的至少三类。")
    if any(word and word.lower() in password.lower() for word in (of.login, of.name)):
        return _("密码不得包含账号或姓名。")
    return None


def issue(session: Session, officer: Officer, password: str, *, demo: bool = False) -> Credential:
    """Give an officer a first password, to be changed at the first sign-in; those of a demo home stay."""
    kept = _keep(session, officer, password, must_change=not demo, demo=demo)
    if demo:
        key_pairs.changed(session, officer, old=None, new=password)
    else:
        key_pairs.forget(session, officer)
    return kept


def change(session: Session, *, old: str, new: str, by: Officer) -> None:
    """Choose a new password. Whoever counts failures has tried the old one already (`sign_ins`)."""
    held = current(session, by)
    if held is None or not matches(old, held.digest):
        raise Refused(_("原密码不正确。"))
    if held.demo:
        raise Refused(_("演示账号的密码人人可见，不能修改。"))
    _keep(session, by, new, must_change=False, demo=False)
    key_pairs.changed(session, by, old=old, new=new)
    history.note(session, kind="officers", subject_id=by.id, verb="change_password", by=by)


def matches(password: str, digest: str | None) -> bool:
    """Whether a password is the one kept; takes as long where there is none to compare with."""
    _scheme, cost, salt, kept = (digest or _NOBODY).split("$")
    tried = _scrypt(password, bytes.fromhex(salt), cost=int(cost))
    return hmac.compare_digest(tried.hex(), kept) and digest is not None


def _keep(session: Session, officer: Officer, password: str, *, must_change: bool, demo: bool) -> Credential:
    if reason := why_weak(password, of=officer):
        raise Refused(reason)
    before = session.scalars(_of(officer)).all()
    if any(matches(password, used.digest) for used in before[:REMEMBERED]):
        raise Refused(_("新密码不得与最近 {n} 次用过的相同。", n=REMEMBERED))
    for forgotten in before[REMEMBERED - 1 :]:
        session.delete(forgotten)
    kept = Credential(
        officer_id=officer.id,
        digest=_digest(password),
        changed_at=clock.machine_now(),
        must_change=must_change,
        demo=demo,
    )
    session.add(kept)
    session.flush()
    return kept


def _of(officer: Officer) -> Select[Credential]:
    return select(Credential).where(Credential.officer_id == officer.id).order_by(Credential.id.desc())


def _digest(password: str) -> str:
    salt = os.urandom(SALT)
    return f"scrypt${COST}${salt.hex()}${_scrypt(password, salt, cost=COST).hex()}"


def _scrypt(password: str, salt: bytes, *, cost: int) -> bytes:
    return hashlib.scrypt(
        password.encode("utf-8", "surrogatepass"),
        salt=salt,
        n=cost,
        r=BLOCK,
        p=PARALLEL,
        maxmem=MEMORY,
        dklen=DIGEST,
    )


_NOBODY = _digest("")
