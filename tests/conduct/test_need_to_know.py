"""Who is on the list of a complaint, who is not, and that whoever is accused notices nothing."""

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from supervision import clock
from supervision.conduct import told_counts
from supervision.conduct.accused import Named
from supervision.conduct.categories import Category, Jurisdiction
from supervision.conduct.complaint_counts import counts, known_to
from supervision.conduct.complaint_steps import ComplaintStatus
from supervision.conduct.complaints import Complaint, marked_for, visible_to
from supervision.conduct.need_to_know import Admission
from supervision.conduct.own_staff import StaffMatter
from supervision.errors import Refused
from supervision.figures import publish, until
from supervision.office import acts
from supervision.office.people import Officer, Role
from tests import make

S = ComplaintStatus
LISTED = (Role.PETITIONS, Role.TASK_FORCE, Role.LEADER, Role.PRINCIPAL)


def here(session: Session, *roles: Role, name: str = "李娜") -> Officer:
    return make.officer(session, *roles, name=name, region_code=make.CITY)


def seen(session: Session, officer: Officer) -> list[Complaint]:
    return list(session.scalars(visible_to(officer)))


def test_somebody_let_in_sees_it_and_the_reason_is_sealed(both: Session) -> None:
    leader, helper = here(both, Role.LEADER), here(both, name="吴桐")
    complaint = make.complaint(both)

    complaint.admit(both, to=helper, by=leader, because="熟悉不动产登记业务")
    both.flush()

    assert seen(both, helper) == [complaint]
    admission = both.scalars(select(Admission)).one()
    assert admission.because == "熟悉不动产登记业务"
    assert "业务".encode() not in admission.sealed_words
    assert (complaint.history[-1].verb, complaint.history[-1].said) == ("admit", "吴桐")


def test_somebody_let_go_sees_it_no_more_and_cannot_open_the_vault(session: Session) -> None:
    leader = make.key_holder(session, Role.LEADER, name="赵敏")
    handler = make.key_holder(session, name="吴桐")
    complaint = make.complaint(session, S.HANDLING, handler=handler)
    complaint.share_informant(session, to=handler, by=leader, password=make.PASSWORD, because="核实")
    complaint.admit(session, to=handler, by=leader, because="继续承办")

    complaint.let_go(session, officer=handler, by=leader, because="已改派")
    session.flush()

    assert seen(session, handler) == []
    assert complaint.handler is None
    assert not complaint.informant_is_open_to(session, handler)


@pytest.mark.parametrize(
    ("role", "region_code", "why"),
    [
        (Role.INSPECTOR, make.COUNTY, "只限本机关"),
        (Role.SYSTEM, make.CITY, "不得知悉"),
        (Role.AUDITOR, make.CITY, "不得知悉"),
    ],
)
def test_nobody_else_is_let_in(session: Session, role: Role, region_code: str, why: str) -> None:
    complaint = make.complaint(session)
    other = make.officer(session, role, region_code=region_code)

    with pytest.raises(Refused, match=why):
        complaint.admit(session, to=other, by=here(session, Role.LEADER), because="需要")


def test_letting_in_takes_a_reason_and_a_post(session: Session) -> None:
    complaint, helper = make.complaint(session), here(session)

    with pytest.raises(Refused, match="请写明事由"):
        complaint.admit(session, to=helper, by=here(session, Role.LEADER), because=" ")
    with pytest.raises(Refused, match="须由"):
        complaint.admit(session, to=helper, by=here(session, Role.TASK_FORCE), because="需要")


@pytest.mark.parametrize("role", LISTED)
def test_a_narrowed_complaint_is_known_by_name_only(both: Session, role: Role) -> None:
    leader, desk = here(both, Role.LEADER, name="赵敏"), here(both, Role.PETITIONS, name="周宁")
    colleague = here(both, role, name="孙立")
    complaint = make.complaint(both, by=desk)

    complaint.narrow(both, to=[], by=leader, because="反映事项敏感")
    both.flush()

    assert seen(both, colleague) == []
    assert seen(both, leader) == seen(both, desk) == [complaint]
    with pytest.raises(Refused, match="您不在本件的知情范围内"):
        complaint.step_back(both, by=colleague, because="想知道")


def test_a_widened_complaint_is_known_by_post_again(session: Session) -> None:
    leader, colleague = here(session, Role.LEADER, name="赵敏"), here(session, Role.TASK_FORCE)
    complaint = make.complaint(session)
    complaint.narrow(session, to=[], by=leader, because="反映事项敏感")

    complaint.widen(session, by=leader, because="已核清")

    assert seen(session, colleague) == [complaint]
    with pytest.raises(Refused, match="没有限定到人"):
        complaint.widen(session, by=leader, because="再次")


def test_a_leader_has_somebody_step_back(session: Session) -> None:
    leader = make.key_holder(session, Role.LEADER, name="赵敏")
    handler = make.key_holder(session, name="吴桐")
    complaint = make.complaint(session, S.HANDLING, handler=handler)
    complaint.share_informant(session, to=handler, by=leader, password=make.PASSWORD, because="核实")

    complaint.send_away(session, officer=handler, by=leader, because="与被反映单位负责人是亲属")
    session.flush()

    assert seen(session, handler) == []
    assert complaint.handler is None
    assert not complaint.informant_is_open_to(session, handler)
    with pytest.raises(Refused, match="已声明回避"):
        make.handed(session, complaint).assign(to=handler, by=leader)


