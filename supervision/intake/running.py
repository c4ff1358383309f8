"""Running an import: open, understand, rehearse, take in; others wait for the writing itself and no longer.

Files are opened, checked and compared with the books before any lock is taken; several are taken in the order
they need.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from supervision.db import changing, reading
from supervision.errors import Refused
from supervision.intake import dialects, imports, merge, workbooks
from supervision.intake.at_work import Mark, Phase
from supervision.intake.imports import Import, ImportStatus
from supervision.intake.senders import Sender
from supervision.intake.sheets import SHEETS
from supervision.intake.workbooks import Workbook
from supervision.office import regions
from supervision.office.people import Officer
from supervision.office.regions import Level
from supervision.words import _

Marks = Mapping[int, Mark]


def take_in(
    files: Sequence[tuple[str, Path]], *, by_id: int, accept: bool, because: str = ""
) -> Iterator[dict[str, Any]]:
    """Rehearse or accept several files in the order they need: an account of each sheet, or a refusal."""
    opened: list[tuple[bytes, Workbook]] = []
    for name, path in files:
        data = path.read_bytes()
        try:
            with reading() as session:
                by = session.get_one(Officer, by_id)
                opened.append((data, workbooks.open_workbook(session, name=name, data=data, by=by)))
        except Refused as refusal:
            yield {"file": name, "refused": str(refusal)}
    opened.sort(key=lambda one: one[1].order)
    if accept:
        for data, workbook in opened:
            yield from _accept(workbook.name, data, by_id=by_id, because=because)
        return
    _rehearse([workbook for _data, workbook in opened], by_id=by_id)
    for _data, workbook in opened:
        for sheet in workbook.described():
            yield {"file": workbook.name, **sheet.as_counted()}


def start(import_ids: Sequence[int], *, by_id: int, marks: Marks | None = None) -> None:
    """Rehearse imports that were begun together; what came of each, or why it was refused, is on it."""
    with _marked(import_ids, marks) as held:
        opened: dict[int, Workbook] = {}
        for number in import_ids:
            try:
                with reading() as session:
                    if session.get_one(Import, number).status is ImportStatus.READING:
                        opened[number] = _open(session, number, by_id=by_id, mark=held[number])
            except Refused as refusal:
                _refuse(number, by_id=by_id, because=str(refusal))
        for number in opened:
            held[number].say(Phase.COMPARING)
        _rehearse(list(opened.values()), by_id=by_id)
        with changing() as session:
            by = session.get_one(Officer, by_id)
            for number, workbook in opened.items():
                begun = session.get_one(Import, number)
                begun.rehearse(workbook.described(), by=by)
                begun.rejected_file_id = workbooks.return_rejected(session, workbook)


def finish(import_id: int, *, by_id: int, because: str = "", marks: Marks | None = None) -> None:
    """Take one rehearsed import onto the books, whole and as rehearsed; refused, they are as before."""
    with _marked([import_id], marks) as held:
        mark = held[import_id]
        with reading() as session:
            _refuse_unready(session, import_id, by_id=by_id, because=because)
            workbook = _open(session, import_id, by_id=by_id, mark=mark)
        mark.say(Phase.TAKING_IN)
        try:
            with _changing_in_turn() as session:
                _take_in(session, import_id, workbook, by_id=by_id, because=because, mark=mark)
        except _Otherwise as otherwise:
            with changing() as session:
                session.get_one(Import, import_id).outdate(by=session.get_one(Officer, by_id))
            start([import_id], by_id=by_id, marks=held)
            raise Refused(_("试读以后库内数据有变动，已重新试读，请核对后再确认。")) from otherwise


def finish_several(
    import_ids: Sequence[int], *, by_id: int, because: str = "", marks: Marks | None = None
) -> None:
    """`finish` in the order they need; why one could not be taken in is on it, and the others go on."""
    with _marked(import_ids, marks) as held:
        with reading() as session:
            order = {number: _order(session.get_one(Import, number)) for number in import_ids}
        for number in sorted(import_ids, key=lambda one: order[one]):
            try:
                finish(number, by_id=by_id, because=because, marks=held)
            except Refused as refusal:
                with changing() as session:
                    session.get_one(Import, number).stay(str(refusal))


def sentence(account: dict[str, Any]) -> str:
    """One sheet's account in plain Chinese."""
    if account.get("refused"):
        return _("{file}：不能导入。{why}", file=account["file"], why=account["refused"])
    if account["shape"] is None:
        return _("{file} · {sheet}：未读取（{why}）", **account | {"why": account["note"]})
    reasons = "；".join(f"{reason} {count}" for reason, count in account["reasons"].items())
    return _(
        "{file} · {sheet}：{rows_in} 行 ＝ 新增 {inserted} ＋ 更新 {updated} ＋ 未变 {unchanged}"
        " ＋ 退回 {rejected}{why}",
        **account | {"why": f"（{reasons}）" if reasons else ""},
    )


