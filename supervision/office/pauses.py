"""Pauses: a clock stands still for a listed reason, on an approval, from one day until another (时限中止).

No column could hold content: the reason is one of a list, the paper is a number.
"""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any, Self

from sqlalchemy import ForeignKey, Index, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from supervision import clock
from supervision.db import Row
from supervision.errors import Refused
from supervision.labels import Labelled
from supervision.office import time_limits
from supervision.office.people import Officer
from supervision.office.time_limits import Deadline, TimeLimit
from supervision.office.workdays import Stop
from supervision.words import _

PAPER_NUMBER = re.compile(
    r"[\u4e00-\u9fff]{1,10}[〔\[（(]\d{4}[〕\]）)]\u7b2c?\d{1,5}\u53f7|[A-Za-z0-9\-]{1,30}"
)


class PauseReason(Labelled):
    """Why a clock may stand still; there is no other reason (本专项约定，待核)."""

    UNREACHABLE = "unreachable", "按所留方式联系不上检举控告人"
    CONSENT = "consent", "等待检举控告人同意"
    ANOTHER_CASE = "another_case", "须以其他案件、鉴定或者审计的结果为依据"
    INSTRUCTED = "instructed", "上级机关书面要求暂缓"
    FORCE_MAJEURE = "force_majeure", "不可抗力"


R = PauseReason
WITH_INFORMANT = (R.UNREACHABLE, R.CONSENT, R.INSTRUCTED, R.FORCE_MAJEURE)
AT_WORK = (R.ANOTHER_CASE, R.INSTRUCTED, R.FORCE_MAJEURE)
#: Which clocks may stand still, and why. What is not named here never does: nothing excuses a late 径送.
ALLOWED: dict[str, tuple[PauseReason, ...]] = {
    time_limits.ACCEPTANCE_NOTICE.code: WITH_INFORMANT,
    time_limits.RESULT_FEEDBACK.code: WITH_INFORMANT,
    time_limits.OUT_OF_SCOPE.code: (R.UNREACHABLE, R.FORCE_MAJEURE),
    time_limits.PROPOSAL.code: AT_WORK,
    time_limits.INQUIRY_REPLY.code: AT_WORK,
    time_limits.INQUIRY_REPORT.code: AT_WORK,
    time_limits.VERIFICATION.code: AT_WORK,
    time_limits.CLARIFICATION.code: (R.CONSENT, *AT_WORK),
}


class Pause(Row):
    """One time that one clock of one record stood still; the day it ends counts again."""

    __tablename__ = "pauses"
    __table_args__ = (Index(None, "kind", "subject_id"),)

    kind: Mapped[str]
    subject_id: Mapped[int]
    limit_code: Mapped[str]
    reason: Mapped[PauseReason]
    paper: Mapped[str]
    began_on: Mapped[date]
    ended_on: Mapped[date | None]
    by_id: Mapped[int] = mapped_column(ForeignKey("officers.id"))

    @classmethod
    def begin(
        cls,
        session: Session,
        record: Any,
        limit: TimeLimit,
        *,
        reason: PauseReason,
        paper: str,
        on: date,
        start: date,
        by: Officer,
    ) -> Self:
        """Stop a clock that started on `start`; refused for another reason, or over another pause."""
        if reason not in ALLOWED.get(limit.code, ()):
            raise Refused(_("“{limit}”不得因“{reason}”中止。", limit=limit.title, reason=reason.label))
        if not PAPER_NUMBER.fullmatch(paper.strip()):
            raise Refused(_("请填写批准文号，如“阳纪办〔2026〕3号”，不得填写内容。"))
        made = cls(
            kind=record.__tablename__,
            subject_id=record.id,
            limit_code=limit.code,
            reason=reason,
            paper=paper.strip(),
            began_on=on,
            ended_on=None,
            by_id=by.id,
        )
        made._lie_apart([one for one in of(session, record, limit) if one.began_on >= start], start)
        session.add(made)
        session.flush()
        return made

    def end(self, session: Session, record: Any, *, on: date, start: date) -> None:
        """The clock runs again from this day on."""
        self.correct(session, record, began_on=self.began_on, ended_on=on, start=start)

    def correct(
        self, session: Session, record: Any, *, began_on: date, ended_on: date | None, start: date
    ) -> None:
        """Put dates right that were entered wrong."""
        before = (self.began_on, self.ended_on)
        self.began_on, self.ended_on = began_on, ended_on
        try:
            self._lie_apart(
                [one for one in of(session, record, self.limit) if one is not self and one.began_on >= start],
                start,
            )
        except Refused:
            self.began_on, self.ended_on = before
            raise
        session.flush()

    @property
    def limit(self) -> TimeLimit:
        found = time_limits.called(self.limit_code)
        assert found
        return found

    @property
    def stop(self) -> Stop:
        return Stop(self.began_on, self.ended_on, self.reason.label)

    def _lie_apart(self, others: Sequence["Pause"], start: date) -> None:
        """Between the day that started the clock and today, and over no other pause."""
        last = self.ended_on or self.began_on
        if not start <= self.began_on <= last <= clock.today():
            raise Refused(_("中止和恢复的日期须在起算日以后、今天以前，先中止后恢复。"))
        for one in others:
            if one.began_on < (self.ended_on or date.max) and self.began_on < (one.ended_on or date.max):
                raise Refused(
                    _("与 {day} 起的中止重叠。", day=f"{one.began_on:%Y-%m-%d}")
                    if one.ended_on
                    else _("时限已于 {day} 中止，尚未恢复。", day=f"{one.began_on:%Y-%m-%d}")
                )


def of(session: Session, record: Any, limit: TimeLimit) -> Sequence[Pause]:
    """Every pause of one clock of a record, oldest first."""
    return session.scalars(
        select(Pause)
        .where(
            Pause.kind == record.__tablename__,
            Pause.subject_id == record.id,
            Pause.limit_code == limit.code,
        )
        .order_by(Pause.began_on, Pause.id)
    ).all()


def due(session: Session, record: Any, limit: TimeLimit, start: date) -> Deadline:
    """When a clock that started on `start` ends, with every day that it stood still since."""
    held = [one.stop for one in of(session, record, limit) if one.began_on >= start]
    return limit.due(session, start, stops=held)


def still(session: Session, record: Any, limit: TimeLimit) -> Pause | None:
    """The pause that is not over."""
    return next((one for one in reversed(of(session, record, limit)) if one.ended_on is None), None)
