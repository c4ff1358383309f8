"""Accounts: opened by the system's admin, given their posts by the security admin, read by the auditor.

The three are split (三员分立, GB/T 22239—2019 8.1.4.2), so that nobody can make an account and arm it alone.
"""

import re
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from supervision.errors import Refused
from supervision.office import belongings, credentials, history, installation, key_pairs, people, sign_ins
from supervision.office.acts import Act
from supervision.office.credentials import Credential
from supervision.office.history import Event
from supervision.office.people import ADMINS, Officer, Post, Role
from supervision.office.units import Unit
from supervision.words import _

LOGIN = re.compile(r"[a-z][a-z0-9_.-]{2,31}")


def open_account(
    session: Session,
    *,
    login: str,
    name: str,
    region_code: str,
    password: str,
    by: Officer,
    unit: Unit | None = None,
) -> Officer:
    """Open an account without any post yet; its first password has to be changed at the first sign-in."""
    _require(by, Role.SYSTEM, region_code)
    login, name = login.strip().lower(), name.strip()
    if not LOGIN.fullmatch(login):
        raise Refused(_("账号须以小写字母开头，由 3 至 32 位小写字母、数字、点、横线组成。"))
    if not name:
        raise Refused(_("请填写姓名。"))
    if people.by_login(session, login):
        raise Refused(_("账号“{login}”已有人使用。", login=login))
    if unit is not None:
        _require_unit_accounts(session)
    officer = Officer(
        login=login,
        name=name,
        region_code=region_code,
        unit_id=unit.id if unit else None,
        active=True,
        batch=False,
        posts=[],
    )
    session.add(officer)
    session.flush()
    credentials.issue(session, officer, password)
    _note(session, officer, "open_account", by)
    return officer


def grant(session: Session, officer: Officer, roles: Iterable[Role], *, by: Officer) -> None:
    """Give an officer exactly these posts. Whoever is signed in by it signs in again."""
    _require(by, Role.SECURITY, officer.region_code)
    held = frozenset(roles)
    if officer.id == by.id:
        raise Refused(_("不能为自己授予岗位，须由另一名安全管理员办理。"))
    people.refuse_mixing(held)
    if Role.UNIT in held:
        _require_unit_accounts(session)
        if officer.unit_id is None or held != {Role.UNIT}:
            raise Refused(_("责任单位填报员须单独设号，并在开户时选定单位。"))
    elif officer.unit_id is not None:
        raise Refused(_("责任单位的账号只能担任责任单位填报员。"))
    kept = {post.role: post for post in officer.posts}
    officer.posts = [kept.get(role) or Post(role=role) for role in Role if role in held]
    sign_ins.revoke_all(session, officer)
    _note(session, officer, "grant", by, officer.posts_label)


def disable(session: Session, officer: Officer, *, by: Officer) -> None:
    """Close an account whose work is handed on. Its lines in the history stay, so it is never deleted."""
    _require(by, Role.SYSTEM, officer.region_code)
    if officer.id == by.id:
        raise Refused(_("不能停用自己的账号。"))
    if not officer.active:
        raise Refused(_("账号已停用。"))
    belongings.refuse_leaving_any(session, officer)
    officer.active = False
    key_pairs.forget(session, officer)
    sign_ins.revoke_all(session, officer)
    _note(session, officer, "disable", by)


def enable(session: Session, officer: Officer, *, by: Officer) -> None:
    _require(by, Role.SYSTEM, officer.region_code)
    if officer.active:
        raise Refused(_("账号正在使用。"))
    officer.active = True
    _note(session, officer, "enable", by)


def reset_password(session: Session, officer: Officer, password: str, *, by: Officer) -> None:
    """Give a new first password to somebody who forgot theirs; whatever was signed in is ended."""
    _require(by, Role.SYSTEM, officer.region_code)
    if officer.id == by.id:
        raise Refused(_("自己的密码请在“修改密码”中更改。"))
    credentials.issue(session, officer, password)
    sign_ins.revoke_all(session, officer)
    _note(session, officer, "reset_password", by)


def allow_unit_accounts(session: Session, *, on: bool, by: Officer) -> None:
    """Turn accounts of supervised units on or off; turning off ends what they have open."""
    _require(by, Role.SECURITY, by.region_code)
    found = installation.current(session)
    if found.unit_accounts is on:
        raise Refused(_("未作改动。"))
    found.unit_accounts = on
    if not on:
        for officer in session.scalars(select(Officer).where(Officer.unit_id.is_not(None))):
            sign_ins.revoke_all(session, officer)
    _note(session, by, "allow_unit_accounts" if on else "forbid_unit_accounts", by)


def visible_to(officer: Officer) -> Select[Officer]:
    """The accounts an admin looks after; nobody else has any business with them."""
    found = people.visible_to(officer).where(Officer.batch.is_(False))
    return found if officer.holds(*ADMINS) else found.where(Officer.id == officer.id)


def offered_by_demo(session: Session) -> list[Officer]:
    """The accounts that the sign-in page of a demo home offers by one click, province first; else none."""
    if not installation.current(session).demo:
        return []
    newest = select(func.max(Credential.id)).group_by(Credential.officer_id)
    demo = select(Credential.officer_id).where(Credential.id.in_(newest), Credential.demo)
    found = session.scalars(select(Officer).where(Officer.active, Officer.id.in_(demo))).all()
    order = list(Role)
    return sorted(
        found, key=lambda one: (one.region_code, min([order.index(role) for role in one.roles] or [0]))
    )


def sign_in_by_demo(session: Session, officer_id: int, *, address: str) -> str:
    """Sign in as one of them without a password; refused for everybody else."""
    chosen = next((one for one in offered_by_demo(session) if one.id == officer_id), None)
    if chosen is None:
        raise Refused(_("只有演示环境的演示账号可以这样登录。"))
    return sign_ins.begin(session, chosen, address=address)


def last_sign_ins(session: Session) -> dict[int, datetime]:
    """When each officer last signed in, by the office's calendar as the history tells it."""
    newest = select(Event.by_id, func.max(Event.at)).where(Event.verb == Act.SIGN_IN).group_by(Event.by_id)
    return dict(session.execute(newest).all())


def _require(by: Officer, role: Role, region_code: str) -> None:
    if not by.holds(role):
        raise Refused(_("须由{posts}办理。", posts=role.label))
    if not by.answers_for(region_code):
        raise Refused(_("不在您的辖区内，须由所在地办理。"))


def _require_unit_accounts(session: Session) -> None:
    if not installation.current(session).unit_accounts:
        raise Refused(_("本系统未启用责任单位账号：单位的书面材料由工作人员代录。"))


def _note(session: Session, officer: Officer, verb: str, by: Officer, note: str = "") -> None:
    said = f"{officer.login} {note}".strip()
    history.note(session, kind="officers", subject_id=officer.id, verb=verb, by=by, note=said)
