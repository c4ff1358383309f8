"""Rule settings: a rule's parameters, proposed by one officer, approved by another, in force from a day on.

A flag keeps the parameters that it fired under; what is set later does not touch it.
"""

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date
from typing import Any, Self

from sqlalchemy import JSON, Select, not_, select
from sqlalchemy.orm import Mapped, Session, mapped_column, object_session

from supervision import clock
from supervision.conduct.rules import RULES, Rule
from supervision.errors import Refused
from supervision.labels import Labelled
from supervision.office import regions
from supervision.office.history import Record
from supervision.office.people import Officer, Role
from supervision.office.workflow import Step, Workflow, taken_by
from supervision.words import _


class SettingStatus(Labelled):
    PROPOSED = "proposed", "待批准"
    APPROVED = "approved", "已批准"
    REFUSED = "refused", "未批准"
    WITHDRAWN = "withdrawn", "已撤回"


S = SettingStatus
PROPOSERS = (Role.INSPECTOR, Role.TASK_FORCE)
APPROVERS = (Role.LEADER, Role.PRINCIPAL)
OPEN = (S.PROPOSED, S.APPROVED)


def somebody_elses(setting: Any, officer: Officer) -> str | None:
    """Only who proposed it takes it back."""
    own = any(line.verb == "propose" and line.by_id == officer.id for line in setting.history)
    return None if own else _("只能由提出人撤回。")


def not_of_the_highest(setting: Any, officer: Officer) -> str | None:
    """Parameters hold for every place, so that only an office that answers for all of them sets them."""
    session = object_session(officer)
    elsewhere = select(Officer.id).where(
        Officer.active, not_(regions.within(Officer.region_code, officer.region_code))
    )
    if session is None or session.scalars(elsewhere.limit(1)).first() is None:
        return None
    return _("参数对各地一律生效，须由辖有全部地区的机关提出、批准。")


BY_ANOTHER = (not_of_the_highest, taken_by("propose", "提出"))
WORKFLOW = Workflow(
    Step("propose", "提出调整", S.PROPOSED, S.PROPOSED, by=PROPOSERS, unless=(not_of_the_highest,)),
    Step(
        "approve",
        "批准调整",
        S.PROPOSED,
        S.APPROVED,
        by=APPROVERS,
        unless=BY_ANOTHER,
    ),
    Step(
        "refuse",
        "不批准",
        S.PROPOSED,
        S.REFUSED,
        by=APPROVERS,
        unless=BY_ANOTHER,
    ),
    Step("withdraw", "撤回", S.PROPOSED, S.WITHDRAWN, by=PROPOSERS, unless=(somebody_elses,)),
)


class RuleSetting(Record):
    """New values for some parameters of one rule, and why."""

    __tablename__ = "rule_settings"

    rule_code: Mapped[str] = mapped_column(index=True)
    told: Mapped[dict[str, float]] = mapped_column(JSON)
    because: Mapped[str]
    proposed_on: Mapped[date]
    effective_on: Mapped[date]
    status: Mapped[SettingStatus]

    @classmethod
    def propose(
        cls,
        session: Session,
        rule: Rule[Any],
        told: Mapping[str, float],
        *,
        because: str,
        effective_on: date,
        by: Officer,
    ) -> Self:
        """Ask for other values, to be in force from a day that is still to come or today."""
        if not because.strip():
            raise Refused(_("请写明理由。"))
        if effective_on < clock.today():
            raise Refused(_("生效日期不能早于今天。"))
        if reason := why_not(session, rule, told):
            raise Refused(reason)
        waiting = select(RuleSetting.id).where(
            RuleSetting.rule_code == rule.code, RuleSetting.status == S.PROPOSED
        )
        if session.scalars(waiting).first() is not None:
            raise Refused(_("该规则已有一项调整待批准。"))
        made = cls(
            rule_code=rule.code,
            told=dict(told),
            because=because.strip(),
            proposed_on=clock.today(),
            effective_on=effective_on,
            status=S.PROPOSED,
        )
        session.add(made)
        session.flush()
        WORKFLOW.take(made, "propose", by=by, note=because.strip())
        return made

    @property
    def rule(self) -> Rule[Any]:
        return RULES[self.rule_code]

    def approve(self, *, by: Officer) -> None:
        """In force from its day on; a day that has passed meanwhile becomes today."""
        WORKFLOW.take(self, "approve", by=by)
        self.effective_on = max(self.effective_on, clock.today())

    def refuse(self, *, by: Officer, because: str) -> None:
        if not because.strip():
            raise Refused(_("请写明理由。"))
        WORKFLOW.take(self, "refuse", by=by, note=because.strip())

    def withdraw(self, *, by: Officer) -> None:
        WORKFLOW.take(self, "withdraw", by=by)


def why_not(session: Session, rule: Rule[Any], told: Mapping[str, float]) -> str | None:
    """The reason why a rule cannot take these values, or None."""
    if not told:
        return _("没有改动任何参数。")
    for name, value in told.items():
        knob = rule.knobs.get(name)
        if knob is None:
            return _("“{name}”不能调整。", name=rule.term(name))
        if not knob.least <= value <= knob.most:
            return _(
                "“{name}”应在 {least:g} 至 {most:g} {unit}之间。",
                name=rule.term(name),
                least=knob.least,
                most=knob.most,
                unit=_(knob.unit),
            )
    standing = params(session, rule, on=clock.today())
    broken = next((name for name in told if told[name] != type(getattr(standing, name))(told[name])), None)
    if broken:
        return _("“{name}”应为整数。", name=rule.term(broken))
    if all(getattr(standing, name) == value for name, value in told.items()):
        return _("与现行参数相同。")
    return None


def params(session: Session, rule: Rule[Any], *, on: date) -> Any:
    """The rule's parameters on a day: its own, changed by what was approved up to then."""
    told: dict[str, float] = {}
    for setting in session.scalars(in_force(rule.code, on)):
        told |= setting.told
    return changed(rule.params(session), told)


def changed(params: Any, told: Mapping[str, float]) -> Any:
    """The same parameters with some values told anew, each in its own kind; others are left out."""
    known = {field.name for field in fields(params)}
    values = {name: type(getattr(params, name))(value) for name, value in told.items() if name in known}
    return replace(params, **values) if values else params


def in_force(rule_code: str, on: date) -> Select[RuleSetting]:
    """What was approved and had come into force by a day, oldest first."""
    return (
        select(RuleSetting)
        .where(
            RuleSetting.rule_code == rule_code,
            RuleSetting.status == S.APPROVED,
            RuleSetting.effective_on <= on,
        )
        .order_by(RuleSetting.effective_on, RuleSetting.id)
    )


def of(rule_code: str) -> Select[RuleSetting]:
    """Everything ever proposed for a rule, newest first."""
    return select(RuleSetting).where(RuleSetting.rule_code == rule_code).order_by(RuleSetting.id.desc())


def has_a_hand_in(session: Session, rule_code: str, officer: Officer) -> bool:
    """Whether this officer proposed or approved what stands, or what waits, for a rule."""
    standing = session.scalars(of(rule_code).where(RuleSetting.status.in_(OPEN)))
    return any(line.by_id == officer.id for setting in standing for line in setting.history)
