from datetime import timedelta

import time_machine
from sqlalchemy import select
from sqlalchemy.orm import Session

from supervision.office import credentials, sign_ins
from supervision.office.history import Event
from supervision.office.people import Officer, Role
from supervision.office.sign_ins import SignIn
from tests import make

HERE, THERE = "10.0.0.1", "10.0.0.2"


def attempt(session: Session, login: str, password: str, address: str = HERE) -> sign_ins.Answer:
    tried = sign_ins.try_password(session, login=login, password=password)
    return sign_ins.sign_in(session, tried, address=address)


def someone(session: Session) -> Officer:
    officer = make.officer(session)
    make.password(session, officer)
    return officer


def test_the_right_password_opens_a_sign_in_whose_word_is_not_kept(session: Session) -> None:
    officer = someone(session)

    answer = attempt(session, officer.login.upper(), make.PASSWORD)

    assert answer.token
    held = sign_ins.found(session, answer.token)
    assert held is not None
    assert held.officer is officer
    assert answer.token not in {held.token_digest, held.address}
    assert session.scalars(select(Event.verb)).all() == ["sign_in"]


def test_wrong_passwords_and_unknown_accounts_get_the_same_answer(session: Session) -> None:
    officer = someone(session)

    wrong, unknown = attempt(session, officer.login, "wrong"), attempt(session, "nobody", "wrong")

    assert wrong == unknown == sign_ins.Answer(None, "账号或密码不正确。")


def test_five_failures_lock_the_account_for_half_an_hour(
    both: Session, frozen_clock: time_machine.Traveller
) -> None:
    officer = someone(both)
    open_before = sign_ins.begin(both, officer, address=THERE)
    for number in range(5):
        attempt(both, officer.login, "wrong", address=f"10.0.1.{number}")

    locked = attempt(both, officer.login, make.PASSWORD)

    assert locked.token is None
    assert "已锁定" in locked.sentence
    assert sign_ins.found(both, open_before) is None
    assert both.scalars(select(Event.verb).order_by(Event.number)).all() == ["sign_in", "lock"]
    frozen_clock.shift(timedelta(minutes=31))
    assert attempt(both, officer.login, make.PASSWORD).token


def test_an_address_waits_longer_after_each_failure_while_others_do_not(
    session: Session, frozen_clock: time_machine.Traveller
) -> None:
    officer = someone(session)
    attempt(session, officer.login, "wrong")

    assert attempt(session, officer.login, make.PASSWORD).sentence == "刚才输错过，请 1 秒后再试。"
    frozen_clock.shift(timedelta(seconds=1))
    attempt(session, officer.login, "wrong")
    assert attempt(session, officer.login, make.PASSWORD).sentence == "刚才输错过，请 2 秒后再试。"
    assert attempt(session, officer.login, make.PASSWORD, address=THERE).token


def test_a_right_password_forgets_the_failures_before_it(
    session: Session, frozen_clock: time_machine.Traveller
) -> None:
    officer = someone(session)
    for _round in range(3):
        for number in range(4):
            attempt(session, officer.login, "wrong", address=f"10.0.1.{number}")

        assert attempt(session, officer.login, make.PASSWORD).token


def test_idle_is_counted_from_the_last_human_act(
    session: Session, frozen_clock: time_machine.Traveller
) -> None:
    officer = someone(session)
    token = sign_ins.begin(session, officer, address=HERE)
    held = session.scalars(select(SignIn)).one()

    frozen_clock.shift(timedelta(minutes=29))
    assert held.wants_touch
    held.touch()
    frozen_clock.shift(timedelta(minutes=29))

    assert sign_ins.found(session, token)
    frozen_clock.shift(timedelta(minutes=2))
    assert sign_ins.found(session, token) is None
    assert sign_ins.open_one(session, held.id) is None


def test_after_eight_hours_everybody_signs_in_again(
    session: Session, frozen_clock: time_machine.Traveller
) -> None:
    token = sign_ins.begin(session, someone(session), address=HERE)
    held = session.scalars(select(SignIn)).one()

    for _half_hour in range(16):
        frozen_clock.shift(timedelta(minutes=30))
        held.touch()

    assert sign_ins.found(session, token) is None


def test_signing_out_ends_it_and_leaves_one_line(session: Session) -> None:
    token = sign_ins.begin(session, someone(session), address=HERE)

    sign_ins.sign_out(session, token)
    sign_ins.sign_out(session, token)

    assert sign_ins.found(session, token) is None
    assert session.scalars(select(Event.verb).order_by(Event.number)).all() == ["sign_in", "sign_out"]


def test_an_account_without_a_password_or_no_longer_active_stays_out(session: Session) -> None:
    without, closed = make.officer(session), someone(session)
    closed.active = False

    assert attempt(session, without.login, "").token is None
    assert attempt(session, closed.login, make.PASSWORD).token is None
    assert credentials.current(session, without) is None


def test_an_account_with_a_units_post_stays_out_while_such_accounts_are_off(session: Session) -> None:
    me = make.officer(session, Role.UNIT, region_code=make.CITY)
    password = make.password(session, me)

    assert sign_ins.try_password(session, login=me.login, password=password).officer_id is None


def test_the_password_asked_again_counts_its_failures_too(session: Session) -> None:
    officer = someone(session)
    token = sign_ins.begin(session, officer, address=HERE)
    wrong = sign_ins.Tried(officer.login, None)

    assert sign_ins.settle(session, wrong) == "密码不正确。"
    assert sign_ins.settle(session, sign_ins.Tried(officer.login, officer.id), address=HERE) is None
    for number in range(5):
        sign_ins.settle(session, wrong, address=f"{number}")

    assert sign_ins.found(session, token) is None
