"""Flags: what a rule found and a person has to judge (疑点). A flag is no clue and no finding of guilt."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ColumnElement, ForeignKey, Index, Select, and_, case, false, or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column, object_session, relationship

from supervision import clock
from supervision.conduct import consents, need_to_know, staff_codes, wording
from supervision.conduct.consents import Paper
from supervision.conduct.flag_steps import HEADS, JUDGES, UNJUDGED, WORKFLOW, FlagStatus
from supervision.conduct.rules import RULES, Evidence, Rule
from supervision.conduct.weighing import Reason, Weight
from supervision.errors import Refused
from supervision.office import acts, regions, stamped_papers
from supervision.office.files import StoredFile
from supervision.office.history import Record
from supervision.office.lamps import URGENCY, Lamp
from supervision.office.people import Officer, Role
from supervision.office.regions import Region
from supervision.office.stamped_papers import StampedPaper
from supervision.office.time_limits import (
    JUDGE_BLUE,
    JUDGE_RED,
    JUDGE_YELLOW,
    UNIT_CHECK,
    Deadline,
)
from supervision.office.units import Unit
from supervision.words import _

__all__ = ["HEADS", "JUDGES", "UNJUDGED", "WORKFLOW", "Flag", "FlagStatus", "overdue", "visible_to"]


S = FlagStatus
READERS = (Role.INSPECTOR, Role.TASK_FORCE, Role.LEADER, Role.PRINCIPAL)
LIMITS = {Lamp.RED: JUDGE_RED, Lamp.YELLOW: JUDGE_YELLOW, Lamp.BLUE: JUDGE_BLUE}


class Flag(Record):
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
    self_reported: Mapped[bool]
    severity: Mapped[Lamp]
    derived_from_complaint: Mapped[bool]
    raised_at: Mapped[datetime]
    due_on: Mapped[date | None]
    lapsed_at: Mapped[datetime | None]
    demo: Mapped[bool]
    weighed: Mapped[dict[str, str]] = mapped_column(JSON)
    reason: Mapped[Reason | None]
    opinion: Mapped[str | None]
    judged_at: Mapped[datetime | None]
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"))
    request: Mapped[str | None]
    sent_on: Mapped[date | None]
    reply_due_on: Mapped[date | None]
    slip_id: Mapped[int | None] = mapped_column(ForeignKey("stored_files.id"))
    replied_on: Mapped[date | None]
    reply_text: Mapped[str | None]
    excepted_until: Mapped[date | None]
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("flags.id"))
    reply_paper_id: Mapped[int | None] = mapped_column(ForeignKey("stamped_papers.id"))
    status: Mapped[FlagStatus]

    unit: Mapped[Unit | None] = relationship()
    slip: Mapped[StoredFile | None] = relationship()
    reply_paper: Mapped[StampedPaper | None] = relationship()
    merged_into: Mapped["Flag | None"] = relationship(foreign_keys=[merged_into_id], remote_side="Flag.id")

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
        _say(because)
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

    @property
    def weights(self) -> tuple[Weight, ...]:
        """What became of each innocent explanation, in the rule's order."""
        return tuple(
            Weight(self.weighed.get(str(place), Weight.OPEN)) for place in range(len(self.rule.innocent))
        )

    @property
    def sent_from(self) -> str:
        """The place whose office sent it to the unit."""
        sent = next(line for line in self.history if line.verb == "send_to_unit")
        session = object_session(self)
        assert session
        return session.get_one(Region, sent.by.region_code).name

    def deadline(self, session: Session) -> Deadline:
        """When it was to be judged first, with the working."""
        return LIMITS[self.severity].due(session, self.raised_at.astimezone(clock.OFFICE).date())

    def is_overdue(self, today: date) -> bool:
        return self.status is S.OPEN and self.due_on is not None and self.due_on < today

    def weigh(self, explanation: int, weight: Weight, *, by: Officer) -> None:
        """Say whether one innocent explanation (counted from 0) holds."""
        WORKFLOW.take(self, "weigh", by=by, note=f"{explanation + 1}：{weight.chinese}")
        self.weighed = {**self.weighed, str(explanation): weight.value}

    def dismiss(self, *, by: Officer, reason: Reason, because: str) -> None:
        """Clear the doubt away: a reason from the list, and words that another officer can check."""
        _say(because)
        if reason is Reason.EXPLAINED and Weight.HOLDS not in self.weights:
            raise Refused(_("不能以“解释成立”排除：各项解释无一成立。"))
        WORKFLOW.take(self, "dismiss", by=by, note=f"{reason.chinese}；{because.strip()}")
        self.reason, self.opinion, self.judged_at = reason, because.strip(), clock.now()

    def send_to_unit(
        self,
        session: Session,
        *,
        to: Unit,
        by: Officer,
        request: str,
        write: Callable[["Flag"], bytes],
    ) -> None:
        """Ask the responsible unit, by 核实单, what the records mean. Nothing of a complaint goes along."""
        _say(request)
        if not regions.contains(to.region_code, self.county_code):
            raise Refused(_("{unit}不管辖该县（市、区），请另选单位。", unit=to.name))
        if reason := consents.why_not(session, self.paper_to(to)):
            raise Refused(reason)
        WORKFLOW.take(self, "send_to_unit", by=by, note=to.name)
        self.unit, self.request, self.sent_on = to, request.strip(), clock.today()
        self.reply_due_on = UNIT_CHECK.due_on(session, self.sent_on)
        self.opinion, self.judged_at = request.strip(), clock.now()
        name = _("{number}核实单.docx", number=self.number)
        self.slip = StoredFile.keep(session, name=name, data=write(self))

    def paper_to(self, unit: Unit) -> Paper:
        """What a unit would be sent, as 案管 is asked about it."""
        place = {"county_code": self.county_code, "compound_number": self.compound_number}
        return Paper(self.__tablename__, self.id, unit, title=f"{self.number}　{self.title}", **place)

    def reply(self, *, by: Officer, text: str, paper: StampedPaper | None = None) -> None:
        """What the unit answered; an officer enters it from the stamped paper."""
        _say(text)
        stamped_papers.require(paper, by=by)
        WORKFLOW.take(self, "reply", by=by, note=paper.number if paper else "")
        self.reply_text, self.reply_paper = text.strip(), paper
        self.replied_on = stamped_papers.acts_on(paper)

    def uphold(self, *, by: Officer, because: str) -> None:
        """After the unit's reply: what the rule found is so. What is done about it is another paper."""
        _say(because)
        WORKFLOW.take(self, "uphold", by=by, note=because.strip())
        self.opinion, self.judged_at = because.strip(), clock.now()

    def propose_exception(self, *, by: Officer, because: str, until: date) -> None:
        """Ask that it be let stand for a time, for a reason that the rule cannot know."""
        _say(because)
        if until <= clock.today():
            raise Refused(_("例外的有效期应晚于今天。"))
        WORKFLOW.take(
            self, "propose_exception", by=by, note=_("至 {day}；{why}", day=until, why=because.strip())
        )
        self.opinion, self.excepted_until = because.strip(), until

    def except_it(self, *, by: Officer) -> None:
        """Let it stand until the day that was asked for; then it is open again."""
        WORKFLOW.take(self, "except_it", by=by, note=str(self.excepted_until))
        self.judged_at = clock.now()

    def expire(self, session: Session, *, by: Officer) -> None:
        """Its day has passed: it is to be judged again, with a new clock."""
        WORKFLOW.take(self, "expire", by=by)
        self.judged_at, self.due_on = None, LIMITS[self.severity].due_on(session, clock.today())

    def decline_exception(self, *, by: Officer, because: str) -> None:
        _say(because)
        WORKFLOW.take(self, "decline_exception", by=by, note=because.strip())
        self.excepted_until = None

    def merge(self, into: "Flag", *, by: Officer) -> None:
        """The same matter as another open flag of the county: that one stands for both."""
        if into.id == self.id or into.county_code != self.county_code or into.status not in UNJUDGED:
            raise Refused(_("只能并入同一县（市、区）另一条未办结的疑点。"))
        if into.derived_from_complaint != self.derived_from_complaint:
            raise Refused(_("来自信访的疑点与来自台账的疑点不能并在一起。"))
        WORKFLOW.take(self, "merge", by=by, note=into.number)
        self.merged_into, self.judged_at = into, clock.now()

    def split(self, *, by: Officer) -> None:
        """It was another matter after all."""
        WORKFLOW.take(self, "split", by=by, note=self.merged_into.number if self.merged_into else "")
        self.merged_into, self.judged_at = None, None

    def overturn(self, *, by: Officer, because: str) -> None:
        """A second person finds that it should not have been dismissed; it is judged again."""
        _say(because)
        WORKFLOW.take(self, "overturn", by=by, note=because.strip())
        self.reason, self.opinion, self.judged_at = None, None, None

    def hand_to_cases(self, *, by: Officer, because: str) -> None:
        """Pass it to 案管, every innocent explanation weighed; what follows is theirs."""
        _say(because)
        WORKFLOW.take(self, "hand_to_cases", by=by, note=because.strip())
        self.opinion, self.judged_at = because.strip(), clock.now()


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


def _say(words: str) -> None:
    if not words.strip():
        raise Refused(_("请写明理由。"))
    wording.require(words)


def traceable_by(officer: Officer) -> Select[int]:
    """Flags whose lines in the history an officer may read: of those from complaints, the seen ones."""
    if officer.holds(Role.AUDITOR):
        return select(Flag.id)
    seen = Flag.id.in_(visible_to(officer).order_by(None).with_only_columns(Flag.id))
    return select(Flag.id).where(or_(Flag.derived_from_complaint.is_(False), seen))


acts.keep_apart(Flag.__tablename__, traceable_by)
