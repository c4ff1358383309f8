import pytest
from sqlalchemy.orm import Session

from supervision import clock
from supervision.errors import Refused
from supervision.office import accounts, credentials, history, installation, people, sign_ins
from supervision.office.history import Event
from supervision.office.people import Officer, Role
from tests import make

FIRST = "First-2022-x"


def opened(session: Session, login: str = "zhang.wei", **more: object) -> Officer:
    settings: dict[str, object] = {"name": "张伟", "region_code": make.CITY, "password": FIRST} | more
    return accounts.open_account(
        session,
        login=login,
        by=make.officer(session, Role.SYSTEM),
        **settings,  # type: ignore[arg-type]
    )


def test_an_account_starts_without_posts_and_with_a_password_to_change(session: Session) -> None:
    officer = opened(session)

    held = credentials.current(session, officer)
    assert officer.roles == frozenset()
    assert held is not None
    assert held.is_due


def test_the_system_admin_opens_and_the_security_admin_grants(session: Session) -> None:
    officer = opened(session)

    accounts.grant(session, officer, {Role.CASES, Role.PETITIONS}, by=make.officer(session, Role.SECURITY))

    assert officer.posts_label == "信访岗、案管岗"
    accounts.grant(session, officer, {Role.CASES, Role.INSPECTOR}, by=make.officer(session, Role.SECURITY))
    session.commit()
    assert officer.posts_label == "监督检查岗、案管岗"
    with pytest.raises(Refused, match="须由安全管理员办理"):
        accounts.grant(session, officer, {Role.LEADER}, by=make.officer(session, Role.SYSTEM))
    with pytest.raises(Refused, match="须由系统管理员办理"):
        accounts.disable(session, officer, by=make.officer(session, Role.SECURITY))


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"login": "张伟"}, "账号须以小写字母开头"),
        ({"name": "  "}, "请填写姓名"),
        ({"password": "short"}, "密码须为"),
    ],
)
def test_what_an_account_lacks_is_said(session: Session, settings: dict[str, str], sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        opened(session, **settings)


def test_two_accounts_cannot_share_a_login(session: Session) -> None:
    opened(session)

    with pytest.raises(Refused, match="已有人使用"):
        opened(session, "ZHANG.WEI")


def test_admins_act_in_their_own_place_only(session: Session) -> None:
    officer = opened(session)
    elsewhere = make.officer(session, Role.SECURITY, region_code="140400")

    with pytest.raises(Refused, match="不在您的辖区内"):
        accounts.grant(session, officer, {Role.CASES}, by=elsewhere)


def test_nobody_grants_themselves_a_post(session: Session) -> None:
    me = make.officer(session, Role.SECURITY)

    with pytest.raises(Refused, match="不能为自己授予岗位"):
        accounts.grant(session, me, {Role.LEADER}, by=me)


def test_admin_posts_do_not_mix(session: Session) -> None:
    officer = opened(session)

    with pytest.raises(Refused, match="须分设"):
        accounts.grant(session, officer, {Role.SYSTEM, Role.AUDITOR}, by=make.officer(session, Role.SECURITY))


def test_a_disabled_account_is_out_at_once_and_can_come_back(session: Session) -> None:
    officer, system = opened(session), make.officer(session, Role.SYSTEM)
    token = sign_ins.begin(session, officer, address="127.0.0.1")

    accounts.disable(session, officer, by=system)

    assert sign_ins.found(session, token) is None
    accounts.enable(session, officer, by=system)
    assert officer.active


def test_unit_accounts_are_off_until_the_security_admin_turns_them_on(session: Session) -> None:
    unit, security = make.unit(session), make.officer(session, Role.SECURITY)
    with pytest.raises(Refused, match="未启用责任单位账号"):
        opened(session, unit=unit)

    accounts.allow_unit_accounts(session, on=True, by=security)

    officer = opened(session, unit=unit)
    accounts.grant(session, officer, {Role.UNIT}, by=security)
    token = sign_ins.begin(session, officer, address="127.0.0.1")
    assert sign_ins.found(session, token)
    with pytest.raises(Refused, match="只能担任责任单位填报员"):
        accounts.grant(session, officer, {Role.CASES}, by=security)
    accounts.allow_unit_accounts(session, on=False, by=security)
    assert sign_ins.found(session, token) is None


def test_every_act_on_an_account_leaves_a_line(session: Session) -> None:
    officer, system = opened(session), make.officer(session, Role.SYSTEM)
    accounts.grant(session, officer, {Role.CASES}, by=make.officer(session, Role.SECURITY))
    accounts.reset_password(session, officer, "Second-2022-x", by=system)
    accounts.disable(session, officer, by=system)
    accounts.enable(session, officer, by=system)

    lines = session.query(Event).filter_by(kind="officers", subject_id=officer.id).order_by(Event.number)

    assert [line.verb for line in lines] == ["open_account", "grant", "reset_password", "disable", "enable"]
    assert list(history.breaks(session)) == []


def test_only_a_demo_home_signs_in_by_one_click(session: Session) -> None:
    officer = make.officer(session, Role.LEADER)
    credentials.issue(session, officer, FIRST, demo=True)
    with pytest.raises(Refused, match="演示环境"):
        accounts.sign_in_by_demo(session, officer.id, address="127.0.0.1")

    installation.current(session).demo = True

    assert accounts.offered_by_demo(session) == [officer]
    token = accounts.sign_in_by_demo(session, officer.id, address="127.0.0.1")
    assert sign_ins.found(session, token)
    with pytest.raises(Refused, match="演示环境"):
        accounts.sign_in_by_demo(session, make.officer(session).id, address="127.0.0.1")


def test_an_admin_sees_the_accounts_of_their_place(session: Session) -> None:
    here = make.officer(session, Role.SYSTEM, region_code=make.CITY)
    near = make.officer(session, region_code=make.COUNTY)
    make.officer(session, region_code="140400")
    session.add(
        Officer.appoint(login="nightly", name="系统", roles=[Role.CASES], region_code=make.CITY, batch=True)
    )

    assert set(session.scalars(accounts.visible_to(here))) == {here, near}
    assert set(session.scalars(accounts.visible_to(near))) == {near}


def test_the_last_sign_in_is_known(session: Session) -> None:
    officer = opened(session)
    sign_ins.begin(session, officer, address="127.0.0.1")

    assert accounts.last_sign_ins(session) == {officer.id: clock.machine_now()}
    assert people.by_login(session, "zhang.wei") is officer
