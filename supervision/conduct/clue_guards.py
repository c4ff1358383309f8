"""Why an officer may not take a step on a clue; each guard answers with the reason or None."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import object_session

from supervision.conduct import clue_lists
from supervision.conduct.clue_lists import LISTED
from supervision.conduct.clue_terms import Way
from supervision.office.people import Officer, Post, Role
from supervision.office.workflow import Guard
from supervision.words import _


def of_another_place(clue: Any, officer: Officer) -> str | None:
    """A clue stays with the office that holds it: neither a higher nor a lower one touches it."""
    return None if clue.region_code == officer.region_code else _("本线索由登记它的机关管理。")


def kept_from(clue: Any, officer: Officer) -> str | None:
    """Who is accused, or stepped back, takes no part; the sentence does not say which."""
    session = object_session(clue)
    if session and session.scalar(select(clue_lists.kept_from(clue, officer))):
        return _("按回避规定，本线索不由您办理。")
    return None


def content_gone(clue: Any, officer: Officer) -> str | None:
    """Its letter turned out to be a higher level's: what is left here is to send it after the letter."""
    return _("来信已改为径送，内容已销毁，本线索只能移送有权机关。") if clue.destroyed else None


def handled_by_another(clue: Any, officer: Officer) -> str | None:
    return None if clue.handler_id == officer.id else _("由其他承办人办理。")


def not_on_the_list(clue: Any, officer: Officer) -> str | None:
    if officer.holds(*LISTED) or clue.handler_id == officer.id:
        return None
    return _("由其他承办人办理。")


def other_way(way: Way) -> Guard:
    """What was approved is what is done; no step may be taken on another disposal."""

    def guard(clue: Any, officer: Officer) -> str | None:
        approved = clue.disposal.way
        return None if approved is way else _("批准的处置方式是“{way}”。", way=approved.label)

    return guard


def somebody_endorses(clue: Any, officer: Officer) -> str | None:
    """The principal decides alone only where no other leader of the place is left to look first."""
    session = object_session(clue)
    assert session
    others = select(Officer.id).join(Post, Post.officer_id == Officer.id)
    others = others.where(
        Post.role == Role.LEADER,
        Officer.region_code == clue.region_code,
        Officer.active,
        Officer.id != officer.id,
        Officer.id != clue.disposal.proposed_by_id,
    )
    return _("须先由分管领导审核。") if session.scalar(others.limit(1)) else None


def nothing_to_report(clue: Any, officer: Officer) -> str | None:
    """Art 22: both the clue and its disposal are told, once each."""
    if clue.leadership is None:
        return _("不属于须报告上级纪委的对象。")
    if clue.reported_no and not clue.disposed:
        return _("线索已报告上级；处置批准后再报告处置情况。")
    return _("线索及处置情况均已报告上级。") if clue.disposal_reported_no else None


def unreported(clue: Any, officer: Officer) -> str | None:
    if clue.leadership is None or clue.disposal_reported_no:
        return None
    return _("反映该类领导干部的线索及其处置情况，须先报告上级纪委（监督执纪工作规则第22条）。")


def no_handler(clue: Any, officer: Officer) -> str | None:
    """Why an officer cannot be given the clue; who received or distributes it does not dispose of it."""
    here = officer.active and officer.region_code == clue.region_code
    if not here or officer.is_unit or not officer.holds(Role.INSPECTOR):
        return _("只能交给本机关的监督检查岗办理。")
    if clue.complaint and any(
        line.verb == "register" and line.by_id == officer.id for line in clue.complaint.history
    ):
        return _("{name}是来信的登记人，不得承办。", name=officer.name)
    if any(
        line.verb in ("register", "propose_distribution") and line.by_id == officer.id
        for line in clue.history
    ):
        return _("{name}是本线索的案管经办人，不得承办。", name=officer.name)
    return _("{name}不能承办：须回避。", name=officer.name) if kept_from(clue, officer) else None
