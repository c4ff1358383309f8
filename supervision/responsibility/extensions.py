"""Extensions: a later date that a unit asked for, and what the leader said (延期)."""

from datetime import date, datetime
from typing import Self

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from supervision import clock
from supervision.db import Row
from supervision.labels import Labelled
from supervision.office.stamped_papers import StampedPaper

MOST = 1


class ExtensionStatus(Labelled):
    ASKED = "asked", "待批"
    GRANTED = "granted", "已批准"
    DENIED = "denied", "未批准"


class Extension(Row):
    """One request for one commitment. The commitment's first date stays where it was."""

    __tablename__ = "extensions"

    commitment_id: Mapped[int] = mapped_column(ForeignKey("commitments.id"), index=True)
    until: Mapped[date]
    because: Mapped[str]
    asked_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]
    status: Mapped[ExtensionStatus]
    paper_id: Mapped[int | None] = mapped_column(ForeignKey("stamped_papers.id"))

    paper: Mapped[StampedPaper | None] = relationship()

    @classmethod
    def ask(cls, *, until: date, because: str, paper: StampedPaper | None) -> Self:
        return cls(
            until=until, because=because, asked_at=clock.now(), status=ExtensionStatus.ASKED, paper=paper
        )

    def decide(self, status: ExtensionStatus) -> None:
        self.status, self.decided_at = status, clock.now()
