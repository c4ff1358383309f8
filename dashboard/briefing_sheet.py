"""One briefing in full: its words, its frozen figures, who is named, its papers, and its past."""

from typing import Any

import streamlit as st
from sqlalchemy.orm import Session

from dashboard import briefing_acts, briefing_checks, tables
from dashboard.handing_out import offer
from dashboard.widgets import head, line, md_escape, past
from supervision.briefings.briefing_steps import WORKFLOW, BriefingStatus
from supervision.briefings.briefings import Briefing
from supervision.briefings.explanations import SILENT
from supervision.clock import OFFICE
from supervision.office.people import Officer
from supervision.words import _

UNSIGNED = (BriefingStatus.DRAFT, BriefingStatus.CHECKED)


def show(session: Session, briefing: Briefing, me: Officer) -> None:
    with st.container(border=True, gap="xsmall"):
        with line():
            name = _(
                "{place}　{kind}（{edition}）",
                place=briefing.region_name,
                kind=briefing.kind.label,
                edition=briefing.edition.label,
            )
            issue = _("第{n}期", n=briefing.issue_no) if briefing.issue_no else ""
            st.markdown(f"**{md_escape(name)}**　{md_escape(issue)}　:gray[{briefing.status.label}]")
            st.space("stretch")
            frozen = f"{briefing.frozen_at.astimezone(OFFICE):%Y-%m-%d %H:%M}"
            st.caption(md_escape(_("数字取定于 {moment}", moment=frozen)), width="content")
        if not me.is_unit:
            briefing_acts.bar(session, briefing, me)
    said, papers = st.columns([1.6, 1], gap="small")
    with said.container(border=True, gap="xsmall", height="stretch"):
        _words(briefing)
    with papers.container(border=True, gap="xsmall", height="stretch"):
        _papers(briefing, me)
        if briefing.file and not me.is_unit:
            briefing_checks.copy(session, briefing)
    if not me.is_unit:
        with st.container(border=True, gap="xsmall"):
            _figures(briefing)
        with st.container(border=True, gap="xsmall"):
            briefing_checks.before_signing(session, briefing)
        with st.container(border=True, gap="xxsmall"):
            past(briefing, WORKFLOW, me=me)


def _words(briefing: Briefing) -> None:
    for title, text in (
        (_("补充要点"), briefing.points),
        (_("存在的主要问题"), briefing.problems),
        (_("下一步监督重点"), briefing.next_steps),
    ):
        if text:
            head(title)
            st.text(text)
    head(_("点名单位及其说明"), _("{n} 个", n=len(briefing.explanations)))
    if not briefing.explanations:
        return
    columns = {
        "who": tables.text(_("单位"), width=160),
        "fact": tables.text(_("事项"), width=180),
        "answer": tables.text(_("说明"), width=200),
        "paper": tables.text(_("来文或来电"), width=110),
    }
    rows = [
        {"who": one.who, "fact": one.fact, "answer": one.answer or _(SILENT), "paper": one.paper or ""}
        for one in briefing.explanations
    ]
    tables.draw(
        tables.frame(rows, columns),
        columns,
        key=f"briefing-named-{briefing.id}",
        alt=_("点名单位及其说明"),
        at_most=8,
    )


def _papers(briefing: Briefing, me: Officer) -> None:
    """The signed document as it was stored; before that, a draft written anew each time."""
    head(_("文书"))
    if briefing.status in UNSIGNED:
        offer(
            _("监督简报（草稿）") + ".docx",
            lambda _reason: briefing_acts.written(briefing),
            me=me,
            key=f"briefing-draft-{briefing.id}",
            label=_("取出草稿"),
        )
    held = [(_("取出定稿"), briefing.file), (_("取出签发稿"), None if me.is_unit else briefing.scan)]
    for label, file in held:
        if file:
            offer(
                file.name,
                lambda _reason, file=file: file.read(),  # type: ignore[misc]  # a default in a lambda
                me=me,
                key=f"briefing-{file.id}",
                label=label,
            )
            st.caption(md_escape(f"SM3 {file.digest[:16]}…"))


def _figures(briefing: Briefing) -> None:
    head(_("取定的数字"), _("{n} 个", n=len(briefing.figures)))
    columns = {
        "place": tables.text(_("地区"), width=90),
        "title": tables.text(_("指标"), width=240),
        "amount": tables.text(_("数值"), width=110),
        "unit": tables.text(_("单位"), width=110),
        "missing": tables.text(_("缺数"), width=200),
        "definition": tables.text(_("口径"), width=420),
    }
    rows: list[dict[str, Any]] = [
        {
            "place": one.region_name,
            "title": one.heading,
            "amount": one.digits,
            "unit": one.unit.label,
            "missing": "；".join(one.missing),
            "definition": f"{_(one.definition)}（{_(one.source)}，{one.version}）",
        }
        for one in briefing.figures
    ]
    tables.draw(
        tables.frame(rows, columns),
        columns,
        key=f"briefing-figures-{briefing.id}",
        alt=_("取定的数字"),
        at_most=8,
    )
