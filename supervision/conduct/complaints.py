"""Complaints: what was reported, sealed, with its clock, for those who need to know (信访举报)."""

from datetime import date

from sqlalchemy import ColumnElement, ForeignKey, Select, UniqueConstraint, and_, false, not_, select, true
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from supervision import clock
from supervision.conduct import contents, need_to_know
from supervision.conduct.categories import MARKED, Category, Channel, Identity, Jurisdiction, Kind, NoticeBy
from supervision.conduct.complaint_guards import no_handler
from supervision.conduct.complaint_steps import TAKEN_UP, TOLD_AT_ONCE, WORKFLOW, ComplaintStatus
from supervision.conduct.contents import SealedContent
from supervision.conduct.need_to_know import LISTED, Recusal
from supervision.conduct.vault import Informant, Person
from supervision.errors import Refused
from supervision.office import installation, key_pairs, regions, time_limits
from supervision.office.history import Record
from supervision.office.key_pairs import KeyPair
from supervision.office.lamps import Lamp
from supervision.office.people import Officer, Post, Role
from supervision.office.regions import Region
from supervision.office.time_limits import Deadline, TimeLimit
from supervision.office.units import Unit
from supervision.resealing import sealed
from supervision.words import _, listed


class Complaint(SealedContent, Record):
    """One letter, visit, call or message, once it is on the books of the place that received it.

    What it says is sealed, so that it meets no log, search or cache.
    """

    __tablename__ = "complaints"
    __table_args__ = (UniqueConstraint("number"),)

    number: Mapped[str]
    region_code: Mapped[str] = mapped_column(ForeignKey("regions.code"))
    received_on: Mapped[date]
    channel: Mapped[Channel]
    kind: Mapped[Kind]
    identity: Mapped[Identity]
    jurisdiction: Mapped[Jurisdiction]
    category: Mapped[Category]
    county_code: Mapped[str] = mapped_column(ForeignKey("regions.code"))
    compound_number: Mapped[str | None]
    limit_code: Mapped[str | None]
    due_on: Mapped[date | None]
    noticed_on: Mapped[date | None]
    notice_by: Mapped[NoticeBy | None]
    passed_on: Mapped[date | None]
    passed_to: Mapped[str | None]
    demo: Mapped[bool]
    status: Mapped[ComplaintStatus]
    duplicate_of_id: Mapped[int | None] = mapped_column(ForeignKey("complaints.id"))
    accused_unit_id: Mapped[int | None] = mapped_column(ForeignKey("units.id"))
    handler_id: Mapped[int | None] = mapped_column(ForeignKey("officers.id"))

    region: Mapped[Region] = relationship(foreign_keys=[region_code])
    county: Mapped[Region] = relationship(foreign_keys=[county_code])
    duplicate_of: Mapped["Complaint | None"] = relationship(remote_side="Complaint.id")
    accused_unit: Mapped[Unit | None] = relationship()
    handler: Mapped[Officer | None] = relationship()
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

    @property
    def limit(self) -> TimeLimit | None:
        return next((limit for limit in time_limits.LIMITS if limit.code == self.limit_code), None)

    def deadline(self, session: Session) -> Deadline | None:
        """When the clock ends, with its working."""
        return self.limit.due(session, self.received_on) if self.limit else None

    @property
    def met_on(self) -> date | None:
        """The day on which what the clock asks for was done."""
        return self.noticed_on or self.passed_on

    def is_overdue(self, today: date) -> bool:
        return self.met_on is None and self.due_on is not None and self.due_on < today

    def lamp(self, today: date) -> Lamp | None:
        """Red when the clock ran out, yellow in its last days; unknown while the calendar is missing."""
        if self.met_on is not None or self.limit_code is None:
            return None
        if self.due_on is None:
            return Lamp.UNKNOWN
        left = (self.due_on - today).days
        return Lamp.RED if left < 0 else Lamp.YELLOW if left <= time_limits.WARN_DAYS else None

    def accept(self, *, by: Officer) -> None:
        WORKFLOW.take(self, "accept", by=by)

    def forward_down(self, *, to: Region, by: Officer) -> None:
        """Pass it to the level that manages the accused (art 16)."""
        if to.code == self.region_code or not regions.contains(self.region_code, to.code):
            raise Refused(_("只能转送下级机关。"))
        WORKFLOW.take(self, "forward_down", by=by, note=to.name)
        self.passed_on, self.passed_to = clock.today(), to.name

    def refer_out(self, *, to: str, by: Officer) -> None:
        """Pass it to the unit whose business it is; never to the unit it speaks about (art 47)."""
        if not to.strip():
            raise Refused(_("请填写转往的单位。"))
        if self.accused_unit and self.accused_unit.name in to:
            raise Refused(_("不得转给被反映的单位。"))
        WORKFLOW.take(self, "refer_out", by=by, note=to.strip())
        self.passed_to = to.strip()

    def file_duplicate(self, *, by: Officer) -> None:
        """Keep a repeated complaint for reference (art 14)."""
        WORKFLOW.take(self, "file_duplicate", by=by)
        self.passed_on = clock.today()

    def assign(self, *, to: Officer, by: Officer) -> None:
        """Give it to an inspector of this place, who thereby comes on its list."""
        if reason := no_handler(self, to):
            raise Refused(reason)
        WORKFLOW.take(self, "assign", by=by, note=to.name)
        self.handler = to

    def give_notice(self, *, by: Officer, method: NoticeBy, on: date | None = None) -> None:
        """Record that the real-name informant was told that the matter is taken up (15 个工作日)."""
        day = on or clock.today()
        if not self.received_on <= day <= clock.today():
            raise Refused(_("告知日期须在收到之日以后、今天以前。"))
        WORKFLOW.take(self, "give_notice", by=by, note=method.chinese)
        self.noticed_on, self.notice_by = day, method

    def name_informant(self, session: Session, *, by: Officer, password: str, because: str) -> Person:
        """Open the vault; who looked, and why, stays in the history, one line each time."""
        if not because.strip():
            raise Refused(_("请写明查看举报人信息的事由。"))
        if reason := WORKFLOW.why_not(self, "name_informant", by=by):
            raise Refused(reason)
        assert self._informant
        pair = key_pairs.require(session, by)
        person = self._informant.person(number=self.number, pair=pair, password=password)
        WORKFLOW.take(self, "name_informant", by=by, note=because.strip())
        return person

    def share_informant(
        self, session: Session, *, to: Officer, by: Officer, password: str, because: str
    ) -> None:
        """Let one more officer of this place open the vault, by one who may (准予查看)."""
        if not because.strip():
            raise Refused(_("请写明准予查看的事由。"))
        if reason := WORKFLOW.why_not(self, "name_informant", by=to):
            raise Refused(_("{name}不能查看：{reason}", name=to.name, reason=reason))
        WORKFLOW.take(self, "share_informant", by=by, note=f"{to.name}：{because.strip()}")
        assert self._informant
        theirs = key_pairs.of(session, to)
        if theirs is None:
            raise Refused(_("{name}还没有自己的密钥：请本人先改一次密码。", name=to.name))
        mine = key_pairs.require(session, by)
        self._informant.share(number=self.number, pair=mine, password=password, to=theirs)

    def informant_is_open_to(self, session: Session, officer: Officer) -> bool:
        """Whether the vault is sealed to this officer."""
        return bool(self._informant and self._informant.is_open_to(key_pairs.of(session, officer)))

    def forget(self, session: Session) -> None:
        """Destroy what was reported and by whom; the acts stay. What was sealed cannot be opened again."""
        self.destroy_content()
        if self._informant:
            session.delete(self._informant)
            self._informant = None

    def step_back(self, session: Session, *, by: Officer, because: str) -> None:
        """Recuse oneself: from now on this officer sees neither this nor others about the same unit."""
        recusal = Recusal.declare(by=by, complaint_id=self.id, unit_id=self.accused_unit_id, because=because)
        WORKFLOW.take(self, "step_back", by=by)
        session.add(recusal)
        if self.handler is by:
            self.handler = None


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


