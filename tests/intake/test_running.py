"""Imports from the first reading to the books, on both databases."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from supervision.conduct.flags import Flag
from supervision.db import changing, reading
from supervision.delivery import rollups
from supervision.delivery.homes import Home
from supervision.delivery.progress import ProgressReport, ProgressStatus
from supervision.errors import Refused
from supervision.intake import at_work, background, ledgers, running
from supervision.intake.at_work import Mark, Phase
from supervision.intake.imports import Import, ImportStatus
from supervision.office.people import Role
from tests import make
from tests.intake import books

S = ImportStatus


@pytest.fixture
def by(both: Session) -> int:
    number = make.officer(both).id
    both.commit()
    return number


def begin(session: Session, name: str, data: bytes, by: int) -> int:
    with changing() as changes:
        return books.begin(changes, name, data, changes.get_one(type(make.officer(changes)), by))


def the(session: Session, number: int) -> Import:
    session.rollback()
    return session.get_one(Import, number, populate_existing=True)


def test_files_are_taken_in_the_order_they_need(both: Session, by: int, tmp_path: Path) -> None:
    accounts = books.take_in(tmp_path, books.all_five(), by=by)

    assert [account["shape"] for account in accounts] == [
        "roster",
        "commitments",
        "task_list",
        "ledger",
        "progress",
    ]
    assert [account["inserted"] for account in accounts] == [1, 1, 1, 2, 1]
    assert rollups.ledger(both, make.COUNTY) == rollups.Ledger(2, 2, 2, 2)


def test_a_dry_run_says_the_same_and_writes_nothing(both: Session, by: int, tmp_path: Path) -> None:
    before = books.held(both)

    foreseen = books.take_in(tmp_path, books.all_five(), by=by, accept=False)

    assert books.held(both) == before
    assert books.take_in(tmp_path, books.all_five(), by=by) == foreseen


def test_the_same_files_again_change_nothing(both: Session, by: int, tmp_path: Path) -> None:
    books.take_in(tmp_path, books.all_five(), by=by)
    before = books.held(both)

    again = books.take_in(tmp_path, books.all_five(), by=by)

    assert [account["unchanged"] for account in again] == [account["rows_in"] for account in again]
    after = books.held(both)
    assert {name for name in after if after[name] != before[name]} <= {"snapshots"}


def test_every_row_is_accounted_for(both: Session, by: int, tmp_path: Path) -> None:
    rows = [
        books.home(1),
        books.home(1),
        books.home(1, first="2022-01-11"),
        books.home(2, certified="1948-01-01"),
    ]

    [account] = books.take_in(tmp_path, {"台账.xlsx": books.ledger(*rows)}, by=by)

    counted = account["inserted"] + account["updated"] + account["unchanged"] + account["rejected"]
    assert (account["rows_in"], counted) == (4, 4)
    assert (account["inserted"], account["unchanged"], account["rejected"]) == (1, 1, 2)
    assert account["reasons"] == {"同一不动产单元重复且内容不一致": 1, "发证日期：日期早于 1949 年": 1}


def test_a_page_s_import_waits_for_its_acceptance(both: Session, by: int) -> None:
    number = begin(both, "台账.xlsx", books.ledger(books.home(1)), by)
    before = books.held(both)

    running.start([number], by_id=by)

    assert the(both, number).status is S.REHEARSED
    assert [sheet.inserted for sheet in the(both, number).sheets] == [1]
    assert books.held(both) == before

    running.finish(number, by_id=by)

    assert the(both, number).status is S.ACCEPTED
    assert both.scalar(select(func.count()).select_from(Home)) == 1


def test_accepting_lets_the_rules_look_at_what_changed(both: Session, by: int) -> None:
    early = books.home(1, first="2022-05-01", transfer="2022-03-10")
    number = begin(both, "台账.xlsx", books.ledger(early, books.home(2)), by)
    running.start([number], by_id=by)

    running.finish(number, by_id=by)

    the(both, number)
    assert {flag.subject for flag in both.scalars(select(Flag))} == {early[0]}


def test_what_was_confirmed_is_what_is_taken_in(both: Session, by: int) -> None:
    """Another file came between the dry run and its confirmation: it is read again and asked again."""
    first = begin(both, "台账.xlsx", books.ledger(books.home(1)), by)
    running.start([first], by_id=by)
    second = begin(both, "台账补.xlsx", books.ledger(books.home(1, first="2022-01-20")), by)
    running.start([second], by_id=by)
    running.finish(second, by_id=by)

    with pytest.raises(Refused, match="已重新试读，请核对后再确认"):
        running.finish(first, by_id=by)

    again = the(both, first)
    assert again.status is S.REHEARSED
    assert [(sheet.inserted, sheet.updated) for sheet in again.sheets] == [(0, 1)]


def test_correcting_a_standing_figure_needs_a_reason(both: Session, by: int) -> None:
    for row in (books.report(), books.report(first=310)):
        number = begin(both, "周报.xlsx", books.progress(row), by)
        running.start([number], by_id=by)
        if row[3] == 300:
            running.finish(number, by_id=by)
    with pytest.raises(Refused, match="将更正 1 条已报数字，请写明更正原因。"):
        running.finish(number, by_id=by)

    running.finish(number, by_id=by, because="县里漏计一个项目")

    the(both, number)
    old, new = both.scalars(select(ProgressReport).order_by(ProgressReport.id))
    assert (old.status, new.because) == (ProgressStatus.SUPERSEDED, "县里漏计一个项目")


def test_ledgers_are_rehearsed_without_the_write_lock(
    both: Session, by: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While a large ledger is compared with the books somebody else can work."""
    number = begin(both, "台账.xlsx", books.ledger(books.home(1)), by)
    compared = ledgers.rehearse
    others: list[int] = []

    def meanwhile(*args: object, **more: object) -> object:
        with changing() as session:
            others.append(make.officer(session).id)
        return compared(*args, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(ledgers, "rehearse", meanwhile)

    running.start([number], by_id=by)

    assert others
    assert the(both, number).status is S.REHEARSED


def test_ledger_rows_never_become_python_rows(
    both: Session, by: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    from supervision.intake.tables import Table

    number = begin(both, "台账.xlsx", books.ledger(books.home(1)), by)

    def consumed(_self: Table) -> object:
        yield pytest.fail("a ledger row was read one by one")

    monkeypatch.setattr(Table, "_rows", consumed)

    running.start([number], by_id=by)
    running.finish(number, by_id=by)

    assert the(both, number).status is S.ACCEPTED


def test_a_workbook_with_a_sheet_for_each_of_many_counties_is_taken_in(
    both: Session, by: int, tmp_path: Path
) -> None:
    """More sheets than a connection to SQLite can attach files."""
    counties = [f"1410{n:02d}" for n in (2, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33)]
    sheets: dict[str, Sequence[Sequence[object]]] = {
        code: [[*books.LEDGER[:1], "区划代码", *books.LEDGER[2:]], books.home(1, county=code, code=code)]
        for code in counties
    }

    accounts = books.take_in(tmp_path, {"临汾市登记台账.xlsx": books.xlsx(sheets)}, by=by)

    assert [account["inserted"] for account in accounts] == [1] * len(counties)


@pytest.mark.parametrize("standing", [False, True])
def test_two_sheets_of_one_file_may_speak_of_one_home(
    both: Session, by: int, tmp_path: Path, standing: bool
) -> None:
    if standing:
        books.take_in(tmp_path, {"旧.xlsx": books.ledger(books.home(1, first="2021-12-01"))}, by=by)
    sheets = {
        "一月台账": [books.LEDGER, books.home(1), books.home(2)],
        "二月台账": [books.LEDGER, books.home(1), books.home(2, first="2022-02-02"), books.home(3)],
    }
    file = {"登记台账.xlsx": books.xlsx(sheets)}

    foreseen = books.take_in(tmp_path, file, by=by, accept=False)
    taken = books.take_in(tmp_path, file, by=by)

    assert foreseen == taken
    assert [(a["inserted"], a["updated"], a["unchanged"], a["rejected"]) for a in taken] == [
        (1, 1, 0, 0) if standing else (2, 0, 0, 0),
        (1, 0, 1, 1),
    ]
    assert taken[1]["reasons"] == {"同一文件的另一张表已有该不动产单元，且内容不一致": 1}


def test_one_import_is_handled_once_at_a_time(both: Session, by: int) -> None:
    number = begin(both, "台账.xlsx", books.ledger(books.home(1)), by)
    mark = Mark(number)

    with pytest.raises(Refused, match="这份文件正在处理，请稍候。"):
        running.start([number], by_id=by)

    mark.let_go()
    running.start([number], by_id=by)


def test_a_second_import_of_the_same_place_at_the_same_time_is_told_so(both: Session, by: int) -> None:
    number = begin(both, "任务清单.xlsx", books.tasks(books.task()), by)
    running.start([number], by_id=by)
    before = books.held(both)
    engine = both.connection().engine
    both.rollback()
    engine.dispose()
    with Impatience(both), changing() as session:
        ledgers_held(session)
        with pytest.raises(Refused, match="正在入库，请稍后再试；本次没有任何改动。"):
            in_another_thread(lambda: running.finish(number, by_id=by))

    assert books.held(both) == before

    running.finish(number, by_id=by)


def ledgers_held(session: Session) -> None:
    from supervision.intake import merge

    merge.hold(session, [make.COUNTY])


class Impatience:
    """SQLite waits for 20 seconds; a test does not."""

    def __init__(self, session: Session) -> None:
        self._engine = session.connection().engine

    def __enter__(self) -> None:
        from sqlalchemy import event

        if self._engine.dialect.name == "sqlite":
            self._engine.dispose()
            event.listen(self._engine, "checkout", self._hurry)

    def __exit__(self, *_failed: object) -> None:
        from sqlalchemy import event

        if self._engine.dialect.name == "sqlite":
            event.remove(self._engine, "checkout", self._hurry)
            self._engine.dispose()

    @staticmethod
    def _hurry(connection: object, _record: object, _proxy: object) -> None:
        connection.execute("PRAGMA busy_timeout=100")  # type: ignore[attr-defined]


def in_another_thread(work: object) -> None:
    failed: list[BaseException] = []

    def run() -> None:
        try:
            work()  # type: ignore[operator]
        except BaseException as why:
            failed.append(why)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    if failed:
        raise failed[0]


#: A process of its own that is killed at the worst moment.
KILLED = """
import os, signal, sys
from tests import everything
everything.load()
from supervision import config, db, keys
from supervision.intake import running, workbooks
keys.use(keys.Keys.load(config.keys(demo=False)))
db.connect(config.database_url())
where, number, by = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
die = lambda *_args, **_more: os.kill(os.getpid(), signal.SIGKILL)
if where == "reading":
    running._rehearse = die
    running.start([number], by_id=by)
else:
    workbooks.look_again = die
    running.finish(number, by_id=by)
"""


@pytest.mark.parametrize("where", ["reading", "taking in"])
def test_a_kill_in_the_middle_leaves_the_books_as_they_were(
    both: Session, by: int, home: Path, keys_folder: Path, where: str
) -> None:
    number = begin(both, "台账.xlsx", books.ledger(books.home(1), books.home(2)), by)
    if where == "taking in":
        running.start([number], by_id=by)
    before = books.held(both)
    both.rollback()
    environment = os.environ | {"DUZE_KEYS": str(keys_folder), "PYTHONPATH": os.getcwd()}

    killed = subprocess.run(
        [sys.executable, "-c", KILLED, where, str(number), str(by)], env=environment, check=False
    )

    assert killed.returncode == -signal.SIGKILL
    assert books.held(both) == before
    one = the(both, number)
    assert one.interrupted is (where == "reading")
    assert at_work.doing(number) is None
    if where == "reading":
        running.start([number], by_id=by)
    running.finish(number, by_id=by)
    both.rollback()
    assert both.scalar(select(func.count()).select_from(Home)) == 2


def test_what_cannot_be_read_is_refused_on_the_import(both: Session, by: int) -> None:
    number = begin(both, "台账.xlsx", b"%PDF-1.4", by)

    running.start([number], by_id=by)

    one = the(both, number)
    assert (one.status, one.refusal) == (S.REFUSED, "文件“台账.xlsx”不是表格，而是 PDF 文件，不能导入。")
    assert one.history[-1].note == one.refusal


def test_a_page_may_be_left_while_files_are_read_and_taken_in(both: Session, by: int) -> None:
    numbers = [begin(both, name, data, by) for name, data in books.all_five().items()]

    background.rehearse(numbers, by_id=by).join()

    assert {the(both, number).status for number in numbers} == {S.REHEARSED}
    assert not any(the(both, number).interrupted for number in numbers)

    background.take_in(numbers, by_id=by).join()

    assert {the(both, number).status for number in numbers} == {S.ACCEPTED}


def test_files_handed_in_together_find_what_the_others_bring(both: Session, by: int) -> None:
    """A commitment list read before the roster it needs is on the books."""
    units = books.xlsx({"责任单位名录": [books.ROSTER, ["某局", "平定县", "部门", "甲", ""]]})
    promises = books.xlsx(
        {"承诺事项清单": [books.PROMISES, ["1", "某局", "办证", 5, "套", "2022-12-31", ""]]}
    )
    numbers = [begin(both, "承诺.xlsx", promises, by), begin(both, "名录.xlsx", units, by)]

    running.start(numbers, by_id=by)

    assert [the(both, number).sheets[0].inserted for number in numbers] == [1, 1]


def test_one_that_cannot_be_taken_in_says_so_and_the_others_go_on(both: Session, by: int) -> None:
    running_numbers = []
    for name, row in (("一.xlsx", books.report()), ("二.xlsx", books.report(county="矿区"))):
        running_numbers.append(begin(both, name, books.progress(row), by))
    running.start(running_numbers, by_id=by)
    books_by_hand = begin(both, "三.xlsx", books.progress(books.report(first=1)), by)
    running.start([books_by_hand], by_id=by)
    running.finish(books_by_hand, by_id=by)

    running.finish_several(running_numbers, by_id=by)

    first, second = (the(both, number) for number in running_numbers)
    assert (first.status, second.status) == (S.REHEARSED, S.ACCEPTED)
    assert "已重新试读" in str(first.refusal)


def test_progress_is_told_to_whoever_looks(home: Path) -> None:
    mark = Mark(7)
    mark.say(Phase.CHECKING, 1, 2)

    doing = at_work.doing(7)

    assert doing is not None
    assert (doing.phase, doing.done, doing.of) == (Phase.CHECKING, 1, 2)
    assert 0.3 < doing.share < 0.5
    mark.let_go()
    assert at_work.doing(7) is None
    assert at_work.doing(8) is None


def test_inspectors_and_leaders_may_import_and_a_petitions_desk_may_not(
    both: Session, tmp_path: Path
) -> None:
    desk = make.officer(both, Role.PETITIONS).id
    leader = make.officer(both, Role.LEADER).id
    both.commit()

    with pytest.raises(Refused, match="导入须由监督检查岗、专班负责人、分管领导办理。"):
        books.take_in(tmp_path, {"周报.xlsx": books.progress(books.report())}, by=desk)

    assert books.take_in(tmp_path, {"周报.xlsx": books.progress(books.report())}, by=leader)


def test_reading_leaves_no_session_open(both: Session, by: int) -> None:
    number = begin(both, "台账.xlsx", books.ledger(books.home(1)), by)
    running.start([number], by_id=by)

    with reading() as session:
        assert session.get_one(Import, number).status is S.REHEARSED


def test_a_city_among_its_counties_is_their_sum_and_no_county(both: Session, tmp_path: Path, by: int) -> None:
    sheet = books.progress(books.report("城区"), books.report("矿区"), books.report("阳泉市"))

    told = books.take_in(tmp_path, {"周报.xlsx": sheet}, by=by)[0]

    assert (told["rows_in"], told["inserted"], told["rejected"]) == (2, 2, 0)
    assert told["skipped"] == 2
