"""Assignments: what is handed to one unit at once, and the paper that hands it over (任务交办单)."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Self

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from supervision import clock
from supervision.db import Row
from supervision.errors import Refused
from supervision.office import installation, regions
from supervision.office.files import StoredFile
from supervision.office.people import Officer
from supervision.office.units import Unit
from supervision.responsibility.commitments import Commitment
from supervision.words import _

Write = Callable[["Assignment"], bytes]
FILE = "责任单位任务交办单{number}.docx"


class Assignment(Row):
    """What was handed over at once. The document is written when it is issued, and never again."""

    __tablename__ = "assignments"

    unit_id: Mapped[int] = mapped_column(ForeignKey("units.id"), index=True)
    office_name: Mapped[str]
    issued_on: Mapped[date]
    issued_at: Mapped[datetime]
    acknowledge_due_on: Mapped[date | None]
    demo: Mapped[bool]
    by_id: Mapped[int] = mapped_column(ForeignKey("officers.id"))
    file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_files.id"))

    unit: Mapped[Unit] = relationship()
    by: Mapped[Officer] = relationship()
    file: Mapped[StoredFile | None] = relationship()
    commitments: Mapped[list[Commitment]] = relationship(order_by=Commitment.number)

    @classmethod
    def issue(cls, session: Session, drafts: Sequence[Commitment], *, by: Officer, write: Write) -> Self:
        """Issue drafts of one unit together and write the paper that goes with them."""
        if not drafts or any(draft.unit_id != drafts[0].unit_id for draft in drafts):
            raise Refused(_("一份任务交办单只能交办同一责任单位的事项。"))
        for draft in drafts:
            draft.issue(session, by=by)
        assignment = cls(
            unit=drafts[0].unit,
            office_name=regions.full_name(session, by.region_code),
            issued_on=clock.today(),
            issued_at=clock.now(),
            acknowledge_due_on=drafts[0].acknowledge_due_on,
            demo=installation.current(session).demo,
            by=by,
            commitments=list(drafts),
        )
        session.add(assignment)
        session.flush()
        name = FILE.format(number=assignment.number)
        assignment.file = StoredFile.keep(session, name=name, data=write(assignment))
        return assignment

    @property
    def number(self) -> str:
        return f"JB{self.issued_on:%Y}-{self.id:04d}"
