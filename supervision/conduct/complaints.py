"""Complaints: what was reported, sealed, with its clock, for those who need to know (信访举报)."""

import json
from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import ColumnElement, ForeignKey, Select, UniqueConstraint, and_, false, not_, or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from supervision.conduct import attachments, contents, drafts, need_to_know, own_staff, sealed_words
from supervision.conduct.accused import Accused
from supervision.conduct.categories import MARKED, Category, Channel, Identity, Jurisdiction
from supervision.conduct.complaint_steps import TAKEN_UP, TOLD_AT_ONCE, WORKFLOW, ComplaintStatus
from supervision.conduct.hand_offs import HandOff
from supervision.conduct.informant_words import keep_out
from supervision.conduct.keeping_apart import KeptApart
from supervision.conduct.need_to_know import MAY_BE_LET_IN, Recusal
from supervision.conduct.reaching import spans_of, stands_in
from supervision.conduct.vault import Informant, Person, known_by_id, recognised
from supervision.errors import Refused
from supervision.office import acts, history, installation, key_pairs, regions
from supervision.office.key_pairs import KeyPair
from supervision.office.people import Officer, Post, Role
from supervision.office.regions import Region
from supervision.office.time_limits import FORWARD_DOWN
from supervision.resealing import sealed
from supervision.words import _, listed


