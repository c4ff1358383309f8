"""Clues: the central register of 案管, sealed, for those who need to know (问题线索集中管理)."""

import json
from datetime import date

from sqlalchemy import (
    ColumnElement,
    ForeignKey,
    Select,
    UniqueConstraint,
    and_,
    event,
    false,
    not_,
    select,
    true,
)
from sqlalchemy.orm import Mapped, Session, mapped_column, object_session, relationship

from supervision import clock
from supervision.conduct import clue_lists, contents
from supervision.conduct.accused import recognised
from supervision.conduct.categories import Category, Jurisdiction
from supervision.conduct.clue_disposing import Disposing
from supervision.conduct.clue_guards import no_handler
from supervision.conduct.clue_lists import HANDLERS, LISTED, ClueRecusal
from supervision.conduct.clue_steps import OPEN, UNASSIGNED, WORKFLOW, ClueStatus
from supervision.conduct.clue_terms import AccusedPerson, ClueSource, Leadership
from supervision.conduct.complaint_steps import ComplaintStatus
from supervision.conduct.complaints import Complaint
from supervision.conduct.contents import SealedContent
from supervision.conduct.paper_numbers import paper_number
from supervision.conduct.ranks import Rank, Subject
from supervision.errors import Refused
from supervision.office import acts, history, networks, regions
from supervision.office.history import Event, Record
from supervision.office.people import Officer, Role
from supervision.office.regions import Region
from supervision.office.units import Unit
from supervision.resealing import sealed
from supervision.words import _

__all__ = ["WORKFLOW", "Clue", "ClueStatus", "is_open", "overdue", "visible_to"]


class Clue(Disposing, SealedContent, Record):
    """One clue in the register of the place that holds it. What it says, and of whom, is sealed."""

    __tablename__ = "clues"
    __table_args__ = (UniqueConstraint("number"),)

    number: Mapped[str]
    region_code: Mapped[str] = mapped_column(ForeignKey("regions.code"), index=True)
    received_on: Mapped[date]
    source: Mapped[ClueSource]
    source_number: Mapped[str | None]
    subject: Mapped[Subject]
    jurisdiction: Mapped[Jurisdiction]
    category: Mapped[Category | None]
    county_code: Mapped[str | None] = mapped_column(ForeignKey("regions.code"))
    compound_number: Mapped[str | None]
    leadership: Mapped[Leadership | None]
    important: Mapped[bool]
    result_wanted: Mapped[bool]
    department: Mapped[str | None]
    reported_no: Mapped[str | None]
    reported_on: Mapped[date | None]
    disposal_reported_no: Mapped[str | None]
    disposal_reported_on: Mapped[date | None]
    gone_no: Mapped[str | None]
    gone_on: Mapped[date | None]
    demo: Mapped[bool]
    status: Mapped[ClueStatus]
    sealed_accused: Mapped[bytes | None] = mapped_column(deferred=True)
    known_as: Mapped[str | None] = mapped_column(index=True)
    accused_unit_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"))
    complaint_id: Mapped[int | None] = mapped_column(ForeignKey("complaints.id"), index=True)

    region: Mapped[Region] = relationship(foreign_keys=[region_code])
    county: Mapped[Region | None] = relationship(foreign_keys=[county_code])
    accused_unit: Mapped[Unit | None] = relationship()
    complaint: Mapped[Complaint | None] = relationship()

    @property
    def accused(self) -> AccusedPerson:
        """Whom it is about; nobody, where no name was given or the content is gone. Plain text only."""
        if self.sealed_accused is None or self.destroyed:
            return AccusedPerson("")
        bound = contents.place("clues", "sealed_accused", self.number)
        name, post, rank = json.loads(self.key.open(self.sealed_accused, bound_to=bound))
        return AccusedPerson(name, post, Rank(rank))

    def name_accused(self, accused: AccusedPerson) -> None:
        """Seal a name by the clue's own key; whoever of us is called so will not see the clue."""
        networks.keep_off(accused.name, accused.post)
        told = json.dumps([accused.name, accused.post, accused.rank.value], ensure_ascii=False).encode()
        bound = contents.place("clues", "sealed_accused", self.number)
        self.sealed_accused = self.key.seal(told, bound_to=bound)
        self.known_as = recognised(accused.name)

    def propose_distribution(self, *, to: Officer, department: str, opinion: str, by: Officer) -> None:
        """案管 says who should handle it (art 23); the named handler sees nothing before it is approved."""
        if not department.strip() or not opinion.strip():
            raise Refused(_("请填写承办部门和分办意见。"))
        if reason := _("分办人不得承办本线索。") if to is by else no_handler(self, to):
            raise Refused(reason)
        self._sign("propose_distribution", by=by, to=to, said=opinion, note=to.name)
        self.handler, self.department = to, department.strip()

    def return_distribution(self, *, by: Officer, because: str) -> None:
        _require(because)
        self._sign("return_distribution", by=by, said=because)
        self.handler = self.department = None

    def approve_distribution(self, *, by: Officer, opinion: str) -> None:
        _require(opinion)
        self._sign("approve_distribution", by=by, to=self.handler, said=opinion)

    def decline(self, *, by: Officer, because: str) -> None:
        """The handler gives it back to 案管, to be distributed anew."""
        _require(because)
        self._sign("decline", by=by, said=because)
        self.handler = self.department = None
        self._rest()

    def reassign(self, *, to: Officer, by: Officer, because: str) -> None:
        """Another handler takes over where it stands; the clock goes on."""
        _require(because)
        if reason := no_handler(self, to):
            raise Refused(reason)
        self._sign("reassign", by=by, to=to, said=because, note=to.name)
        self.handler = to

    def report_up(self, *, by: Officer, receipt_no: str) -> None:
        """Art 22: the clue, and once it is approved its disposal, are told to the higher commission."""
        number = paper_number(receipt_no)
        self._sign("report_up", by=by, note=number)
        if self.reported_no is None:
            self.reported_no, self.reported_on = number, clock.today()
        else:
            self.disposal_reported_no, self.disposal_reported_on = number, clock.today()

    def leave_for_case(self, *, by: Officer, case_no: str) -> None:
        """立案: it leaves the system. Number and day stay; what it said, and of whom, is destroyed."""
        number = paper_number(case_no)
        self._sign("leave_for_case", by=by, note=number)
        self.gone_no, self.gone_on = number, clock.today()
        self.forget(by=by, but=self.history[-1])

    def pass_up(self, *, by: Officer, receipt_no: str) -> None:
        """It turns out to be another commission's (TL08): what was written down here is destroyed."""
        number = paper_number(receipt_no)
        self._sign("pass_up", by=by, note=number)
        self.gone_no, self.gone_on = number, clock.today()
        self.forget(by=by, but=self.history[-1])

    def archive(self, *, by: Officer) -> None:
        self._sign("archive", by=by)

    def step_back(self, session: Session, *, by: Officer, because: str) -> None:
        """Recuse oneself: from now on this officer does not see it; the principal names another handler."""
        _require(because)
        self._sign("step_back", by=by, said=because)
        session.add(ClueRecusal(officer_id=by.id, clue_id=self.id))
        if self.handler is by:
            self.handler = None

    def forget(self, *, by: Officer, but: Event | None = None) -> None:
        """Destroy what it says, and of whom; number, days and signatures stay."""
        if session := object_session(self):
            history.forget(session, self, by=by, but=but)
        self.destroy_content()
        self.sealed_accused = self.known_as = self.accused_unit = self.category = self.leadership = None
        self.county = self.compound_number = None
        for one in self.disposals:
            one.forget()
        self._rest()


