"""Running an import: open, understand, rehearse, take in; for a page in the background, for a batch in turn."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from supervision.db import changing, reading
from supervision.errors import Refused
from supervision.intake import imports, workbooks
from supervision.intake.imports import Import, ImportStatus
from supervision.intake.workbooks import Opened
from supervision.office.people import Officer
from supervision.words import _


def take_in(
    files: Sequence[tuple[str, Path]], *, by_id: int, accept: bool, because: str = ""
) -> Iterator[dict[str, Any]]:
    """Rehearse or accept several files in the order they need; one account per sheet, or the file's refusal."""
    opened: list[tuple[str, bytes, Opened]] = []
    for name, path in files:
        data = path.read_bytes()
        try:
            with reading() as session:
                by = session.get_one(Officer, by_id)
                opened.append((name, data, workbooks.open_workbook(session, name=name, data=data, by=by)))
        except Refused as refusal:
            yield {"file": name, "refused": str(refusal)}
    opened.sort(key=lambda one: one[2].order)
    if accept:
        for name, data, _workbook in opened:
            yield from _accept(name, data, by_id=by_id, because=because)
    else:
        yield from _rehearse([(name, workbook) for name, _data, workbook in opened], by_id=by_id)


def start(import_id: int, *, by_id: int) -> None:
    """Rehearse one import that a page began; its answer or refusal is on the import."""
    try:
        with changing() as session:
            begun, by = session.get_one(Import, import_id), session.get_one(Officer, by_id)
            workbook = workbooks.open_workbook(
                session, name=begun.name, data=begun.file.read(), by=by, sender=begun.sender
            )
            begun.rehearse(workbooks.rehearse(session, workbook, by=by), by=by)
            begun.rejected_file_id = workbooks.return_rejected(session, workbook, name=begun.name)
    except Refused as refusal:
        with changing() as session:
            by = session.get_one(Officer, by_id)
            begun = session.get_one(Import, import_id)
            if begun.status is ImportStatus.READING:
                begun.refuse(by=by, because=str(refusal))


def finish(import_id: int, *, by_id: int, because: str = "") -> None:
    """Take one rehearsed import onto the books, whole; refused, the books are as before."""
    with changing() as session:
        begun, by = session.get_one(Import, import_id), session.get_one(Officer, by_id)
        workbook = workbooks.open_workbook(
            session, name=begun.name, data=begun.file.read(), by=by, sender=begun.sender
        )
        if reason := imports.WORKFLOW.why_not(begun, "accept", by=by):
            raise Refused(reason)
        begun.accept(
            workbooks.accept(session, workbook, file_id=begun.file_id, by=by, because=because),
            by=by,
            because=because,
        )
        begun.rejected_file_id = workbooks.return_rejected(session, workbook, name=begun.name)
        workbooks.look_again(session, begun)


def sentence(account: dict[str, Any]) -> str:
    """One sheet's account in plain Chinese."""
    if account.get("refused"):
        return _("{file}：不能导入。{why}", file=account["file"], why=account["refused"])
    if account["shape"] is None:
        return _("{file} · {sheet}：未读取（{why}）", **account | {"why": account["note"]})
    reasons = "；".join(f"{reason} {count}" for reason, count in account["reasons"].items())
    return _(
        "{file} · {sheet}：{rows_in} 行，新增 {inserted}，更新 {updated}，未变 {unchanged}，退回 {rejected}{why}",
        **account | {"why": f"（{reasons}）" if reasons else ""},
    )


def _accept(name: str, data: bytes, *, by_id: int, because: str) -> Iterator[dict[str, Any]]:
    with changing() as session:
        begun = Import.begin(session, name=name, data=data, by=session.get_one(Officer, by_id))
        number = begun.id
    start(number, by_id=by_id)
    with reading() as session:
        begun = session.get_one(Import, number)
        if begun.status is ImportStatus.REFUSED:
            yield {"file": name, "refused": begun.refusal}
            return
    try:
        finish(number, by_id=by_id, because=because or _("导入更正"))
    except Refused as refusal:
        yield {"file": name, "refused": str(refusal)}
        return
    with reading() as session:
        for sheet in session.get_one(Import, number).sheets:
            yield {"file": name, **sheet.as_counted(), "note": sheet.note}


def _rehearse(workbooks_in_order: Sequence[tuple[str, Opened]], *, by_id: int) -> Iterator[dict[str, Any]]:
    """All files in one transaction that is then undone, so that a later file finds what an earlier brings."""
    accounts: list[dict[str, Any]] = []
    try:
        with changing() as session:
            by = session.get_one(Officer, by_id)
            for name, workbook in workbooks_in_order:
                for sheet in workbooks.rehearse(session, workbook, by=by, keep=True):
                    accounts.append({"file": name, **sheet.as_counted(), "note": sheet.note})
            raise _Undo
    except _Undo:
        yield from accounts


class _Undo(Exception):
    """Takes a rehearsal off the books again."""
