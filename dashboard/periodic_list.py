"""季度反馈和通报: what desk and handling side tell each other now and then, sent and signed for."""

from collections.abc import Sequence
from datetime import date

import streamlit as st
from sqlalchemy.orm import Session

from dashboard.change import act
from dashboard.handing_out import offer
from dashboard.step_forms import StepForms
from dashboard.widgets import empty, head, line, md_escape
from reports.documents import duplicate_notice, quarterly_results
from reports.paper import Paper
from supervision import clock
from supervision.conduct import periodic_papers
from supervision.conduct.complaints import Complaint
from supervision.conduct.periodic_papers import SIDES, WORKFLOW, PaperKind, PaperStatus, PeriodicPaper
from supervision.office.people import Officer
from supervision.words import _

STEPS = StepForms(PeriodicPaper, WORKFLOW)
SHOWN = 12
LAW = {
    PaperKind.RESULTS: "每季度向信访举报部门反馈已办结件的处理结果（检举控告工作规则第18条）。",
    PaperKind.DUPLICATES: "重复件登记后留存备查，定期向有关部门通报（检举控告工作规则第14条）。",
}


def show(session: Session, me: Officer) -> None:
    """Only for those who send or receive them."""
    sends = [kind for kind in PaperKind if me.holds(*SIDES[kind][0])]
    papers = session.scalars(periodic_papers.visible_to(me).limit(SHOWN)).all()
    if not sends and not papers:
        return
    with st.container(border=True, gap="small"):
        head(_("季度反馈和通报"), _("只列编号和结论，不含内容"))
        if sends:
            with st.container(horizontal=True, gap="small"):
                for kind in sends:
                    with st.popover(kind.label, key=f"periodic-{kind}-open"):
                        _issue(session, kind, me)
        for paper in papers:
            _paper(session, paper, me)


def _issue(session: Session, kind: PaperKind, me: Officer) -> None:
    today = clock.today()
    of_results = kind is PaperKind.RESULTS
    start, end = (periodic_papers.last_quarter if of_results else periodic_papers.last_month)(today)
    empty(_(LAW[kind]))
    since = _day(_("起始日期（必填）"), start, f"periodic-{kind}-start")
    until = _day(_("截至日期（必填）"), end, f"periodic-{kind}-end")
    waiting = periodic_papers.untold(session, kind, until, officer=me)
    empty(_("截至该日未送出的 {n} 件：{numbers}", n=len(waiting), numbers=_numbers(waiting)))
    if st.button(
        WORKFLOW.labels["issue"], key=f"periodic-{kind}-issue", type="primary", disabled=not waiting
    ):
        act(
            lambda session, by: PeriodicPaper.issue(
                session, kind=kind, start=since, end=until, by=by, write=_written
            ),
            me=me,
            done=_("已送出{paper}", paper=kind.label),
        )


def _paper(session: Session, paper: PeriodicPaper, me: Officer) -> None:
    with line():
        st.markdown(f"**{md_escape(paper.number)}**", width=200)
        st.text(
            _(
                "{kind}　截至 {day}　{n} 件　{status}",
                kind=paper.kind.label,
                day=f"{paper.end_on:%Y-%m-%d}",
                n=len(paper.items),
                status=paper.status.label,
            ),
            width="stretch",
        )
        if file := paper.file:
            offer(
                file.name,
                lambda _reason: file.read(),
                me=me,
                key=f"periodic-{paper.id}",
                label=_("下载"),
            )
    if paper.status is PaperStatus.ISSUED:
        STEPS.bar(session, paper, me)


def _numbers(waiting: Sequence[Complaint]) -> str:
    numbers = [one.number for one in waiting]
    return "、".join(numbers[:SHOWN]) + ("……" if len(numbers) > SHOWN else "")


def _day(label: str, value: date, key: str) -> date:
    day: date | None = st.date_input(
        label, value=value, max_value=clock.today(), format="YYYY-MM-DD", key=key
    )
    return day or value


def _written(paper: PeriodicPaper) -> bytes:
    write = quarterly_results.write if paper.kind is PaperKind.RESULTS else duplicate_notice.write
    written: Paper = write(paper)
    return written.save()


def _receive(_session: Session, paper: PeriodicPaper, me: Officer) -> None:
    empty(_("签收后退回的回执记入经过。"))
    STEPS.take("receive", paper, me, lambda _s, it, by: it.receive(by=by), primary=True)


STEPS.forms["receive"] = _receive
