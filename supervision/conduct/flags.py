"""Flags: what a rule found and a person has to judge (疑点). A flag is no clue and no finding of guilt."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ColumnElement, ForeignKey, Index, Select, and_, case, false, or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column, object_session

from supervision import clock
from supervision.conduct import need_to_know, staff_codes
from supervision.conduct.flag_steps import HEADS, JUDGES, UNJUDGED, WORKFLOW, FlagStatus
from supervision.conduct.judging import LIMITS, Judged, require_why
from supervision.conduct.rules import RULES, Evidence, Rule
from supervision.office import acts, regions
from supervision.office.lamps import URGENCY, Lamp
from supervision.office.people import Officer, Role
from supervision.office.time_limits import (
    Deadline,
)
from supervision.words import _

__all__ = [
    "HEADS",
    "JUDGES",
    "LIMITS",
    "UNJUDGED",
    "WORKFLOW",
    "Flag",
    "FlagStatus",
    "overdue",
    "visible_to",
]


S = FlagStatus
READERS = (Role.INSPECTOR, Role.TASK_FORCE, Role.LEADER, Role.PRINCIPAL)


class Flag(Judged):
    """One finding of one rule on one object of the ledger, as it stood when it was found.

    Raising and lapsing are the scan's (系统); every other step is an officer's. `evidence` is what it was
    raised on and stays so, with the ledger's snapshot of that day; what the books say since, while it waits
    to be judged, stands in `later`. A flag whose rows no longer fire while a unit checks it keeps its status,
    and says since when. A `pattern` stands in the queue for all flags with its number in `pattern_id`.
    """

    __tablename__ = "flags"
    __table_args__ = (
        Index(None, "county_code", "status"),
        Index(None, "rule_code", "county_code", "subject"),
    )

    rule_code: Mapped[str]
    rule_version: Mapped[int]
    params: Mapped[dict[str, Any]] = mapped_column(JSON)
    subject: Mapped[str]
    region_code: Mapped[str] = mapped_column(ForeignKey("regions.code"))
    county_code: Mapped[str]
    compound_number: Mapped[str | None]
    evidence: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    evidence_digest: Mapped[str]
    later: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    snapshot_id: Mapped[int | None] = mapped_column(ForeignKey("snapshots.id"))
    pattern: Mapped[bool]
    pattern_id: Mapped[int | None] = mapped_column(ForeignKey("flags.id"), index=True)
    severity: Mapped[Lamp]
    derived_from_complaint: Mapped[bool]
    raised_at: Mapped[datetime]
    due_on: Mapped[date | None]
    lapsed_at: Mapped[datetime | None]
    demo: Mapped[bool]
    status: Mapped[FlagStatus]

    @property
    def number(self) -> str:
        """YD-0618"""
        return f"YD-{self.id:04d}"

    @property
    def rule(self) -> Rule[Any]:
        return RULES[self.rule_code]

    @property
    def title(self) -> str:
        """What officers call it."""
        if self.pattern:
            return _("{rule}（成片）", rule=self.rule.title)
        return self.rule.title_of(self.evidence)

    @property
    def called(self) -> str:
        """What officers call the object it is about."""
        session = object_session(self)
        return self.rule.called(session, self.subject) if session else self.subject

    @property
    def told(self) -> str:
        """What it was raised on, in one sentence."""
        if self.pattern:
            return _(
                "本县（市、区）共 {n} 条，超过该有的份额，先看是不是同一个原因。", n=self.evidence[0]["flags"]
            )
        return self.rule.tells(self.evidence)

    def shown(self, officer: Officer) -> Evidence:
        """What it was raised on, with codes for the people in it unless the officer asked who they are."""
        asked = any(line.verb == "open_staff" and line.by_id == officer.id for line in self.history)
        return self.evidence if asked else staff_codes.coded(self.evidence)

    def open_staff(self, *, by: Officer, because: str) -> None:
        """See who is behind the codes; who asked, and why, stays in the history."""
        require_why(because)
        WORKFLOW.take(self, "open_staff", by=by, note=because.strip())

    @property
    def newest(self) -> Evidence:
        """What the books say now, or said when it was last looked at: its evidence, where nothing changed."""
        return self.later[-1]["evidence"] if self.later else self.evidence

    def say_later(self, evidence: Evidence, *, snapshot_id: int | None) -> None:
        """Keep what the books say now beside what they said when it was raised (系统)."""
        told = {"at": clock.now().isoformat(), "snapshot_id": snapshot_id, "evidence": list(evidence)}
        self.later = [*self.later, told]

    def lapse(self) -> None:
        """It no longer fires (系统)."""
        self.status, self.lapsed_at = S.LAPSED, clock.now()

    def deadline(self, session: Session) -> Deadline:
        """When it was to be judged first, with the working."""
        return LIMITS[self.severity].due(session, self.raised_at.astimezone(clock.OFFICE).date())

    def is_overdue(self, today: date) -> bool:
        return self.status is S.OPEN and self.due_on is not None and self.due_on < today


def expired(today: date) -> Select[Flag]:
    """Exceptions whose day has passed."""
    return select(Flag).where(Flag.status == S.EXCEPTED, Flag.excepted_until < today).order_by(Flag.id)


def overdue(today: date) -> ColumnElement[bool]:
    """`Flag.is_overdue`, as a condition for a query."""
    return and_(Flag.status == S.OPEN, Flag.due_on < today)


def visible_to(officer: Officer) -> Select[Flag]:
    """The flags this officer may see, the most severe and oldest first.

    A unit sees what was sent to it; 案管 what was handed over. What stems from complaints is shown only to
    those on the complaint list of the place that keeps it, and never to a unit.
    """
    severest = case({lamp: URGENCY[lamp] for lamp in Lamp}, value=Flag.severity)
    return select(Flag).where(_seen(officer)).order_by(severest, Flag.raised_at, Flag.id)


def _seen(officer: Officer) -> ColumnElement[bool]:
    record = Flag.derived_from_complaint.is_(False)
    if officer.is_unit:
        return and_(record, Flag.unit_id == officer.unit_id) if officer.unit_id else false()
    if not officer.holds(*READERS, Role.CASES):
        return false()
    allowed: list[ColumnElement[bool]] = [record]
    if need_to_know.is_listed(officer):
        allowed.append(Flag.region_code == officer.region_code)
    mine = and_(regions.within(Flag.region_code, officer.region_code), or_(*allowed))
    return mine if officer.holds(*READERS) else and_(mine, Flag.status == S.HANDED)


def traceable_by(officer: Officer) -> Select[int]:
    """Flags whose lines in the history an officer may read: of those from complaints, the seen ones."""
    if officer.holds(Role.AUDITOR):
        return select(Flag.id)
    seen = Flag.id.in_(visible_to(officer).order_by(None).with_only_columns(Flag.id))
    return select(Flag.id).where(or_(Flag.derived_from_complaint.is_(False), seen))


acts.keep_apart(Flag.__tablename__, traceable_by)
