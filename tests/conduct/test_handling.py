"""The life of a complaint between its acceptance and the archive."""

from datetime import date, timedelta

import pytest
import time_machine
from sqlalchemy.orm import Session

from supervision import clock
from supervision.conduct import standing_in
from supervision.conduct.categories import Finding, Identity, NoticeBy, ReturnReason
from supervision.conduct.complaint_steps import OPEN, ComplaintStatus
from supervision.conduct.complaints import Complaint, visible_to
from supervision.errors import Refused
from supervision.office.people import Officer, Role
from tests import make

S = ComplaintStatus
SAID = "经查，窗口多收材料费，已退还。"


def desk(session: Session) -> Officer:
    return make.officer(session, Role.PETITIONS, name="周宁", region_code=make.CITY)


def inspector(session: Session, name: str = "吴桐") -> Officer:
    return make.officer(session, name=name, region_code=make.CITY)


def leader(session: Session, role: Role = Role.LEADER, name: str = "赵敏") -> Officer:
    return make.officer(session, role, name=name, region_code=make.CITY)


@pytest.mark.parametrize("status", [S.TRANSFERRED, S.HANDLING, S.RETURN_ASKED, S.CONCLUDED, S.FED_BACK])
def test_the_office_brings_a_complaint_as_far_as_this(both: Session, status: ComplaintStatus) -> None:
    complaint = make.complaint(both, status)

    both.expire(complaint)
    assert complaint.status is status
    assert complaint.status in OPEN


def test_whoever_is_given_it_signs_for_it_and_nobody_else(session: Session) -> None:
    me, other = inspector(session), inspector(session, "郑平")
    head = make.officer(session, Role.INSPECTOR, Role.TASK_FORCE, name="王强", region_code=make.CITY)
    complaint = make.complaint(session, S.TRANSFERRED, handler=me)
    for by, why in ((other, "不在本件的知情范围内"), (head, "由承办人吴桐办理")):
        with pytest.raises(Refused, match=why):
            complaint.sign_for(by=by)

    complaint.sign_for(by=me)

    assert complaint.status is S.HANDLING
    assert session.scalars(visible_to(me)).all() == [complaint]
    assert session.scalars(visible_to(other)).all() == []


def test_who_received_it_does_not_handle_it(session: Session) -> None:
    me = make.officer(session, Role.PETITIONS, Role.INSPECTOR, name="身兼两岗", region_code=make.CITY)
    complaint = make.complaint(session, S.ACCEPTED, by=me)

    with pytest.raises(Refused, match="本件由其登记，受理与承办须分开"):
        complaint.assign(to=me, by=me)


def test_a_conclusion_is_sealed_and_starts_the_clock_of_the_feedback(both: Session) -> None:
    me = inspector(both)
    complaint = make.complaint(both, S.HANDLING, handler=me)

    complaint.conclude(both, finding=Finding.PARTLY, outcome=SAID, by=me)
    both.flush()
    both.expire(complaint)

    assert (complaint.status, complaint.finding) == (S.CONCLUDED, Finding.PARTLY)
    assert (complaint.concluded_on, complaint.feedback_due_on) == (clock.today(), date(2026, 3, 23))
    assert complaint.outcome == SAID
    assert complaint.sealed_outcome
    assert SAID.encode() not in complaint.sealed_outcome
    assert complaint.history[-1].said == ""


def test_an_anonymous_one_has_nobody_to_be_told(session: Session) -> None:
    complaint = make.complaint(session, S.CONCLUDED, identity=Identity.ANONYMOUS)

    complaint.archive(by=leader(session))

    assert complaint.feedback_due_on is None
    assert complaint.status is S.ARCHIVED


def test_a_result_is_never_empty(session: Session) -> None:
    me = inspector(session)

    with pytest.raises(Refused, match="请写明办理结果"):
        make.complaint(session, S.HANDLING, handler=me).conclude(
            session, finding=Finding.TRUE, outcome=" ", by=me
        )


def test_it_goes_back_to_the_desk_only_with_the_leaders_consent(session: Session) -> None:
    me = inspector(session)
    complaint = make.complaint(session, S.HANDLING, handler=me)

    complaint.ask_return(reason=ReturnReason.NO_SUBSTANCE, discussed_on=clock.today(), by=me)
    with pytest.raises(Refused, match="须由分管领导、主要负责人办理"):
        complaint.approve_return(by=me)
    complaint.approve_return(by=leader(session))

    assert (complaint.status, complaint.handler) == (S.ACCEPTED, None)
    assert [line.said for line in complaint.history[-2:]] == ["没有实质内容", ""]


