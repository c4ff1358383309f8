from sqlalchemy import select
from sqlalchemy.orm import Session
from streamlit.testing.v1 import AppTest

from supervision.office import accounts, credentials, installation, people
from supervision.office.people import Officer, Role
from tests import make, visit

PAGE = "office.accounts"


def fill(visited: AppTest, **fields: str) -> AppTest:
    for key, value in fields.items():
        if key == "place":
            visited.selectbox(key="open-place").set_value(value)
        else:
            visited.text_input(key=f"open-{key}").set_value(value)
    visited.button(key="accounts-open").click()
    return visited.button(key="open-save").click().run()


def test_the_system_admin_opens_an_account(session: Session) -> None:
    me = make.officer(session, Role.SYSTEM)
    session.commit()
    visited = visit.page(PAGE, me)
    visited.button(key="accounts-open").click().run()

    fill(visited, login="zhang.wei", name="张伟", place=make.CITY, password=make.PASSWORD)

    session.expire_all()
    opened = people.by_login(session, "zhang.wei")
    assert opened is not None
    assert (opened.name, opened.region_code, opened.roles) == ("张伟", make.CITY, frozenset())


def test_what_an_account_lacks_is_said_and_nothing_is_lost(session: Session) -> None:
    me = make.officer(session, Role.SYSTEM)
    session.commit()
    visited = visit.page(PAGE, me)
    visited.button(key="accounts-open").click().run()

    refused = fill(visited, login="zhang.wei", name="张伟", place=make.CITY, password="short")

    assert "密码须为" in refused.error[0].value
    assert people.by_login(session, "zhang.wei") is None


def test_the_security_admin_grants_posts(session: Session) -> None:
    me, other = make.officer(session, Role.SECURITY), make.officer(session, Role.CASES)
    session.commit()
    visited = visit.page(PAGE, me, officer=str(other.id))

    visited.multiselect(key=f"account-roles-{other.id}").set_value([Role.CASES, Role.PETITIONS])
    visited.button(key=f"account-grant-{other.id}").click().run()

    session.expire_all()
    assert other.posts_label == "信访岗、案管岗"


def test_the_system_admin_disables_enables_and_resets(session: Session) -> None:
    me, other = make.officer(session, Role.SYSTEM), make.officer(session)
    session.commit()
    visited = visit.page(PAGE, me, officer=str(other.id))

    visited.button(key=f"account-disable-{other.id}").click().run()
    session.expire_all()
    assert not other.active
    visited.button(key=f"account-enable-{other.id}").click().run()
    visited.text_input(key=f"account-password-{other.id}").set_value(make.PASSWORD)
    visited.button(key=f"account-reset-{other.id}").click().run()

    session.rollback()
    held = credentials.current(session, other)
    assert other.active
    assert held is not None
    assert held.must_change


def test_the_security_admin_turns_unit_accounts_on(session: Session) -> None:
    me = make.officer(session, Role.SECURITY)
    session.commit()

    visit.page(PAGE, me).button(key="accounts-units").click().run()

    session.expire_all()
    assert installation.current(session).unit_accounts


def test_the_auditor_reads_only_and_an_admin_does_not_act_on_themselves(session: Session) -> None:
    auditor, system = make.officer(session, Role.AUDITOR), make.officer(session, Role.SYSTEM)
    session.commit()

    reading = visit.page(PAGE, auditor, officer=str(system.id))
    own = visit.page(PAGE, system, officer=str(system.id))

    assert [button.key for button in reading.button if str(button.key).startswith("account-")] == []
    assert own.button(key=f"account-disable-{system.id}").disabled
    assert session.scalars(select(Officer).where(~Officer.active)).all() == []
    assert auditor in session.scalars(accounts.visible_to(system)).all()
