from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from supervision.ciphers import open_box, open_with
from supervision.conduct.complaints import Complaint, open_by_envelopes
from supervision.conduct.vault import Informant, InformantKey
from supervision.errors import Refused
from supervision.keys import keys
from supervision.office import acts, credentials, key_pairs
from supervision.office.people import Officer, Role
from tests import make

NEW = "Taiyuan-2026!"


def named(session: Session, complaint: Complaint, me: Officer, password: str = make.PASSWORD) -> str:
    return complaint.name_informant(session, by=me, password=password, because="核实").name


def test_database_files_and_the_offices_key_together_open_no_identity(session: Session, home: Path) -> None:
    """Somebody who holds all three still lacks a password of an officer on the list, or both envelopes."""
    leader = make.key_holder(session, Role.LEADER)
    complaint = make.complaint(session, name="欧阳不应见", phone="13900000000")
    informant = session.scalars(select(Informant)).one()
    pair = key_pairs.require(session, leader)
    boxes = [informant.sealed, informant.for_envelopes, *(one.sealed for one in informant.shares)]

    for box in boxes:
        for purpose in ("informant", "informants", "content-key", "complaint", "originals", "reporter"):
            with pytest.raises(Refused):
                keys().open(purpose, box, bound_to=f"informants.sealed:{complaint.number}")
    for share in informant.shares:
        with pytest.raises(Refused):
            open_with(pair.wrapped[:32], share.sealed, bound_to=f"informant_keys.sealed:{complaint.number}")
    with pytest.raises(Refused):
        open_box(pair.wrapped[:32], pair.wrapped[16:], bound_to=f"key_pairs.wrapped:{leader.id}")

    assert named(session, complaint, leader) == "欧阳不应见"


def test_whoever_had_no_pair_when_it_came_in_is_let_in_by_one_who_had(session: Session) -> None:
    leader = make.key_holder(session, Role.LEADER)
    complaint = make.complaint(session)
    later = make.key_holder(session, Role.PETITIONS, name="后来")
    with pytest.raises(Refused, match="没有封给您"):
        named(session, complaint, later)

    complaint.share_informant(session, to=later, by=leader, password=make.PASSWORD, because="接手信访岗")
    complaint.share_informant(session, to=later, by=leader, password=make.PASSWORD, because="再次准予")

    assert named(session, complaint, later) == "钱某某"
    assert complaint.history[-2].said == "后来：再次准予"


def test_nobody_is_let_in_whose_post_does_not_open_the_vault(session: Session) -> None:
    leader = make.key_holder(session, Role.LEADER)
    complaint = make.complaint(session)

    for role in (Role.TASK_FORCE, Role.CASES, Role.SYSTEM, Role.AUDITOR):
        with pytest.raises(Refused, match="不能查看"):
            complaint.share_informant(
                session,
                to=make.key_holder(session, role),
                by=leader,
                password=make.PASSWORD,
                because="想看",
            )


def test_a_reset_password_loses_the_identities_until_they_are_shared_again(session: Session) -> None:
    leader = make.key_holder(session, Role.LEADER)
    desk = make.officer(session, Role.PETITIONS, region_code=make.CITY)
    make.password(session, desk)
    complaint = make.complaint(session)
    assert named(session, complaint, desk) == "钱某某"

    credentials.issue(session, desk, NEW)
    credentials.change(session, old=NEW, new="Datong-2026!", by=desk)
    session.expire_all()

    with pytest.raises(Refused, match="没有封给您"):
        named(session, complaint, desk, "Datong-2026!")
    complaint.share_informant(session, to=desk, by=leader, password=make.PASSWORD, because="重置密码")
    assert named(session, complaint, desk, "Datong-2026!") == "钱某某"


def test_both_envelopes_together_let_an_officer_in_again(session: Session) -> None:
    complaint = make.complaint(session)
    leader = make.key_holder(session, Role.LEADER)

    opened = open_by_envelopes(session, private=make.ENVELOPES[0], to=leader)

    assert opened == 1
    assert named(session, complaint, leader) == "钱某某"
    with pytest.raises(Refused, match="不能打开"):
        open_by_envelopes(session, private=make.ENVELOPES[1], to=leader)
    with pytest.raises(Refused, match="须由"):
        open_by_envelopes(session, private=make.ENVELOPES[0], to=make.key_holder(session, Role.INSPECTOR))


def test_destroying_the_content_takes_the_identity_with_it(both: Session) -> None:
    complaint = make.complaint(both, summary="登记后才知属上级管理。", text="全文。")
    both.flush()

    complaint.forget(both)
    both.flush()

    with pytest.raises(Refused, match="已按规定销毁"):
        _ = complaint.key
    assert (complaint.summary, complaint.text) == ("", "")
    assert both.scalar(select(func.count()).select_from(Informant)) == 0
    assert both.scalar(select(func.count()).select_from(InformantKey)) == 0
    assert [line.verb for line in complaint.history] == ["register"]


def test_the_same_reporter_is_known_again_and_nobody_else(session: Session) -> None:
    for name, phone in (("钱某某", "139 0000 0000"), ("钱某某", "13900000000"), ("孙某", "13900000000")):
        make.complaint(session, name=name, phone=phone)

    same = session.scalars(select(Informant.reporter).order_by(Informant.id)).all()

    assert same[0] == same[1] != same[2]


@pytest.mark.parametrize("because", ["给钱某某打电话", "拨打0353 0000000核实"])
def test_no_reason_for_opening_an_identity_says_the_identity(both: Session, because: str) -> None:
    leader = make.key_holder(both, Role.LEADER, name="赵敏")
    complaint = make.complaint(both)

    with pytest.raises(Refused, match="事由中不得写举报人"):
        complaint.name_informant(both, by=leader, password=make.PASSWORD, because=because)

    assert [line.verb for line in complaint.history] == ["register"]


def test_why_somebody_looked_is_told_to_them_and_to_the_heads_only(session: Session) -> None:
    leader = make.key_holder(session, Role.LEADER, name="赵敏")
    desk = make.key_holder(session, Role.PETITIONS, name="周宁")
    complaint = make.complaint(session, by=desk)
    complaint.name_informant(session, by=desk, password=make.PASSWORD, because="核实具体地点")
    session.flush()

    told = {one: acts.told_to(complaint.history[-1], one) for one in (desk, leader)}
    others = [
        make.officer(session, role, region_code=make.CITY) for role in (Role.INSPECTOR, Role.TASK_FORCE)
    ]

    assert set(told.values()) == {"核实具体地点"}
    assert {acts.told_to(complaint.history[-1], one) for one in others} == {"（事由只供本人和领导查看）"}
