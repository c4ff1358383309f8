"""Papers between desk and handling departments: results each quarter (art 18), repeats now and then (art 14).

They carry numbers, days and findings and no word of what was reported. What was told once is not told again;
a matter that accuses our own staff, or that is kept to people by name, stands on none.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from typing import Self

from sqlalchemy import ForeignKey, Select, UniqueConstraint, and_, false, not_, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from supervision import clock
from supervision.conduct import complaints, need_to_know, own_staff
from supervision.conduct.complaint_steps import ComplaintStatus
from supervision.conduct.complaints import Complaint
from supervision.conduct.register_numbers import next_number
from supervision.db import Row
from supervision.errors import Refused
from supervision.labels import Labelled
from supervision.office import acts, installation, regions
from supervision.office.files import StoredFile
from supervision.office.history import Record
from supervision.office.people import Officer, Role
from supervision.office.workflow import Step, Workflow, taken_by
from supervision.words import _, listed

Write = Callable[["PeriodicPaper"], bytes]


class PaperKind(Labelled):
    RESULTS = "results", "处理结果季度反馈"
    DUPLICATES = "duplicates", "重复件情况通报"


class PaperStatus(Labelled):
    DRAFT = "draft", "草稿"
    ISSUED = "issued", "已送出"
    RECEIVED = "received", "已签收"


S, K = PaperStatus, PaperKind
DESK, HANDLING = (Role.PETITIONS,), (Role.TASK_FORCE, Role.LEADER)
#: From whom, and to whom.
SIDES = {K.RESULTS: (HANDLING, DESK), K.DUPLICATES: (DESK, HANDLING)}
SERIES = {K.RESULTS: "FK", K.DUPLICATES: "TB"}


def of_another_place(paper: "PeriodicPaper", officer: Officer) -> str | None:
    return None if paper.region_code == officer.region_code else _("由收文机关办理。")


def not_the_sender(paper: "PeriodicPaper", officer: Officer) -> str | None:
    return _must_hold(officer, SIDES[paper.kind][0])


def not_the_receiver(paper: "PeriodicPaper", officer: Officer) -> str | None:
    return _must_hold(officer, SIDES[paper.kind][1])


WORKFLOW = Workflow(
    Step("issue", "送出", S.DRAFT, S.ISSUED, by=(*DESK, *HANDLING), unless=(not_the_sender,)),
    Step(
        "receive",
        "签收",
        S.ISSUED,
        S.RECEIVED,
        by=(*DESK, *HANDLING),
        unless=(of_another_place, not_the_receiver, taken_by("issue", "送出")),
    ),
)


class PeriodicItem(Row):
    """One complaint on one paper, as of the day that put it there."""

    __tablename__ = "periodic_items"
    __table_args__ = (UniqueConstraint("paper_id", "complaint_id"),)

    paper_id: Mapped[int] = mapped_column(ForeignKey("periodic_papers.id"))
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaints.id"), index=True)
    as_of: Mapped[date]

    complaint: Mapped[Complaint] = relationship()


class PeriodicPaper(Record):
    """One paper. It is written when it is sent, and never again."""

    __tablename__ = "periodic_papers"
    __table_args__ = (UniqueConstraint("number"),)

    number: Mapped[str]
    kind: Mapped[PaperKind]
    region_code: Mapped[str] = mapped_column(ForeignKey("regions.code"), index=True)
    office_name: Mapped[str]
    start_on: Mapped[date]
    end_on: Mapped[date]
    issued_at: Mapped[datetime]
    demo: Mapped[bool]
    status: Mapped[PaperStatus]
    file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_files.id"))

    file: Mapped[StoredFile | None] = relationship()
    items: Mapped[list[PeriodicItem]] = relationship(order_by=PeriodicItem.id, cascade="all, delete-orphan")

    @classmethod
    def issue(
        cls, session: Session, *, kind: PaperKind, start: date, end: date, by: Officer, write: Write
    ) -> Self:
        """Tell all that came up to `end` and was not told yet."""
        if not start <= end <= clock.today():
            raise Refused(_("截止日期不能早于起始日期，也不能晚于今天。"))
        paper = cls(
            number=next_number(session, cls, SERIES[kind], by.region_code, clock.today().year),
            kind=kind,
            region_code=by.region_code,
            office_name=regions.full_name(session, by.region_code),
            start_on=start,
            end_on=end,
            issued_at=clock.now(),
            demo=installation.current(session).demo,
            status=S.DRAFT,
        )
        found = untold(session, kind, end, officer=by)
        WORKFLOW.take(paper, "issue", by=by, note=kind.chinese)
        if not found:
            raise Refused(_("截至该日没有须送出的件。"))
        paper.items = [PeriodicItem(complaint=one, as_of=_day(kind, one)) for one in found]
        session.add(paper)
        session.flush()
        name = f"{kind.chinese}{paper.number}.docx"
        paper.file = StoredFile.keep(session, name=name, data=write(paper))
        session.flush()
        return paper

    def receive(self, *, by: Officer) -> None:
        """The other side signs that it has it."""
        WORKFLOW.take(self, "receive", by=by)


def untold(session: Session, kind: PaperKind, end: date, *, officer: Officer) -> Sequence[Complaint]:
    """What an officer who may know of it has still to tell the other side."""
    day = Complaint.concluded_on if kind is K.RESULTS else Complaint.passed_on
    told = select(PeriodicItem.id).join(PeriodicPaper, PeriodicPaper.id == PeriodicItem.paper_id)
    already = told.where(
        PeriodicItem.complaint_id == Complaint.id, PeriodicItem.as_of == day, PeriodicPaper.kind == kind
    ).exists()
    about = (
        Complaint.concluded_on.is_not(None)
        if kind is K.RESULTS
        else and_(Complaint.status == ComplaintStatus.FILED, Complaint.duplicate_of_id.is_not(None))
    )
    tellable = complaints.visible_to(officer).where(
        own_staff.counts_for(Complaint, officer.region_code), not_(need_to_know.narrowed(Complaint))
    )
    found = tellable.where(about, day <= end, not_(already))
    if kind is K.DUPLICATES:
        firsts = tellable.order_by(None).with_only_columns(Complaint.id)
        found = found.where(Complaint.duplicate_of_id.in_(firsts))
    return session.scalars(found.order_by(None).order_by(Complaint.number)).all()


def last_quarter(today: date) -> tuple[date, date]:
    """The quarter that ended before today."""
    first = date(today.year, (today.month - 1) // 3 * 3 + 1, 1)
    end = first - timedelta(days=1)
    return date(end.year, end.month - 2, 1), end


def last_month(today: date) -> tuple[date, date]:
    end = today.replace(day=1) - timedelta(days=1)
    return end.replace(day=1), end


def visible_to(officer: Officer) -> Select[PeriodicPaper]:
    """The papers of the officer's place that name nothing the officer may not know of, the latest first."""
    found = select(PeriodicPaper).order_by(PeriodicPaper.id.desc())
    if officer.is_unit or not officer.holds(*DESK, *HANDLING):
        return found.where(false())
    known = complaints.visible_to(officer).order_by(None).with_only_columns(Complaint.id)
    hidden = (
        select(PeriodicItem.id)
        .where(PeriodicItem.paper_id == PeriodicPaper.id, PeriodicItem.complaint_id.not_in(known))
        .exists()
    )
    return found.where(PeriodicPaper.region_code == officer.region_code, not_(hidden))


def _day(kind: PaperKind, complaint: Complaint) -> date:
    day = complaint.concluded_on if kind is K.RESULTS else complaint.passed_on
    assert day
    return day


def _must_hold(officer: Officer, roles: tuple[Role, ...]) -> str | None:
    if officer.holds(*roles):
        return None
    return _("须由{posts}办理。", posts=listed(role.label for role in roles))


def traceable_by(officer: Officer) -> Select[int]:
    """Papers that list nothing whose lines the officer may not read."""
    known = complaints.traceable_by(officer)
    hidden = select(PeriodicItem.paper_id).where(PeriodicItem.complaint_id.not_in(known))
    return select(PeriodicPaper.id).where(PeriodicPaper.id.not_in(hidden))


acts.keep_apart(PeriodicPaper.__tablename__, traceable_by)
