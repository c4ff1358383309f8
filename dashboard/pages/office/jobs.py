"""定时任务: what runs by itself, when it last did and will next, what came of it, and running it now."""

from typing import Any

import streamlit as st
from sqlalchemy.orm import Session

from dashboard import tables
from dashboard.change import act
from dashboard.handing_out import offer_list
from dashboard.pages import Page
from dashboard.widgets import empty, head, lamp_column, line, md_escape, signs, title_row
from supervision import clock, jobs
from supervision.conduct import flags
from supervision.jobs import JOBS
from supervision.office import due_notices, job_runs, regions
from supervision.office.acts import Kind, kind_label
from supervision.office.due_notices import DueNotice
from supervision.office.job_runs import RUNNERS, JobRun, Outcome
from supervision.office.lamps import Lamp
from supervision.office.people import Officer, Role
from supervision.office.regions import Level
from supervision.words import _, listed

MOST_NOTICES = 100


def show(session: Session, me: Officer) -> None:
    failed = job_runs.failed(session)
    title_row(
        _("定时任务"),
        _("{n} 项，最近一次失败的 {failed} 项", n=len(JOBS), failed=len(failed)),
    )
    with st.container(border=True, gap="xsmall"):
        head(_("任务"), _("到点由一个进程运行，错过的在恢复后补跑最近一次"))
        for name in JOBS:
            _job(session, name, me)
    with st.container(border=True, gap="xsmall"):
        _runs(session, me)
    with st.container(border=True, gap="xsmall"):
        _notices(session, me)


def _job(session: Session, name: str, me: Officer) -> None:
    job, run = JOBS[name], job_runs.newest(session, name)
    waiting = len(jobs.due(name))
    upcoming = job.next(clock.now())
    with line():
        st.markdown(f"**{md_escape(job.title)}**", width=150)
        with st.container(gap=None):
            st.caption(md_escape(_("{purpose}。{hours}", purpose=_(job.purpose), hours=_(job.hours))))
            said = [_("下次 {hour}", hour=_moment(upcoming))]
            if run:
                said.insert(
                    0, _("上次 {hour} {outcome}", hour=_moment(run.scheduled_for), outcome=run.outcome.label)
                )
            if waiting:
                said.append(_("已到点未运行 {n} 次", n=waiting))
            st.text("　".join(said))
            if run and (note := _note(run, me)):
                st.text(note)
        forbidden = (
            None
            if me.holds(*RUNNERS)
            else _("须由{posts}办理。", posts=listed(role.label for role in RUNNERS))
        )
        if st.button(
            _("立即运行"), key=f"job-{name}", disabled=bool(forbidden), help=forbidden, width="content"
        ):
            act(
                lambda session, by: job_runs.ask(session, name, by=by),
                me=me,
                done=_("已交运行，稍后刷新查看。"),
            )


def _runs(session: Session, me: Officer) -> None:
    runs = job_runs.recent(session)
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        head(_("运行记录"), _("最近 {n} 次", n=len(runs)))
        place = st.container(width="content")
    if not runs:
        empty(_("尚未运行过。"))
        return
    columns: dict[str, Any] = {
        "lamp": lamp_column(78),
        "job": tables.text(_("任务"), width=150),
        "hour": tables.text(_("应运行"), width=130),
        "outcome": tables.text(_("结果"), width=80),
        "missed": tables.count(_("错过（次）"), 80),
        "by": tables.text(_("由谁"), width=90),
        "note": tables.text(_("情况"), width=520),
    }
    rows = [
        {
            "lamp": signs(Lamp.RED if run.outcome is Outcome.FAILED else None),
            "job": JOBS[run.job].title if run.job in JOBS else run.job,
            "hour": _moment(run.scheduled_for),
            "outcome": run.outcome.label,
            "missed": run.missed,
            "by": run.by.name if run.by else _("系统"),
            "note": _note(run, me),
        }
        for run in runs
    ]
    with place:
        offer_list(_("运行记录"), columns, lambda: rows, me=me, key="job-runs-list")
    tables.draw(tables.frame(rows, columns), columns, key="job-runs", alt=_("运行记录"))


def _notices(session: Session, me: Officer) -> None:
    """What the scan of due dates found, without a word of content; complaints stand with their own list."""
    told = {Kind.COMMITMENTS, Kind.ORDERS} | ({Kind.FLAGS} if me.holds(*flags.READERS) else set())
    found = session.scalars(
        due_notices.visible_to(me).where(DueNotice.kind.in_([str(kind) for kind in told])).limit(MOST_NOTICES)
    ).all()
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        head(_("到期提醒"), _("最近 {n} 条，由到期扫描登记", n=len(found)))
        place = st.container(width="content")
    if not found:
        empty(_("没有到期提醒。"))
        return
    columns: dict[str, Any] = {
        "at": tables.text(_("登记时间"), width=130),
        "officer": tables.text(_("提醒给"), width=90),
        "tier": tables.text(_("到期情况"), width=90),
        "kind": tables.text(_("事项"), width=100),
        "subject": tables.number(_("序号"), width=70, format="%d"),
        "place": tables.text(_("地区"), width=180),
        "due_on": st.column_config.DateColumn(_("到期日"), width=100, format="YYYY-MM-DD"),
    }
    rows = [
        {
            "at": _moment(one.noticed_at),
            "officer": one.officer.name,
            "tier": one.tier.label,
            "kind": kind_label(one.kind),
            "subject": one.subject_id,
            "place": regions.full_name(session, one.region_code),
            "due_on": one.due_on,
        }
        for one in found
    ]
    with place:
        offer_list(_("到期提醒"), columns, lambda: rows, me=me, key="due-notices-list")
    tables.draw(tables.frame(rows, columns), columns, key="due-notices", alt=_("到期提醒"), at_most=10)


def _note(run: JobRun, me: Officer) -> str:
    """What came of it; below the province without its numbers, which are of the whole province."""
    if run.outcome is Outcome.FAILED or regions.level_of(me.region_code) is Level.PROVINCE:
        return run.note
    return _("情况含全省数字，由省级查看") if run.note else ""


def _moment(moment: Any) -> str:
    return f"{moment.astimezone(clock.OFFICE):%Y-%m-%d %H:%M}" if moment else ""


PAGE = Page(
    chinese="定时任务",
    icon=":material/schedule:",
    show=show,
    order=60,
    roles=frozenset({*RUNNERS, Role.LEADER, Role.PRINCIPAL}),
)
