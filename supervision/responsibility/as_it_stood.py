"""Commitments as they stood at the end of a day, by their history: what a period that has ended may count."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from supervision import clock
from supervision.office import regions
from supervision.office.scopes import Scope
from supervision.quantities import Measure
from supervision.responsibility.commitment_steps import CommitmentStatus
from supervision.responsibility.commitments import Commitment
from supervision.responsibility.due_dates import Due
from supervision.responsibility.evidence import ProgressEntry
from supervision.responsibility.extensions import Extension, ExtensionStatus

DATED = ("grant_extension", "reopen")


@dataclass(kw_only=True)
class Stood(Due):
    """One commitment of a day that is over; what came later is not in it."""

    record: Commitment
    due_on: date | None
    extended_to: date | None
    issued_on: date | None
    acknowledge_due_on: date | None
    acknowledged_on: date | None
    target: int | None
    measure: Measure | None
    verified_amount: int | None
    status: CommitmentStatus
    entries: list[ProgressEntry]
    extensions: list[Extension]

    @property
    def pending_extension(self) -> Extension | None:
        """Asked by then, and not answered by then."""
        return self.extensions[-1] if self.extensions else None


def on(session: Session, scope: Scope) -> list[Stood]:
    """Every commitment of a region that was on paper by the end of the scope, read once."""
    return scope.read("commitments", lambda: _on(session, scope.region_code, scope.end))


def later(session: Session, scope: Scope) -> int:
    """How many came on the books after the end of the scope, and are not counted."""
    known = {one.record.id for one in on(session, scope) if one.status is not CommitmentStatus.DRAFT}
    here = session.scalars(
        select(Commitment).where(
            regions.within(Commitment.region_code, scope.region_code),
            Commitment.status.not_in((CommitmentStatus.DRAFT, CommitmentStatus.WITHDRAWN)),
        )
    )
    return 0 if scope.end >= clock.today() else sum(one.id not in known for one in here)


def _on(session: Session, region_code: str, day: date) -> list[Stood]:
    found = session.scalars(
        select(Commitment)
        .where(regions.within(Commitment.region_code, region_code))
        .options(selectinload(Commitment.history))
    )
    return [stood for one in found if (stood := _stood(one, day))]


def _stood(one: Commitment, day: date) -> Stood | None:
    status = one.stood(day)
    if status is None:
        return None
    until = clock.end_of(day)
    taken = [line for line in one.history if line.at < until]
    supplied = any(line.verb == "supply_date" and line.at >= until for line in one.history)
    moved = next((line for line in reversed(taken) if line.verb in DATED), None)
    asked = [each for each in one.extensions if each.asked_at < until]
    signed = one.acknowledged_on if one.acknowledged_on and one.acknowledged_on <= day else None
    return Stood(
        record=one,
        due_on=None if supplied else one.due_on,
        extended_to=date.fromisoformat(moved.note[:10]) if moved else None,
        issued_on=one.issued_on,
        acknowledge_due_on=one.acknowledge_due_on,
        acknowledged_on=signed,
        target=one.target,
        measure=one.measure,
        verified_amount=one.verified_amount,
        status=CommitmentStatus(status),
        entries=[entry for entry in one.entries if entry.entered_at < until],
        extensions=[
            each
            for each in asked
            if each.status is ExtensionStatus.ASKED or (each.decided_at and each.decided_at >= until)
        ],
    )
