"""Hand-offs: matters of a higher level, or of our own principal, that leave sealed (径送交接登记).

检举控告工作规则 art 15: no copy, no excerpt, nothing entered. No column could hold content: where a letter
lies, and who took it, is written in numbers and days.
"""

import re
from datetime import date, datetime
from typing import Self

from sqlalchemy import ForeignKey, Select, UniqueConstraint, and_, false, or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from supervision import clock
from supervision.conduct.categories import Jurisdiction
from supervision.conduct.register_numbers import next_number
from supervision.errors import Refused
from supervision.labels import Labelled
from supervision.office import acts, installation, regions
from supervision.office.history import Record
from supervision.office.people import Officer, Role
from supervision.office.regions import Region
from supervision.office.time_limits import PRINCIPAL_UP, REPORT_UP, Deadline, TimeLimit
from supervision.office.workflow import Step, Workflow
from supervision.words import _

PAPER_NUMBER = re.compile(r"[A-Za-z0-9〔〕\[\]()（）第号\-]{1,30}")


#: What concerns the principal is numbered apart: a gap in the row that they see would tell them of it.
SERIES = {Jurisdiction.HIGHER: "JS", Jurisdiction.OWN_PRINCIPAL: "JB"}


class Receiver(Labelled):
    """Who takes the sealed matter over; there is no other choice."""

    PRINCIPAL = "principal", "本机关主要负责人"
    HIGHER = "higher", "上一级纪检监察机关信访举报部门"


class HandOffStatus(Labelled):
    RECEIVED = "received", "已收到"
    SEALED = "sealed", "已封存"
    WITH_PRINCIPAL = "with_principal", "已送主要负责人"
    SENT_UP = "sent_up", "已报送上一级"


S = HandOffStatus


def straight_up(hand_off: "HandOff", officer: Officer) -> str | None:
    """What concerns the principal does not pass through the principal's hands."""
    if hand_off.jurisdiction is Jurisdiction.HIGHER:
        return None
    return _("反映本机关主要负责人的，径送上一级，不经主要负责人。")


def principal_first(hand_off: "HandOff", officer: Officer) -> str | None:
    if hand_off.jurisdiction is Jurisdiction.OWN_PRINCIPAL:
        return None
    return _("须先径送本机关主要负责人。")


def of_another_place(hand_off: "HandOff", officer: Officer) -> str | None:
    return None if hand_off.region_code == officer.region_code else _("本件由收到它的机关办理。")


WORKFLOW = Workflow(
    Step("register", "登记", S.RECEIVED, S.SEALED, by=(Role.PETITIONS,)),
    Step(
        "hand_over",
        "送主要负责人",
        S.SEALED,
        S.WITH_PRINCIPAL,
        by=(Role.PETITIONS,),
        unless=(of_another_place, straight_up),
    ),
    Step(
        "send_up",
        "报送上一级",
        S.SEALED,
        S.SENT_UP,
        by=(Role.PETITIONS,),
        unless=(of_another_place, principal_first),
    ),
    Step(
        "send_up", "报送上一级", S.WITH_PRINCIPAL, S.SENT_UP, by=(Role.PETITIONS,), unless=(of_another_place,)
    ),
)


