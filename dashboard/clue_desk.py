"""What waits for 案管: flags handed over, questions before a paper goes to a unit, and the colours chosen."""

import streamlit as st
from sqlalchemy.orm import Session

from dashboard import scoping
from dashboard.change import act
from dashboard.step_forms import StepForms
from dashboard.widgets import empty, head, line, md_escape
from supervision.conduct import clue_alerts, clue_registering, consents
from supervision.conduct.clue_alerts import COLOURS, Alerts, LocalTable, Stage
from supervision.conduct.consents import WORKFLOW, Consent, ConsentStatus
from supervision.office.lamps import Lamp
from supervision.office.people import Officer, Role
from supervision.words import _

STEPS = StepForms(Consent, WORKFLOW, sealed=True)


def show(session: Session, me: Officer) -> None:
    if not me.holds(Role.CASES):
        return
    flags = session.scalars(clue_registering.waiting(me)).all()
    asked = session.scalars(consents.visible_to(me).limit(50)).all()
    if flags:
        with st.container(border=True, gap="xsmall"):
            head(_("转来的疑点"), _("{n} 条，尚未登记为线索", n=len(flags)))
            for flag in flags:
                with line():
                    st.markdown(f"**{md_escape(flag.number)}**", width=92)
                    st.text(f"{flag.title}　{flag.opinion or ''}", width="stretch")
                    if st.button(_("登记为线索"), key=f"clue-from-flag-{flag.id}"):
                        scoping.go(new="1", flag=str(flag.id))
    if asked:
        waiting = sum(one.status is ConsentStatus.ASKED for one in asked)
        with st.container(border=True, gap="xsmall"):
            head(
                _("征求意见"),
                _("待答复 {n} 件；涉及在办线索的，同意后方可送单位，不说明理由", n=waiting),
            )
            for one in asked:
                with line():
                    st.markdown(f":gray[{md_escape(one.status.label)}]", width=104)
                    st.text(_("{title}　送 {unit}", title=one.title, unit=one.unit.name), width="stretch")
                STEPS.bar(session, one, me)


def _give(_session: Session, one: Consent, me: Officer) -> None:
    STEPS.take("give", one, me, lambda _s, it, by: it.give(by=by), primary=True)


def _refuse(_session: Session, one: Consent, me: Officer) -> None:
    STEPS.take("refuse", one, me, lambda _s, it, by: it.refuse(by=by))


STEPS.add({"give": _give, "refuse": _refuse})


def choose_alerts(alerts: Alerts, me: Officer) -> None:
    """Which local table the colours follow, or the office's own months; all of it 待核."""
    st.caption(md_escape(_("三色预警没有全国统一规定，以下为地方做法，均待核。当前：{t}", t=alerts.words)))
    _months(alerts)
    if not me.holds(Role.CASES, Role.PRINCIPAL):
        empty(_("由案管岗选定。"))
        return
    tables = list(LocalTable)
    chosen = st.radio(
        _("采用的做法"),
        tables,
        index=tables.index(alerts.local_table),
        format_func=lambda one: one.label,
        captions=[one.means for one in tables],
        key="clue-alerts-table",
    )
    by_due = st.toggle(_("期限前三日黄、超期红"), alerts.by_due_date, key="clue-alerts-due")
    months: dict[tuple[Stage, Lamp], int] = {}
    if chosen is LocalTable.OWN:
        for stage in Stage:
            with line():
                for lamp in COLOURS:
                    n = st.number_input(
                        _("{stage} {lamp}（月）", stage=stage.label, lamp=lamp.sign),
                        min_value=1,
                        max_value=clue_alerts.LONGEST,
                        value=alerts.months.get((stage, lamp)),
                        step=1,
                        key=f"clue-alerts-{stage}-{lamp}",
                    )
                    if n is not None:
                        months[stage, lamp] = int(n)
    if st.button(_("保存"), key="clue-alerts-save"):
        act(
            lambda session, by: clue_alerts.choose(
                session, LocalTable(chosen), by=by, months=months, by_due_date=by_due
            ),
            me=me,
            done=_("已保存预警办法"),
        )


def _months(alerts: Alerts) -> None:
    for stage in Stage:
        lit = [
            _("{lamp} 满 {n} 个月", lamp=lamp.sign, n=months)
            for lamp in COLOURS
            if (months := alerts.months.get((stage, lamp))) is not None
        ]
        st.text(f"{stage.label}　" + ("　".join(lit) or "—"))
