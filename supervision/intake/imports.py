"""Imports: one workbook on its way onto the books, from the dry run to acceptance or withdrawal.

Nothing of a workbook is on the books before its import is accepted, and then the whole of it is.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Self

from sqlalchemy import JSON, ForeignKey, Select, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from supervision import clock
from supervision.db import Row
from supervision.delivery.snapshots import Shape, Snapshot, SnapshotStatus
from supervision.errors import Refused
from supervision.intake.sheets import SHEETS, Outcome
from supervision.labels import Labelled
from supervision.office import regions
from supervision.office.files import StoredFile
from supervision.office.history import Record
from supervision.office.people import Officer, Role
from supervision.office.workflow import Step, Workflow, elsewhere, taken_by
from supervision.words import _


class ImportStatus(Labelled):
    READING = "reading", "正在读取"
    REHEARSED = "rehearsed", "待确认"
    ACCEPTED = "accepted", "已入库"
    REFUSED = "refused", "不能导入"
    DISCARDED = "discarded", "已放弃"
    WITHDRAWN = "withdrawn", "已撤回"


S = ImportStatus
IMPORTERS = (Role.INSPECTOR, Role.TASK_FORCE)


def nothing_understood(record: "Import", officer: Officer) -> str | None:
    if any(sheet.shape is not None for sheet in record.sheets):
        return None
    return _("没有一张表能够识别，请先指定各列含义。")


def later_work_stands_on_it(record: "Import", officer: Officer) -> str | None:
    return record.stands_under()


WORKFLOW = Workflow(
    Step("rehearse", "试读", S.READING, S.REHEARSED, by=IMPORTERS, unless=(elsewhere,)),
    Step("refuse", "拒收", S.READING, S.REFUSED, by=IMPORTERS, unless=(elsewhere,)),
    Step("read_again", "重新试读", S.REHEARSED, S.READING, by=IMPORTERS, unless=(elsewhere,)),
    Step("accept", "确认入库", S.REHEARSED, S.ACCEPTED, by=IMPORTERS, unless=(elsewhere, nothing_understood)),
    Step("discard", "放弃", S.REHEARSED, S.DISCARDED, by=IMPORTERS, unless=(elsewhere,)),
    Step("discard", "放弃", S.READING, S.DISCARDED, by=IMPORTERS, unless=(elsewhere,)),
    Step(
        "withdraw",
        "整批撤回",
        S.ACCEPTED,
        S.WITHDRAWN,
        by=IMPORTERS,
        unless=(elsewhere, taken_by("accept", "确认入库"), later_work_stands_on_it),
    ),
)


class ImportedSheet(Row):
    """One sheet of the workbook: how it was understood, and what became, or would become, of its rows.

    rows_in = inserted + updated + unchanged + rejected; skipped counts titles, headers, totals, notes, blanks.
    """

    __tablename__ = "imported_sheets"

    import_id: Mapped[int] = mapped_column(ForeignKey("imports.id"))
    sheet: Mapped[str]
    shape: Mapped[Shape | None]
    note: Mapped[str]
    columns: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    rows_in: Mapped[int]
    inserted: Mapped[int]
    updated: Mapped[int]
    unchanged: Mapped[int]
    rejected: Mapped[int]
    skipped: Mapped[int]
    reasons: Mapped[dict[str, int]] = mapped_column(JSON)
    examples: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    snapshot_id: Mapped[int | None] = mapped_column(ForeignKey("snapshots.id"))

    snapshot: Mapped[Snapshot | None] = relationship()

    def as_counted(self) -> dict[str, Any]:
        """The sheet's account, as the command line prints it."""
        return {
            "sheet": self.sheet,
            "shape": self.shape.value if self.shape else None,
            "rows_in": self.rows_in,
            "inserted": self.inserted,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "rejected": self.rejected,
            "skipped": self.skipped,
            "reasons": self.reasons,
        }


class Import(Record):
    """One file, once."""

    __tablename__ = "imports"

    name: Mapped[str]
    sender: Mapped[str]
    region_code: Mapped[str] = mapped_column(ForeignKey("regions.code"))
    begun_at: Mapped[datetime]
    done: Mapped[int]
    doing: Mapped[str]
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
    def begin(cls, session: Session, *, name: str, data: bytes, by: Officer, sender: str = "") -> Self:
        """Keep the original and start reading it."""
        if not by.holds(*IMPORTERS):
            raise Refused(_("导入须由{posts}办理。", posts="、".join(role.label for role in IMPORTERS)))
        begun = cls(
            name=name,
            sender=sender or by.region_code,
            region_code=by.region_code,
            begun_at=clock.now(),
            done=0,
            doing=_("正在读取"),
            status=S.READING,
            file_id=StoredFile.keep(session, name=name, data=data).id,
            by_id=by.id,
        )
        session.add(begun)
        session.flush()
        return begun

    def rehearse(self, sheets: Sequence[ImportedSheet], *, by: Officer) -> None:
        """Say what would become of every row; nothing of it is on the books yet."""
        WORKFLOW.take(self, "rehearse", by=by)
        self.sheets[:] = sheets
        self.done, self.doing = 100, ""

    def refuse(self, *, by: Officer, because: str) -> None:
        WORKFLOW.take(self, "refuse", by=by, note=because)
        self.refusal = because

    def read_again(self, *, by: Officer) -> None:
        """Start over, after the officer corrected how a column is understood."""
        WORKFLOW.take(self, "read_again", by=by)
        self.done, self.doing = 0, _("正在读取")

    def accept(self, sheets: Sequence[ImportedSheet], *, by: Officer, because: str = "") -> None:
        """The whole workbook is on the books; what its rows came to is final."""
        WORKFLOW.take(self, "accept", by=by, note=because)
        self.sheets[:] = sheets

    def discard(self, *, by: Officer) -> None:
        WORKFLOW.take(self, "discard", by=by)

    def withdraw(self, session: Session, *, by: Officer, because: str) -> None:
        """Take the whole workbook off the books again; by a second person, and with a reason."""
        if not because.strip():
            raise Refused(_("撤回须说明原因。"))
        WORKFLOW.take(self, "withdraw", by=by, note=because)
        for snapshot in reversed(self._snapshots()):
            SHEETS[snapshot.shape].withdraw(session, snapshot, by)
            snapshot.status = SnapshotStatus.WITHDRAWN
            snapshot.withdrawn_at, snapshot.withdrawn_because = clock.now(), because
            snapshot.withdrawn_by_id = by.id

    def stands_under(self) -> str | None:
        """Why this import cannot be withdrawn any more: what was done since rests on its rows."""
        session = Session.object_session(self)
        if session is None:
            return None
        reasons = (SHEETS[one.shape].stands_under(session, one) for one in self._snapshots())
        return next((reason for reason in reasons if reason), None)

    def _snapshots(self) -> list[Snapshot]:
        return [sheet.snapshot for sheet in self.sheets if sheet.snapshot is not None]


def counted(sheet: ImportedSheet, outcome: Outcome) -> None:
    """Enter what became of a sheet's rows."""
    sheet.rows_in, sheet.inserted, sheet.updated = outcome.rows_in, outcome.inserted, outcome.updated
    sheet.unchanged, sheet.rejected = outcome.unchanged, len(outcome.rejected)
    sheet.reasons = outcome.reasons


def visible_to(officer: Officer) -> Select[Import]:
    """The imports of this officer's place, newest first; a unit's account sees none."""
    found = select(Import).where(regions.within(Import.region_code, officer.region_code))
    if officer.is_unit:
        found = found.where(Import.id < 0)
    return found.order_by(Import.id.desc())
