from datetime import date

import pytest
from sqlalchemy.orm import Session

from supervision import clock
from supervision.conduct.categories import Finding
from supervision.conduct.complaint_steps import ComplaintStatus
from supervision.conduct.complaints import Complaint
from supervision.conduct.false_accusations import FalseAccusation, Verdict, readable_by
from supervision.errors import Refused
from supervision.office.people import Officer, Role
from supervision.office.regions import Level
from tests import make


def here(session: Session, *roles: Role, name: str = "李娜") -> Officer:
    return make.officer(session, *roles, name=name, region_code=make.CITY)


def untrue(session: Session, handler: Officer | None = None, finding: Finding = Finding.UNTRUE) -> Complaint:
    handler = handler or here(session, name="吴桐")
    made = make.complaint(session, ComplaintStatus.HANDLING, handler=handler)
    made.conclude(session, finding=finding, outcome="经核实不属实。", by=handler)
    session.flush()
    return made


def find(session: Session, complaint: Complaint, by: Officer, level: Level | None) -> FalseAccusation:
    return FalseAccusation.find_false(
        session,
        complaint,
        level=level,
        body="中共阳泉市纪律检查委员会",
        approval_no="阳纪批〔2026〕2号",
        approved_on=clock.today(),
        words="经查，系捏造事实。",
        by=by,
    )


@pytest.mark.parametrize("level", [Level.CITY, Level.PROVINCE])
def test_with_the_approval_of_a_city_at_least_it_is_entered(both: Session, level: Level) -> None:
    made = find(both, untrue(both), here(both, Role.LEADER), level)

    assert (made.verdict, made.approved_level, made.approval_no) == (
        Verdict.FALSE,
        level,
        "阳纪批〔2026〕2号",
    )
    assert "捏造".encode() not in made.sealed_words


@pytest.mark.parametrize("level", [Level.COUNTY, None])
def test_without_it_it_is_refused(session: Session, level: Level | None) -> None:
    with pytest.raises(Refused, match="设区的市级以上"):
        find(session, untrue(session), here(session, Role.LEADER), level)


def test_a_mistaken_accusation_is_no_false_one_and_takes_no_approval(session: Session) -> None:
    made = FalseAccusation.find_mistaken(
        session, untrue(session), words="反映人误认开发企业为登记机构。", by=here(session, Role.LEADER)
    )

    assert (made.verdict, made.approved_level, made.approval_no) == (Verdict.MISTAKEN, None, None)


@pytest.mark.parametrize("finding", [Finding.TRUE, Finding.PARTLY, Finding.UNPROVEN])
def test_what_was_not_found_untrue_is_neither(session: Session, finding: Finding) -> None:
    with pytest.raises(Refused, match="反映失实"):
        find(session, untrue(session, finding=finding), here(session, Role.LEADER), Level.CITY)


def test_nothing_is_found_before_the_matter_is_concluded(session: Session) -> None:
    with pytest.raises(Refused, match="办结以后"):
        find(session, make.complaint(session), here(session, Role.LEADER), Level.CITY)


def test_a_complaint_has_one_finding(session: Session) -> None:
    complaint, leader = untrue(session), here(session, Role.LEADER)
    find(session, complaint, leader, Level.CITY)

    with pytest.raises(Refused, match="已有认定"):
        FalseAccusation.find_mistaken(session, complaint, words="误认。", by=leader)


@pytest.mark.parametrize("role", [Role.INSPECTOR, Role.PETITIONS, Role.TASK_FORCE, Role.CASES])
def test_only_leaders_enter_it(session: Session, role: Role) -> None:
    with pytest.raises(Refused, match="须由"):
        find(session, untrue(session), here(session, role), Level.CITY)


def test_the_approval_is_no_older_than_the_conclusion(session: Session) -> None:
    with pytest.raises(Refused, match="批准日期"):
        FalseAccusation.find_false(
            session,
            untrue(session),
            level=Level.CITY,
            body="市纪委",
            approval_no="阳纪批〔2026〕2号",
            approved_on=date(2026, 3, 1),
            words="捏造。",
            by=here(session, Role.LEADER),
        )


def test_it_is_read_by_those_who_know_of_the_complaint(session: Session) -> None:
    made = find(session, untrue(session), here(session, Role.LEADER), Level.CITY)

    assert session.scalars(readable_by(here(session, Role.PETITIONS))).all() == [made]
    assert session.scalars(readable_by(here(session))).all() == []
    assert session.scalars(readable_by(make.officer(session, Role.LEADER))).all() == []
