"""Supervision orders: a letter that tells a unit to make good by a date, and what came of it (督办通知书)."""

from collections.abc import Callable
from datetime import date
from typing import Self

from sqlalchemy import (
    JSON,
    ColumnElement,
    ForeignKey,
    Index,
    Select,
    UniqueConstraint,
    func,
    or_,
    select,
    text,
)
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from supervision import clock
from supervision.accountability import document_numbers
from supervision.accountability.letters import Letter
from supervision.accountability.order_steps import PENDING, WITH_UNIT, WORKFLOW, OrderStatus, S
from supervision.accountability.reply_clocks import AwaitsReply
from supervision.errors import Refused
from supervision.office import installation, regions, stamped_papers
from supervision.office.files import StoredFile
from supervision.office.history import Record
from supervision.office.people import Officer
from supervision.office.stamped_papers import StampedPaper
from supervision.office.units import Unit
from supervision.responsibility.commitments import Commitment
from supervision.words import _

__all__ = ["WORKFLOW", "Order", "OrderStatus", "overdue", "pending_for", "visible_to"]

Write = Callable[["Order"], bytes]
STILL_PENDING = text("status in ('draft', 'checked', 'signed', 'served', 'replied')")


class Order(AwaitsReply, Record):
    """One 督办通知书. Signing fixes its number, date and file; after that it is never written again.

    `office_code` is whose paper it is, `region_code` where the unit is; requirements are a numbered list.
    """

    __tablename__ = "orders"
    __table_args__ = (
        UniqueConstraint("office_code", "year", "sequence"),
        Index(
            "uq_orders_commitment_id_pending",
            "commitment_id",
            unique=True,
            sqlite_where=STILL_PENDING,
            postgresql_where=STILL_PENDING,
        ),
    )

    office_code: Mapped[str] = mapped_column(ForeignKey("regions.code"), index=True)
    office_name: Mapped[str]
    demo: Mapped[bool]
    region_code: Mapped[str] = mapped_column(ForeignKey("regions.code"), index=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"))
    commitment_id: Mapped[int | None] = mapped_column(ForeignKey("commitments.id"))
    matter: Mapped[str]
    basis: Mapped[str]
    facts: Mapped[str]
    as_of: Mapped[date]
    requirements: Mapped[list[str]] = mapped_column(JSON)
    contact: Mapped[str | None]
    prefix: Mapped[str | None]
    year: Mapped[int | None]
    sequence: Mapped[int | None]
    signed_on: Mapped[date | None]
    signed_by: Mapped[str | None]
    served_on: Mapped[date | None]
    receiver: Mapped[str | None]
    reply_due_on: Mapped[date | None]
    replied_on: Mapped[date | None]
    reply_text: Mapped[str | None]
    file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_files.id"))
    receipt_id: Mapped[int | None] = mapped_column(ForeignKey("stored_files.id"))
    signature_id: Mapped[int | None] = mapped_column(ForeignKey("stamped_papers.id"))
    reply_id: Mapped[int | None] = mapped_column(ForeignKey("stamped_papers.id"))
    status: Mapped[OrderStatus]

    unit: Mapped[Unit] = relationship()
    commitment: Mapped[Commitment | None] = relationship()
    file: Mapped[StoredFile | None] = relationship(foreign_keys=[file_id])
    receipt: Mapped[StoredFile | None] = relationship(foreign_keys=[receipt_id])
    signature: Mapped[StampedPaper | None] = relationship(foreign_keys=[signature_id])
    reply_paper: Mapped[StampedPaper | None] = relationship(foreign_keys=[reply_id])

    @classmethod
    def draft(
        cls,
        session: Session,
        *,
        by: Officer,
        unit: Unit,
        letter: Letter,
        commitment: Commitment | None = None,
    ) -> Self:
        """Write one to a unit; refused while the unit still owes an answer on the same matter."""
        if asked := pending_for(session, unit=unit, commitment=commitment, matter=letter.matter):
            raise Refused(
                _("已就同一事项督办该单位：{name}（{status}）。", name=asked.name, status=asked.status.label)
            )
        order = cls(
            office_code=by.region_code,
            office_name=regions.full_name(session, by.region_code),
            demo=installation.current(session).demo,
            region_code=unit.region_code,
            unit=unit,
            unit_id=unit.id,
            commitment=commitment,
            status=S.DRAFT,
        )
        order._write(letter)
        WORKFLOW.take(order, "draft", by=by)
        session.add(order)
        session.flush()
        return order

    def revise(self, letter: Letter, *, by: Officer) -> None:
        """Put another wording in its place, while nobody has checked it."""
        WORKFLOW.take(self, "revise", by=by)
        self._write(letter)

    def check(self, *, by: Officer) -> None:
        WORKFLOW.take(self, "check", by=by)

    def send_back(self, *, by: Officer, because: str) -> None:
        _require(because, _("请写明退回原因。"))
        WORKFLOW.take(self, "send_back", by=by, note=because.strip())

    def discard(self, *, by: Officer, because: str) -> None:
        """Drop it before it is signed: no number is lost that way."""
        _require(because, _("请写明作废原因。"))
        WORKFLOW.take(self, "discard", by=by, note=because.strip())

    def sign(self, session: Session, *, by: Officer, write: Write) -> None:
        """Sign at the screen: number and date are given, then the document is written, once and for all."""
        WORKFLOW.take(self, "sign", by=by)
        self._number(session, signed_by=by.name, on=clock.today(), write=write)

    def record_signature(
        self,
        session: Session,
        *,
        by: Officer,
        signed_by: str,
        paper: StampedPaper,
        write: Write,
    ) -> None:
        """Signed on paper: who signed, the paper's date and its scan."""
        _require(signed_by, _("请填写签发人。"))
        WORKFLOW.take(self, "record_signature", by=by, note=f"{signed_by.strip()}；{paper.words}")
        self.signature = paper
        self._number(session, signed_by=signed_by.strip(), on=paper.dated_on, write=write)

    def serve(self, session: Session, *, by: Officer, receiver: str, on: date, receipt: StoredFile) -> None:
        """Delivered, with the signed receipt (送达回证); TL20 runs from that day."""
        _require(receiver, _("请填写签收人。"))
        if not (self.signed_on or on) <= on <= clock.today():
            raise Refused(_("送达日期须在签发之后、今天之前。"))
        WORKFLOW.take(self, "serve", by=by, note=f"{receiver.strip()}；{on:%Y-%m-%d}；{receipt.name}")
        self.receiver, self.served_on, self.receipt = receiver.strip(), on, receipt
        self.reply_due_on = self.clock(session).due_on

    def reply(self, *, by: Officer, words: str, paper: StampedPaper | None = None) -> None:
        """What the unit answered, by its account or on stamped paper."""
        _require(words, _("请写明回复内容。"))
        stamped_papers.require(paper, by=by)
        WORKFLOW.take(self, "reply", by=by, note=paper.words if paper else "")
        self.reply_text, self.reply_paper = words.strip(), paper
        self.replied_on = stamped_papers.acts_on(paper)

    def accept_reply(self, *, by: Officer, because: str) -> None:
        """The matter is settled."""
        _require(because, _("请写明评价意见。"))
        WORKFLOW.take(self, "accept_reply", by=by, note=because.strip())

    def reject_reply(self, *, by: Officer, because: str) -> None:
        """Not settled: it stays listed for the next rung of the ladder."""
        _require(because, _("请写明评价意见。"))
        WORKFLOW.take(self, "reject_reply", by=by, note=because.strip())

    @property
    def number(self) -> str | None:
        if self.prefix is None or self.year is None or self.sequence is None:
            return None
        return document_numbers.written(self.prefix, year=self.year, sequence=self.sequence)

    @property
    def name(self) -> str:
        """Its number, or what it is called until it has one."""
        return self.number or _("未编号 {id}", id=self.id)

    def _write(self, letter: Letter) -> None:
        self.matter, self.basis, self.facts = letter.matter, letter.basis, letter.facts
        self.as_of, self.requirements, self.contact = letter.as_of, list(letter.requirements), letter.contact

    def _number(self, session: Session, *, signed_by: str, on: date, write: Write) -> None:
        """Take the next number; the flush before holds the end of the history, so that no two do at once."""
        session.flush()
        self.prefix, self.year = document_numbers.prefix(session, self.office_code), on.year
        self.sequence = next_sequence(session, self.office_code, on.year)
        self.signed_on, self.signed_by = on, signed_by
        self.file = StoredFile.keep(session, name=f"{self.number}.docx", data=write(self))


def next_sequence(session: Session, office_code: str, year: int) -> int:
    """The number after the last that this office gave in this year."""
    same = (Order.office_code == office_code, Order.year == year)
    return (session.scalar(select(func.max(Order.sequence)).where(*same)) or 0) + 1


def visible_to(officer: Officer) -> Select[Order]:
    """An office sees its own and those below; once served, also what came from above into its place."""
    found = select(Order).order_by(Order.id.desc())
    if officer.is_unit:
        return found.where(Order.unit_id == officer.unit_id, Order.status.in_(WITH_UNIT))
    served_here = regions.within(Order.region_code, officer.region_code) & Order.status.in_(WITH_UNIT)
    return found.where(or_(regions.within(Order.office_code, officer.region_code), served_here))


def overdue(today: date) -> ColumnElement[bool]:
    """`Order.is_overdue`, as a condition for a query."""
    return (Order.status == S.SERVED) & (Order.reply_due_on < today)


def pending_for(
    session: Session, *, unit: Unit, commitment: Commitment | None = None, matter: str = ""
) -> Order | None:
    """The order by which this unit is already asked about the same thing (最多问一次)."""
    same = Order.commitment_id == commitment.id if commitment else Order.matter == matter
    found = select(Order).where(Order.unit_id == unit.id, Order.status.in_(PENDING), same)
    return session.scalars(found).first()


def _require(words: str, sentence: str) -> None:
    if not words.strip():
        raise Refused(sentence)
