"""Readings: who opened a complaint on which day, and who opened the identity behind it (查阅、查看登记).

One row an officer, complaint and day, however often they look. The list of a week leaves out for its reader
the complaints that the reader is not on the list of.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, ForeignKey, Select, UniqueConstraint, false, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from supervision import clock
from supervision.conduct.complaints import Complaint, visible_to
from supervision.db import Row
from supervision.errors import Refused
from supervision.labels import Labelled
from supervision.office import history
from supervision.office.history import Event
from supervision.office.people import Officer, Role
from supervision.words import _, listed

#: Who looks after whether anybody looked who had no reason to.
OVERSEERS = (Role.LEADER, Role.PRINCIPAL)
NAMING = ("name_informant", "share_informant", "read_words", "share_words")


class Reading(Row):
    """One officer opened one complaint on one day."""

    __tablename__ = "complaint_readings"
    __table_args__ = (UniqueConstraint("complaint_id", "officer_id", "read_on"),)

    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaints.id"), index=True)
    officer_id: Mapped[int] = mapped_column(ForeignKey("officers.id"))
    read_on: Mapped[date] = mapped_column(index=True)
    first_at: Mapped[datetime]

    officer: Mapped[Officer] = relationship()


class Looked(Labelled):
    READ = "read", "查阅内容"
    NAMED = "name_informant", "查看举报人信息"
    SHARED = "share_informant", "准予他人查看举报人信息"
    WORDS = "read_words", "查看来件原文"
    WORDS_SHARED = "share_words", "准予他人查看来件原文"


@dataclass(frozen=True)
class Line:
    """One line of the who-looked list; `because` is why somebody wanted a name, or every word."""

    on: date
    officer: str
    posts: str
    number: str
    what: Looked
    because: str = ""


class LookedList(Row):
    """The list of one place and one week, drawn up for its overseers to look through and sign off."""

    __tablename__ = "looked_lists"
    __table_args__ = (UniqueConstraint("region_code", "start_on"),)

    region_code: Mapped[str] = mapped_column(ForeignKey("regions.code"))
    start_on: Mapped[date]
    end_on: Mapped[date]
    drawn_at: Mapped[datetime]
    seen_at: Mapped[datetime | None]
    seen_by_id: Mapped[int | None] = mapped_column(ForeignKey("officers.id"))

    seen_by: Mapped[Officer | None] = relationship()

    def see(self, session: Session, *, by: Officer) -> None:
        """Say that one has looked it through; whoever stands on it as having named somebody does not."""
        if not by.holds(*OVERSEERS) or by.region_code != self.region_code:
            raise Refused(_("须由本机关的{posts}审阅。", posts=listed(role.label for role in OVERSEERS)))
        if self.seen_at:
            raise Refused(_("已审阅。"))
        self.seen_at, self.seen_by = clock.machine_now(), by
        history.note(session, kind=self.__tablename__, subject_id=self.id, verb="see", by=by)


def note(session: Session, complaint: Complaint, *, by: Officer) -> None:
    """Enter that an officer has opened a complaint today; once a day."""
    known = select(Reading.id).where(
        Reading.complaint_id == complaint.id, Reading.officer_id == by.id, Reading.read_on == clock.today()
    )
    if session.scalar(known) is None:
        session.add(
            Reading(
                complaint_id=complaint.id,
                officer_id=by.id,
                read_on=clock.today(),
                first_at=clock.machine_now(),
            )
        )
        session.flush()


def of(session: Session, complaint: Complaint) -> Sequence[Reading]:
    """Who has opened it, the last first."""
    found = select(Reading).where(Reading.complaint_id == complaint.id).order_by(Reading.first_at.desc())
    return session.scalars(found).all()


def draw_up(session: Session, today: date) -> int:
    """Draw up last week's list of every place where somebody looked; answers how many are new."""
    sunday = today - timedelta(days=today.isoweekday())
    monday = sunday - timedelta(days=6)
    read = select(Complaint.region_code).join(Reading, Reading.complaint_id == Complaint.id)
    named = select(Complaint.region_code).join(Event, Event.subject_id == Complaint.id)
    places = {
        *session.scalars(read.where(Reading.read_on.between(monday, sunday))),
        *session.scalars(named.where(*_named_between(monday, sunday))),
    }
    there = set(session.scalars(select(LookedList.region_code).where(LookedList.start_on == monday)))
    new = sorted(places - there)
    session.add_all(
        LookedList(region_code=code, start_on=monday, end_on=sunday, drawn_at=clock.machine_now())
        for code in new
    )
    session.flush()
    return len(new)


def lines(session: Session, looked: LookedList, *, officer: Officer) -> list[Line]:
    """What stands on a list, day by day; nothing of complaints that this officer may not know of."""
    mine = visible_to(officer).order_by(None).with_only_columns(Complaint.id)
    read = session.execute(
        select(Reading.read_on, Officer, Complaint.number)
        .join(Complaint, Reading.complaint_id == Complaint.id)
        .join(Officer, Reading.officer_id == Officer.id)
        .where(
            Reading.read_on.between(looked.start_on, looked.end_on),
            Complaint.region_code == looked.region_code,
            Complaint.id.in_(mine),
        )
        .order_by(Reading.read_on, Reading.id)
    )
    named = session.execute(
        select(Event, Complaint.number)
        .join(Complaint, Event.subject_id == Complaint.id)
        .where(
            *_named_between(looked.start_on, looked.end_on),
            Complaint.region_code == looked.region_code,
            Complaint.id.in_(mine),
        )
        .order_by(Event.number)
    )
    found = [Line(day, who.name, who.posts_label, number, Looked.READ) for day, who, number in read]
    found += [
        Line(
            event.at.astimezone(clock.OFFICE).date(),
            event.by.name,
            event.by.posts_label,
            number,
            Looked(event.verb),
            event.said,
        )
        for event, number in named
    ]
    return sorted(found, key=lambda line: (line.on, line.number, line.what is Looked.READ))


def lists_for(officer: Officer) -> Select[LookedList]:
    """The lists of the officer's place, the newest first; only for its overseers."""
    found = select(LookedList).order_by(LookedList.start_on.desc())
    if officer.is_unit or not officer.holds(*OVERSEERS):
        return found.where(false())
    return found.where(LookedList.region_code == officer.region_code)


def _named_between(first: date, last: date) -> tuple[ColumnElement[bool], ...]:
    start, end = clock.end_of(first - timedelta(days=1)), clock.end_of(last)
    return (
        Event.kind == Complaint.__tablename__,
        Event.verb.in_(NAMING),
        Event.at >= start,
        Event.at < end,
    )
