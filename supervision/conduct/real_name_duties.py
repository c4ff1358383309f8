"""What is owed to a real-name informant: notice, feedback by two, answers (检举控告工作规则)."""

from datetime import date

from sqlalchemy.orm import Mapped, Session, declared_attr, relationship

from supervision import clock
from supervision.conduct import parts
from supervision.conduct.categories import Identity, NoticeBy
from supervision.conduct.complaint_guards import no_second
from supervision.conduct.complaint_steps import WORKFLOW, ComplaintStatus
from supervision.conduct.contacts import Contact, ContactKind, require_day, require_words
from supervision.conduct.contents import SealedContent
from supervision.conduct.informant_words import keep_out
from supervision.errors import Refused
from supervision.office import pauses, time_limits
from supervision.office.history import Record
from supervision.office.lamps import Lamp
from supervision.office.people import Officer
from supervision.office.time_limits import FORWARD_DOWN, RESULT_FEEDBACK, Deadline, TimeLimit
from supervision.words import _


class RealNameDuties(SealedContent, Record):
    """The two clocks of a complaint, and every contact with whoever gave a name."""

    __abstract__ = True

    received_on: Mapped[date]
    identity: Mapped[Identity]
    limit_code: Mapped[str | None]
    due_on: Mapped[date | None]
    noticed_on: Mapped[date | None]
    notice_by: Mapped[NoticeBy | None]
    passed_on: Mapped[date | None]
    parts_due_on: Mapped[date | None]
    concluded_on: Mapped[date | None]
    feedback_due_on: Mapped[date | None]
    fed_back_on: Mapped[date | None]
    paused: Mapped[str | None]

    @declared_attr
    @classmethod
    def contacts(cls) -> Mapped[list[Contact]]:
        return relationship(order_by=Contact.place, cascade="all, delete-orphan")

    # The clocks

    @property
    def limit(self) -> TimeLimit | None:
        return time_limits.called(self.limit_code)

    def deadline(self, session: Session) -> Deadline | None:
        """When the first clock ends, with its working."""
        return pauses.due(session, self, self.limit, self.received_on) if self.limit else None

    def feedback_deadline(self, session: Session) -> Deadline | None:
        """When the result must have been told, with its working; None before there is one to tell."""
        if self.concluded_on is None or not self.feedback_owed:
            return None
        return pauses.due(session, self, RESULT_FEEDBACK, self.concluded_on)

    @property
    def feedback_owed(self) -> bool:
        return self.identity is Identity.REAL_NAME

    @property
    def met_on(self) -> date | None:
        """The day on which what the first clock asks for was done: told, or passed on."""
        if self.limit_code == FORWARD_DOWN.code:
            return self.passed_on
        return self.noticed_on or self.passed_on

    def running(self) -> list[date | None]:
        """When each clock that still runs ends; None while its calendar is missing (待日历).

        A clock that stands still (中止) is none of them.
        """
        ends: list[date | None] = []
        if self.limit_code and self.met_on is None and not self._stands_still(self.limit_code, self.due_on):
            ends.append(self.due_on)
        if self.feedback_runs and not self._stands_still(RESULT_FEEDBACK.code, self.feedback_due_on):
            ends.append(self.feedback_due_on)
        if self.parts_due_on:
            ends.append(self.parts_due_on)
        return ends

    @property
    def feedback_runs(self) -> bool:
        return self.status is ComplaintStatus.CONCLUDED and self.feedback_owed

    def _stands_still(self, code: str, due_on: date | None) -> bool:
        return self.paused == code and due_on is None

    @property
    def next_due_on(self) -> date | None:
        """The first day on which a clock ends that still runs."""
        return min((end for end in self.running() if end), default=None)

    def is_overdue(self, today: date) -> bool:
        return any(end is not None and end < today for end in self.running())

    def lamp(self, today: date) -> Lamp | None:
        """Red when a clock ran out, yellow in its last days; unknown while the calendar is missing."""
        if self.next_due_on is None:
            return Lamp.UNKNOWN if self.running() else None
        left = (self.next_due_on - today).days
        if left <= time_limits.WARN_DAYS:
            return Lamp.RED if left < 0 else Lamp.YELLOW
        return Lamp.UNKNOWN if None in self.running() else None

    def correct_received(self, session: Session, day: date, *, by: Officer, because: str) -> None:
        """It came in on another day than was typed: its clock is counted anew, the history keeps both days.

        Whoever registered it does not move its clock; once the informant was told, nobody does.
        """
        if not because.strip():
            raise Refused(_("请写明更正的理由。"))
        if day > clock.today():
            raise Refused(_("收到日期不能晚于今天。"))
        if day == self.received_on:
            raise Refused(_("与登记的收到日期相同。"))
        note = _("由 {before} 改为 {day}；{why}", before=self.received_on, day=day, why=because.strip())
        WORKFLOW.take(self, "correct_received", by=by, note=note)
        self.received_on = day
        session.flush()
        deadline = self.deadline(session)
        self.due_on = deadline.due_on if deadline else None
        parts.start_clocks(session, self)

    # What is told

    def give_notice(self, *, by: Officer, method: NoticeBy, on: date | None = None) -> None:
        """Record that the informant was told that the matter is taken up (15 个工作日)."""
        day = on or clock.today()
        if not self.received_on <= day <= clock.today():
            raise Refused(_("告知日期须在收到之日以后、今天以前。"))
        WORKFLOW.take(self, "give_notice", by=by, note=method.chinese)
        self.noticed_on, self.notice_by = day, method
        self._enter(ContactKind.NOTICE, method, day, by, due_on=self.due_on)

    def miss_informant(self, *, by: Officer, method: NoticeBy, on: date | None = None) -> None:
        """Record that they could not be reached: the clock goes on."""
        concluded = self.status is ComplaintStatus.CONCLUDED
        day = require_day(on, since=(self.concluded_on if concluded else None) or self.received_on)
        WORKFLOW.take(self, "miss_informant", by=by, note=method.chinese)
        kind = ContactKind.FEEDBACK if concluded else ContactKind.NOTICE
        self._enter(kind, method, day, by, reached=False)

    def give_feedback(
        self, *, by: Officer, second: Officer, method: NoticeBy, words: str, on: date | None = None
    ) -> None:
        """Record that the handler, with a second officer, told the result; the second then signs as well."""
        if reason := no_second(self, second):
            raise Refused(reason)
        told = require_words(words, _("请写明向检举控告人反馈的内容。"))
        keep_out(self, told)
        day = require_day(on, since=self.concluded_on or self.received_on)
        WORKFLOW.take(self, "give_feedback", by=by, note=method.chinese)
        self.fed_back_on = day
        self._enter(
            ContactKind.FEEDBACK, method, day, by, words=told, due_on=self.feedback_due_on, second=second
        )

    def name_second(self, *, to: Officer, by: Officer) -> None:
        """Correct who the second was, as long as they have not signed."""
        if reason := no_second(self, to):
            raise Refused(reason)
        WORKFLOW.take(self, "name_second", by=by, note=to.name)
        assert self.last_feedback
        self.last_feedback.second, self.last_feedback.second_id = to, to.id

    def countersign(self, *, by: Officer) -> None:
        """The second of the two signs the record of the feedback."""
        WORKFLOW.take(self, "countersign", by=by)
        assert self.last_feedback
        self.last_feedback.countersign()

    # What is said in answer

    def object(self, *, by: Officer, method: NoticeBy, words: str, on: date | None = None) -> None:
        """Record, truly, that the informant does not agree (如实记录)."""
        said = require_words(words, _("请如实记录检举控告人的异议。"))
        keep_out(self, said)
        day = require_day(on, since=self.fed_back_on or self.received_on)
        WORKFLOW.take(self, "object", by=by)
        self._enter(ContactKind.OBJECTION, method, day, by, words=said)

    def explain(self, *, by: Officer, words: str, on: date | None = None) -> None:
        """Record what the handling department explained to the first objection that waits."""
        said = require_words(words, _("请写明对异议的说明。"))
        keep_out(self, said)
        WORKFLOW.take(self, "explain", by=by)
        self._answer(self.pending_objections[0], said, on, by)

    def take_evidence(self, *, by: Officer, method: NoticeBy, words: str, on: date | None = None) -> None:
        """Record new evidence; after the feedback it opens the matter again."""
        said = require_words(words, _("请写明新证据材料的名称和要点。"))
        keep_out(self, said)
        day = require_day(on, since=self.received_on)
        again = self.status is ComplaintStatus.FED_BACK
        WORKFLOW.take(self, "take_evidence", by=by)
        self._enter(ContactKind.EVIDENCE, method, day, by, words=said)
        if again:
            self.concluded_on = self.feedback_due_on = self.fed_back_on = None

    def verify_evidence(self, *, by: Officer, words: str, on: date | None = None) -> None:
        """Record what the look at the first evidence that waits came to (应当核查处理)."""
        said = require_words(words, _("请写明核查情况。"))
        keep_out(self, said)
        WORKFLOW.take(self, "verify_evidence", by=by)
        self._answer(self.pending_evidence[0], said, on, by)

    @property
    def last_feedback(self) -> Contact | None:
        given = (one for one in reversed(self.contacts) if one.kind is ContactKind.FEEDBACK and one.reached)
        return next(given, None)

    @property
    def missed_on(self) -> set[date]:
        """The days since the conclusion on which the informant could not be reached."""
        since = self.concluded_on or date.max
        missed = (one for one in self.contacts if one.kind is ContactKind.FEEDBACK and not one.reached)
        return {one.held_on for one in missed if one.held_on >= since}

    @property
    def second_id(self) -> int | None:
        """Who is to sign the feedback beside the handler."""
        return self.last_feedback.second_id if self.last_feedback else None

    @property
    def pending(self) -> list[Contact]:
        """What the informant said and nobody has answered."""
        return [one for one in self.contacts if one.pending]

    @property
    def pending_objections(self) -> list[Contact]:
        return [one for one in self.pending if one.kind is ContactKind.OBJECTION]

    @property
    def pending_evidence(self) -> list[Contact]:
        return [one for one in self.pending if one.kind is ContactKind.EVIDENCE]

    def _answer(self, waiting: Contact, said: str, on: date | None, by: Officer) -> None:
        day = require_day(on, since=waiting.held_on)
        waiting.answer(self.key, said, number=self.number, on=day, by=by)

    def _enter(
        self,
        kind: ContactKind,
        method: NoticeBy,
        on: date,
        by: Officer,
        *,
        words: str = "",
        due_on: date | None = None,
        second: Officer | None = None,
        reached: bool = True,
    ) -> None:
        self.contacts.append(
            Contact.enter(
                self.key,
                number=self.number,
                place=len(self.contacts) + 1,
                kind=kind,
                method=method,
                on=on,
                by=by,
                words=words,
                due_on=due_on,
                second=second,
                reached=reached,
            )
        )
