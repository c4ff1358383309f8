"""The whole desk walked by an office of three people, and by one in which each of ten holds one post."""

from dataclasses import dataclass

import pytest
from sqlalchemy.orm import Session

from supervision import clock
from supervision.conduct import clue_guards, clue_registering, standing_in
from supervision.conduct.categories import Finding, NoticeBy
from supervision.conduct.clue_steps import ClueStatus
from supervision.conduct.clue_terms import AccusedPerson, FourForm, Result, Way
from supervision.conduct.clues import Clue
from supervision.conduct.complaint_steps import ComplaintStatus
from supervision.conduct.complaints import Complaint
from supervision.errors import Refused
from supervision.office.people import Officer, Role
from tests import make, visit

THREE = (
    ("演示市甲", (Role.INSPECTOR, Role.PETITIONS)),
    ("演示市乙", (Role.TASK_FORCE, Role.INSPECTOR, Role.CASES)),
    ("演示市丙", (Role.LEADER, Role.PRINCIPAL)),
)
TEN = (
    ("信访", (Role.PETITIONS,)),
    ("监督一", (Role.INSPECTOR,)),
    ("监督二", (Role.INSPECTOR,)),
    ("案管", (Role.CASES,)),
    ("专班", (Role.TASK_FORCE,)),
    ("分管", (Role.LEADER,)),
    ("书记", (Role.PRINCIPAL,)),
    ("系统", (Role.SYSTEM,)),
    ("安全", (Role.SECURITY,)),
    ("审计", (Role.AUDITOR,)),
)


@dataclass
class Office:
    """Who works here, each with their posts."""

    session: Session
    people: list[Officer]

    @classmethod
    def of(cls, session: Session, posts: tuple[tuple[str, tuple[Role, ...]], ...]) -> "Office":
        made = [make.officer(session, *roles, name=name, region_code=make.CITY) for name, roles in posts]
        session.flush()
        return cls(session, made)

    def one(self, role: Role, *, but: tuple[Officer, ...] = ()) -> Officer:
        return next(one for one in self.people if one.holds(role) and one not in but)


def concluded(office: Office) -> Complaint:
    """Received, taken on, told, given, signed for and looked into."""
    session, desk = office.session, office.one(Role.PETITIONS)
    complaint = make.complaint(session, by=desk)
    complaint.accept(by=desk)
    complaint.give_notice(by=desk, method=NoticeBy.PHONE)
    (handler, *_others) = standing_in.handlers(session, complaint)
    make.handed(office.session, complaint).assign(to=handler, by=office.one(Role.LEADER))
    complaint.sign_for(by=handler)
    complaint.conclude(session, finding=Finding.PARTLY, outcome="部分属实，已督促整改。", by=handler)
    return complaint


def handed_in(office: Office) -> Clue:
    """A complaint that the desk passed to 案管, registered there."""
    session, desk, cases = office.session, office.one(Role.PETITIONS), office.one(Role.CASES)
    complaint = make.complaint(session, by=desk)
    complaint.accept(by=desk)
    make.redacted(session, complaint)
    clue = clue_registering.hand_in(session, complaint, by=desk, accused=AccusedPerson("孙某某"))
    clue_registering.take_in(clue, by=cases, leadership=None, important=False, result_wanted=True)
    session.flush()
    return clue


@pytest.mark.parametrize("posts", [THREE, TEN], ids=["three", "ten"])
def test_a_complaint_is_brought_to_the_archive_by_no_fewer_than_three_hands(
    both: Session, posts: tuple[tuple[str, tuple[Role, ...]], ...]
) -> None:
    office = Office.of(both, posts)
    complaint = concluded(office)
    handler = complaint.handler
    assert handler
    second = office.one(Role.LEADER)
    complaint.give_feedback(by=handler, second=second, method=NoticeBy.VISIT, words="已办结，部分属实。")
    complaint.countersign(by=second)
    (archivist, *_rest) = standing_in.able(both, complaint, "archive")

    complaint.archive(by=archivist)

    hands = {line.verb: line.by_id for line in complaint.history}
    assert complaint.status is ComplaintStatus.ARCHIVED
    assert len({hands["register"], hands["sign_for"], hands["archive"]}) == 3
    assert hands["sign_for"] == hands["conclude"] == hands["give_feedback"]


def test_in_an_office_of_three_nobody_looks_at_his_own_work(session: Session) -> None:
    office = Office.of(session, THREE)
    complaint = concluded(office)
    desk, handler, head = office.people

    for verb, person, why in (
        ("archive", desk, "须由专班负责人、分管领导、主要负责人办理"),
        ("archive", handler, "本件由您办结，须换人办理"),
    ):
        with pytest.raises(Refused, match=why):
            getattr(complaint, verb)(by=person)
    assert complaint.handler is handler
    assert standing_in.able(session, complaint, "archive") == [head]


def through(office: Office, clue: Clue, handler: Officer) -> None:
    """Distributed, studied, disposed of and concluded, each by whoever may."""
    session, cases = office.session, office.one(Role.CASES)
    principal = office.one(Role.PRINCIPAL)
    clue.propose_distribution(to=handler, department="第一监督检查室", opinion="拟交该室。", by=cases)
    clue.approve_distribution(by=principal, opinion="同意。")
    clue.sign_for(session, by=handler)
    clue.study(by=handler, finding="具有可查性。")
    clue.propose(by=handler, way=Way.PRELIM, opinion="建议初步核实。")
    clue.study_together(by=handler, minutes_no="阳纪会纪〔2026〕3号", on=clock.today(), opinion="同意。")
    if office.one(Role.LEADER) is not principal:
        clue.endorse(by=office.one(Role.LEADER), opinion="同意。")
    clue.approve_disposal(by=principal, opinion="同意。")
    clue.verify(session, by=handler)
    clue.conclude(by=handler, result=Result.REMINDED, form=FourForm.FIRST, finding="部分属实。")
    clue.archive(by=cases)


def test_ten_posts_bring_a_clue_from_the_letter_to_its_outcome(both: Session) -> None:
    office = Office.of(both, TEN)
    clue = handed_in(office)

    through(office, clue, office.one(Role.INSPECTOR))

    hands = {line.by_id for line in clue.history}
    assert clue.status is ClueStatus.ARCHIVED
    assert hands == {
        office.one(role).id
        for role in (Role.PETITIONS, Role.CASES, Role.PRINCIPAL, Role.INSPECTOR, Role.LEADER)
    }


def test_where_nobody_of_three_may_take_a_clue_the_page_names_the_lawful_substitute(session: Session) -> None:
    """Who registered the letter and who keeps the register dispose of nothing; the third approves."""
    office = Office.of(session, THREE)
    clue = handed_in(office)
    assert {one.name: clue_guards.no_handler(clue, one) for one in office.people} == {
        "演示市甲": "演示市甲是来信的登记人，不得承办。",
        "演示市乙": "演示市乙是本线索的案管经办人，不得承办。",
        "演示市丙": "只能交给本机关的监督检查岗办理。",
    }
    session.commit()
    page = visit.page("conduct.clues", office.one(Role.CASES), clue=str(clue.id))
    shown = "\n".join(str(one.value) for one in (*page.caption, *page.markdown, *page.text))
    assert "由分管领导指定其他部门人员兼任监督检查岗后分办" in shown.replace("\\", "")

    fourth = make.officer(session, name="由分管领导指定", region_code=make.CITY)
    through(office, clue, fourth)

    assert clue.status is ClueStatus.ARCHIVED
