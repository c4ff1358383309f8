"""Meddling: who inquired about, interfered with or pleaded in a matter, entered and reported (打听过问登记).

监察法 art 66: whoever learns that a colleague asks about a case, interferes or pleads reports it, and it is
entered. Every officer enters; the leaders read and deal with it, but none an entry about himself.
"""

from datetime import date
from typing import Self

from sqlalchemy import ColumnElement, ForeignKey, Select, UniqueConstraint, and_, false, not_, or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from supervision import clock
from supervision.conduct.accused import recognised
from supervision.conduct.complaints import Complaint, visible_to
from supervision.conduct.register_numbers import APART, next_number
from supervision.conduct.sealed_words import SealedWords, turned_with_the_ring
from supervision.errors import Refused
from supervision.labels import Labelled
from supervision.office import acts
from supervision.office.history import Record
from supervision.office.people import OFFICE, Officer, Role
from supervision.office.workflow import Step, Workflow, taken_by
from supervision.words import _

HEADS = (Role.LEADER, Role.PRINCIPAL)
ENTERING = tuple(role for role in Role if role in OFFICE)


class MeddlingKind(Labelled):
    INQUIRY = "inquiry", "打听案情"
    INTERFERENCE = "interference", "过问案件"
    PLEADING = "pleading", "说情干预"
    CONTACT = "contact", "违规接触当事人及其特定关系人"


class MeddlingStatus(Labelled):
    DRAFTED = "drafted", "已填写"
    ENTERED = "entered", "已登记备案"
    REPORTED = "reported", "已报告"
    SETTLED = "settled", "已处理"


S = MeddlingStatus


def of_another_place(entry: "Meddling", officer: Officer) -> str | None:
    return None if entry.region_code == officer.region_code else _("由本机关办理。")


def about_oneself(entry: "Meddling", officer: Officer) -> str | None:
    """The sentence is that of another post: it does not tell the one it is about that there is an entry."""
    return _("由本机关其他负责人办理。") if entry.known_as == recognised(officer.name) else None


WORKFLOW = Workflow(
    Step("enter", "登记备案", S.DRAFTED, S.ENTERED, by=ENTERING),
    Step(
        "report_up",
        "报告主要负责人",
        S.ENTERED,
        S.REPORTED,
        by=HEADS,
        unless=(of_another_place, about_oneself),
    ),
    *(
        Step(
            "settle",
            "登记处理结果",
            at,
            S.SETTLED,
            by=HEADS,
            unless=(of_another_place, about_oneself, taken_by("enter", "登记")),
        )
        for at in (S.ENTERED, S.REPORTED)
    ),
)


class Meddling(SealedWords, Record):
    """One entry: who, when, how, about what; and what was done about it. Its words are sealed."""

    __tablename__ = "meddlings"
    __table_args__ = (UniqueConstraint("number"),)

    number: Mapped[str]
    region_code: Mapped[str] = mapped_column(ForeignKey("regions.code"))
    kind: Mapped[MeddlingKind]
    happened_on: Mapped[date]
    known_as: Mapped[str | None] = mapped_column(index=True)
    complaint_id: Mapped[int | None] = mapped_column(ForeignKey("complaints.id"))
    entered_by_id: Mapped[int] = mapped_column(ForeignKey("officers.id"))
    status: Mapped[MeddlingStatus]

    complaint: Mapped[Complaint | None] = relationship()
    entered_by: Mapped[Officer] = relationship()

    @classmethod
    def enter(
        cls,
        session: Session,
        *,
        who: str,
        post: str,
        kind: MeddlingKind,
        words: str,
        happened_on: date,
        by: Officer,
        complaint: Complaint | None = None,
    ) -> Self:
        """Enter what happened, on the day it is learnt of."""
        if not who.strip() or not words.strip():
            raise Refused(_("请填写打听、过问的人和经过。"))
        if happened_on > clock.today():
            raise Refused(_("发生日期不能晚于今天。"))
        if complaint and complaint.id not in set(
            session.scalars(visible_to(by).order_by(None).with_only_columns(Complaint.id))
        ):
            raise Refused(_("只能关联您在知情范围内的信访件。"))
        entry = cls(
            number=next_number(
                session, cls, _series(session, who, complaint, by), by.region_code, clock.today().year
            ),
            region_code=by.region_code,
            kind=kind,
            happened_on=happened_on,
            known_as=recognised(who),
            complaint=complaint,
            entered_by=by,
            status=S.DRAFTED,
        )
        entry.say(who=who, post=post, words=words)
        session.add(entry)
        session.flush()
        WORKFLOW.take(entry, "enter", by=by, note=entry.number)
        return entry

    def report_up(self, *, by: Officer) -> None:
        WORKFLOW.take(self, "report_up", by=by)

    def settle(self, *, by: Officer, result: str) -> None:
        """What was done about it: a reminder, a talk, a clue handed over."""
        if not result.strip():
            raise Refused(_("请写明处理结果。"))
        WORKFLOW.take(self, "settle", by=by)
        self.say(result=result)


turned_with_the_ring(Meddling)


def _series(session: Session, who: str, complaint: Complaint | None, by: Officer) -> str:
    """Entries about one of our own are numbered apart (GB): a gap in the row would tell them of it."""
    here = session.scalars(select(Officer.name).where(Officer.region_code == by.region_code))
    ours = recognised(who) in {recognised(name) for name in here}
    return "GB" if ours or (complaint and complaint.number.startswith(APART)) else "GW"


def readable_by(officer: Officer) -> Select[Meddling]:
    """One's own entries; for the heads those of their place, none about themselves or complaints unknown."""
    found = select(Meddling).order_by(Meddling.happened_on.desc(), Meddling.id.desc())
    if officer.is_unit or not officer.holds(*ENTERING):
        return found.where(false())
    return found.where(_readable(officer))


def _readable(officer: Officer) -> ColumnElement[bool]:
    own = Meddling.entered_by_id == officer.id
    if not officer.holds(*HEADS):
        return own
    known = visible_to(officer).order_by(None).with_only_columns(Complaint.id)
    about_me = and_(Meddling.known_as.is_not(None), Meddling.known_as == recognised(officer.name))
    others = and_(
        Meddling.region_code == officer.region_code,
        not_(about_me),
        or_(Meddling.complaint_id.is_(None), Meddling.complaint_id.in_(known)),
    )
    return or_(own, others)


acts.keep_apart(
    Meddling.__tablename__,
    lambda officer: readable_by(officer).order_by(None).with_only_columns(Meddling.id),
)
