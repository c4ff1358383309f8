"""Judging a flag: what officers find of it, one by one, and what the responsible unit answers (研判)."""

from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Self

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, Session, declared_attr, mapped_column, object_session, relationship

from supervision import clock
from supervision.conduct import consents, wording
from supervision.conduct.consents import Paper
from supervision.conduct.flag_steps import UNJUDGED, WORKFLOW, FlagStatus
from supervision.conduct.paper_numbers import paper_number
from supervision.conduct.weighing import Reason, Weight
from supervision.errors import Refused
from supervision.office import regions, stamped_papers
from supervision.office.files import StoredFile
from supervision.office.history import Record
from supervision.office.lamps import Lamp
from supervision.office.people import Officer
from supervision.office.regions import Region
from supervision.office.stamped_papers import StampedPaper
from supervision.office.time_limits import JUDGE_BLUE, JUDGE_RED, JUDGE_YELLOW, UNIT_CHECK
from supervision.office.units import Unit
from supervision.words import _

S = FlagStatus
LIMITS = {Lamp.RED: JUDGE_RED, Lamp.YELLOW: JUDGE_YELLOW, Lamp.BLUE: JUDGE_BLUE}


class Judged(Record):
    """The part of a flag that people answer for. What a unit reported itself never counts against it."""

    __abstract__ = True

    if TYPE_CHECKING:

        @property
        def number(self) -> str: ...
        @property
        def title(self) -> str: ...
        @property
        def rule(self) -> Any: ...

        rule_code: Mapped[str]
        subject: Mapped[str]
        county_code: Mapped[str]
        compound_number: Mapped[str | None]
        derived_from_complaint: Mapped[bool]
        severity: Mapped[Lamp]
        raised_at: Mapped[datetime]
        due_on: Mapped[date | None]

    self_reported: Mapped[bool]
    self_report_no: Mapped[str | None]
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

    @declared_attr
    @classmethod
    def unit(cls) -> Mapped[Unit | None]:
        return relationship(Unit)

    @declared_attr
    @classmethod
    def slip(cls) -> Mapped[StoredFile | None]:
        return relationship(StoredFile)

    @declared_attr
    @classmethod
    def reply_paper(cls) -> Mapped[StampedPaper | None]:
        return relationship(StampedPaper)

    @declared_attr
    @classmethod
    def merged_into(cls) -> Mapped[Self | None]:
        return relationship(
            cls.__name__, foreign_keys=f"{cls.__name__}.merged_into_id", remote_side=f"{cls.__name__}.id"
        )

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

    def weigh(self, explanation: int, weight: Weight, *, by: Officer) -> None:
        """Say whether one innocent explanation (counted from 0) holds."""
        WORKFLOW.take(self, "weigh", by=by, note=f"{explanation + 1}：{weight.chinese}")
        self.weighed = {**self.weighed, str(explanation): weight.value}

    def dismiss(self, *, by: Officer, reason: Reason, because: str) -> None:
        """Clear the doubt away: a reason from the list, and words that another officer can check."""
        require_why(because)
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
        write: Callable[[Self], bytes],
    ) -> None:
        """Ask the responsible unit, by 核实单, what the records mean. Nothing of a complaint goes along."""
        require_why(request)
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
        require_why(text)
        stamped_papers.require(paper, by=by)
        WORKFLOW.take(self, "reply", by=by, note=paper.number if paper else "")
        self.reply_text, self.reply_paper = text.strip(), paper
        self.replied_on = stamped_papers.acts_on(paper)

    def uphold(self, *, by: Officer, because: str) -> None:
        """After the unit's reply: what the rule found is so. What is done about it is another paper."""
        require_why(because)
        WORKFLOW.take(self, "uphold", by=by, note=because.strip())
        self.opinion, self.judged_at = because.strip(), clock.now()

    def propose_exception(self, *, by: Officer, because: str, until: date) -> None:
        """Ask that it be let stand for a time, for a reason that the rule cannot know."""
        require_why(because)
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
        require_why(because)
        WORKFLOW.take(self, "decline_exception", by=by, note=because.strip())
        self.excepted_until = None

    def related_to(self, other: Self) -> bool:
        """Whether both may be one matter: the same compound, the same object, or the same rule."""
        same = self.subject == other.subject or self.rule_code == other.rule_code
        return same or (self.compound_number is not None and self.compound_number == other.compound_number)

    def merge(self, into: Self, *, by: Officer, because: str) -> None:
        """The same matter as another open flag of the county: that one stands for both."""
        require_why(because)
        if into.id == self.id or into.county_code != self.county_code or into.status not in UNJUDGED:
            raise Refused(_("只能并入同一县（市、区）另一条未办结的疑点。"))
        if into.derived_from_complaint != self.derived_from_complaint:
            raise Refused(_("来自信访的疑点与来自台账的疑点不能并在一起。"))
        if not self.related_to(into):
            raise Refused(_("只能并入同一项目、同一对象或同一规则的疑点。"))
        WORKFLOW.take(self, "merge", by=by, note=f"{into.number}；{because.strip()}")
        self.merged_into, self.opinion, self.judged_at = into, because.strip(), clock.now()

    def split(self, *, by: Officer) -> None:
        """It was another matter after all."""
        WORKFLOW.take(self, "split", by=by, note=self.merged_into.number if self.merged_into else "")
        self.merged_into, self.judged_at = None, None

    def overturn(self, *, by: Officer, because: str) -> None:
        """A second person finds that it should not have been dismissed; it is judged again."""
        require_why(because)
        WORKFLOW.take(self, "overturn", by=by, note=because.strip())
        self.reason, self.opinion, self.judged_at = None, None, None

    def hand_to_cases(self, *, by: Officer, because: str) -> None:
        """Pass it to 案管, every innocent explanation weighed; what follows is theirs."""
        require_why(because)
        WORKFLOW.take(self, "hand_to_cases", by=by, note=because.strip())
        self.opinion, self.judged_at = because.strip(), clock.now()

    def mark_self_reported(self, *, by: Officer, unit: Unit, paper_no: str, on: date) -> None:
        """The unit told of it by a paper of its own, before it was found: it does not count against it."""
        paper = paper_number(paper_no)
        found_on = self.raised_at.astimezone(clock.OFFICE).date()
        if on >= found_on:
            raise Refused(_("单位自报须在系统发现之日（{day}）以前。", day=f"{found_on:%Y-%m-%d}"))
        if not regions.contains(unit.region_code, self.county_code):
            raise Refused(_("{unit}不管辖该县（市、区），请另选单位。", unit=unit.name))
        WORKFLOW.take(self, "mark_self_reported", by=by, note=f"{unit.name}；{paper}；{on:%Y-%m-%d}")
        self.self_reported, self.self_report_no, self.unit = True, paper, self.unit or unit


def require_why(words: str) -> None:
    if not words.strip():
        raise Refused(_("请写明理由。"))
    wording.require(words)
