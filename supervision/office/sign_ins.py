"""Sign-ins: who is at a screen since when, and how often somebody guessed wrong (GB/T 22239—2019 8.1.4.1).

Idle is measured from the last human act, never from a timed refresh, by the machine's own clock.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import ForeignKey, delete, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from supervision import clock
from supervision.db import Row
from supervision.office import credentials, history, installation, people
from supervision.office.people import Officer
from supervision.words import _

IDLE, LONGEST = timedelta(minutes=30), timedelta(hours=8)
FAILURES, LOCKED_FOR = 5, timedelta(minutes=30)
WRITTEN_EVERY = timedelta(minutes=2)
AT_THE_DESK = "desk"


class SignIn(Row):
    """One officer at one browser. The cookie's word itself is not kept, only its digest."""

    __tablename__ = "sign_ins"

    token_digest: Mapped[str] = mapped_column(unique=True)
    officer_id: Mapped[int] = mapped_column(ForeignKey("officers.id"), index=True)
    address: Mapped[str]
    created_at: Mapped[datetime]
    acted_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]

    officer: Mapped[Officer] = relationship()

    @property
    def is_open(self) -> bool:
        """Neither signed out nor idle nor past its eight hours."""
        now = clock.machine_now()
        return self.revoked_at is None and now < self.expires_at and now - self.acted_at <= IDLE

    def touch(self) -> None:
        """A human act: the idle time starts again."""
        self.acted_at = clock.machine_now()

    @property
    def wants_touch(self) -> bool:
        """Whether the last act written down is old enough to write again."""
        return clock.machine_now() - self.acted_at > WRITTEN_EVERY


class FailedSignIn(Row):
    """One wrong password for one login, whether or not an account is called so."""

    __tablename__ = "failed_sign_ins"

    login: Mapped[str] = mapped_column(index=True)
    address: Mapped[str]
    failed_at: Mapped[datetime]


@dataclass(frozen=True)
class Tried:
    """A password that was compared, slowly and before anything is locked; `officer_id` where it was right."""

    login: str
    officer_id: int | None


@dataclass(frozen=True)
class Answer:
    """The cookie's word, or the sentence why there is none."""

    token: str | None
    sentence: str = ""


def try_password(session: Session, *, login: str, password: str) -> Tried:
    """Compare a password; takes the same time for an account that does not exist."""
    login = login.strip().lower()
    officer = people.by_login(session, login)
    usable = officer is not None and not officer.batch and _may_be_in(session, officer)
    held = credentials.current(session, officer) if officer and usable else None
    right = credentials.matches(password, held.digest if held else None)
    return Tried(login, officer.id if officer and right else None)


def sign_in(session: Session, tried: Tried, *, address: str) -> Answer:
    """Open a sign-in, or count the failure. A locked account answers alike to right and wrong passwords."""
    if sentence := settle(session, tried, address=address):
        return Answer(None, sentence)
    return Answer(begin(session, session.get_one(Officer, tried.officer_id), address=address))


def settle(session: Session, tried: Tried, *, address: str = AT_THE_DESK) -> str | None:
    """Why this attempt does not count as the officer's, or None; failures are counted here.

    It never raises: the failure it writes must outlive the refusal.
    """
    session.execute(select(Officer.id).where(Officer.login == tried.login).with_for_update())
    failures = _failures(session, tried.login)
    if len(failures) >= FAILURES:
        return _("连续输错 {n} 次，账号已锁定，请 30 分钟后再试。", n=FAILURES)
    if wait := _wait(failures, address):
        return _("刚才输错过，请 {n} 秒后再试。", n=wait)
    if tried.officer_id is not None:
        session.execute(delete(FailedSignIn).where(FailedSignIn.login == tried.login))
        return None
    session.add(FailedSignIn(login=tried.login, address=address, failed_at=clock.machine_now()))
    if len(failures) + 1 == FAILURES:
        _lock(session, tried.login, address)
    return _("账号或密码不正确。") if address != AT_THE_DESK else _("密码不正确。")


def begin(session: Session, officer: Officer, *, address: str) -> str:
    """Open a sign-in for an officer who proved who they are; answers with the word for the cookie."""
    token, now = secrets.token_urlsafe(32), clock.machine_now()
    session.add(
        SignIn(
            token_digest=digest_of(token),
            officer_id=officer.id,
            address=address,
            created_at=now,
            acted_at=now,
            expires_at=now + LONGEST,
            revoked_at=None,
        )
    )
    history.note(session, kind="officers", subject_id=officer.id, verb="sign_in", by=officer, note=address)
    return token


def found(session: Session, token: str) -> SignIn | None:
    """The open sign-in that this cookie speaks for."""
    held = session.scalar(select(SignIn).where(SignIn.token_digest == digest_of(token)))
    return held if held and held.is_open and _may_be_in(session, held.officer) else None


def open_one(session: Session, number: int) -> SignIn | None:
    """The same by its number, which the gate has looked up before."""
    held = session.get(SignIn, number)
    return held if held and held.is_open and _may_be_in(session, held.officer) else None


def sign_out(session: Session, token: str) -> None:
    """End a sign-in; one that has ended already stays as it is."""
    held = session.scalar(select(SignIn).where(SignIn.token_digest == digest_of(token)))
    if held and held.revoked_at is None:
        held.revoked_at = clock.machine_now()
        history.note(session, kind="officers", subject_id=held.officer_id, verb="sign_out", by=held.officer)


def revoke_all(session: Session, officer: Officer, *, but: int | None = None) -> None:
    """End every open sign-in of an officer, except perhaps the one they are using."""
    held = update(SignIn).where(SignIn.officer_id == officer.id, SignIn.revoked_at.is_(None))
    session.execute(held.where(SignIn.id != (but or 0)).values(revoked_at=clock.machine_now()))


def digest_of(token: str) -> str:
    return sha256(token.encode("utf-8", "replace")).hexdigest()


def _may_be_in(session: Session, officer: Officer) -> bool:
    """An active account; that of a supervised unit only while such accounts are on at all."""
    if (officer.unit_id is not None or officer.is_unit) and not installation.current(session).unit_accounts:
        return False
    return officer.active


def _failures(session: Session, login: str) -> list[FailedSignIn]:
    """The failures that still count, oldest first."""
    since = clock.machine_now() - LOCKED_FOR
    return list(
        session.scalars(
            select(FailedSignIn)
            .where(FailedSignIn.login == login, FailedSignIn.failed_at > since)
            .order_by(FailedSignIn.id)
        )
    )


def _wait(failures: list[FailedSignIn], address: str) -> int:
    """Seconds until this address may try this login again: one, two, four, eight."""
    here = [failure.failed_at for failure in failures if failure.address == address]
    if not here:
        return 0
    left = here[-1] + timedelta(seconds=2 ** (len(here) - 1)) - clock.machine_now()
    return max(0, -(-left // timedelta(seconds=1)))


def _lock(session: Session, login: str, address: str) -> None:
    officer = people.by_login(session, login)
    if officer:
        revoke_all(session, officer)
        history.note(session, kind="officers", subject_id=officer.id, verb="lock", by=officer, note=address)
