"""What desk and handling departments tell each other now and then: everything once, nothing twice."""

from datetime import date, timedelta

import pytest
import time_machine
from sqlalchemy.orm import Session

from supervision import clock
from supervision.conduct.categories import Finding, NoticeBy
from supervision.conduct.complaint_steps import ComplaintStatus
from supervision.conduct.periodic_papers import (
    PaperKind,
    PaperStatus,
    PeriodicPaper,
    last_month,
    last_quarter,
    untold,
    visible_to,
)
from supervision.errors import Refused
from supervision.office.people import Officer, Role
from tests import make

S, K = ComplaintStatus, PaperKind


def head(session: Session, role: Role = Role.TASK_FORCE, name: str = "王强") -> Officer:
    return make.officer(session, role, name=name, region_code=make.CITY)


def issue(session: Session, by: Officer, kind: PaperKind = K.RESULTS) -> PeriodicPaper:
    return PeriodicPaper.issue(
        session,
        kind=kind,
        start=date(2026, 1, 1),
        end=clock.today(),
        by=by,
        write=lambda it: it.number.encode(),
    )


def test_results_are_told_once_and_a_second_conclusion_again(
    both: Session, frozen_clock: time_machine.Traveller
) -> None:
    me = head(both)
    handler = make.officer(both, name="吴桐", region_code=make.CITY)
    complaint = make.complaint(both, S.FED_BACK, handler=handler)

    first = issue(both, me)
    with pytest.raises(Refused, match="没有须送出的件"):
        issue(both, me)
    frozen_clock.shift(timedelta(days=30))
    complaint.take_evidence(by=handler, method=NoticeBy.PHONE, words="新材料。")
    complaint.verify_evidence(by=handler, words="已核。")
    complaint.conclude(both, finding=Finding.TRUE, outcome="属实。", by=handler)
    second = issue(both, me)

    assert (first.number, second.number) == ("FK-140300-2026-0001", "FK-140300-2026-0002")
    assert [[item.complaint for item in one.items] for one in (first, second)] == [[complaint]] * 2
    assert first.file
    assert first.file.read() == first.number.encode()


def test_repeats_that_were_filed_are_told_to_the_handling_side(both: Session) -> None:
    desk = head(both, Role.PETITIONS, "周宁")
    first = make.complaint(both)
    make.complaint(both, duplicate_of=first)
    filed = make.complaint(both, S.FILED, duplicate_of=first)

    paper = issue(both, desk, K.DUPLICATES)

    assert paper.number == "TB-140300-2026-0001"
    assert [item.complaint for item in paper.items] == [filed]


def test_each_side_sends_its_own_and_signs_for_the_others(session: Session) -> None:
    me, desk = head(session), head(session, Role.PETITIONS, "周宁")
    make.complaint(session, S.FED_BACK)
    with pytest.raises(Refused, match="须由专班负责人、分管领导办理"):
        issue(session, desk)

    paper = issue(session, me)
    with pytest.raises(Refused, match="须由信访岗办理"):
        paper.receive(by=me)
    paper.receive(by=desk)

    assert paper.status is PaperStatus.RECEIVED
    assert [line.said for line in paper.history] == ["处理结果季度反馈", ""]


def test_a_paper_shows_itself_to_nobody_who_may_not_know_all_of_it(session: Session) -> None:
    me, desk = head(session), head(session, Role.PETITIONS, "周宁")
    other = head(session, Role.PETITIONS, "郑平")
    complaint = make.complaint(session, S.FED_BACK)
    paper = issue(session, me)
    complaint.step_back(session, by=other, because="与被反映人相识")
    session.flush()

    seen = {one: session.scalars(visible_to(one)).all() for one in (me, desk, other)}

    assert list(seen.values()) == [[paper], [paper], []]
    for role in (Role.INSPECTOR, Role.CASES, Role.AUDITOR, Role.SYSTEM):
        assert session.scalars(visible_to(head(session, role, "别人"))).all() == []
    assert session.scalars(visible_to(make.officer(session, Role.LEADER))).all() == []


def test_a_matter_of_our_own_staff_stands_on_no_paper(session: Session) -> None:
    me, desk = head(session), head(session, Role.PETITIONS, "周宁")
    complaint = make.complaint(session, S.FED_BACK)
    complaint.set_apart(session, accused=[make.officer(session, name="某人", region_code=make.CITY)], by=desk)
    session.flush()

    assert untold(session, K.RESULTS, clock.today(), officer=me) == []


def test_periods_are_whole() -> None:
    assert last_quarter(date(2026, 3, 2)) == (date(2025, 10, 1), date(2025, 12, 31))
    assert last_quarter(date(2026, 4, 1)) == (date(2026, 1, 1), date(2026, 3, 31))
    assert last_month(date(2026, 3, 2)) == (date(2026, 2, 1), date(2026, 2, 28))