@event.listens_for(Complaint.status, "set")
def follow(letter: Complaint, status: ComplaintStatus, *_more: object) -> None:
    """A letter that turns out to be a higher level's takes along what its clue says (art 15)."""
    session = object_session(letter)
    if session and status is ComplaintStatus.DESTROYED:
        for clue in session.scalars(select(Clue).where(Clue.complaint_id == letter.id)):
            clue.forget(by=letter.history[-1].by)


sealed(
    Clue.sealed_key,
    by=Clue.number,
    purpose=contents.PURPOSE,
    place=lambda number: contents.place("clues", "sealed_key", number),
)


def is_open() -> ColumnElement[bool]:
    """Not archived and not gone: whatever touches it goes to no unit without 案管."""
    return Clue.status.in_(OPEN)


def overdue(today: date) -> ColumnElement[bool]:
    """`Clue.is_overdue`, as a condition for a query."""
    return Clue.due_on < today


def visible_to(officer: Officer) -> Select[Clue]:
    """Those of the officer's own place: 案管 and its leaders all, a handler what was distributed to them.

    Never upward or downward, never to the accused unit, never to who stepped back.
    """
    found = select(Clue).order_by(Clue.received_on.desc(), Clue.id.desc())
    if officer.is_unit or not officer.holds(*LISTED, *HANDLERS):
        return found.where(false())
    handled = and_(Clue.handler_id == officer.id, Clue.status.not_in(UNASSIGNED))
    listed = true() if officer.holds(*LISTED) else handled
    return found.where(
        Clue.region_code == officer.region_code, listed, not_(clue_lists.kept_from(Clue, officer))
    )


def _require(words: str) -> None:
    if not words.strip():
        raise Refused(_("请写明意见。"))


def traceable_by(officer: Officer) -> Select[int]:
    """Those whose lines in the history an officer may read; an auditor all but about themselves."""
    if not officer.holds(Role.AUDITOR):
        return visible_to(officer).order_by(None).with_only_columns(Clue.id)
    here = regions.within(Clue.region_code, officer.region_code)
    return select(Clue.id).where(here, not_(clue_lists.kept_from(Clue, officer)))


acts.keep_apart(Clue.__tablename__, traceable_by)