class HandOff(Record):
    """One sealed matter: its serial, envelope and receipts. What it says is not here."""

    __tablename__ = "hand_offs"
    __table_args__ = (UniqueConstraint("number"),)

    number: Mapped[str]
    region_code: Mapped[str] = mapped_column(ForeignKey("regions.code"))
    received_on: Mapped[date]
    envelope_no: Mapped[str]
    jurisdiction: Mapped[Jurisdiction]
    due_on: Mapped[date | None]
    handed_to: Mapped[Receiver | None]
    handed_at: Mapped[datetime | None]
    receipt_no: Mapped[str | None]
    demo: Mapped[bool]
    status: Mapped[HandOffStatus]
    handed_by_id: Mapped[int | None] = mapped_column(ForeignKey("officers.id"))

    region: Mapped[Region] = relationship()
    handed_by: Mapped[Officer | None] = relationship()

    @classmethod
    def register(
        cls,
        session: Session,
        *,
        jurisdiction: Jurisdiction,
        envelope_no: str,
        by: Officer,
        received_on: date | None = None,
    ) -> Self:
        """Enter that a sealed matter is here, and start its clock."""
        received_on = received_on or clock.today()
        if not jurisdiction.sealed:
            raise Refused(_("本级、下级或业务范围外的，请登记为信访件。"))
        if received_on > clock.today():
            raise Refused(_("收到日期不能晚于今天。"))
        hand_off = cls(
            number=next_number(session, cls, SERIES[jurisdiction], by.region_code, received_on.year),
            region_code=by.region_code,
            received_on=received_on,
            envelope_no=paper_number(envelope_no),
            jurisdiction=jurisdiction,
            due_on=limit_for(jurisdiction).due_on(session, received_on),
            demo=installation.current(session).demo,
            status=S.RECEIVED,
        )
        if not by.holds(Role.PETITIONS):
            raise Refused(_("须由{posts}办理。", posts=Role.PETITIONS.label))
        session.add(hand_off)
        session.flush()
        WORKFLOW.take(hand_off, "register", by=by)
        return hand_off

    @property
    def limit(self) -> TimeLimit:
        return limit_for(self.jurisdiction)

    def deadline(self, session: Session) -> Deadline:
        """When it must have been sent up, with the working."""
        return self.limit.due(session, self.received_on)

    def is_overdue(self, today: date) -> bool:
        return self.status is not S.SENT_UP and self.due_on is not None and self.due_on < today

    def hand_over(self, *, by: Officer, receipt_no: str) -> None:
        """Give it, sealed, to our own principal."""
        self._give("hand_over", Receiver.PRINCIPAL, by=by, receipt_no=receipt_no)

    def send_up(self, *, by: Officer, receipt_no: str) -> None:
        """Send it, sealed, to the level above; this stops the clock."""
        self._give("send_up", Receiver.HIGHER, by=by, receipt_no=receipt_no)

    def _give(self, verb: str, to: Receiver, *, by: Officer, receipt_no: str) -> None:
        number = paper_number(receipt_no)
        WORKFLOW.take(self, verb, by=by, note=number)
        self.handed_to, self.handed_by, self.handed_at = to, by, clock.now()
        self.receipt_no = number


def limit_for(jurisdiction: Jurisdiction) -> TimeLimit:
    return REPORT_UP if jurisdiction is Jurisdiction.HIGHER else PRINCIPAL_UP


def visible_to(officer: Officer) -> Select[HandOff]:
    """Only the desk that holds them; the principal sees those that pass through their hands."""
    found = select(HandOff).order_by(HandOff.received_on.desc(), HandOff.id.desc())
    if officer.is_unit or not officer.holds(Role.PETITIONS, Role.PRINCIPAL):
        return found.where(false())
    about_others = HandOff.jurisdiction != Jurisdiction.OWN_PRINCIPAL
    seen = about_others if not officer.holds(Role.PETITIONS) else or_(about_others, ~about_others)
    return found.where(and_(HandOff.region_code == officer.region_code, seen))


def paper_number(text: str) -> str:
    """A number on paper, and no room for a sentence."""
    if not PAPER_NUMBER.fullmatch(text.strip()):
        raise Refused(_("编号只能由字母、数字和“〔〕-第号”组成，不超过 30 个字符；不得填写内容。"))
    return text.strip()


def traceable_by(officer: Officer) -> Select[int]:
    """Those whose lines in the history an officer may read: no principal those about themselves."""
    if not officer.holds(Role.AUDITOR):
        return visible_to(officer).order_by(None).with_only_columns(HandOff.id)
    return select(HandOff.id).where(regions.within(HandOff.region_code, officer.region_code))


acts.keep_apart(HandOff.__tablename__, traceable_by)