def test_a_leader_does_not_decide_their_own_request_and_the_principal_stands_in(session: Session) -> None:
    both_posts = make.officer(session, Role.INSPECTOR, Role.LEADER, name="赵敏", region_code=make.CITY)
    principal = leader(session, Role.PRINCIPAL, "孙正")
    complaint = make.complaint(session, S.TRANSFERRED, handler=both_posts)
    complaint.ask_return(reason=ReturnReason.NOT_OURS, discussed_on=clock.today(), by=both_posts)
    with pytest.raises(Refused, match="本件由您提出退回"):
        complaint.approve_return(by=both_posts)

    complaint.refuse_return(by=principal)

    assert (complaint.status, complaint.return_reason) == (S.HANDLING, None)


def test_the_principal_leaves_it_to_a_leader_who_may(session: Session) -> None:
    complaint, principal = make.complaint(session, S.RETURN_ASKED), leader(session, Role.PRINCIPAL, "孙正")
    leader(session)

    with pytest.raises(Refused, match="由分管领导办理；分管领导空缺"):
        complaint.approve_return(by=principal)


@pytest.mark.parametrize("day", [date(2026, 3, 1), date(2026, 3, 3)])
def test_a_return_was_discussed_after_the_receipt_and_by_today(session: Session, day: date) -> None:
    me = inspector(session)
    complaint = make.complaint(session, S.HANDLING, handler=me)

    with pytest.raises(Refused, match="集体研究日期"):
        complaint.ask_return(reason=ReturnReason.NOT_OURS, discussed_on=day, by=me)


def test_whoever_received_or_handled_it_does_not_close_it(session: Session) -> None:
    me = make.officer(session, Role.INSPECTOR, Role.TASK_FORCE, name="吴桐", region_code=make.CITY)
    registered = make.officer(session, Role.PETITIONS, Role.LEADER, name="周宁", region_code=make.CITY)
    complaint = make.complaint(session, S.FED_BACK, by=registered, handler=me)

    with pytest.raises(Refused, match="本件由您办结"):
        complaint.archive(by=me)
    with pytest.raises(Refused, match="本件由您登记"):
        complaint.archive(by=registered)
    complaint.archive(by=leader(session))

    assert complaint.status is S.ARCHIVED
    assert complaint.status not in OPEN


def test_a_handler_who_steps_back_after_the_conclusion_is_replaced_for_the_feedback(session: Session) -> None:
    me, other = inspector(session), inspector(session, "郑平")
    complaint = make.complaint(session, S.CONCLUDED, handler=me)
    received = complaint.history[0].by
    complaint.give_notice(by=received, method=NoticeBy.PHONE)
    complaint.step_back(session, by=me, because="与被反映人相识")

    complaint.assign(to=other, by=received)
    complaint.give_feedback(by=other, second=leader(session), method=NoticeBy.VISIT, words="已办结。")

    assert (complaint.status, complaint.handler) == (S.FED_BACK, other)


def test_where_nobody_is_left_the_lawful_substitute_is_named(session: Session) -> None:
    me = make.officer(session, Role.PETITIONS, Role.INSPECTOR, name="只此一人", region_code=make.CITY)
    complaint = make.complaint(session, S.ACCEPTED, by=me)

    (sentence,) = standing_in.substitutes(session, complaint)
    inspector(session)

    assert "由分管领导指定其他部门人员兼任监督检查岗后交办" in sentence
    assert standing_in.substitutes(session, complaint) == []


def test_a_file_that_nobody_may_close_says_who_is_to_be_named(session: Session) -> None:
    complaint = make.complaint(session, S.CONCLUDED, identity=Identity.ANONYMOUS)
    for officer in standing_in.able(session, complaint, "archive"):
        complaint.step_back(session, by=officer, because="与被反映人相识")
    session.flush()

    (sentence,) = standing_in.substitutes(session, complaint)

    assert "由主要负责人指定未登记、未承办本件的人员复核归档" in sentence


def test_both_clocks_mean_the_same_in_python_and_sql(
    both: Session, frozen_clock: time_machine.Traveller
) -> None:
    from sqlalchemy import select

    from supervision.conduct.complaints import overdue

    found: list[Complaint] = []
    for status in (S.HANDLING, S.CONCLUDED, S.FED_BACK, S.ARCHIVED):
        found.append(make.complaint(both, status))
        found.append(
            make.complaint(both, status, identity=Identity.ANONYMOUS)
            if status is S.CONCLUDED
            else make.complaint(both)
        )
    told = make.complaint(both, S.CONCLUDED)
    told.give_notice(by=told.history[0].by, method=NoticeBy.PHONE)
    both.flush()

    for days in (0, 20, 21, 22, 30):
        day = clock.today() + timedelta(days=days)
        late = set(both.scalars(select(Complaint).where(overdue(day))))
        assert late == {one for one in (*found, told) if one.is_overdue(day)}
    assert told.next_due_on == date(2026, 3, 23)
