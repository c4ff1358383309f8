"""承诺事项清单: what a unit's workbook says of its commitments, taken over by the real steps, and taken back.

A workbook closes nothing: what it calls done enters as a close request that nobody has verified yet.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from supervision.delivery.snapshots import EarlierValue
from supervision.errors import Refused
from supervision.office.people import Officer
from supervision.responsibility.commitment_steps import UNDER_WAY, WORKFLOW, S
from supervision.responsibility.commitments import WORDING, Commitment
from supervision.responsibility.evidence import ProgressEntry, mark
from supervision.responsibility.terms import Terms
from supervision.words import _

DONE = frozenset({"已销号", "销号", "已完成", "完成", "已办结", "办结", "申请销号", "已核实"})
STARTED = frozenset({"推进中", "办理中", "进行中", "正在推进", "在办", "退回补正", "重新办理"})


@dataclass(frozen=True, kw_only=True)
class Stated:
    """What one row says of the state of things; `amount` None where it only uses words or says nothing."""

    status: str
    as_of: date
    acknowledged_on: date | None = None
    amount: int | None = None
    text: str | None = None

    @property
    def done(self) -> bool:
        return self.status.strip() in DONE

    @property
    def words(self) -> str:
        return "；".join(part.strip() for part in (self.text, self.status) if part and part.strip())

    @property
    def says_something(self) -> bool:
        return self.done or self.amount is not None or bool(self.text) or self.status.strip() in STARTED


def find(session: Session, *, unit_id: int, number: str) -> Commitment | None:
    """The one of this unit and number that was not withdrawn: what a row is about."""
    return session.scalar(
        select(Commitment).where(
            Commitment.unit_id == unit_id, Commitment.number == number, Commitment.status != S.WITHDRAWN
        )
    )


def draft(session: Session, terms: Terms, *, by: Officer) -> Commitment:
    """One that an officer writes down; refused where the unit has that number already."""
    if find(session, unit_id=terms.unit.id, number=terms.number.strip()):
        raise Refused(_("“{unit}”已有编号 {number} 的事项。", unit=terms.unit.name, number=terms.number))
    drafted = Commitment.draft(terms, by=by)
    session.add(drafted)
    session.flush()
    return drafted


def enter(terms: Terms, said: Stated, *, snapshot_id: int, by: Officer) -> Commitment:
    """A commitment that was not on the books, at the state its workbook states."""
    commitment = Commitment.enter(terms, snapshot_id=snapshot_id, by=by, note=mark(snapshot_id))
    _follow(commitment, said, snapshot_id=snapshot_id, by=by)
    return commitment


def why_not_restated(commitment: Commitment, terms: Terms) -> str | None:
    """A workbook may not move a target or a date that is already on the books."""
    if commitment.due_on and terms.due_on != commitment.due_on:
        return _(
            "完成时限与首次登记的 {day} 不一致：首次时限不得改写，确需延后的走延期申请。",
            day=f"{commitment.due_on:%Y-%m-%d}",
        )
    if (terms.target, terms.measure) != (commitment.target, commitment.measure):
        return _("目标与首次登记的 {target} 不一致，请核对。", target=commitment.wanted)
    return None


def differs(commitment: Commitment, terms: Terms, said: Stated) -> bool:
    """Whether the row says anything that is not on the books already."""
    newly_dated = commitment.due_on is None and terms.due_on is not None
    return bool(
        newly_dated
        or _reworded(commitment, terms)
        or _acknowledges(commitment, said)
        or _next(commitment, said)
    )


def restate(
    session: Session, commitment: Commitment, terms: Terms, said: Stated, *, snapshot_id: int, by: Officer
) -> bool:
    """Take over what a later workbook says; answers whether it said anything new."""
    if reason := why_not_restated(commitment, terms):
        raise Refused(reason)
    if not differs(commitment, terms, said):
        return False
    before: dict[str, object] = {name: getattr(commitment, name) for name in WORDING}
    session.add(
        EarlierValue(
            snapshot_id=snapshot_id,
            table=Commitment.__tablename__,
            key=str(commitment.id),
            said=before | {"status": commitment.status.value},
        )
    )
    if words := _reworded(commitment, terms):
        commitment.restate(by=by, note=mark(snapshot_id), **words)
    if commitment.due_on is None and terms.due_on:
        commitment.supply_date(terms.due_on, by=by, because=mark(snapshot_id))
    _follow(commitment, said, snapshot_id=snapshot_id, by=by)
    return True


def why_not_withdrawn(session: Session, *, snapshot_id: int) -> str | None:
    """The reason why what a workbook said cannot be taken back as a whole: a later step stands on it."""
    for commitment in _spoken_of(session, snapshot_id):
        if mark(snapshot_id) not in commitment.history[-1].note.split("；"):
            return _("“{number}”后来又有办理，不能整批撤回。", number=commitment.number)
    return None


def withdraw(session: Session, *, snapshot_id: int, by: Officer, because: str) -> int:
    """Take back what a workbook said, of every commitment it spoke of; answers how many.

    Refused as a whole where a later step stands on one of them.
    """
    if reason := why_not_withdrawn(session, snapshot_id=snapshot_id):
        raise Refused(reason)
    said_before = _said_before(session, snapshot_id)
    found = _spoken_of(session, snapshot_id)
    for commitment in found:
        for entry in commitment.entries:
            entry.withdrawn = entry.withdrawn or entry.snapshot_id == snapshot_id
        if commitment.snapshot_id == snapshot_id:
            commitment.withdraw(by=by, because=because)
            continue
        before = {name: _text(said_before[commitment.id][name]) for name in WORDING}
        commitment.restate(by=by, note=because, **before)
        if commitment.status is S.CLOSE_REQUESTED:
            commitment.send_back(by=by, because=because)
    return len(found)


def _said_before(session: Session, snapshot_id: int) -> dict[int, dict[str, object]]:
    return {
        int(value.key): value.said or {}
        for value in session.scalars(
            select(EarlierValue).where(
                EarlierValue.snapshot_id == snapshot_id, EarlierValue.table == Commitment.__tablename__
            )
        )
    }


def _spoken_of(session: Session, snapshot_id: int) -> Sequence[Commitment]:
    changed = _said_before(session, snapshot_id)
    return session.scalars(
        select(Commitment).where(
            (Commitment.snapshot_id == snapshot_id) | Commitment.id.in_(changed),
            Commitment.status != S.WITHDRAWN,
        )
    ).all()


def _follow(commitment: Commitment, said: Stated, *, snapshot_id: int, by: Officer) -> None:
    """Take the steps that lead from where it stands to where the row says it is."""
    if _acknowledges(commitment, said):
        WORKFLOW.take(commitment, "acknowledge", by=by, note=mark(snapshot_id))
        commitment.acknowledged_on = said.acknowledged_on
    verb = _next(commitment, said)
    if verb is None:
        return
    entry = ProgressEntry.say(
        amount=said.amount, as_of=said.as_of, text=said.words, files=(), by=by, snapshot_id=snapshot_id
    )
    if verb == "request_close":
        commitment.request_close(entry, by=by)
    else:
        commitment.report(entry, by=by)


def _acknowledges(commitment: Commitment, said: Stated) -> bool:
    return commitment.status is S.ISSUED and bool(said.acknowledged_on or said.says_something)


def _next(commitment: Commitment, said: Stated) -> str | None:
    """The step the row amounts to: none where it repeats what was said before."""
    if commitment.status not in UNDER_WAY or not said.says_something:
        return None
    last = commitment.stated[-1] if commitment.stated else None
    news = last is None or (last.amount, last.text) != (said.amount, said.words)
    complete = said.done and (said.amount is not None or commitment.target is None)
    if complete and (news or commitment.status is not S.RETURNED):
        return "request_close"
    return "report" if news else None


def _reworded(commitment: Commitment, terms: Terms) -> dict[str, str | None]:
    """What the row words otherwise; an empty cell takes nothing away."""
    columns = terms.columns
    return {
        name: columns[name]
        for name in WORDING
        if columns[name] is not None and columns[name] != getattr(commitment, name)
    }


def _text(value: object) -> str | None:
    return None if value is None else str(value)
