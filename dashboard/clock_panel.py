"""The clocks of a complaint or a clue that run: each day of them, and how they are stopped and started."""

from datetime import date
from typing import Any

import streamlit as st
from sqlalchemy.orm import Session

from dashboard import tables
from dashboard.change import act
from dashboard.widgets import empty, head, line, md_escape
from supervision import clock
from supervision.conduct import clue_steps, complaint_steps, pausing
from supervision.conduct.clues import Clue
from supervision.conduct.complaints import Complaint
from supervision.conduct.pausing import Clocked, Running
from supervision.office import pauses
from supervision.office.pauses import ALLOWED, Pause, PauseReason
from supervision.office.people import Officer
from supervision.words import _


def show(session: Session, record: Clocked, me: Officer) -> None:
    """Nothing where no clock runs."""
    found = pausing.running(record)
    if not found:
        return
    with st.container(border=True, gap="xsmall"):
        head(_("计时"), _("逐日计算；中止只限所列事由"))
        for one in found:
            _clock(session, record, one, me)


def _clock(session: Session, record: Clocked, one: Running, me: Officer) -> None:
    deadline = pausing.deadline(session, record, one)
    key = f"clock-{record.__tablename__}-{record.id}-{one.limit.code}"
    with line():
        st.text(one.limit.title, width=190)
        st.text(
            _("已中止") if deadline.stopped else _("{day} 到期", day=deadline.due_on or _("待日历")),
            width=130,
        )
        with st.popover(_("逐日计算"), key=f"{key}-days"):
            for sentence in deadline.lines:
                st.caption(md_escape(sentence))
            columns: dict[str, Any] = {
                "day": st.column_config.DateColumn(_("日期"), width=100, format="YYYY-MM-DD"),
                "number": tables.text(_("第几日"), width=70),
                "why": tables.text(_("说明"), width=260),
            }
            rows = [
                {"day": each.day, "number": str(each.number or "—"), "why": each.why}
                for each in deadline.days
            ]
            tables.draw(tables.frame(rows, columns), columns, key=key, alt=_("逐日计算"), at_most=12)
        if one.may_stand_still:
            _forms(session, record, one, me, key)
        else:
            empty(_("本时限不得中止。"))


def _forms(session: Session, record: Clocked, one: Running, me: Officer, key: str) -> None:
    still = pauses.still(session, record, one.limit)
    verb = "resume_clock" if still else "pause_clock"
    workflow: Any = clue_steps.WORKFLOW if isinstance(record, Clue) else complaint_steps.WORKFLOW
    reason = workflow.why_not(record, verb, by=me)
    with st.popover(workflow.labels[verb], disabled=bool(reason), help=reason, key=f"{key}-{verb}"):
        if reason:
            return
        if still:
            _resume(record, one, still, me, key)
        else:
            _pause(record, one, me, key)
    if wrong := next(iter(reversed(pausing.of(session, record))), None):
        refused = workflow.why_not(record, "correct_pause", by=me)
        with st.popover(
            workflow.labels["correct_pause"], disabled=bool(refused), help=refused, key=f"{key}-correct"
        ):
            if not refused:
                _correct(record, wrong, me, key)


def _pause(record: Clocked, one: Running, me: Officer, key: str) -> None:
    why = st.selectbox(
        _("中止事由"),
        ALLOWED[one.limit.code],
        index=None,
        format_func=lambda reason: reason.label,
        placeholder=_("请选择"),
        key=f"{key}-reason",
    )
    paper = st.text_input(
        _("批准文号"), max_chars=30, placeholder=_("如：阳纪办〔2026〕3号"), key=f"{key}-paper"
    )
    on = _day(_("中止日期"), clock.today(), f"{key}-on")
    if st.button(_("中止计时"), key=f"{key}-pause"):
        if why is None:
            st.error(_("请选择中止事由。"))
            return
        act(
            lambda session, by: pausing.pause(
                session,
                _again(session, record),
                one.limit,
                reason=PauseReason(why),
                paper=paper,
                by=by,
                on=on,
            ),
            me=me,
            done=_("已中止计时"),
        )


def _resume(record: Clocked, one: Running, still: Pause, me: Officer, key: str) -> None:
    st.text(_("{day} 起中止：{why}", day=f"{still.began_on:%Y-%m-%d}", why=still.reason.label))
    on = _day(_("恢复日期（当日起继续计）"), clock.today(), f"{key}-until")
    if st.button(_("恢复计时"), key=f"{key}-resume"):
        act(
            lambda session, by: pausing.resume(session, _again(session, record), one.limit, by=by, on=on),
            me=me,
            done=_("已恢复计时"),
        )


def _correct(record: Clocked, wrong: Pause, me: Officer, key: str) -> None:
    began = _day(_("中止日期"), wrong.began_on, f"{key}-began")
    ended = _day(_("恢复日期（当日起继续计）"), wrong.ended_on, f"{key}-ended") if wrong.ended_on else None
    number = wrong.id
    if st.button(_("更正中止日期"), key=f"{key}-put-right"):
        act(
            lambda session, by: pausing.correct(
                session,
                _again(session, record),
                session.get_one(Pause, number),
                began_on=began,
                ended_on=ended,
                by=by,
            ),
            me=me,
            done=_("已更正中止日期"),
        )


def _day(label: str, value: date, key: str) -> date:
    return st.date_input(label, value=value, max_value=clock.today(), format="YYYY-MM-DD", key=key)


def _again(session: Session, record: Clocked) -> Clocked:
    """The record, inside the change."""
    if isinstance(record, Clue):
        return session.get_one(Clue, record.id)
    return session.get_one(Complaint, record.id)
