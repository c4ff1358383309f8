"""A rule's parameters: what is in force, what was proposed and by whom, and what a change would come to."""

from dataclasses import asdict
from typing import Any

import streamlit as st
from sqlalchemy.orm import Session

from dashboard import tables
from dashboard.change import act
from dashboard.widgets import empty, head, md_escape, step_button
from supervision import clock
from supervision.conduct import rule_settings, rule_trials
from supervision.conduct.rule_cards import RuleCard
from supervision.conduct.rule_settings import PROPOSERS, WORKFLOW, RuleSetting, SettingStatus
from supervision.conduct.rules import RULES, Rule
from supervision.office.people import Officer
from supervision.words import _


def show(session: Session, card: RuleCard, me: Officer) -> None:
    rule = card.rule
    head(_("参数"), _("提出、试算、由他人批准后自生效日起用；已提示的疑点保留当时的参数"))
    _table(card)
    _history(session, card, me)
    if rule.knobs and me.holds(*PROPOSERS):
        if why := rule_settings.not_of_the_highest(None, me):
            empty(why)
        else:
            _propose(session, rule, rule_settings.params(session, rule, on=clock.today()), me)


def _table(card: RuleCard) -> None:
    if not card.values:
        empty(_("这条规则没有可调的参数。"))
        return
    columns: dict[str, Any] = {
        "name": tables.text(_("参数"), width=200),
        "said": tables.text(_("现行值"), width=180),
        "unit": tables.text(_("单位"), width=160),
        "span": tables.text(_("可调范围"), width=140),
    }
    rows = [asdict(one) for one in card.values]
    tables.draw(tables.frame(rows, columns), columns, key=f"params-{card.rule.code}", alt=_("参数"))


def _history(session: Session, card: RuleCard, me: Officer) -> None:
    settings = session.scalars(rule_settings.of(card.rule.code)).all()
    for setting, said in zip(settings, card.changes, strict=True):
        st.text(said)
        if setting.status is SettingStatus.PROPOSED:
            _decide(setting, me)


def _decide(setting: RuleSetting, me: Officer) -> None:
    because = st.text_input(_("不批准的理由"), placeholder=_("不批准时必填"), key=f"refuse-why-{setting.id}")
    with st.container(horizontal=True, gap="small"):
        step_button(setting, WORKFLOW, "approve", lambda it, by: it.approve(by=by), me=me)
        step_button(setting, WORKFLOW, "refuse", lambda it, by: it.refuse(by=by, because=because), me=me)
        step_button(setting, WORKFLOW, "withdraw", lambda it, by: it.withdraw(by=by), me=me)


def _propose(session: Session, rule: Rule[Any], standing: Any, me: Officer) -> None:
    """Other values, tried on the present data before anybody is asked."""
    with st.expander(_("提出调整")):
        told: dict[str, float] = {}
        for name, knob in rule.knobs.items():
            now = getattr(standing, name)
            kind = type(now)
            value = st.number_input(
                f"{rule.term(name)}（{_(knob.unit)}）",
                min_value=kind(knob.least),
                max_value=kind(knob.most),
                value=now,
                step=kind(1) if knob.most > 1 or kind is int else 0.01,
                key=f"knob-{rule.code}-{name}",
            )
            if value != now:
                told[name] = value
        because = st.text_input(
            _("理由（必填）"), placeholder=_("例如：小县误差较大"), key=f"why-{rule.code}"
        )
        effective_on = st.date_input(
            _("自何日起"), value=clock.today(), min_value=clock.today(), key=f"from-{rule.code}"
        )
        _try(session, rule, standing, told, me)
        if st.button(_("提出调整"), disabled=not told, key=f"propose-{rule.code}"):
            code = rule.code
            act(
                lambda session, by: RuleSetting.propose(
                    session, RULES[code], told, because=because, effective_on=effective_on, by=by
                ),
                me=me,
                done=_("已提出，待批准"),
            )


def _try(session: Session, rule: Rule[Any], standing: Any, told: dict[str, float], me: Officer) -> None:
    if st.button(_("试算"), disabled=not told, key=f"try-{rule.code}"):
        trial = rule_trials.tried(session, rule, rule_settings.changed(standing, told), me.region_code)
        st.markdown(
            md_escape(
                _(
                    "按现有数据试算：现提示 {now} 条，调整后 {then} 条；新增 {new} 条，不再提示 {gone} 条。",
                    now=trial.now,
                    then=trial.then,
                    new=len(trial.new),
                    gone=len(trial.gone),
                )
            )
        )
        if trial.new or trial.gone:
            some = [
                *(f"＋{rule.called(session, one)}" for one in trial.new[:5]),
                *(f"－{rule.called(session, one)}" for one in trial.gone[:5]),
            ]
            st.caption(md_escape("　".join(some)))
