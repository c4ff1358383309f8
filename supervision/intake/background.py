"""Imports in the background: a page starts them, may be left meanwhile, and finds them in the list again."""

from collections.abc import Callable, Sequence
from threading import BoundedSemaphore, Thread

from supervision.db import changing
from supervision.intake import running
from supervision.intake.at_work import Mark
from supervision.intake.imports import Import
from supervision.intake.running import Marks
from supervision.words import _

AT_ONCE = 2
_turns = BoundedSemaphore(AT_ONCE)


def rehearse(import_ids: Sequence[int], *, by_id: int) -> Thread:
    """Read these imports, begun together; each then waits for its acceptance, or is refused."""
    return _begin(import_ids, lambda marks: running.start(import_ids, by_id=by_id, marks=marks))


def take_in(import_ids: Sequence[int], *, by_id: int, because: str = "") -> Thread:
    """Take rehearsed imports onto the books, in the order they need; one that fails says so and stays."""

    def work(marks: Marks) -> None:
        try:
            running.finish_several(import_ids, by_id=by_id, because=because, marks=marks)
        except Exception:
            with changing() as session:
                for number in import_ids:
                    session.get_one(Import, number).stay(
                        _("入库时出现意外错误，数据库没有改动。请重试；仍不行请联系系统管理员。")
                    )
            raise

    return _begin(import_ids, work)


def _begin(import_ids: Sequence[int], work: Callable[[Marks], None]) -> Thread:
    """Marked before this returns, so that the next look at the page finds them at work."""
    marks: dict[int, Mark] = {}

    def let_go() -> None:
        for mark in marks.values():
            mark.let_go()

    def run() -> None:
        try:
            with _turns:
                work(marks)
        finally:
            let_go()

    try:
        for number in import_ids:
            marks[number] = Mark(number)
    except BaseException:
        let_go()
        raise
    thread = Thread(target=run, name=f"imports {import_ids}", daemon=True)
    thread.start()
    return thread
