"""Evidence: what a unit says it has done by a day, with the files it shows for it (进展与佐证)."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Self

from sqlalchemy import ForeignKey, Subquery, func, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from supervision import clock
from supervision.db import Base, Row
from supervision.errors import Refused
from supervision.office.files import StoredFile
from supervision.office.people import Officer
from supervision.office.stamped_papers import StampedPaper
from supervision.words import _

IMPORTED = "导入批次 {n}"


class EvidenceFile(Base):
    """One file shown for one entry."""

    __tablename__ = "evidence_files"

    entry_id: Mapped[int] = mapped_column(ForeignKey("commitment_progress.id"), primary_key=True)
    file_id: Mapped[int] = mapped_column(ForeignKey("stored_files.id"), primary_key=True)

    file: Mapped[StoredFile] = relationship(lazy="selectin")


class ProgressEntry(Row):
    """One statement about one commitment, never edited: what is said later stands beside it.

    `amount` is counted from the beginning, in the commitment's own unit; None where the unit only used words.
    """

    __tablename__ = "commitment_progress"

    commitment_id: Mapped[int] = mapped_column(ForeignKey("commitments.id"), index=True)
    amount: Mapped[int | None]
    as_of: Mapped[date]
    text: Mapped[str | None]
    entered_at: Mapped[datetime]
    withdrawn: Mapped[bool]
    by_id: Mapped[int] = mapped_column(ForeignKey("officers.id"))
    paper_id: Mapped[int | None] = mapped_column(ForeignKey("stamped_papers.id"))
    snapshot_id: Mapped[int | None] = mapped_column(ForeignKey("snapshots.id"), index=True)

    by: Mapped[Officer] = relationship()
    paper: Mapped[StampedPaper | None] = relationship()
    evidence: Mapped[list[EvidenceFile]] = relationship(lazy="selectin", order_by=EvidenceFile.file_id)

    @classmethod
    def say(
        cls,
        *,
        amount: int | None,
        as_of: date,
        text: str | None,
        files: Sequence[StoredFile],
        by: Officer,
        paper: StampedPaper | None = None,
        snapshot_id: int | None = None,
    ) -> Self:
        """Write down what the unit says; refused below zero or for a day still to come."""
        if amount is not None and amount < 0:
            raise Refused(_("进展数量不能为负数。"))
        if as_of > clock.today():
            raise Refused(_("进展的统计截止日期不能晚于今天。"))
        return cls(
            amount=amount,
            as_of=as_of,
            text=(text or "").strip() or None,
            entered_at=clock.now(),
            withdrawn=False,
            by=by,
            paper=paper,
            snapshot_id=snapshot_id,
            evidence=[EvidenceFile(file=file) for file in files],
        )

    @property
    def words(self) -> str:
        """How the history tells it: amount, day, text, and how many files."""
        parts = (
            "" if self.amount is None else f"{self.amount:,}",
            f"{self.as_of:%Y-%m-%d}",
            self.text or "",
            mark(self.snapshot_id) if self.snapshot_id else "",
            "、".join(shown.file.name for shown in self.evidence),
        )
        return "；".join(part for part in parts if part)


def mark(snapshot_id: int) -> str:
    """How the history names the workbook that a step was taken for; kept in Chinese."""
    return IMPORTED.format(n=snapshot_id)


def newest_amounts() -> Subquery:
    """The last amount stated for each commitment: columns commitment_id, amount and as_of."""
    newest_first = func.row_number().over(
        partition_by=ProgressEntry.commitment_id,
        order_by=(ProgressEntry.as_of.desc(), ProgressEntry.id.desc()),
    )
    ranked = (
        select(
            ProgressEntry.commitment_id,
            ProgressEntry.amount,
            ProgressEntry.as_of,
            newest_first.label("place"),
        )
        .where(ProgressEntry.amount.is_not(None), ProgressEntry.withdrawn.is_(False))
        .subquery()
    )
    return (
        select(ranked.c.commitment_id, ranked.c.amount, ranked.c.as_of).where(ranked.c.place == 1).subquery()
    )