def overdue(today: date) -> ColumnElement[bool]:
    """`Complaint.is_overdue`, as a condition for a query."""
    unmet = and_(Complaint.noticed_on.is_(None), Complaint.passed_on.is_(None))
    return and_(unmet, Complaint.due_on < today)


def _may_be_told(complaint: Complaint) -> Select[int]:
    """The officers of the place whose post opens the vault; a handler is let in by one of them."""
    return (
        select(Officer.id)
        .join(Post, Post.officer_id == Officer.id)
        .where(Officer.region_code == complaint.region_code, Officer.active, Post.role.in_(TOLD_AT_ONCE))
    )


def visible_to(officer: Officer) -> Select[Complaint]:
    """Those of the officer's own place, never of a higher or lower one: for its list, and the handler."""
    found = select(Complaint).order_by(Complaint.received_on.desc(), Complaint.id.desc())
    if officer.is_unit or not officer.holds(*LISTED, Role.INSPECTOR):
        return found.where(false())
    listed = true() if need_to_know.is_listed(officer) else Complaint.handler_id == officer.id
    return found.where(
        Complaint.region_code == officer.region_code, listed, not_(need_to_know.recused(Complaint, officer))
    )


def marked_for(officer: Officer) -> Select[Complaint]:
    """Reports of 搭车, 违规 and 吃拿卡要 that this officer may see beside the flags, not yet passed on."""
    return visible_to(officer).where(
        Complaint.category.in_(MARKED), Complaint.status.in_((ComplaintStatus.REGISTERED, *TAKEN_UP))
    )
