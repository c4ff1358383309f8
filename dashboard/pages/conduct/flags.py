"""疑点研判: the queue, the evidence, and what else could explain it. A rule finds, a person judges."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import streamlit as st
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dashboard import (
    flag_evidence,
    flag_judgement,
    flag_queue,
    rejudgements,
    scoping,
    uncomputed_list,
)
from dashboard.flag_asked import Asked
from dashboard.handing_out import offer
from dashboard.pages import Page
from dashboard.sheets_out import workbook
from dashboard.widgets import empty, go_to, head, line, title_row
from supervision import clock
from supervision.conduct import complaints, scans
from supervision.conduct.complaints import Complaint
from supervision.conduct.flags import WORKFLOW, Flag
from supervision.conduct.rules import RULES
from supervision.office import regions
from supervision.office.people import Officer, Role
from supervision.words import _

MOST_REPORTS = 4


def show(session: Session, me: Officer) -> None:
    asked = Asked.read(session, me)
    rule, where, overview, export = title_row(_("疑点研判"), _line(session, me, asked), fields=2, buttons=2)
    _choose_rule(asked, rule)
    scoping.choose_region(session, me, asked.region, where, key="flags")
    with overview:
        go_to("conduct.doubts", _("疑点总览 ›"), region=asked.region.code)
    with export:
        offer(
            _("疑点清单") + f"_{clock.today():%Y%m%d}.xlsx",
            lambda reason: workbook(
                _("疑点清单"), _headings(), _rows(session, me, asked), officer=me, reason=reason
            ),
            me=me,
            key="flags-list",
        )
    queue, evidence, judgement = st.columns([1.2, 1.75, 1.2], gap="small")
    with queue.container(border=True, gap="xsmall", height="stretch"):
        flag = flag_queue.show(session, me, asked)
        _marked(session, me, asked)
    if flag is None:
        with evidence.container(border=True, height="stretch"):
            empty(
                _("没有这条疑点，或不在您的范围内。")
                if "flag" in st.query_params
                else _("选择左侧一条疑点，在此看佐证。")
            )
    else:
        with evidence.container(border=True, gap="small", height="stretch"):
            flag_evidence.show(session, flag, me)
        with judgement.container(border=True, gap="small", height="stretch"):
            flag_judgement.show(session, flag, me)
        with st.container(border=True, gap="xxsmall"):
            _past(flag)
    rejudgements.show(session, me, asked.region.code)
    uncomputed_list.show(session, me, asked)


def _line(session: Session, me: Officer, asked: Asked) -> str:
    seen = replace(asked, status="").flags(me)
    waiting = session.scalar(select(func.count()).select_from(seen.order_by(None).subquery()))
    scan = scans.last(session, asked.region.code)
    when = f"{scan.at.astimezone(clock.OFFICE):%m-%d %H:%M}" if scan else _("尚未检查")
    return _(
        "未办结 {n} 条 · 上次检查 {when} · 研判之前只称“疑点”，不称“违规”",
        n=waiting,
        when=when,
    )


def _choose_rule(asked: Asked, slot: Any) -> None:
    names = {"": _("全部规则")} | {code: f"{code} {rule.title}" for code, rule in RULES.items()}
    chosen = slot.selectbox(
        _("规则"),
        list(names),
        index=list(names).index(asked.rule),
        format_func=lambda code: names[code],
        label_visibility="collapsed",
        key=f"flags-rule-{asked.rule}",
    )
    if chosen != asked.rule:
        scoping.look_at(rule=chosen or None, flag=None)
        st.rerun()


def _marked(session: Session, me: Officer, asked: Asked) -> None:
    """Reports marked 搭车, 违规 or 吃拿卡要 stand beside the record flags, for those on their list."""
    marked = complaints.marked_for(me).where(regions.within(Complaint.county_code, asked.region.code))
    if asked.compound:
        marked = marked.where(Complaint.compound_number == asked.compound)
    found = session.scalars(marked).all()
    if found:
        head(_("反映的疑似问题"), _("{n} 件，只供知情范围内人员", n=len(found)))
        flag_evidence.reports(found[:MOST_REPORTS])
        go_to("conduct.complaints", _("全部信访件 ›"))


def _past(flag: Flag) -> None:
    """经过, newest first; what the scan did is the system's."""
    moments = [
        (event.at, event.by.name, WORKFLOW.labels.get(event.verb, event.verb), event.said)
        for event in flag.history
    ]
    moments.append((flag.raised_at, _("系统"), _("发现"), flag.told))
    if flag.lapsed_at:
        moments.append((flag.lapsed_at, _("系统"), _("不再触发"), ""))
    head(_("经过"), _("{n} 条", n=len(moments)))
    for at, who, did, note in sorted(moments, key=lambda one: one[0], reverse=True):
        with line():
            st.caption(f"{at.astimezone(clock.OFFICE):%Y-%m-%d %H:%M}", width=112)
            st.text(f"{who}　{did}　{note}")


def _headings() -> dict[str, str]:
    return {
        "number": _("编号"),
        "rule": _("规则"),
        "lamp": _("灯"),
        "place": _("地区"),
        "subject": _("对象"),
        "compound": _("项目编号"),
        "told": _("发现"),
        "raised": _("发现时间"),
        "due": _("首次研判期限"),
        "status": _("状态"),
        "reason": _("理由"),
        "opinion": _("研判意见"),
    }


def _rows(session: Session, me: Officer, asked: Asked) -> Iterable[dict[str, object]]:
    for flag in session.scalars(asked.flags(me)):
        yield {
            "number": flag.number,
            "rule": f"{flag.rule_code} {flag.title}",
            "lamp": flag.severity.sign,
            "place": flag_queue.place(session, flag),
            "subject": flag.called,
            "compound": flag.compound_number or "",
            "told": flag.told,
            "raised": flag.raised_at,
            "due": flag.due_on,
            "status": flag.status.label,
            "reason": flag.reason.label if flag.reason else "",
            "opinion": flag.opinion or "",
        }


PAGE = Page(
    chinese="疑点研判",
    icon=":material/rule:",
    show=show,
    order=10,
    roles=frozenset({Role.INSPECTOR, Role.CASES, Role.TASK_FORCE, Role.LEADER, Role.PRINCIPAL}),
)