def _accept(name: str, data: bytes, *, by_id: int, because: str) -> Iterator[dict[str, Any]]:
    with changing() as session:
        number = Import.begin(session, name=name, data=data, by=session.get_one(Officer, by_id)).id
    start([number], by_id=by_id)
    try:
        finish(number, by_id=by_id, because=because or _("导入更正"))
    except Refused as refusal:
        yield {"file": name, "refused": str(refusal)}
        return
    with reading() as session:
        for sheet in session.get_one(Import, number).sheets:
            yield {"file": name, **sheet.as_counted()}


def _open(session: Session, import_id: int, *, by_id: int, mark: Mark) -> Workbook:
    begun = session.get_one(Import, import_id)
    mark.say(Phase.READING)
    return workbooks.open_workbook(
        session,
        name=begun.name,
        data=begun.file.read(),
        by=session.get_one(Officer, by_id),
        sender=Sender(begun.sender, begun.region_code),
        told=partial(mark.say, Phase.CHECKING),
    )


def _rehearse(opened: Sequence[Workbook], *, by_id: int) -> None:
    """Ledgers only look at the books. The small shapes are loaded in one transaction that is then undone, so
    that a later file finds what an earlier one brings; that is the only while that others wait for.
    """
    for workbook in opened:
        looking = [table for table in workbook.tables.values() if SHEETS[table.shape].rehearse]
        if looking:
            with reading() as session:
                workbooks.rehearse(session, looking, by=session.get_one(Officer, by_id))
    try:
        with _changing_in_turn() as session:
            by = session.get_one(Officer, by_id)
            for workbook in sorted(opened, key=lambda one: one.order):
                rest = [table for table in workbook.tables.values() if not SHEETS[table.shape].rehearse]
                workbooks.rehearse(session, rest, by=by)
            raise _Undo
    except _Undo:
        return


def _take_in(
    session: Session, import_id: int, workbook: Workbook, *, by_id: int, because: str, mark: Mark
) -> None:
    begun, by = session.get_one(Import, import_id), session.get_one(Officer, by_id)
    foreseen = [sheet.counts for sheet in begun.sheets]
    inside = session.scalars(regions.inside(begun.region_code, level=Level.COUNTY))
    merge.hold(session, [region.code for region in inside])
    sheets = workbooks.accept(session, workbook, file_id=begun.file_id, by=by, because=because)
    if [sheet.counts for sheet in sheets] != foreseen:
        raise _Otherwise
    begun.accept(sheets, by=by, because=because)
    begun.rejected_file_id = workbooks.return_rejected(session, workbook)
    mark.say(Phase.LOOKING)
    workbooks.look_again(session, workbook)


def _refuse_unready(session: Session, import_id: int, *, by_id: int, because: str) -> None:
    begun, by = session.get_one(Import, import_id), session.get_one(Officer, by_id)
    if begun.status is ImportStatus.REFUSED and begun.refusal:
        raise Refused(begun.refusal)
    if reason := imports.WORKFLOW.why_not(begun, "accept", by=by):
        raise Refused(reason)
    if begun.corrects_figures and not because.strip():
        raise Refused(_("将更正 {n} 条已报数字，请写明更正原因。", n=begun.corrects_figures))


def _refuse(import_id: int, *, by_id: int, because: str) -> None:
    with changing() as session:
        begun = session.get_one(Import, import_id)
        if begun.status is ImportStatus.READING:
            begun.refuse(by=session.get_one(Officer, by_id), because=because)


def _order(begun: Import) -> int:
    return min((SHEETS[sheet.shape].order for sheet in begun.sheets if sheet.shape), default=99)


@contextmanager
def _marked(import_ids: Sequence[int], marks: Marks | None) -> Iterator[Marks]:
    """Hold the marks of these imports, unless a caller does."""
    if marks is not None:
        yield marks
        return
    with ExitStack() as stack:
        held = {number: Mark(number) for number in import_ids}
        for mark in held.values():
            stack.callback(mark.let_go)
        yield held


@contextmanager
def _changing_in_turn() -> Iterator[Session]:
    """`changing`, told in a sentence where somebody else's change takes too long."""
    try:
        with changing() as session:
            yield session
    except OperationalError as failed:
        if dialects.busy(failed):
            raise Refused(_("另一份文件正在入库，请稍后再试；本次没有任何改动。")) from failed
        raise


class _Undo(Exception):
    """Takes a rehearsal off the books again."""


class _Otherwise(Exception):
    """The books have changed since the rehearsal, so that the rows come to something else."""