class Complaint(KeptApart):
    """One letter, visit, call or message, once it is on the books of the place that received it.

    What it says is sealed, so that it meets no log, search or cache.
    """

    __tablename__ = "complaints"
    __table_args__ = (UniqueConstraint("number"),)

    number: Mapped[str]
    channel: Mapped[Channel]
    category: Mapped[Category]
    county_code: Mapped[str] = mapped_column(ForeignKey("regions.code"))
    compound_number: Mapped[str | None]
    people: Mapped[int]
    source: Mapped[str | None]
    source_number: Mapped[str | None]
    slip: Mapped[str | None] = mapped_column(unique=True)
    redacted_on: Mapped[date | None]
    sealed_marks: Mapped[bytes | None] = mapped_column(deferred=True)
    demo: Mapped[bool]
    status: Mapped[ComplaintStatus]

    region: Mapped[Region] = relationship(foreign_keys="Complaint.region_code")
    county: Mapped[Region] = relationship(foreign_keys=[county_code])
    accused: Mapped[list[Accused]] = relationship(order_by=Accused.place, cascade="all, delete-orphan")
    _informant: Mapped[Informant | None] = relationship(cascade="save-update, merge")

    def reported_by(self, session: Session, *, name: str, phone: str, id_number: str = "") -> None:
        """Whoever gave a name goes into the vault, sealed to those who may be told it."""
        holders = select(KeyPair).where(KeyPair.officer_id.in_(_may_be_told(self)))
        self._informant = Informant.keep(
            Person(name, phone, id_number),
            number=self.number,
            pairs=session.scalars(holders).all(),
            recovery_public=installation.current(session).recovery_public,
        )

    def mark_informant(self, *told: str) -> None:
        """Remember where the text says who reported, sealed with it: there it is always to be masked."""
        spans = [list(span) for one in told for span in spans_of(one, self.text)]
        if spans:
            bound = contents.place(self.__tablename__, "sealed_marks", self.number)
            self.sealed_marks = self.key.seal(json.dumps(spans).encode(), bound_to=bound)

    @property
    def informant_spans(self) -> list[tuple[int, int]]:
        """The passages of the text that say who reported."""
        if self.sealed_marks is None:
            return []
        bound = contents.place(self.__tablename__, "sealed_marks", self.number)
        found = json.loads(self.key.open(self.sealed_marks, bound_to=bound))
        return [(start, end) for start, end in found]

    def name_informant(self, session: Session, *, by: Officer, password: str, because: str) -> Person:
        """Open the vault; who looked, and why, stays in the history, one line each time."""
        if not because.strip():
            raise Refused(_("请写明查看举报人信息的事由。"))
        if reason := WORKFLOW.why_not(self, "name_informant", by=by):
            raise Refused(reason)
        assert self._informant
        pair = key_pairs.require(session, by)
        person = self._informant.person(number=self.number, pair=pair, password=password)
        if any(stands_in(one, because) for one in (person.name, person.phone, person.id_number)):
            raise Refused(_("事由中不得写举报人的姓名、联系方式、证件号。"))
        WORKFLOW.take(self, "name_informant", by=by, note=because.strip())
        return person

    def share_informant(
        self, session: Session, *, to: Officer, by: Officer, password: str, because: str
    ) -> None:
        """Let one more officer of this place open the vault, by one who may (准予查看)."""
        if not because.strip():
            raise Refused(_("请写明准予查看的事由。"))
        keep_out(self, because)
        if reason := WORKFLOW.why_not(self, "name_informant", by=to):
            raise Refused(_("{name}不能查看：{reason}", name=to.name, reason=reason))
        WORKFLOW.take(self, "share_informant", by=by, note=f"{to.name}：{because.strip()}")
        assert self._informant
        theirs = key_pairs.of(session, to)
        if theirs is None:
            raise Refused(_("{name}还没有自己的密钥：请本人先改一次密码。", name=to.name))
        mine = key_pairs.require(session, by)
        self._informant.share(number=self.number, pair=mine, password=password, to=theirs)

    def lend_informant(
        self, session: Session, *, to: Officer, by: Officer, password: str, until: datetime
    ) -> None:
        """Let somebody open the vault for some hours (应急查阅); the key that is lent ends by itself."""
        mine, theirs = key_pairs.require(session, by), key_pairs.of(session, to)
        if theirs is None:
            raise Refused(_("{name}还没有自己的密钥：请本人先改一次密码。", name=to.name))
        WORKFLOW.take(self, "share_informant", by=by, note=to.name)
        assert self._informant
        self._informant.share(number=self.number, pair=mine, password=password, to=theirs, until=until)

    def informant_is_open_to(self, session: Session, officer: Officer) -> bool:
        """Whether the vault is sealed to this officer."""
        return bool(self._informant and self._informant.is_open_to(key_pairs.of(session, officer)))

    def forget(self, session: Session) -> None:
        """Destroy what was reported, of whom and by whom; the acts stay, and nothing sealed opens again."""
        self.destroy_content()
        self.sealed_marks = None
        sealed_words.forget(session, self.id)
        attachments.destroy(session, self)
        self.accused.clear()
        self.accused_unit = self.handler = None
        self.compound_number = self.source = self.source_number = self.slip = None
        self.category, self.county_code = Category.OTHER, self.region_code
        self.limit_code = self.due_on = self.parts_due_on = None
        self.contacts.clear()
        self.sealed_outcome = self.finding = self.concluded_on = self.feedback_due_on = None
        self.passed_to = self.receipt_no = self.return_reason = self.discussed_on = None
        if self._informant:
            session.delete(self._informant)
            self._informant = None

    def pass_up(
        self, session: Session, *, jurisdiction: Jurisdiction, envelope_no: str, by: Officer
    ) -> HandOff:
        """It is a higher level's matter, or our own principal's: nothing of it may stay here (art 15)."""
        if not jurisdiction.sealed:
            raise Refused(_("只有上级管理的或反映本机关主要负责人的才改为径送。"))
        if reason := WORKFLOW.why_not(self, "pass_up", by=by):
            raise Refused(reason)
        hand_off = HandOff.register(
            session,
            jurisdiction=jurisdiction,
            envelope_no=envelope_no,
            by=by,
            received_on=self.received_on,
        )
        WORKFLOW.take(self, "pass_up", by=by, note=hand_off.number)
        history.forget(session, self, by=by, but=self.history[-1])
        self.forget(session)
        drafts.drop(session, by=by)
        return hand_off

    def step_back(self, session: Session, *, by: Officer, because: str) -> None:
        """Recuse oneself: from now on this officer sees neither this nor others about the same unit."""
        recusal = Recusal.declare(by=by, complaint_id=self.id, unit_id=self.accused_unit_id, because=because)
        WORKFLOW.take(self, "step_back", by=by)
        session.add(recusal)
        self._put_out(session, by)


sealed(
    Complaint.sealed_key,
    by=Complaint.number,
    purpose=contents.PURPOSE,
    place=lambda number: contents.place("complaints", "sealed_key", number),
)


def open_by_envelopes(session: Session, *, private: bytes, to: Officer) -> int:
    """Seal the identities of an officer's place to that officer, when nobody who may open them is left."""
    if not to.holds(*TOLD_AT_ONCE):
        raise Refused(_("须由{posts}办理。", posts=listed(role.label for role in TOLD_AT_ONCE)))
    pair = key_pairs.require(session, to)
    found = session.scalars(select(Complaint).where(Complaint.region_code == to.region_code)).all()
    named = [one for one in found if one._informant]
    for one in named:
        assert one._informant
        one._informant.share_by_envelopes(number=one.number, private=private, to=pair)
    return len(named)


