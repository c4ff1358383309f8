"""Rule cards: a rule as it stands today: the values in force, every change, and how it has done (规则卡)."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from supervision import clock
from supervision.conduct import rule_settings, track_records
from supervision.conduct.rule_settings import RuleSetting
from supervision.conduct.rules import Rule
from supervision.conduct.track_records import TrackRecord
from supervision.office import installation, regions
from supervision.office.people import Officer
from supervision.words import _


@dataclass(frozen=True)
class Value:
    """One parameter in force: what officers call it, its value with its unit, and where it may lie."""

    name: str
    said: str
    unit: str
    span: str


@dataclass(frozen=True)
class RuleCard:
    """A rule with what is in force, its changes newest first, and its record, as it is put on paper."""

    rule: Rule[Any]
    values: Sequence[Value]
    changes: Sequence[str]
    record: TrackRecord | None
    made_at: datetime
    demo: bool


def card(session: Session, rule: Rule[Any], me: Officer, record: TrackRecord | None) -> RuleCard:
    return RuleCard(
        rule,
        values(rule, rule_settings.params(session, rule, on=clock.today())),
        [change(session, setting) for setting in session.scalars(rule_settings.of(rule.code))],
        record if record is not None else track_records.of(session, me).get(rule.code),
        clock.now(),
        installation.current(session).demo,
    )


def values(rule: Rule[Any], standing: Any) -> list[Value]:
    """The parameters of a rule, by `standing`; those of the campaign are set with it."""
    found = []
    for one in fields(standing):
        knob = rule.knobs.get(one.name)
        found.append(
            Value(
                rule.term(one.name),
                rule.says(getattr(standing, one.name)),
                _(knob.unit) if knob else "",
                f"{knob.least:g}–{knob.most:g}" if knob else _("随专项行动设置"),
            )
        )
    return found


def change(session: Session, setting: RuleSetting) -> str:
    """What was proposed, by whom and where from, and who decided it and when, in one line."""
    rule = setting.rule
    told = "；".join(f"{rule.term(name)} {rule.says(value)}" for name, value in setting.told.items())
    said = [
        _("{changed}，自 {since} 起（{why}）", changed=told, since=setting.effective_on, why=setting.because)
    ]
    said += [
        _(
            "{day} {place}{who}{step}",
            day=line.at.astimezone(clock.OFFICE).date(),
            place=regions.full_name(session, line.by.region_code),
            who=line.by.name,
            step=rule_settings.WORKFLOW.labels[line.verb],
        )
        for line in setting.history
    ]
    return "；".join((*said, setting.status.label))