def totals(session: Session, officer: Officer) -> dict[str, object]:
    """Whatever this officer can count."""
    week = until(officer.region_code, clock.today())
    return {
        "list": len(seen(session, officer)),
        "marked": len(session.scalars(marked_for(officer)).all()),
        "known": dict(known_to(session, officer, week.start, week.end)),
        "counts": dict(counts(session, officer.region_code, week.start, week.end)),
        "history": session.scalar(select(func.count()).select_from(acts.visible_to(officer).subquery())),
        "figures": [(one.figure.code, one.digits) for one in publish(session, week, officer)],
        "told": [(one.part, one.number) for one in session.scalars(told_counts.visible_to(officer))],
    }


@pytest.mark.parametrize("role", LISTED)
@pytest.mark.parametrize("named", [False, True])
def test_the_totals_of_the_accused_do_not_change(both: Session, role: Role, named: bool) -> None:
    me, desk = here(both, role, name="郑不应知"), here(both, Role.PETITIONS, name="周宁")
    for _each in range(4):
        make.complaint(both, by=desk)
    both.flush()
    before = totals(both, me)

    told = [Named(Jurisdiction.OWN, Category.EXTORTION, name="郑不应知")] if named else []
    complaint = make.complaint(both, by=desk, accused=told)
    if not named:
        complaint.set_apart(both, accused=[me], by=desk)
    complaint.accept(by=desk)
    both.flush()

    assert totals(both, me) == before
    with pytest.raises(Refused):
        complaint.step_back(both, by=me, because="想知道")
    assert complaint in seen(both, desk)


def test_a_matter_of_our_own_staff_counts_one_level_up_for_everybody(both: Session) -> None:
    desk, accused = here(both, Role.PETITIONS, name="周宁"), here(both, name="郑不应知")
    week = until(make.CITY, clock.today())
    complaint = make.complaint(both, by=desk)

    complaint.set_apart(both, accused=[accused], by=desk)
    both.flush()

    assert sum(counts(both, make.CITY, week.start, week.end).values()) == 0
    assert sum(counts(both, make.PROVINCE, week.start, week.end).values()) == 1
    assert known_to(both, desk, week.start, week.end) == {}
    assert seen(both, desk) == [complaint]


def test_no_table_says_which_officer_is_accused(session: Session) -> None:
    desk, accused = here(session, Role.PETITIONS, name="周宁"), here(session, name="郑不应知")
    complaint = make.complaint(session, by=desk)

    complaint.set_apart(session, accused=[accused], by=desk)
    session.flush()

    matter = session.scalars(select(StaffMatter)).one()
    assert len(matter.known_as) == 64
    assert complaint.history[-1].said == ""


def test_the_accused_neither_handles_it_nor_is_let_in(session: Session) -> None:
    leader, accused = here(session, Role.LEADER, name="赵敏"), here(session, name="郑不应知")
    complaint = make.complaint(session, S.ACCEPTED)
    complaint.set_apart(session, accused=[accused], by=leader)

    with pytest.raises(Refused, match="是被反映人"):
        complaint.assign(to=accused, by=leader)
    with pytest.raises(Refused, match="是被反映人"):
        complaint.admit(session, to=accused, by=leader, because="需要")


def test_the_accused_is_shut_out_of_the_vault(session: Session) -> None:
    leader = make.key_holder(session, Role.LEADER, name="赵敏")
    accused = make.key_holder(session, Role.PRINCIPAL, name="郑不应知")
    complaint = make.complaint(session)
    assert complaint.informant_is_open_to(session, accused)

    complaint.set_apart(session, accused=[accused], by=leader)

    assert not complaint.informant_is_open_to(session, accused)


def test_who_is_accused_does_not_set_it_apart(session: Session) -> None:
    me = here(session, Role.LEADER)

    with pytest.raises(Refused, match="须交其他人办理"):
        make.complaint(session).set_apart(session, accused=[me], by=me)


def test_a_letter_about_our_own_leaves_no_gap_in_the_row_of_numbers(both: Session) -> None:
    desk, _accused = here(both, Role.PETITIONS, name="周宁"), here(both, name="郑不应知")
    first = make.complaint(both, by=desk)
    hidden = make.complaint(
        both, by=desk, accused=[Named(Jurisdiction.OWN, Category.EXTORTION, name="郑 不应知")]
    )

    second = make.complaint(both, by=desk)

    assert [one.number for one in (first, hidden, second)] == [
        "XF-140300-2026-0001",
        "XB-140300-2026-0001",
        "XF-140300-2026-0002",
    ]


def test_nobody_registers_a_letter_about_himself(session: Session) -> None:
    desk = here(session, Role.PETITIONS, name="周宁")

    with pytest.raises(Refused, match="须交其他人登记"):
        make.complaint(session, by=desk, accused=[Named(Jurisdiction.OWN, Category.EXTORTION, name="周宁")])
