"""Handling a complaint: given to somebody, signed for, concluded, given back, archived (承办)."""

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, Session, declared_attr, mapped_column, relationship

from supervision import clock
from supervision.conduct import contents
from supervision.conduct.categories import Finding, ReturnReason
from supervision.conduct.complaint_guards import no_handler
from supervision.conduct.complaint_steps import WORKFLOW
from supervision.conduct.contacts import require_words
from supervision.conduct.informant_words import keep_out
from supervision.conduct.real_name_duties import RealNameDuties
from supervision.errors import Refused
from supervision.office import networks
from supervision.office.people import Officer
from supervision.office.time_limits import RESULT_FEEDBACK
from supervision.words import _


class Handled(RealNameDuties):
    """Who handles it, and what came of it; the words of the outcome are sealed with the complaint's key."""

    __abstract__ = True

    handler_id: Mapped[int | None] = mapped_column(ForeignKey("officers.id"))
    finding: Mapped[Finding | None]
    sealed_outcome: Mapped[bytes | None] = mapped_column(deferred=True)
    return_reason: Mapped[ReturnReason | None]
    discussed_on: Mapped[date | None]

    @declared_attr
    @classmethod
    def handler(cls) -> Mapped[Officer | None]:
        return relationship(foreign_keys=f"{cls.__name__}.handler_id")

    def accept(self, *, by: Officer) -> None:
        WORKFLOW.take(self, "accept", by=by)

    def assign(self, *, to: Officer, by: Officer) -> None:
        """Give it to an inspector of this place, who thereby comes on its list and is to sign for it."""
        if reason := no_handler(self, to):
            raise Refused(reason)
        WORKFLOW.take(self, "assign", by=by, note=to.name)
        self.handler, self.handler_id = to, to.id

    def sign_for(self, *, by: Officer) -> None:
        """Take it over; whoever hands over and whoever receives both stand in its history."""
        WORKFLOW.take(self, "sign_for", by=by)

    def conclude(self, session: Session, *, finding: Finding, outcome: str, by: Officer) -> None:
        """Enter what the look into it came to; the clock of the feedback starts to run today."""
        said = require_words(outcome, _("请写明办理结果。"))
        keep_out(self, said)
        networks.keep_off(said)
        WORKFLOW.take(self, "conclude", by=by)
        self.finding, self.concluded_on, self.fed_back_on = finding, clock.today(), None
        self.sealed_outcome = self.key.seal(said.encode(), bound_to=self._of_outcome())
        owed = self.feedback_owed
        self.feedback_due_on = RESULT_FEEDBACK.due_on(session, self.concluded_on) if owed else None

    @property
    def outcome(self) -> str:
        """What came of it, in the handler's words. Plain text only, to those on the list."""
        if self.sealed_outcome is None:
            return ""
        return self.key.open(self.sealed_outcome, bound_to=self._of_outcome()).decode()

    def ask_return(self, *, reason: ReturnReason, discussed_on: date, by: Officer) -> None:
        """Ask to give it back to the desk, after the department discussed it (art 17)."""
        if not self.received_on <= discussed_on <= clock.today():
            raise Refused(_("集体研究日期须在收到之日以后、今天以前。"))
        WORKFLOW.take(self, "ask_return", by=by, note=reason.chinese)
        self.return_reason, self.discussed_on = reason, discussed_on

    def approve_return(self, *, by: Officer) -> None:
        WORKFLOW.take(self, "approve_return", by=by)
        self.handler = self.handler_id = None

    def refuse_return(self, *, by: Officer) -> None:
        WORKFLOW.take(self, "refuse_return", by=by)
        self.return_reason = self.discussed_on = None

    def archive(self, *, by: Officer) -> None:
        """Close it, by somebody who neither received nor handled it."""
        WORKFLOW.take(self, "archive", by=by)

    def _of_outcome(self) -> str:
        return contents.place(self.__tablename__, "sealed_outcome", self.number)
