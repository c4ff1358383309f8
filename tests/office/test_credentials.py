from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from supervision.errors import Refused
from supervision.office import credentials
from supervision.office.credentials import Credential
from tests import make


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("Aa1!aaaaa", "密码须为 10 至 128 位"),
        ("aaaaaaaaaa1", "至少三类"),
        ("LINA-0123456", None),
        ("Officer-li.na-1", "不得包含账号"),
        ("李娜-Abcdefg-1", "不得包含账号"),
        ("Shanxi-2022", None),
    ],
)
def test_a_password_is_long_mixed_and_not_the_name(
    session: Session, password: str, reason: str | None
) -> None:
    officer = make.officer(session, name="李娜")
    officer.login = "li.na"

    said = credentials.why_weak(password, of=officer)

    assert (said is None) if reason is None else (said is not None and reason in said)


def test_a_password_is_kept_as_a_digest_of_its_own_salt(session: Session) -> None:
    one, other = (credentials.issue(session, make.officer(session), make.PASSWORD) for _each in range(2))

    assert one.digest != other.digest
    assert make.PASSWORD not in one.digest
    assert credentials.matches(make.PASSWORD, one.digest)
    assert not credentials.matches("wrong", one.digest)
    assert not credentials.matches("", None)


def test_the_last_five_passwords_may_not_come_back(session: Session) -> None:
    officer = make.officer(session)
    old = make.password(session, officer, must_change=True)
    for number in range(5):
        new = f"Another-{number}-one"
        credentials.change(session, old=old, new=new, by=officer)
        old = new

    with pytest.raises(Refused, match="最近 5 次"):
        credentials.change(session, old=old, new="Another-0-one", by=officer)
    credentials.change(session, old=old, new=make.PASSWORD, by=officer)

    assert session.scalar(select(func.count(Credential.id))) == 5


def test_the_old_password_is_asked_before_a_new_one(session: Session) -> None:
    officer = make.officer(session)
    make.password(session, officer)

    with pytest.raises(Refused, match="原密码不正确"):
        credentials.change(session, old="wrong", new="Another-0-one", by=officer)


def test_a_given_or_old_password_is_due_but_a_demo_one_never(
    session: Session, frozen_clock: time_machine.Traveller
) -> None:
    officer, shown = make.officer(session), make.officer(session)
    given = make.password(session, officer, must_change=True)
    first = credentials.current(session, officer)
    assert first is not None
    assert first.is_due
    demo = credentials.issue(session, shown, make.PASSWORD, demo=True)

    credentials.change(session, old=given, new="Another-0-one", by=officer)

    chosen = credentials.current(session, officer)
    assert chosen is not None
    assert not chosen.is_due
    frozen_clock.shift(timedelta(days=91))
    assert chosen.is_due
    assert not demo.is_due
