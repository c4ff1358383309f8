"""Backups: whole, unchanged and openable by the right key, or not restored at all; on both databases."""

import json
import shutil
import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from sqlalchemy import Engine, func, insert, inspect, null, select, text

from supervision import clock, jobs, keys, migrations
from supervision.__main__ import main
from supervision.backups import archives, making, rehearsing, restoring
from supervision.backups.manifests import FILE, Manifest
from supervision.conduct import attachments
from supervision.conduct.complaint_steps import ComplaintStatus
from supervision.conduct.complaints import Complaint
from supervision.conduct.flags import Flag, FlagStatus
from supervision.db import changing, reading
from supervision.delivery.snapshots import EarlierValue
from supervision.errors import Refused
from supervision.office import anchors, exports, history, opening
from supervision.office.files import StoredFile
from supervision.office.history import Event
from supervision.office.people import Officer, Role, by_login
from supervision.office.units import Unit
from tests import make
from tests.conduct import traces_of
from tests.conftest import sqlalchemy_url

NAME, PHONE, SUMMARY = "欧阳不应见", "13900000000", "某窗口借机索要烟酒的具体经过"
Rows = dict[str, list[str]]


@pytest.fixture(params=["sqlite", "postgres"])
def database(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., str]]:
    """Moves on to a database of the same kind each time it is called: an empty one, or a copy of another."""
    made: list[str] = []

    def move_on(*, copy_of: str = "template1") -> str:
        if request.param == "sqlite":
            monkeypatch.delenv("DUZE_DATABASE_URL", raising=False)
            return ""
        server: Any = request.getfixturevalue("postgres_server")
        made.append(f"backed_{uuid4().hex[:12]}")
        server.psql(f"CREATE DATABASE {made[-1]} TEMPLATE {copy_of}")
        monkeypatch.setenv("DUZE_DATABASE_URL", sqlalchemy_url(server, made[-1]))
        return made[-1]

    yield move_on
    for name in made:
        request.getfixturevalue("postgres_server").psql(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def office(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    database: Callable[..., str],
    request: pytest.FixtureRequest,
) -> Iterator[Engine]:
    """An office with something in its tables that is sealed, something that points at itself, and files."""
    seed: bytes = request.getfixturevalue("seeded_sqlite")
    shutil.copytree(request.getfixturevalue("keys_folder"), tmp_path / "keys")
    monkeypatch.setenv("DUZE_HOME", str(tmp_path / "var"))
    monkeypatch.setenv("DUZE_KEYS", str(tmp_path / "keys"))
    monkeypatch.setenv("DUZE_BACKUPS", str(tmp_path / "backups"))
    (tmp_path / "var").mkdir(mode=0o700)
    if request.node.callspec.params["database"] == "sqlite":
        database()
        (tmp_path / "var" / "duze.db").write_bytes(seed)
    else:
        database(copy_of=request.getfixturevalue("postgres_template"))
    engine = opening.open_office()
    with engine.begin() as connection:
        newest = max(path.name for path in (migrations.HERE / "versions").glob("0*.py"))[:4]
        archives.REVISION.create(connection)
        connection.execute(insert(archives.REVISION).values(version_num=newest))
    with changing() as session:
        session.add(
            Officer.appoint(
                login="batch",
                name="批处理账号",
                roles=[Role.INSPECTOR],
                region_code=make.PROVINCE,
                batch=True,
            )
        )
        fill(session)
    with reading() as session:
        anchors.write(session, clock.now())
    yield engine
    engine.dispose()


def fill(session: Any) -> None:
    desk = make.officer(session, Role.PETITIONS, name="周宁", region_code=make.CITY)
    leader = make.key_holder(session, Role.LEADER)
    first = make.complaint(session, by=desk, summary=SUMMARY, name=NAME, phone=PHONE)
    attachments.keep(session, first, [("信.pdf", traces_of.paper())], by=desk)
    make.complaint(session, by=desk, summary="同一人再次来信。", duplicate_of=first)
    make.complaint(session, ComplaintStatus.DESTROYED, by=desk)
    later, earlier = make.flag(session), make.flag(session)
    later.merge(into=earlier, by=make.officer(session, region_code=make.COUNTY), because="同一套")
    make.flag(session, FlagStatus.HANDED)
    make.commitment(session)
    made_by = make.snapshot(session)
    for said in (null(), None, {"name": "县", "rate": 1.0}):  # nothing, JSON's null, and something
        session.add(EarlierValue(snapshot_id=made_by.id, table="homes", key="1", said=said))
    exports.hand_out(session, name="名单.xlsx", data=b"rows", reason="汇报", to=leader)


def back_up() -> making.Made:
    with reading() as session:
        return making.make(session)


def restore(folder: Path) -> Manifest:
    return restoring.restore(folder, up_to_date=migrations.upgrade)


def rows(engine: Engine) -> Rows:
    """Every row of every table, as the database answers."""
    with engine.connect() as connection:
        return {
            name: sorted(repr(tuple(row)) for row in connection.execute(text(f'SELECT * FROM "{name}"')))
            for name in sorted(inspect(engine).get_table_names())
        }


def kept_files(home: Path) -> dict[str, bytes]:
    rooms = ("originals", "attachments", "anchors")
    places = (place for room in rooms for place in (home / room).rglob("*") if place.is_file())
    return {str(place.relative_to(home)): place.read_bytes() for place in places}


def move_out(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, database: Callable[..., str]) -> Path:
    """Another machine: an empty home and an empty database, with the old key and the old backups."""
    database()
    monkeypatch.setenv("DUZE_HOME", str(tmp_path / "new"))
    return tmp_path / "new"


def test_what_is_restored_equals_what_was_there_row_for_row(
    office: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, database: Callable[..., str]
) -> None:
    before, files = rows(office), kept_files(tmp_path / "var")

    made = back_up()
    home = move_out(monkeypatch, tmp_path, database)
    manifest = restore(made.folder)

    engine = opening.open_office()
    assert rows(engine) == before
    assert kept_files(home) == files
    assert {name.split("/")[0] for name in files} == {"originals", "attachments", "anchors"}
    assert manifest.rows == sum(len(each) for each in before.values())
    rooms = {place.name for place in home.iterdir() if not place.name.startswith("duze.db")}
    assert rooms == {"originals", "attachments", "anchors"}
    with changing() as session:
        complaint = session.scalars(select(Complaint).order_by(Complaint.id)).first()
        assert complaint
        assert complaint.summary == SUMMARY
        leader = session.scalars(select(Officer).where(Officer.login.like("officer%"))).all()[1]
        told = complaint.name_informant(session, by=leader, password=make.PASSWORD, because="核实")
        assert (told.name, told.phone) == (NAME, PHONE)
        assert list(history.breaks(session)) == []
        assert anchors.disagreeing(session) == []
    engine.dispose()


def test_after_a_restore_new_rows_get_new_numbers(
    office: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, database: Callable[..., str]
) -> None:
    made = back_up()
    move_out(monkeypatch, tmp_path, database)
    restore(made.folder)

    engine = opening.open_office()
    with changing() as session:
        last = session.scalar(select(func.max(Flag.id))) or 0
        fill(session)
        assert session.scalar(select(func.max(Flag.id))) == last + 3
    engine.dispose()


def test_a_backup_of_one_database_is_restored_into_the_other(
    office: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, postgres_server: Any
) -> None:
    counts = {name: len(each) for name, each in rows(office).items()}
    made = back_up()
    monkeypatch.setenv("DUZE_HOME", str(tmp_path / "new"))
    if office.dialect.name == "sqlite":
        name = f"crossed_{uuid4().hex[:12]}"
        postgres_server.psql(f"CREATE DATABASE {name}")
        monkeypatch.setenv("DUZE_DATABASE_URL", sqlalchemy_url(postgres_server, name))
    else:
        monkeypatch.delenv("DUZE_DATABASE_URL")

    restore(made.folder)

    engine = opening.open_office()
    assert {name: len(each) for name, each in rows(engine).items()} == counts
    with reading() as session:
        assert list(history.breaks(session)) == []
        assert SUMMARY in [one.summary for one in session.scalars(select(Complaint)) if not one.destroyed]
    engine.dispose()


def test_a_changed_byte_of_any_part_is_refused(
    office: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, database: Callable[..., str]
) -> None:
    made = back_up()
    home = move_out(monkeypatch, tmp_path, database)

    for name in made.manifest.parts:
        place = made.folder / name
        whole = place.read_bytes()
        middle = len(whole) // 2
        place.write_bytes(whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :])
        with pytest.raises(Refused, match="校验值不符"):
            restore(made.folder)
        place.unlink()
        with pytest.raises(Refused, match=f"缺少 {name}"):
            restore(made.folder)
        place.write_bytes(whole)
        assert list(home.iterdir()) == []

    restore(made.folder)


