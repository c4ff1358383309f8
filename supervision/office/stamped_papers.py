"""Stamped papers: what a unit did on paper, entered for it by an officer (文号、日期、扫描件).

Unit accounts are off by default, so that every act of a unit can come in this way.
"""

from datetime import date, datetime
from typing import Self

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from supervision import clock
from supervision.db import Row
from supervision.errors import Refused
from supervision.office.files import StoredFile
from supervision.office.people import Officer
from supervision.words import _


class StampedPaper(Row):
    """One paper that bears a unit's stamp or a leader's signature, and its scan."""

    __tablename__ = "stamped_papers"

    number: Mapped[str]
    dated_on: Mapped[date]
    file_id: Mapped[int] = mapped_column(ForeignKey("stored_files.id"))
    entered_at: Mapped[datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("officers.id"))

    file: Mapped[StoredFile] = relationship()
    by: Mapped[Officer] = relationship()

    @classmethod
    def enter(cls, *, number: str, dated_on: date, scan: StoredFile, by: Officer) -> Self:
        """Enter what the paper says of itself; its number may be the unit's own, or 无文号."""
        if not number.strip():
            raise Refused(_("请填写盖章文件的文号；没有文号的，填“无文号”。"))
        if dated_on > clock.today():
            raise Refused(_("文件日期不能晚于今天。"))
        return cls(number=number.strip(), dated_on=dated_on, file=scan, entered_at=clock.now(), by=by)

    @property
    def words(self) -> str:
        """阳自然资函〔2022〕3号（2022-06-01）"""
        return f"{self.number}（{self.dated_on:%Y-%m-%d}）"


def require(paper: StampedPaper | None, *, by: Officer) -> None:
    """Refuse to enter a unit's act for it without its paper; the unit's own account needs none."""
    if paper is None and not by.is_unit:
        raise Refused(_("代责任单位办理，须登记其盖章文件的文号、日期和扫描件。"))


def acts_on(paper: StampedPaper | None) -> date:
    """The day the unit acted: the paper's own date, or today where the unit used its account."""
    return paper.dated_on if paper else clock.today()
