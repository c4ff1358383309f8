from datetime import date

import time_machine
from sqlalchemy.orm import Session

from supervision.office import time_limits
from supervision.office.people import Role
from tests import make, visit

PAGE = "office.limits"


def test_every_limit_shows_its_basis_or_that_nobody_confirmed_it(session: Session) -> None:
    me = make.officer(session, Role.INSPECTOR)
    session.commit()

    shown = visit.page(PAGE, me).dataframe[0].value

    assert list(shown["code"]) == [limit.code for limit in time_limits.LIMITS]
    assert set(shown["unsure"]) == {"待核", "已核"}
    assert all(shown["basis"])


def test_a_due_date_is_computed_before_ones_eyes(session: Session) -> None:
    me = make.officer(session, Role.INSPECTOR)
    session.commit()

    visited = visit.page(PAGE, me)
    visited.date_input(key="limits-start").set_value(date(2026, 9, 18)).run()

    assert any("到期日 2026-10-15" in line.value for line in visited.text)


def test_a_calendar_that_is_missing_says_so(session: Session, frozen_clock: time_machine.Traveller) -> None:
    me = make.officer(session, Role.INSPECTOR)
    session.commit()
    frozen_clock.move_to(date(2026, 11, 20).isoformat())

    visited = visit.page(PAGE, me)

    assert any("2027 年放假安排尚未录入" in line.value for line in visited.text)


def test_the_campaign_dates_carry_their_basis(session: Session) -> None:
    me = make.officer(session, Role.AUDITOR)
    session.commit()

    campaign = visit.page(PAGE, me).dataframe[1].value

    assert list(campaign["value"])[:3] == ["2021-05-15", "2021-04-30", "2021-08-31"]
    assert all(campaign["basis"])
