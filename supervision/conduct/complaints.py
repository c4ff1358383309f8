"""Complaints: what was reported, sealed, with its clock, for those who need to know (信访举报)."""

from datetime import date

from sqlalchemy import ColumnElement, ForeignKey, Select, UniqueConstraint, and_, false, not_, select, true
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from supervision import clock
from supervision.conduct import need_to_know
from supervision.conduct.categories import MARKED, Category, Channel, Identity, Jurisdiction, Kind, NoticeBy
from supervision.conduct.complaint_guards import (
    anonymous,
    duplicate,
    handled_by_another,
    no_handler,
    not_duplicate,
    not_lower,
    not_outside,
    not_own,
    of_another_place,
    stepped_back,
    told,
)
from supervision.conduct.need_to_know import LISTED, Recusal
from supervision.conduct.vault import Informant, Person
from supervision.errors import Refused
from supervision.keys import keys
from supervision.labels import Labelled
from supervision.office import regions, time_limits
from supervision.office.history import Record
from supervision.office.lamps import Lamp
from supervision.office.people import Officer, Role
from supervision.office.regions import Region
from supervision.office.time_limits import Deadline, TimeLimit
from supervision.office.units import Unit
from supervision.office.workflow import Step, Workflow
from supervision.words import _


class ComplaintStatus(Labelled):
    RECEIVED = "received", "已收到"
    REGISTERED = "registered", "已登记"
    ACCEPTED = "accepted", "已受理"
    HANDLING = "handling", "办理中"
    FORWARDED = "forwarded", "已转送下级"
    REFERRED = "referred", "已转有关单位"
    FILED = "filed", "留存备查"


S = ComplaintStatus
PURPOSE = "complaint"
HERE = (of_another_place, stepped_back)
DESK = (Role.PETITIONS,)
TAKEN_UP = (S.ACCEPTED, S.HANDLING)
KNOWN = (S.REGISTERED, S.ACCEPTED, S.HANDLING, S.REFERRED)

WORKFLOW = Workflow(
    Step("register", "登记", S.RECEIVED, S.REGISTERED, by=DESK),
    Step("accept", "受理", S.REGISTERED, S.ACCEPTED, by=DESK, unless=(*HERE, not_own, duplicate)),
    Step("forward_down", "转送下级", S.REGISTERED, S.FORWARDED, by=DESK, unless=(*HERE, not_lower)),
    Step("refer_out", "转有关单位", S.REGISTERED, S.REFERRED, by=DESK, unless=(*HERE, not_outside)),
    Step("file_duplicate", "留存备查", S.REGISTERED, S.FILED, by=DESK, unless=(*HERE, not_duplicate)),
    *(
        Step("assign", "交办", at, S.HANDLING, by=(*DESK, Role.TASK_FORCE, Role.LEADER), unless=HERE)
        for at in TAKEN_UP
    ),
    *(
        Step("give_notice", "登记告知", at, at, by=DESK, unless=(*HERE, anonymous, duplicate, told))
        for at in (*TAKEN_UP, S.REFERRED)
    ),
    *(
        Step(
            "name_informant",
            "查看举报人",
            at,
            at,
            by=(*DESK, Role.INSPECTOR, Role.LEADER, Role.PRINCIPAL),
            unless=(*HERE, handled_by_another, anonymous),
        )
        for at in KNOWN
    ),
    *(
        Step(
            "step_back",
            "声明回避",
            at,
            at,
            by=(*LISTED, Role.INSPECTOR),
            unless=(*HERE, handled_by_another),
        )
        for at in KNOWN
    ),
)


class Complaint(Record):
    """One letter, visit, call or message, once it is on the books of the place that received it.

    The summary is sealed to the complaint's number, so that it meets no log, search or cache.
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
    sealed_summary: Mapped[bytes]
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
    _informant: Mapped[Informant | None] = relationship()

    def seal(self, summary: str) -> None:
        """Put the summary under the key, bound to this number."""
        self.sealed_summary = keys().seal(PURPOSE, summary.encode(), bound_to=self.number)

    @property
    def summary(self) -> str:
        """What was reported, without the informant. Show it as plain text only, to those on the list."""
        return keys().open(PURPOSE, self.sealed_summary, bound_to=self.number).decode()

    def reported_by(self, *, name: str, phone: str, id_number: str = "") -> None:
        """Whoever gave a name goes into the vault."""
        self._informant = Informant.keep(Person(name, phone, id_number), number=self.number)

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

    def name_informant(self, *, by: Officer, because: str) -> Person:
        """Open the vault; who looked, and why, stays in the history, one line each time."""
        if not because.strip():
            raise Refused(_("请写明查看举报人信息的事由。"))
        WORKFLOW.take(self, "name_informant", by=by, note=because.strip())
        assert self._informant
        return self._informant.person(number=self.number)

    def step_back(self, session: Session, *, by: Officer, because: str) -> None:
        """Recuse oneself: from now on this officer sees neither this nor others about the same unit."""
        recusal = Recusal.declare(by=by, complaint_id=self.id, unit_id=self.accused_unit_id, because=because)
        WORKFLOW.take(self, "step_back", by=by)
        session.add(recusal)
        if self.handler is by:
            self.handler = None


def overdue(today: date) -> ColumnElement[bool]:
    """`Complaint.is_overdue`, as a condition for a query."""
    unmet = and_(Complaint.noticed_on.is_(None), Complaint.passed_on.is_(None))
    return and_(unmet, Complaint.due_on < today)


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
        Complaint.category.in_(MARKED), Complaint.status.in_((S.REGISTERED, *TAKEN_UP))
    )