def test_a_changed_manifest_is_refused(
    office: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, database: Callable[..., str]
) -> None:
    made = back_up()
    move_out(monkeypatch, tmp_path, database)
    place = made.folder / FILE
    said = json.loads(place.read_text())

    for name, other in (("tables", {}), ("history_lines", 1), ("mark", "0" * 64), ("parts", {})):
        place.write_text(json.dumps(said | {name: other}))
        with pytest.raises(Refused, match="清单残缺或已被改动"):
            restore(made.folder)
    for broken in ("", "[]", '{"format": 1}', json.dumps(said)[:-1]):
        place.write_text(broken)
        with pytest.raises(Refused, match="清单残缺或已被改动"):
            restore(made.folder)
    place.write_text(json.dumps(said | {"format": 2}))
    with pytest.raises(Refused, match="格式与本版本不同"):
        restore(made.folder)
    place.unlink()
    with pytest.raises(Refused, match="没有清单"):
        restore(made.folder)


def test_without_its_key_a_backup_says_which_one_it_needs_and_nothing_else(
    office: Engine,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    database: Callable[..., str],
    capsys: pytest.CaptureFixture[str],
) -> None:
    made, needed = back_up(), keys.keys().fingerprint
    home = move_out(monkeypatch, tmp_path, database)

    monkeypatch.setenv("DUZE_KEYS", str(tmp_path / "none"))
    assert main(["restore", str(made.folder)]) == 2
    missing = capsys.readouterr().err
    other = keys.Keys.make(tmp_path / "others")
    monkeypatch.setenv("DUZE_KEYS", str(tmp_path / "others"))
    assert main(["restore", str(made.folder)]) == 2
    wrong = capsys.readouterr().err

    place = tmp_path / "none" / keys.FILE
    assert missing == f"缺少密钥，备份不能恢复：请先把指纹为 {needed} 的密钥放到 {place}。\n"
    assert wrong == (
        f"密钥不符，备份不能恢复：需要指纹为 {needed} 的密钥，{tmp_path / 'others' / keys.FILE} 中的是 "
        f"{other.fingerprint}。\n"
    )
    assert not home.exists()


