import pytest
from sqlalchemy.orm import Session

from supervision.ciphers import seal_to
from supervision.errors import Refused
from supervision.office import credentials, key_pairs
from supervision.office.people import Role
from tests import make

NEW = "Taiyuan-2026!"


def test_what_is_sealed_to_an_officer_opens_with_their_password_only(session: Session) -> None:
    pair = key_pairs.require(session, make.key_holder(session))
    sealed = seal_to(pair.public, b"told", bound_to="here")

    assert pair.open(sealed, make.PASSWORD, bound_to="here") == b"told"
    for password, place in (("Wrong-2022!", "here"), (make.PASSWORD, "there")):
        with pytest.raises(Refused, match="不能打开"):
            pair.open(sealed, password, bound_to=place)


def test_a_new_password_of_ones_own_keeps_what_was_sealed(session: Session) -> None:
    officer = make.officer(session, Role.LEADER)
    make.password(session, officer)
    sealed = seal_to(key_pairs.require(session, officer).public, b"told", bound_to="here")

    credentials.change(session, old=make.PASSWORD, new=NEW, by=officer)

    pair = key_pairs.require(session, officer)
    assert pair.open(sealed, NEW, bound_to="here") == b"told"
    with pytest.raises(Refused):
        pair.open(sealed, make.PASSWORD, bound_to="here")


def test_a_password_given_by_an_admin_opens_nothing(session: Session) -> None:
    officer = make.officer(session, Role.LEADER)
    make.password(session, officer)

    credentials.issue(session, officer, NEW)

    assert key_pairs.of(session, officer) is None
    with pytest.raises(Refused, match="改一次密码"):
        key_pairs.require(session, officer)


def test_the_first_password_of_ones_own_makes_the_pair(session: Session) -> None:
    officer = make.officer(session, Role.LEADER)
    credentials.issue(session, officer, make.PASSWORD)

    credentials.change(session, old=make.PASSWORD, new=NEW, by=officer)

    assert key_pairs.of(session, officer) is not None
