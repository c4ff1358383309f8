"""Commitments: who promised what by when, what is done, and whether we could verify it (承诺事项)."""

from datetime import date
from typing import Self

from sqlalchemy import ColumnElement, ForeignKey, Index, Select, func, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship, validates

from supervision import clock
from supervision.errors import Refused
from supervision.office import regions, stamped_papers, time_limits
from supervision.office.history import Record
from supervision.office.people import Officer
from supervision.office.stamped_papers import StampedPaper
from supervision.office.units import Unit
from supervision.quantities import Measure, Quantity
from supervision.responsibility.commitment_steps import STANDING, WITH_UNIT, WORKFLOW, CommitmentStatus, S
from supervision.responsibility.due_dates import Due
from supervision.responsibility.evidence import ProgressEntry
from supervision.responsibility.extensions import Extension, ExtensionStatus
from supervision.responsibility.terms import Subject, Terms
from supervision.words import _

__all__ = ["WORKFLOW", "Commitment", "CommitmentStatus", "overdue", "standing", "visible_to"]

NOT_WITHDRAWN = text("status <> 'withdrawn'")
WORDING = frozenset({"title", "leader", "handler", "measures"})


class Commitment(Due, Record):
    """One promise of one unit. `due_on` is the first date, never overwritten; `extended_to` stands beside."""

    __tablename__ = "commitments"
    __table_args__ = (
        Index(
            "uq_commitments_unit_id_number",
            "unit_id",
            "number",
            unique=True,
            sqlite_where=NOT_WITHDRAWN,
            postgresql_where=NOT_WITHDRAWN,
        ),
    )

    number: Mapped[str]
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"))
    region_code: Mapped[str] = mapped_column(ForeignKey("regions.code"), index=True)
    title: Mapped[str]
    subject: Mapped[Subject]
    subject_guessed: Mapped[bool]
    target: Mapped[int | None]
    measure: Mapped[Measure | None]
    due_on: Mapped[date | None]
    extended_to: Mapped[date | None]
    leader: Mapped[str | None]
    handler: Mapped[str | None]
    measures: Mapped[str | None]
    evidence_required: Mapped[str | None]
    issued_on: Mapped[date | None]
    acknowledge_due_on: Mapped[date | None]
    acknowledged_on: Mapped[date | None]
    verified_amount: Mapped[int | None]
    looked_back_on: Mapped[date | None]
    held_because: Mapped[str | None]
    assignment_id: Mapped[int | None] = mapped_column(ForeignKey("assignments.id"))
    acknowledgement_id: Mapped[int | None] = mapped_column(ForeignKey("stamped_papers.id"))
    snapshot_id: Mapped[int | None] = mapped_column(ForeignKey("snapshots.id"), index=True)
    status: Mapped[CommitmentStatus]

    unit: Mapped[Unit] = relationship()
    acknowledgement: Mapped[StampedPaper | None] = relationship()
    entries: Mapped[list[ProgressEntry]] = relationship(
        lazy="selectin", order_by=(ProgressEntry.as_of, ProgressEntry.id)
    )
    extensions: Mapped[list[Extension]] = relationship(lazy="selectin", order_by=Extension.id)

    @classmethod
    def draft(cls, terms: Terms, *, by: Officer) -> Self:
        """Write down what a unit is to promise."""
        drafted = cls(**terms.columns, status=S.DRAFT)
        WORKFLOW.take(drafted, "draft", by=by)
        return drafted

    @classmethod
    def enter(cls, terms: Terms, *, snapshot_id: int, by: Officer, note: str = "") -> Self:
        """Take over one that was issued before there was this ledger, as a workbook lists it."""
        entered = cls(**terms.columns, snapshot_id=snapshot_id, status=S.DRAFT)
        WORKFLOW.take(entered, "enter", by=by, note=note)
        return entered

    def issue(self, session: Session, *, by: Officer) -> None:
        """Hand it to the unit, whose leader has TL33 to take it on."""
        if self.due_on is None:
            raise Refused(_("请先填写完成时限。"))
        WORKFLOW.take(self, "issue", by=by)
        self.issued_on = clock.today()
        self.acknowledge_due_on = time_limits.ACKNOWLEDGE.due_on(session, self.issued_on)

    def acknowledge(self, *, by: Officer, leader: str, paper: StampedPaper | None = None) -> None:
        """The unit's leader signs for it, by the unit's account or on stamped paper."""
        _require(leader, _("请填写认领的责任领导。"))
        stamped_papers.require(paper, by=by)
        WORKFLOW.take(self, "acknowledge", by=by, note=_noted(leader, paper))
        self.leader, self.acknowledgement = leader.strip(), paper
        self.acknowledged_on = stamped_papers.acts_on(paper)

    def report(self, entry: ProgressEntry, *, by: Officer) -> None:
        """Enter how far the unit says it is, counted from the beginning."""
        self._say("report", entry, by=by)

    def attach(self, entry: ProgressEntry, *, by: Officer) -> None:
        """Add evidence to what was already said."""
        if not entry.evidence:
            raise Refused(_("请选择佐证文件。"))
        self._say("attach", entry, by=by)

    def request_close(self, entry: ProgressEntry, *, by: Officer) -> None:
        """The unit says it is done; from here on the office is at work, not the unit."""
        if self.target is not None and entry.amount is None:
            raise Refused(_("请填写完成数量。"))
        self._say("request_close", entry, by=by)

    def verify(self, *, by: Officer, amount: int | None, finding: str) -> None:
        """Confirm from the evidence how much is done; less than the target is sent back instead."""
        _require(finding, _("请写明核实情况。"))
        if self.target is not None and (amount is None or amount < self.target):
            found = Quantity(amount, self.wanted.measure)
            raise Refused(
                _("目标 {target}，核实 {found}：未达到目标，请退回补正。", target=self.wanted, found=found)
            )
        WORKFLOW.take(self, "verify", by=by, note=finding.strip())
        self.verified_amount = amount

    def send_back(self, *, by: Officer, because: str) -> None:
        """Return it to the unit to make good."""
        _require(because, _("请写明退回原因。"))
        WORKFLOW.take(self, "send_back", by=by, note=because.strip())
        self.verified_amount = None

    def close(self, *, by: Officer) -> None:
        WORKFLOW.take(self, "close", by=by)

    def supply_date(self, due_on: date, *, by: Officer, because: str) -> None:
        """Write down a first date that was unknown until now, and what it is taken from."""
        _require(because, _("请写明时限的依据。"))
        WORKFLOW.take(self, "supply_date", by=by, note=f"{due_on:%Y-%m-%d}；{because.strip()}")
        self.due_on = due_on

    def ask_extension(
        self, *, by: Officer, until: date, because: str, paper: StampedPaper | None = None
    ) -> None:
        """Ask the leader for a later date; nothing moves until the answer."""
        if self.deadline and until <= self.deadline:
            raise Refused(_("新时限须晚于现时限 {day}。", day=f"{self.deadline:%Y-%m-%d}"))
        _require(because, _("请写明延期原因。"))
        stamped_papers.require(paper, by=by)
        WORKFLOW.take(
            self, "ask_extension", by=by, note=_noted(f"{until:%Y-%m-%d}；{because.strip()}", paper)
        )
        self.extensions.append(Extension.ask(until=until, because=because.strip(), paper=paper))

    def grant_extension(self, *, by: Officer) -> None:
        """Let the later date count. The first one stays on the books."""
        asked = self.pending_extension
        WORKFLOW.take(self, "grant_extension", by=by, note=f"{asked.until:%Y-%m-%d}" if asked else "")
        if asked:
            asked.decide(ExtensionStatus.GRANTED)
            self.extended_to = asked.until

    def deny_extension(self, *, by: Officer, because: str) -> None:
        _require(because, _("请写明不批准的理由。"))
        asked = self.pending_extension
        WORKFLOW.take(self, "deny_extension", by=by, note=because.strip())
        if asked:
            asked.decide(ExtensionStatus.DENIED)

    def restate(self, *, by: Officer, note: str, **words: str | None) -> None:
        """Take over what a later workbook calls it and who handles it; never its target or its date."""
        WORKFLOW.take(self, "restate", by=by, note=note)
        for name in words.keys() & WORDING:
            setattr(self, name, words[name])

    def hold(self, *, by: Officer, because: str) -> None:
        """Keep it from being closed while a doubt about it is open."""
        WORKFLOW.take(self, "hold", by=by, note=because)
        self.held_because = because

    def release(self, *, by: Officer, because: str) -> None:
        WORKFLOW.take(self, "release", by=by, note=because)
        self.held_because = None

    def look_back(self, *, by: Officer, finding: str) -> None:
        """回头看: write down whether what was closed still holds."""
        _require(finding, _("请写明回头看情况。"))
        WORKFLOW.take(self, "look_back", by=by, note=finding.strip())
        self.looked_back_on = clock.today()

    def reopen(self, *, by: Officer, because: str, until: date) -> None:
        """Closed too early, as a look-back or a complaint showed: due again on a new date."""
        _require(because, _("请写明重新打开的原因。"))
        if until <= clock.today():
            raise Refused(_("新时限须晚于今天。"))
        WORKFLOW.take(self, "reopen", by=by, note=f"{until:%Y-%m-%d}；{because.strip()}")
        self.extended_to, self.verified_amount = until, None

    def withdraw(self, *, by: Officer, because: str) -> None:
        """Take it off the books: drafted or imported by mistake."""
        _require(because, _("请写明撤回原因。"))
        WORKFLOW.take(self, "withdraw", by=by, note=because.strip())

    def _say(self, verb: str, entry: ProgressEntry, *, by: Officer) -> None:
        if entry.snapshot_id is None:
            stamped_papers.require(entry.paper, by=by)
        WORKFLOW.take(self, verb, by=by, note=_noted(entry.words, entry.paper))
        self.entries.append(entry)

    @validates("due_on")
    def _keep_first(self, _name: str, day: date | None) -> date | None:
        if self.due_on is not None and day != self.due_on:
            raise Refused(_("首次时限已登记，不得改写；确需延后的，走延期申请。"))
        return day


def visible_to(officer: Officer) -> Select[Commitment]:
    """The commitments of this officer's place; of a unit's account, its own that were handed to it."""
    found = select(Commitment).order_by(Commitment.region_code, Commitment.unit_id, Commitment.number)
    if officer.is_unit:
        return found.where(Commitment.unit_id == officer.unit_id, Commitment.status.in_(STANDING))
    return found.where(regions.within(Commitment.region_code, officer.region_code))


def standing() -> ColumnElement[bool]:
    """On the books: issued and not withdrawn."""
    return Commitment.status.in_(STANDING)


def overdue(today: date) -> ColumnElement[bool]:
    """`Commitment.is_overdue`, as a condition for a query."""
    deadline = func.coalesce(Commitment.extended_to, Commitment.due_on)
    return Commitment.status.in_(WITH_UNIT) & (deadline < today)


def _require(words: str, sentence: str) -> None:
    if not words.strip():
        raise Refused(sentence)


def _noted(words: str, paper: StampedPaper | None) -> str:
    return "；".join(part for part in (words.strip(), paper.words if paper else "") if part)