def test_a_key_file_that_lost_the_sealing_key_of_then_is_refused(
    office: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, database: Callable[..., str]
) -> None:
    old = keys.keys().newest.hex()
    made = back_up()
    keys.keys().turn()
    keys.keys().drop_old()
    move_out(monkeypatch, tmp_path, database)

    with pytest.raises(Refused, match=f"没有编号为 {old} 的旧密钥"):
        restore(made.folder)


def test_a_backup_is_never_restored_over_data(
    office: Engine,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    made, before = back_up(), rows(office)

    with pytest.raises(Refused, match="已有数据，不会覆盖"):
        restore(made.folder)
    monkeypatch.setenv("DUZE_HOME", str(tmp_path / "new"))
    if office.dialect.name == "postgresql":
        with pytest.raises(Refused, match="已有数据，不会覆盖"):
            restore(made.folder)
    else:
        monkeypatch.setenv("DUZE_DATABASE_URL", f"sqlite:///{tmp_path / 'var' / 'duze.db'}")
        with pytest.raises(Refused, match="已有数据，不会覆盖"):
            restore(made.folder)

    assert rows(office) == before
    assert not (tmp_path / "new").exists()


def test_the_key_is_in_no_backup_and_nobody_else_may_read_one(office: Engine, tmp_path: Path) -> None:
    made = back_up()

    secrets = [line.split()[-1] for line in (tmp_path / "keys" / keys.FILE).read_text().splitlines()]
    assert made.folder.stat().st_mode & 0o077 == 0
    for place in (place for place in made.folder.rglob("*") if place.is_file()):
        raw = place.read_bytes()
        assert not any(secret.encode() in raw or bytes.fromhex(secret) in raw for secret in secrets)
        assert (place.name != keys.FILE, place.stat().st_mode & 0o077) == (True, 0)


def test_keys_and_backups_do_not_lie_in_one_place(
    office: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DUZE_BACKUPS", str(tmp_path))

    with pytest.raises(Refused, match="密钥不得与备份放在一处"):
        back_up()


def test_a_backup_taken_while_others_write_is_of_one_moment(
    office: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, database: Callable[..., str]
) -> None:
    """Each change enrolls a unit and leaves a line; a backup has as many of one as of the other."""
    stop, written = threading.Event(), list[int]()

    def write() -> None:
        while not stop.is_set():
            with changing() as session:
                by = by_login(session, "batch")
                assert by
                unit = make.unit(session, f"并发单位{len(written)}")
                history.note(session, kind="units", subject_id=unit.id, verb="enroll", by=by)
            written.append(1)

    writer = threading.Thread(target=write)
    writer.start()
    while len(written) < 3:
        pass
    begun = len(written)
    made = back_up()
    ended = len(written)
    while len(written) == ended:
        pass
    stop.set()
    writer.join()
    move_out(monkeypatch, tmp_path, database)
    restore(made.folder)

    engine = opening.open_office()
    with reading() as session:
        units = session.scalar(select(func.count(Unit.id)).where(Unit.name.like("并发单位%"))) or 0
        lines = session.scalar(select(func.count(Event.id)).where(Event.verb == "enroll"))
        assert units == lines
        assert begun <= units <= ended + 1
        assert list(history.breaks(session)) == []
    engine.dispose()


def test_only_the_newest_are_kept_and_a_half_made_one_is_cleared(
    office: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, frozen_clock: time_machine.Traveller
) -> None:
    monkeypatch.setenv("DUZE_BACKUPS_KEPT", "2")
    (tmp_path / "backups").mkdir()
    half = tmp_path / "backups" / "2026-03-01-010000.part"
    half.mkdir()
    (half / "duze.db").write_bytes(b"half")
    nameless = tmp_path / "backups" / "2026-03-01-020000"
    nameless.mkdir()

    made = []
    for _night in range(3):
        made.append(back_up())
        frozen_clock.shift(timedelta(days=1))

    assert [one.dropped for one in made] == [0, 0, 1]
    assert making.whole() == [one.folder for one in made[1:]]
    assert not half.exists()
    assert nameless.exists()
    with pytest.raises(Refused, match="没有清单"):
        restore(nameless)


def test_a_backup_that_fails_half_way_leaves_the_older_ones_and_nothing_of_itself(
    office: Engine, tmp_path: Path, frozen_clock: time_machine.Traveller
) -> None:
    made = back_up()
    frozen_clock.shift(timedelta(days=1))
    with office.begin() as connection:
        connection.execute(text("DROP TABLE exports"))

    with pytest.raises(Refused, match="数据表与本版本不符（exports）"):
        back_up()

    assert making.whole() == [made.folder]
    assert [place.name for place in (tmp_path / "backups").iterdir() if place.suffix == ".part"] == []


@pytest.mark.parametrize("written", ["0", "-1", "七", "1.5"])
def test_a_number_of_backups_that_is_none_is_refused(
    written: str, monkeypatch: pytest.MonkeyPatch, home: Path, session: Any
) -> None:
    monkeypatch.setenv("DUZE_BACKUPS_KEPT", written)

    with pytest.raises(Refused, match=f"现为“{written}”"):
        back_up()


def test_two_backups_at_once_are_one(office: Engine) -> None:
    with making.alone(), pytest.raises(Refused, match="正在进行"):
        back_up()


def test_the_jobs_back_up_and_rehearse_and_say_so(office: Engine, tmp_path: Path) -> None:
    with reading() as session:
        by = by_login(session, "batch")
        assert by
    none = jobs.run_now("rehearse_restore", by_id=by.id)

    made = jobs.run_now("back_up", by_id=by.id)
    (backup,) = making.whole()
    with reading() as session:
        clock_later = jobs.JOBS["rehearse_restore"].work(session, clock.now())

    assert (none.ok, none.note) == (False, "还没有备份，不能演练恢复。")
    assert made.ok, made.note
    assert made.note.startswith(f"已备份 {backup.name}：")
    assert clock_later.startswith(f"备份 {backup.name} 可以恢复：")
    assert {place.name for place in (tmp_path / "backups").iterdir()} == {".lock", backup.name}


def test_a_rehearsal_finds_what_a_restore_would(office: Engine, tmp_path: Path) -> None:
    made = back_up()
    (original, *_others) = sorted((made.folder / "originals").rglob("*/*"))

    whole = original.read_bytes()
    original.write_bytes(whole[:-1])
    with pytest.raises(Refused, match="校验值不符"):
        rehearsing.rehearse()
    original.write_bytes(whole)
    assert rehearsing.rehearse().name == made.folder.name


def test_a_rehearsal_finds_a_history_that_was_broken_before_the_backup(office: Engine) -> None:
    with office.begin() as connection:
        connection.execute(text("UPDATE history SET note = '改过' WHERE number = 2"))
    back_up()

    with pytest.raises(Refused, match="操作历史不连续"):
        rehearsing.rehearse()


def test_a_rehearsal_finds_an_original_that_was_lost_before_the_backup(
    office: Engine, tmp_path: Path
) -> None:
    with reading() as session:
        digest = session.scalars(select(StoredFile.digest)).first()
    assert digest
    (tmp_path / "var" / "originals" / digest[:2] / digest).unlink()
    back_up()

    with pytest.raises(Refused, match="原件有 1 份缺失"):
        rehearsing.rehearse()


def test_the_command_line_makes_one_and_brings_it_back(
    office: Engine,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    database: Callable[..., str],
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["backup", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    move_out(monkeypatch, tmp_path, database)

    assert main(["restore", told["folder"]]) == 0
    assert "已从" in capsys.readouterr().out
    assert main(["restore", told["folder"]]) == 2
    assert "已有数据" in capsys.readouterr().err

    engine = opening.open_office()
    with reading() as session:
        last = session.scalars(select(Event).order_by(Event.number.desc())).first()
        assert last
        assert (last.verb, last.note, last.by.login) == ("restore", Path(told["folder"]).name, "batch")
        assert list(history.breaks(session)) == []
    engine.dispose()


def test_a_backup_of_a_newer_version_is_refused(
    office: Engine, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with office.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    made = back_up()

    assert main(["restore", str(made.folder)]) == 2

    assert "来自更新的版本（数据表 9999）" in capsys.readouterr().err
