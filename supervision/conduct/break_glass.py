"""Break-glass: a complaint opened for some hours to somebody off its list, by two persons (应急查阅).

One asks, another opens with the own password, a third person oversees: whatever was opened stands on the
register of the next morning until a leader or the principal has looked at it.
"""

from datetime import datetime, timedelta
from typing import Self

from sqlalchemy import ForeignKey, Select, UniqueConstraint, false, not_, or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from supervision import clock
from supervision.conduct import complaints, need_to_know
from supervision.conduct.apart_guards import off_the_list
from supervision.conduct.complaint_guards import stepped_back
from supervision.conduct.complaints import Complaint, visible_to
from supervision.conduct.need_to_know import MAY_BE_LET_IN, Admission
from supervision.conduct.register_numbers import next_number
from supervision.conduct.sealed_words import SealedWords, turned_with_the_ring
from supervision.conduct.words_grants import WordsGrant
from supervision.errors import Refused
from supervision.labels import Labelled
from supervision.office import acts, history
from supervision.office.history import Record
from supervision.office.people import Officer, Role
from supervision.office.workflow import Step, Workflow, taken_by
from supervision.words import _

MOST_HOURS = 24
HEADS = (Role.LEADER, Role.PRINCIPAL)


class OpeningStatus(Labelled):
    ENTERED = "entered", "已填写"
    ASKED = "asked", "待批准"
    OPENED = "opened", "已开启"
    REFUSED = "refused", "未批准"
    REVIEWED = "reviewed", "已复核"


S = OpeningStatus


def of_another_place(opening: "Opening", officer: Officer) -> str | None:
    return None if opening.region_code == officer.region_code else _("由本机关办理。")


def off_its_list(opening: "Opening", officer: Officer) -> str | None:
    """Only who knows of the complaint may open it to somebody else."""
    return off_the_list(opening.complaint, officer) or stepped_back(opening.complaint, officer)


def asked_by_oneself(opening: "Opening", officer: Officer) -> str | None:
    return _("不得批准本人的申请，须由另一人批准。") if opening.asker_id == officer.id else None


def still_open(opening: "Opening", officer: Officer) -> str | None:
    return _("时限未到，仍可查阅；到时关闭以后再复核。") if opening.is_running else None


WORKFLOW = Workflow(
    Step("ask", "申请应急查阅", S.ENTERED, S.ASKED, by=MAY_BE_LET_IN, unless=(of_another_place,)),
    Step(
        "open",
        "批准开启",
        S.ASKED,
        S.OPENED,
        by=HEADS,
        unless=(of_another_place, asked_by_oneself, off_its_list),
    ),
    Step("refuse", "不予批准", S.ASKED, S.REFUSED, by=HEADS, unless=(of_another_place, asked_by_oneself)),
    Step(
        "review",
        "复核",
        S.OPENED,
        S.REVIEWED,
        by=HEADS,
        unless=(of_another_place, asked_by_oneself, taken_by("open", "批准开启"), off_its_list, still_open),
    ),
)


class Opening(SealedWords, Record):
    """One request, and what came of it."""

    __tablename__ = "openings"
    __table_args__ = (UniqueConstraint("number"),)

    number: Mapped[str]
    region_code: Mapped[str] = mapped_column(ForeignKey("regions.code"))
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaints.id"))
    asker_id: Mapped[int] = mapped_column(ForeignKey("officers.id"))
    asked_at: Mapped[datetime]
    hours: Mapped[int]
    until: Mapped[datetime | None]
    identity: Mapped[bool]
    status: Mapped[OpeningStatus]

    complaint: Mapped[Complaint] = relationship()
    asker: Mapped[Officer] = relationship()

    @classmethod
    def ask(cls, session: Session, *, number: str, hours: int, because: str, by: Officer) -> Self:
        """Ask for a complaint by its number; the accused is answered as if there were none."""
        if not because.strip():
            raise Refused(_("请写明应急查阅的事由。"))
        if not 1 <= hours <= MOST_HOURS:
            raise Refused(_("时限须在 1 到 {n} 小时之间。", n=MOST_HOURS))
        complaint = session.scalar(
            select(Complaint).where(
                Complaint.number == number.strip(),
                Complaint.region_code == by.region_code,
                not_(need_to_know.accuses(Complaint, by)),
                not_(need_to_know.recused(Complaint, by)),
            )
        )
        if complaint is None:
            raise Refused(_("本机关没有编号为“{number}”的信访件。", number=number.strip()))
        if complaint.id in set(session.scalars(visible_to(by).with_only_columns(Complaint.id))):
            raise Refused(_("您已在本件的知情范围内，直接查阅即可。"))
        opening = cls(
            number=next_number(session, cls, "YJ", by.region_code, clock.today().year),
            region_code=by.region_code,
            complaint=complaint,
            asker=by,
            asked_at=clock.machine_now(),
            hours=hours,
            identity=False,
            status=S.ENTERED,
        )
        opening.say(because=because)
        session.add(opening)
        session.flush()
        WORKFLOW.take(opening, "ask", by=by)
        return opening

    @property
    def is_running(self) -> bool:
        return self.until is not None and self.until > clock.machine_now()

    def open(self, session: Session, *, by: Officer, password: str = "", identity: bool = False) -> None:
        """Let the asker in until the hours are over; the identity only with the password of one who may."""
        if reason := WORKFLOW.why_not(self, "open", by=by):
            raise Refused(reason)
        if reason := self.complaint.why_not_admitted(self.asker):
            raise Refused(reason)
        until = clock.machine_now() + timedelta(hours=self.hours)
        if identity:
            self.complaint.lend_informant(session, to=self.asker, by=by, password=password, until=until)
        WORKFLOW.take(self, "open", by=by)
        self.until, self.identity = until, identity
        history.note(
            session,
            kind=Complaint.__tablename__,
            subject_id=self.complaint_id,
            verb="emergency",
            by=by,
            note=f"{self.number}；{self.asker.name}",
        )
        for let_in in (Admission, WordsGrant):
            session.add(let_in.of(self.asker, to=self.complaint_id, by=by, because=self.because, until=until))
        session.flush()

    def refuse(self, *, by: Officer, because: str) -> None:
        if not because.strip():
            raise Refused(_("请写明不予批准的理由。"))
        WORKFLOW.take(self, "refuse", by=by)
        self.say(refused=because)

    def review(self, *, by: Officer, opinion: str) -> None:
        """Look at it the next morning: whether it was needed, and what follows."""
        if not opinion.strip():
            raise Refused(_("请写明复核意见。"))
        WORKFLOW.take(self, "review", by=by)
        self.say(opinion=opinion)


turned_with_the_ring(Opening)


def readable_by(officer: Officer) -> Select[Opening]:
    """One's own requests; for the heads those about complaints that they know of. The newest first."""
    found = select(Opening).order_by(Opening.id.desc())
    if officer.is_unit or not officer.holds(*MAY_BE_LET_IN):
        return found.where(false())
    own = Opening.asker_id == officer.id
    if not officer.holds(*HEADS):
        return found.where(own)
    known = visible_to(officer).order_by(None).with_only_columns(Complaint.id)
    return found.where(Opening.region_code == officer.region_code, or_(own, Opening.complaint_id.in_(known)))


def traceable_by(officer: Officer) -> Select[int]:
    """Openings of complaints whose lines the officer may read, and one's own."""
    own = Opening.asker_id == officer.id
    return select(Opening.id).where(or_(own, Opening.complaint_id.in_(complaints.traceable_by(officer))))


acts.keep_apart(Opening.__tablename__, traceable_by)
