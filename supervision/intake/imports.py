"""Imports: one workbook on its way onto the books, from the dry run to acceptance or withdrawal.

Nothing of a workbook is on the books before its import is accepted, and then the whole of it is.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Self

from sqlalchemy import ForeignKey, Select, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from supervision import clock
from supervision.conduct import scans
from supervision.delivery.snapshots import Shape, Snapshot, SnapshotStatus
from supervision.errors import Refused
from supervision.intake import at_work, senders
from supervision.intake.imported_sheets import ImportedSheet
from supervision.intake.senders import Sender
from supervision.intake.sheets import SHEETS
from supervision.labels import Labelled
from supervision.office import regions
from supervision.office.files import StoredFile
from supervision.office.history import Record
from supervision.office.people import Officer, Role
from supervision.office.workflow import Step, Workflow, elsewhere, taken_by
from supervision.words import _, listed


class ImportStatus(Labelled):
    READING = "reading", "正在读取"
    REHEARSED = "rehearsed", "待确认"
    ACCEPTED = "accepted", "已入库"
    REFUSED = "refused", "不能导入"
    DISCARDED = "discarded", "已放弃"
    WITHDRAWN = "withdrawn", "已撤回"


S = ImportStatus
IMPORTERS = (Role.INSPECTOR, Role.TASK_FORCE, Role.LEADER)


def under_way(record: "Import", officer: Officer) -> str | None:
    doing = at_work.doing(record.id)
    return _("{phase}，请稍候。", phase=doing.phase.label) if doing else None


def nothing_understood(record: "Import", officer: Officer) -> str | None:
    if any(sheet.shape is not None for sheet in record.sheets):
        return None
    return _("没有一张表能够识别，请先指定各列含义。")


def later_work_stands_on_it(record: "Import", officer: Officer) -> str | None:
    return record.stands_under()


WORKFLOW = Workflow(
    Step("rehearse", "试读", S.READING, S.REHEARSED, by=IMPORTERS, unless=(elsewhere,)),
    Step("refuse", "拒收", S.READING, S.REFUSED, by=IMPORTERS, unless=(elsewhere,)),
    Step("read_again", "重新试读", S.REHEARSED, S.READING, by=IMPORTERS, unless=(elsewhere, under_way)),
    Step("read_again", "重新试读", S.REFUSED, S.READING, by=IMPORTERS, unless=(elsewhere,)),
    Step("read_again", "重新试读", S.READING, S.READING, by=IMPORTERS, unless=(elsewhere, under_way)),
    Step("outdate", "试读过时", S.REHEARSED, S.READING, by=IMPORTERS, unless=(elsewhere,)),
    Step("accept", "确认入库", S.REHEARSED, S.ACCEPTED, by=IMPORTERS, unless=(elsewhere, nothing_understood)),
    Step("discard", "放弃", S.REHEARSED, S.DISCARDED, by=IMPORTERS, unless=(elsewhere, under_way)),
    Step("discard", "放弃", S.READING, S.DISCARDED, by=IMPORTERS, unless=(elsewhere, under_way)),
    Step(
        "withdraw",
        "整批撤回",
        S.ACCEPTED,
        S.WITHDRAWN,
        by=IMPORTERS,
        unless=(elsewhere, taken_by("accept", "确认入库"), later_work_stands_on_it),
    ),
)


class Import(Record):
    """One file, once."""

    __tablename__ = "imports"

    name: Mapped[str]
    sender: Mapped[str]
    region_code: Mapped[str] = mapped_column(ForeignKey("regions.code"))
    begun_at: Mapped[datetime]
    refusal: Mapped[str | None]
    status: Mapped[ImportStatus]
    file_id: Mapped[int] = mapped_column(ForeignKey("stored_files.id"))
    rejected_file_id: Mapped[int | None] = mapped_column(ForeignKey("stored_files.id"))
    by_id: Mapped[int] = mapped_column(ForeignKey("officers.id"))

    file: Mapped[StoredFile] = relationship(foreign_keys=[file_id])
    rejected_file: Mapped[StoredFile | None] = relationship(foreign_keys=[rejected_file_id])
    by: Mapped[Officer] = relationship()
    sheets: Mapped[list[ImportedSheet]] = relationship(
        order_by=ImportedSheet.id, cascade="all, delete-orphan"
    )

    @classmethod
    def begin(
        cls, session: Session, *, name: str, data: bytes, by: Officer, sender: Sender | None = None
    ) -> Self:
        """Keep the original, to be read; it is of the sender's place."""
        if not by.holds(*IMPORTERS):
            raise Refused(_("导入须由{posts}办理。", posts=listed(role.label for role in IMPORTERS)))
        sender = sender or senders.own(session, by)
        if not by.answers_for(sender.region_code):
            raise Refused(_("不能为辖区以外的单位导入（{sender}）。", sender=sender.name))
        begun = cls(
            name=name,
            sender=sender.name,
            region_code=sender.region_code,
            begun_at=clock.now(),
            status=S.READING,
            file_id=StoredFile.keep(session, name=name, data=data).id,
            by_id=by.id,
        )
        session.add(begun)
        session.flush()
        return begun

    @property
    def interrupted(self) -> bool:
        """Whether whoever read it died before it was through."""
        return self.status is S.READING and at_work.doing(self.id) is None

    @property
    def corrects_figures(self) -> int:
        """How many standing figures of counties it would replace: that needs a reason."""
        return sum(sheet.updated for sheet in self.sheets if sheet.shape is Shape.PROGRESS)

    def rehearse(self, sheets: Sequence[ImportedSheet], *, by: Officer) -> None:
        """Say what would become of every row; nothing of it is on the books yet."""
        WORKFLOW.take(self, "rehearse", by=by)
        self.sheets[:] = sheets

    def refuse(self, *, by: Officer, because: str) -> None:
        WORKFLOW.take(self, "refuse", by=by, note=because)
        self.refusal = because

    def read_again(self, *, by: Officer) -> None:
        """Start over: a column was explained, or the reading broke off."""
        WORKFLOW.take(self, "read_again", by=by)
        self._forget()

    def outdate(self, *, by: Officer) -> None:
        """The books have changed since the dry run: whoever was taking it in reads it again first."""
        WORKFLOW.take(self, "outdate", by=by)
        self._forget()

    def _forget(self) -> None:
        self.refusal, self.rejected_file_id = None, None
        self.sheets.clear()

    def accept(self, sheets: Sequence[ImportedSheet], *, by: Officer, because: str = "") -> None:
        """The whole workbook is on the books; what its rows came to is final."""
        WORKFLOW.take(self, "accept", by=by, note=because)
        self.sheets[:] = sheets
        self.refusal = None

    def stay(self, because: str) -> None:
        """It could not be taken in just now, and waits as it was."""
        if self.status is S.REHEARSED:
            self.refusal = because

    def discard(self, *, by: Officer) -> None:
        WORKFLOW.take(self, "discard", by=by)

    def withdraw(self, *, by: Officer, because: str) -> None:
        """Take the whole workbook off the books again; by a second person, and with a reason."""
        if not because.strip():
            raise Refused(_("撤回须说明原因。"))
        WORKFLOW.take(self, "withdraw", by=by, note=because)
        session = Session.object_session(self)
        assert session is not None
        for snapshot in reversed(self._snapshots()):
            SHEETS[snapshot.shape].withdraw(session, snapshot, by)
            snapshot.status = SnapshotStatus.WITHDRAWN
            snapshot.withdrawn_at, snapshot.withdrawn_because = clock.now(), because
            snapshot.withdrawn_by_id = by.id
        for place in {one.region_code for one in self._snapshots() if SHEETS[one.shape].watched}:
            scans.evaluate(session, region_code=place, today=clock.today())

    def stands_under(self) -> str | None:
        """Why this import cannot be withdrawn any more: what was done since rests on its rows."""
        session = Session.object_session(self)
        if session is None:
            return None
        reasons = (SHEETS[one.shape].stands_under(session, one) for one in self._snapshots())
        return next((reason for reason in reasons if reason), None)

    def seen_before(self, session: Session) -> "Import | None":
        """An import that stands and whose file said exactly the same, byte by byte."""
        return session.scalar(
            select(Import)
            .join(StoredFile, StoredFile.id == Import.file_id)
            .where(StoredFile.digest == self.file.digest, Import.status == S.ACCEPTED, Import.id != self.id)
            .order_by(Import.id.desc())
            .limit(1)
        )

    def _snapshots(self) -> list[Snapshot]:
        """In the order in which they were taken in."""
        found = [sheet.snapshot for sheet in self.sheets if sheet.snapshot is not None]
        return sorted(found, key=lambda one: one.id)


def visible_to(officer: Officer) -> Select[Import]:
    """The imports of this officer's place, newest first; a unit's account sees none."""
    found = select(Import).where(regions.within(Import.region_code, officer.region_code))
    if officer.is_unit:
        found = found.where(Import.id < 0)
    return found.order_by(Import.id.desc())