def reported_by_same(session: Session, *, name: str, phone: str, id_number: str = "") -> set[int]:
    """The complaints of whoever has this name with this telephone or identity number, by keyed answers."""
    person = Person(name, phone, id_number)
    same = [Informant.reporter == recognised(person)]
    if by_id := known_by_id(person):
        same.append(Informant.reporter_by_id == by_id)
    return set(session.scalars(select(Informant.complaint_id).where(or_(*same))))


def same_reporter_as(session: Session, complaint_id: int) -> set[int]:
    """The other complaints of whoever reported this one."""
    itself = select(Informant).where(Informant.complaint_id == complaint_id).subquery()
    same = or_(Informant.reporter == itself.c.reporter, Informant.reporter_by_id == itself.c.reporter_by_id)
    found = session.scalars(select(Informant.complaint_id).join(itself, same))
    return set(found) - {complaint_id}


def reporters(session: Session, ids: Collection[int]) -> dict[int, str]:
    """A keyed mark of whoever stands behind each of these complaints; none for the anonymous ones."""
    known = select(Informant.complaint_id, Informant.reporter).where(Informant.complaint_id.in_(ids))
    return dict(session.execute(known).all())


def opening_only_to(session: Session, officer: Officer) -> list[Complaint]:
    """Those whose identity opens to this officer and to nobody else at work (but for the envelopes)."""
    pair = key_pairs.of(session, officer)
    if pair is None:
        return []
    others = key_pairs.of_others(session, officer)
    found = session.scalars(select(Complaint).where(Complaint.region_code == officer.region_code))
    return [one for one in found if one._informant and one._informant.is_open_only_to(pair, others)]


def overdue(today: date) -> ColumnElement[bool]:
    """`Complaint.is_overdue`, as a condition for a query."""
    return or_(
        and_(first_runs(), Complaint.due_on < today),
        and_(second_runs(), Complaint.feedback_due_on < today),
        Complaint.parts_due_on < today,
    )


def first_runs() -> ColumnElement[bool]:
    """Whether the clock that began with the receipt still runs."""
    untold = or_(Complaint.noticed_on.is_(None), Complaint.limit_code == FORWARD_DOWN.code)
    return and_(Complaint.limit_code.is_not(None), Complaint.passed_on.is_(None), untold)


def second_runs() -> ColumnElement[bool]:
    """Whether the clock of the feedback runs."""
    return and_(Complaint.status == ComplaintStatus.CONCLUDED, Complaint.identity == Identity.REAL_NAME)


def _may_be_told(complaint: Complaint) -> Select[int]:
    """The officers of the place whose post opens the vault; a handler is let in by one of them."""
    return (
        select(Officer.id)
        .join(Post, Post.officer_id == Officer.id)
        .where(Officer.region_code == complaint.region_code, Officer.active, Post.role.in_(TOLD_AT_ONCE))
    )


def visible_to(officer: Officer) -> Select[Complaint]:
    """Those of the officer's own place, never of a higher or lower one, whose list the officer is on."""
    found = select(Complaint).order_by(Complaint.received_on.desc(), Complaint.id.desc())
    if officer.is_unit or not officer.holds(*MAY_BE_LET_IN):
        return found.where(false())
    return found.where(
        Complaint.region_code == officer.region_code,
        need_to_know.on_list(Complaint, officer),
        not_(need_to_know.recused(Complaint, officer)),
    )


def traceable_by(officer: Officer) -> Select[int]:
    """Those whose lines in the history an officer may read: its list; an auditor all but our own staff's."""
    if not officer.holds(Role.AUDITOR):
        return visible_to(officer).order_by(None).with_only_columns(Complaint.id)
    here = regions.within(Complaint.region_code, officer.region_code)
    return select(Complaint.id).where(here, own_staff.counts_for(Complaint, officer.region_code))


acts.keep_apart(Complaint.__tablename__, traceable_by)


def marked_for(officer: Officer) -> Select[Complaint]:
    """Reports of 搭车, 违规 and 吃拿卡要 that this officer may see beside the flags, not yet passed on."""
    return visible_to(officer).where(
        Complaint.category.in_(MARKED), Complaint.status.in_((ComplaintStatus.REGISTERED, *TAKEN_UP))
    )
