"""Why an officer may not take a step on a complaint; each guard answers with the reason or None."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import object_session

from supervision.conduct import need_to_know
from supervision.conduct.apart_guards import accused_in, let_in
from supervision.conduct.categories import Identity, Jurisdiction, Kind
from supervision.conduct.need_to_know import LISTED
from supervision.office import networks
from supervision.office.people import Officer, Post, Role
from supervision.office.workflow import taken_by
from supervision.words import _

registered = taken_by("register", "登记")
#: On so many days the informant was not reached before a file may be closed (本专项约定，待核).
ATTEMPTS = 3


def of_another_place(complaint: Any, officer: Officer) -> str | None:
    """Complaints stay where they were received: neither a higher nor a lower office touches them."""
    if complaint.region_code == officer.region_code:
        return None
    return _("本件由收到它的机关办理。")


def stepped_back(complaint: Any, officer: Officer) -> str | None:
    session = object_session(complaint)
    if session and session.scalar(select(need_to_know.recused(complaint, officer))):
        return _("您已对本件或被反映单位声明回避。")
    return None


def handled_by_another(complaint: Any, officer: Officer) -> str | None:
    if officer.holds(*LISTED) or officer.id in (complaint.handler_id, complaint.second_id):
        return None
    if let_in(complaint, officer):
        return None
    return _("由其他承办人办理。")


def not_the_handler(complaint: Any, officer: Officer) -> str | None:
    """What a handler does, nobody does for them: who else is to, is given the complaint first."""
    if complaint.handler is None:
        return _("本件没有承办人，请先交办。")
    if complaint.handler_id != officer.id:
        return _("由承办人{name}办理。", name=complaint.handler.name)
    return None


def not_the_second(complaint: Any, officer: Officer) -> str | None:
    if complaint.second_id == officer.id:
        return None
    return _("由参加反馈的第二人本人签名。")


def second_named_and_signed(complaint: Any, officer: Officer) -> str | None:
    feedback = complaint.last_feedback
    return _("两人均已签名。") if feedback and feedback.countersigned_at else None


def not_own(complaint: Any, officer: Officer) -> str | None:
    if complaint.jurisdiction is Jurisdiction.OWN and complaint.kind is not Kind.OUTSIDE:
        return None
    return _("不属于本级受理范围。")


def not_lower(complaint: Any, officer: Officer) -> str | None:
    return None if complaint.jurisdiction is Jurisdiction.LOWER else _("不是下级管理的组织、人员。")


def not_outside(complaint: Any, officer: Officer) -> str | None:
    if Jurisdiction.OUTSIDE is complaint.jurisdiction or complaint.kind is Kind.OUTSIDE:
        return None
    return _("属于纪检监察机关受理范围。")


def not_duplicate(complaint: Any, officer: Officer) -> str | None:
    return None if complaint.duplicate_of_id else _("不是重复件。")


def duplicate(complaint: Any, officer: Officer) -> str | None:
    return _("重复件登记后留存备查，不再受理、不再告知。") if complaint.duplicate_of_id else None


def anonymous(complaint: Any, officer: Officer) -> str | None:
    return _("匿名件，没有举报人信息。") if complaint.identity is Identity.ANONYMOUS else None


def not_kept(complaint: Any, officer: Officer) -> str | None:
    return None if networks.holds_content() else networks.why_not()


def unredacted(complaint: Any, officer: Officer) -> str | None:
    """What is handed over is read as it was confirmed to leave the desk."""
    if complaint.redacted_on or complaint.sealed_key is None or not networks.holds_content():
        return None
    return _("脱敏摘要尚未确认：交办以前，先由信访岗遮蔽并确认。")


def linked(complaint: Any, officer: Officer) -> str | None:
    first = complaint.duplicate_of
    return _("已认定与 {number} 重复。", number=first.number) if first else None


def receipted(complaint: Any, officer: Officer) -> str | None:
    number = complaint.receipt_no
    return _("回执已登记：{number}", number=number) if number else None


def untold(complaint: Any, officer: Officer) -> str | None:
    """The two duties are met one after the other; both may be met on one day."""
    return _("须先登记受理告知。") if complaint.limit_code and complaint.noticed_on is None else None


def without_feedback(complaint: Any, officer: Officer) -> str | None:
    """A real-name complaint ends with its feedback, which two have signed, or with earnest attempts."""
    if complaint.identity is Identity.ANONYMOUS or len(complaint.missed_on) >= ATTEMPTS:
        return None
    feedback = complaint.last_feedback
    if complaint.fed_back_on is None or feedback is None:
        return _("实名件须先反馈结果；{n} 天分别联系仍联系不上的，可以归档。", n=ATTEMPTS)
    return None if feedback.countersigned_at else _("反馈记录须由两人签名。")


def unparted(complaint: Any, officer: Officer) -> str | None:
    """Whoever else a letter names is not forgotten with it (art 16)."""
    left = [one.place for one in complaint.accused if one.stays_open]
    return _("第 {n} 名被反映人尚未分转，或者未收到回执。", n=left[0]) if left else None


def unanswered(complaint: Any, officer: Officer) -> str | None:
    if complaint.pending:
        return _("还有异议未说明或者新证据未核查。")
    return None


def unverified(complaint: Any, officer: Officer) -> str | None:
    return _("新证据尚未核查。") if complaint.pending_evidence else None


def without_objection(complaint: Any, officer: Officer) -> str | None:
    return None if complaint.pending_objections else _("没有待说明的异议。")


def without_evidence(complaint: Any, officer: Officer) -> str | None:
    return None if complaint.pending_evidence else _("没有待核查的新证据。")


def leader_first(complaint: Any, officer: Officer) -> str | None:
    """The principal stands in only where no leader of the place may decide (分管领导空缺、回避)."""
    if officer.holds(Role.LEADER):
        return None
    session = object_session(complaint)
    leaders = (
        select(Officer)
        .join(Post, Post.officer_id == Officer.id)
        .where(Post.role == Role.LEADER, Officer.region_code == complaint.region_code, Officer.active)
    )
    asked = {line.by_id for line in complaint.history if line.verb == "ask_return"}
    for leader in session.scalars(leaders) if session else ():
        if leader.id not in asked and not stepped_back(complaint, leader):
            return _("由分管领导办理；分管领导空缺或者须回避的，由主要负责人办理。")
    return None


def told(complaint: Any, officer: Officer) -> str | None:
    return _("已于 {day} 告知。", day=complaint.noticed_on) if complaint.noticed_on else None


def no_handler(complaint: Any, officer: Officer) -> str | None:
    """Why an officer cannot be given the complaint: another post or place, the accused unit, a recusal."""
    if (
        not officer.holds(Role.INSPECTOR)
        or officer.region_code != complaint.region_code
        or not officer.active
    ):
        return _("只能交给本机关的监督检查岗办理。")
    if officer.is_unit or (officer.unit_id is not None and officer.unit_id == complaint.accused_unit_id):
        return _("不得交给被反映单位的人员办理。")
    if reason := accused_in(complaint, officer):
        return reason
    if stepped_back(complaint, officer):
        return _("{name}不能承办：已声明回避。", name=officer.name)
    if registered(complaint, officer):
        return _("{name}不能承办：本件由其登记，受理与承办须分开。", name=officer.name)
    return None


def no_second(complaint: Any, officer: Officer) -> str | None:
    """Why an officer cannot be the second of two who give the result: the handling side, and not the desk."""
    if (
        not officer.holds(Role.INSPECTOR, Role.TASK_FORCE, Role.LEADER)
        or officer.region_code != complaint.region_code
        or not officer.active
    ):
        return _("第二签名人须是本机关承办部门的人员。")
    if officer.id == complaint.handler_id:
        return _("两人签名不能是同一人。")
    if officer.is_unit or (officer.unit_id is not None and officer.unit_id == complaint.accused_unit_id):
        return _("不得交给被反映单位的人员办理。")
    if stepped_back(complaint, officer):
        return _("{name}不能承办：已声明回避。", name=officer.name)
    if registered(complaint, officer):
        return _("结果由承办部门反馈，不由登记人反馈。")
    return accused_in(complaint, officer)
