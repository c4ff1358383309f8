"""Handing on: when somebody leaves, what lay in their hands lies in somebody else's first (离岗移交).

Nothing stays ownerless: complaints and clues they handle, narrowed complaints that nobody else knows of,
identities that open to nobody else.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import JSON, ForeignKey, Select, delete, false, or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from supervision import clock
from supervision.conduct import clue_guards, clues, complaint_guards, complaints, need_to_know
from supervision.conduct.clues import Clue
from supervision.conduct.complaint_steps import ASSIGNED, OPEN
from supervision.conduct.complaints import Complaint, opening_only_to
from supervision.conduct.need_to_know import Admission, Narrowing
from supervision.db import Row
from supervision.errors import Refused
from supervision.office import belongings, history
from supervision.office.people import Officer, Role
from supervision.words import _, listed

HEADS = (Role.TASK_FORCE, Role.LEADER, Role.PRINCIPAL)


@dataclass(frozen=True)
class InHand:
    """What one officer still has in hand."""

    complaints: Sequence[Complaint]
    clues: Sequence[Clue]
    alone: Sequence[Complaint]
    identities: Sequence[Complaint]

    @property
    def nothing(self) -> bool:
        return not (self.complaints or self.clues or self.alone or self.identities)

    @property
    def numbers(self) -> Mapping[str, int]:
        return {
            "complaints": len(self.complaints),
            "clues": len(self.clues),
            "alone": len(self.alone),
            "identities": len(self.identities),
        }


class HandingOn(Row):
    """One act of handing on: who leaves, who takes over, how many of each; each record says it as well."""

    __tablename__ = "handings_on"

    region_code: Mapped[str] = mapped_column(ForeignKey("regions.code"))
    leaver_id: Mapped[int] = mapped_column(ForeignKey("officers.id"), index=True)
    to_id: Mapped[int] = mapped_column(ForeignKey("officers.id"))
    by_id: Mapped[int] = mapped_column(ForeignKey("officers.id"))
    handed_at: Mapped[datetime]
    numbers: Mapped[dict[str, int]] = mapped_column(JSON)

    leaver: Mapped[Officer] = relationship(foreign_keys=[leaver_id])
    to: Mapped[Officer] = relationship(foreign_keys=[to_id])
    by: Mapped[Officer] = relationship(foreign_keys=[by_id])


def in_hand(session: Session, officer: Officer, *, known_to: Officer | None = None) -> InHand:
    """Everything that would be ownerless were the officer gone; for a head, what the head may know of."""
    handled = select(Complaint).where(Complaint.handler_id == officer.id, Complaint.status.in_(OPEN))
    theirs = select(Clue).where(Clue.handler_id == officer.id, clues.is_open())
    held = InHand(
        session.scalars(handled.order_by(Complaint.id)).all(),
        session.scalars(theirs.order_by(Clue.id)).all(),
        _known_to_nobody_else(session, officer),
        opening_only_to(session, officer),
    )
    if known_to is None:
        return held
    letters = set(session.scalars(complaints.visible_to(known_to).with_only_columns(Complaint.id)))
    files = set(session.scalars(clues.visible_to(known_to).with_only_columns(Clue.id)))
    return InHand(
        [one for one in held.complaints if one.id in letters],
        [one for one in held.clues if one.id in files],
        [one for one in held.alone if one.id in letters],
        [one for one in held.identities if one.id in letters],
    )


def able(session: Session, held: InHand, officers: Sequence[Officer], *, of: Officer) -> list[Officer]:
    """Who of these may take over all of it, and not only some."""
    return [
        one
        for one in officers
        if one.id != of.id
        and all(complaint_guards.no_handler(complaint, one) is None for complaint in held.complaints)
        and all(clue_guards.no_handler(clue, one) is None for clue in held.clues)
        and all(complaint.why_not_admitted(one) is None for complaint in held.alone)
    ]


def hand_on(session: Session, *, of: Officer, to: Officer, by: Officer) -> HandingOn:
    """Give all complaints, clues and lists of one officer to another, each by its own step.

    What whoever does so may not know of is left for another head, and keeps the account open.
    """
    _require(by, of)
    if to.id == of.id or not to.active or to.region_code != of.region_code:
        raise Refused(_("接收人须是本机关另一名在用人员。"))
    held = in_hand(session, of, known_to=by)
    moving = [one for one in held.complaints if one.status in ASSIGNED]
    stuck = [one.number for one in held.complaints if one.status not in ASSIGNED]
    if stuck:
        raise Refused(_("{numbers} 正在审批，批复后再移交。", numbers=listed(stuck)))
    because = _("{name}离岗移交", name=of.name)
    for complaint in moving:
        complaint.assign(to=to, by=by)
    for clue in held.clues:
        clue.reassign(to=to, by=by, because=because)
    for complaint in held.alone:
        if session.scalar(select(need_to_know.on_list(complaint, to))) is not True:
            complaint.admit(session, to=to, by=by, because=because)
    session.execute(delete(Admission).where(Admission.officer_id == of.id, Admission.until.is_not(None)))
    made = HandingOn(
        region_code=of.region_code,
        leaver_id=of.id,
        to_id=to.id,
        by_id=by.id,
        handed_at=clock.machine_now(),
        numbers=dict(held.numbers),
    )
    session.add(made)
    session.flush()
    history.note(session, kind="handings_on", subject_id=made.id, verb="hand_on", by=by)
    return made


def hand_on_identities(session: Session, *, to: Officer, password: str, by: Officer) -> int:
    """Let somebody else open what opens to me alone; only I can, with my password, before I leave."""
    found = opening_only_to(session, by)
    for complaint in found:
        complaint.share_informant(
            session, to=to, by=by, password=password, because=_("{name}离岗移交", name=by.name)
        )
    session.flush()
    return len(found)


def of_place(officer: Officer) -> Select[HandingOn]:
    """What was handed on in the officer's place, the newest first."""
    found = select(HandingOn).order_by(HandingOn.id.desc())
    if officer.is_unit or not officer.holds(*HEADS):
        return found.where(false())
    return found.where(HandingOn.region_code == officer.region_code)


def _require(by: Officer, of: Officer) -> None:
    if not by.holds(*HEADS) or by.region_code != of.region_code:
        raise Refused(_("须由本机关的{posts}办理。", posts=listed(role.label for role in HEADS)))
    if by.id == of.id:
        raise Refused(_("自己离岗的，由其他负责人办理移交。"))


def _known_to_nobody_else(session: Session, officer: Officer) -> list[Complaint]:
    """Narrowed complaints of which no other officer at work is on the list."""
    narrow = select(Narrowing.complaint_id).where(Narrowing.ended_at.is_(None))
    mine = select(Complaint).where(
        Complaint.id.in_(narrow),
        Complaint.status.in_(OPEN),
        or_(
            Complaint.handler_id == officer.id,
            Complaint.id.in_(select(Admission.complaint_id).where(Admission.officer_id == officer.id)),
        ),
    )
    others = (
        select(Admission.complaint_id)
        .join(Officer, Officer.id == Admission.officer_id)
        .where(Officer.id != officer.id, Officer.active)
    )
    return list(session.scalars(mine.where(Complaint.id.not_in(others)).order_by(Complaint.id)))


belongings.belongs("handing_on", lambda session, officer: sum(in_hand(session, officer).numbers.values()))
