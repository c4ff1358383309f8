"""The whole app as each post meets it."""

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy.orm import Session

from dashboard.pages import PAGES
from supervision.db import changing
from supervision.office import credentials, installation, sign_ins
from supervision.office.people import Role
from supervision.office.sign_ins import SignIn
from tests import make, visit


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("name", PAGES)
def test_every_page_opens_for_its_posts_and_says_whose_it_is_to_others(
    session: Session, name: str, role: Role
) -> None:
    unit = make.unit(session, region_code=make.CITY) if role is Role.UNIT else None
    me = make.officer(session, role, region_code=make.CITY, unit=unit)
    session.commit()

    visited = visit.page(name, me)

    refused = any(f"您是{role.label}" in line.value for line in visited.text)
    assert refused is (role not in PAGES[name].roles)


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("region_code", [make.PROVINCE, make.COUNTY])
def test_the_app_opens_for_every_post(session: Session, role: Role, region_code: str) -> None:
    unit = make.unit(session, region_code=region_code) if role is Role.UNIT else None
    installation.current(session).unit_accounts = role is Role.UNIT
    me = make.officer(session, role, name="李娜", region_code=region_code, unit=unit)
    session.commit()

    visited = visit.app(me)

    assert not visited.exception
    assert any("李娜" in line.value for line in visited.sidebar.markdown)


def test_nobody_gets_in_without_the_gate(session: Session) -> None:
    visited = visit.app(None)

    assert visited.error[0].value == "会话已失效，请重新登录。"
    assert not visited.sidebar.markdown


def test_an_officers_number_without_their_sign_in_is_not_enough(session: Session) -> None:
    me, other = make.officer(session), make.officer(session)
    session.commit()
    visited = visit.app(me)
    assert not visited.error

    visited.user = {**visit.user_of(other), "officer_id": str(me.id)}

    assert visited.run().error[0].value == "会话已失效，请重新登录。"


def test_a_sign_in_that_ended_elsewhere_clears_the_screen(session: Session) -> None:
    me = make.officer(session)
    session.commit()
    visited = visit.app(me)

    with changing() as changes:
        sign_ins.revoke_all(changes, me)

    assert visited.run().error[0].value == "会话已失效，请重新登录。"


def test_acting_keeps_a_sign_in_open_and_resting_does_not(
    session: Session, frozen_clock: time_machine.Traveller
) -> None:
    me = make.officer(session)
    session.commit()
    visited = visit.app(me)

    for _quarter in range(4):
        frozen_clock.shift(timedelta(minutes=15))
        assert not visited.run().error
    frozen_clock.shift(timedelta(minutes=31))

    assert visited.run().error[0].value == "会话已失效，请重新登录。"
    assert session.query(SignIn).count() == 1


def test_a_given_password_has_to_be_changed_first(session: Session) -> None:
    me = make.officer(session, name="李娜")
    given = make.password(session, me, must_change=True)
    session.commit()
    visited = visit.app(me)
    assert any("首次登录" in line.value for line in visited.text)

    visited.text_input(key="own-password-0").set_value(given)
    for key in ("own-new", "own-again"):
        visited.text_input(key=key).set_value("Chosen-2022-x")
    visited.button(key="own-save").click().run()

    session.expire_all()
    held = credentials.current(session, me)
    assert held is not None
    assert not held.is_due
    assert not any("首次登录" in line.value for line in visited.text)
    assert not visited.error


@pytest.mark.parametrize(
    ("new", "again", "sentence"),
    [("Chosen-2022-x", "other", "不一致"), ("short", "short", "密码须为")],
)
def test_a_new_password_is_refused_with_the_reason(
    session: Session, new: str, again: str, sentence: str
) -> None:
    me = make.officer(session)
    given = make.password(session, me, must_change=True)
    session.commit()
    visited = visit.app(me)

    visited.text_input(key="own-password-0").set_value(given)
    visited.text_input(key="own-new").set_value(new)
    visited.text_input(key="own-again").set_value(again)
    visited.button(key="own-save").click().run()

    assert sentence in visited.error[0].value


def test_the_language_asked_for_in_the_address_is_kept(session: Session) -> None:
    me = make.officer(session)
    session.commit()
    visited = visit.app(me)
    visited.query_params["lang"] = "en"

    assert not visited.run().exception

    assert visited.session_state["language"] == "en"
