"""The handler's part of a clue's life: studied, proposed, agreed, done, and what came of it (处置)."""

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, Session, declared_attr, mapped_column, relationship

from supervision import clock
from supervision.conduct import hand_overs
from supervision.conduct.clue_steps import WORKFLOW, ClueStatus
from supervision.conduct.clue_terms import FourForm, Result, TalkKind, Way
from supervision.conduct.disposals import Disposal
from supervision.conduct.hand_overs import HandOver
from supervision.conduct.paper_numbers import paper_number
from supervision.errors import Refused
from supervision.office import pauses, time_limits
from supervision.office.people import Officer
from supervision.office.time_limits import (
    HOLD_REVIEW,
    INQUIRY_REPLY,
    INQUIRY_REPORT,
    PROPOSAL,
    TALK,
    VERIFICATION,
    Deadline,
    TimeLimit,
)
from supervision.words import _


class Disposing:
    """What a handler does with a clue; every step is signed, and its words are sealed."""

    if TYPE_CHECKING:
        number: Mapped[str]
        status: Mapped[ClueStatus]

    handler_id: Mapped[int | None] = mapped_column(ForeignKey("officers.id"))
    limit_code: Mapped[str | None]
    paused: Mapped[str | None]
    clock_from: Mapped[date | None]
    due_on: Mapped[date | None]

    @declared_attr
    @classmethod
    def handler(cls) -> Mapped[Officer | None]:
        return relationship(Officer, foreign_keys=[cls.handler_id])

    @declared_attr
    @classmethod
    def disposals(cls) -> Mapped[list[Disposal]]:
        """Oldest first."""
        return relationship(Disposal, order_by=Disposal.sequence)

    @declared_attr
    @classmethod
    def hand_overs(cls) -> Mapped[list[HandOver]]:
        """Oldest signature first."""
        return relationship(HandOver, order_by=HandOver.sequence)

    @property
    def disposal(self) -> Disposal:
        """The one that counts; there is one as soon as something was proposed."""
        return self.disposals[-1]

    @property
    def disposed(self) -> bool:
        """Whether a disposal was approved and none is open."""
        return bool(self.disposals) and self.disposal.approved_on is not None

    @property
    def limit(self) -> TimeLimit | None:
        return time_limits.called(self.limit_code)

    def deadline(self, session: Session) -> Deadline | None:
        """When the clock that runs now ends, with its working."""
        return (
            pauses.due(session, self, self.limit, self.clock_from) if self.limit and self.clock_from else None
        )

    def is_overdue(self, today: date) -> bool:
        return self.due_on is not None and self.due_on < today

    def sign_for(self, session: Session, *, by: Officer) -> None:
        """The handler signs for it: a proposal is due within one month (TL09)."""
        self._sign("sign_for", by=by)
        self._run(session, PROPOSAL)

    def study(self, *, by: Officer, finding: str) -> None:
        _say(finding)
        self._sign("study", by=by, said=finding)

    def propose(self, *, by: Officer, way: Way, opinion: str) -> None:
        """Propose one of the four disposals; what stops the clock of TL09."""
        _say(opinion)
        self._sign("propose", by=by)
        last = self.disposals[-1] if self.disposals else None
        if last is None or last.approved_on:
            made = Disposal(sequence=len(self.disposals) + 1, way=way, proposed_on=clock.today())
            self.disposals.append(made)
        else:
            made = last
        made.way, made.proposed_by, made.proposed_by_id = way, by, by.id
        made.proposed_on = clock.today()
        made.write(self, "opinion", opinion)
        self._rest()

    def study_together(self, *, by: Officer, minutes_no: str, on: date, opinion: str) -> None:
        """Collective study, by the number of its minutes (集体研究)."""
        _say(opinion)
        number = paper_number(minutes_no)
        if not self.disposal.proposed_on <= on <= clock.today():
            raise Refused(_("集体研究日期须在提出建议以后、今天以前。"))
        self._sign("study_together", by=by, note=number)
        self.disposal.minutes_no, self.disposal.studied_on = number, on
        self.disposal.write(self, "study", opinion)

    def return_proposal(self, session: Session, *, by: Officer, because: str) -> None:
        """Not agreed: the handler proposes anew, within the time that began with signing for it."""
        _say(because)
        self._sign("return_proposal", by=by, to=self.handler, said=because)
        started = next(line.signed_at for line in reversed(self.hand_overs) if line.verb in _STARTS)
        self._run(session, PROPOSAL, since=started.astimezone(clock.OFFICE).date())

    def endorse(self, *, by: Officer, opinion: str) -> None:
        _say(opinion)
        self._sign("endorse", by=by)
        self.disposal.endorsed_by, self.disposal.endorsed_on = by, clock.today()
        self.disposal.write(self, "endorsement", opinion)

    def approve_disposal(self, *, by: Officer, opinion: str) -> None:
        _say(opinion)
        self._sign("approve_disposal", by=by, to=self.handler)
        self.disposal.approved_by, self.disposal.approved_on = by, clock.today()
        self.disposal.write(self, "approval", opinion)

    def talk(self, session: Session, *, by: Officer, kind: TalkKind) -> None:
        """Talk to somebody (TL12), or ask in writing and wait for the answer (TL10)."""
        self._sign("talk", by=by)
        self.disposal.talk_kind = kind
        self._run(session, TALK if kind is TalkKind.TALK else INQUIRY_REPLY)

    def record_answer(self, session: Session, *, by: Officer, on: date) -> None:
        """The talk was held or the answer is in: the report is due within one month of it (TL11)."""
        if not (self.disposal.approved_on or on) <= on <= clock.today():
            raise Refused(_("谈话或回函日期须在批准以后、今天以前。"))
        self._sign("record_answer", by=by)
        self.disposal.answered_on = on
        self._run(session, INQUIRY_REPORT, since=on)

    def verify(self, session: Session, *, by: Officer) -> None:
        """Initial verification begins (监察法 art 41); its limit is a local one (TL13)."""
        self._sign("verify", by=by)
        self._run(session, VERIFICATION)

    def put_on_hold(self, session: Session, *, by: Officer) -> None:
        self._sign("put_on_hold", by=by)
        self._run(session, HOLD_REVIEW)

    def review_hold(self, session: Session, *, by: Officer, finding: str) -> None:
        """Looked at again and still on hold: the next look is due in as long again (TL15)."""
        _say(finding)
        self._sign("review_hold", by=by, said=finding)
        self._run(session, HOLD_REVIEW)

    def take_up_again(self, session: Session, *, by: Officer, because: str) -> None:
        """There is something new: another disposal is to be proposed within one month."""
        _say(because)
        self._sign("take_up_again", by=by, said=because)
        self._run(session, PROPOSAL)

    def close(self, *, by: Officer) -> None:
        self._sign("close", by=by)
        self._rest()

    def conclude(self, *, by: Officer, result: Result, form: FourForm | None, finding: str) -> None:
        """What came of it, and which of the four forms was used."""
        _say(finding)
        if result.punished and form is None:
            raise Refused(_("该处置结果须选择“四种形态”中的一种。"))
        if not result.punished and form is not None:
            raise Refused(_("该处置结果不计入“四种形态”。"))
        if self.status is ClueStatus.TALKING and self.disposal.answered_on is None:
            raise Refused(_("请先登记谈话或回函日期。"))
        self._sign("conclude", by=by)
        self.disposal.result, self.disposal.form = result, form
        self.disposal.concluded_on = clock.today()
        self.disposal.write(self, "finding", finding)
        self._rest()

    def _sign(
        self, verb: str, *, by: Officer, to: Officer | None = None, said: str = "", note: str = ""
    ) -> None:
        """Take the step, then put the signature under it."""
        WORKFLOW.take(self, verb, by=by, note=note)  # type: ignore[arg-type]  # a mixin of Clue
        hand_overs.sign(self, verb, by=by, to=to, said=said.strip())

    def _run(self, session: Session, limit: TimeLimit, *, since: date | None = None) -> None:
        self.limit_code, self.clock_from = limit.code, since or clock.today()
        self.due_on, self.paused = limit.due_on(session, self.clock_from), None

    def _rest(self) -> None:
        self.limit_code = self.clock_from = self.due_on = self.paused = None


#: From which signatures the month for a proposal runs.
_STARTS = ("sign_for", "take_up_again")


def _say(words: str) -> None:
    if not words.strip():
        raise Refused(_("请写明意见。"))
