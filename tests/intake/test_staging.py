"""Where rows wait: out of the way of the books, and gone afterwards, whatever happened."""

import os
import signal
import subprocess
import sys
import threading
from datetime import timedelta
from pathlib import Path

import adbc_driver_sqlite.dbapi
import polars as pl
import pytest
from sqlalchemy import Connection, func, inspect, select, text
from sqlalchemy.orm import Session

from supervision.db import changing, reading
from supervision.delivery.homes import Home
from supervision.delivery.rollups import CompoundCount
from supervision.delivery.snapshots import Shape
from supervision.errors import Refused
from supervision.intake import staging
from supervision.intake.staging import Staging
from tests import make
from tests.intake.ledger_samples import home, take_in

KILLED = """
import os, signal
from supervision import config, db, keys
from supervision.db import changing
from supervision.intake import deltas
from tests.everything import load
load()
from tests.intake.ledger_samples import home, take_in
keys.use(keys.Keys.load(config.keys(demo=False)))
engine = db.connect(config.database_url())
deltas.apply = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
with changing() as session:
    take_in(session, home(1, area=1), *(home(number) for number in range(2, 5000)))
"""


def places(session: Session) -> list[str]:
    names = [path.stem for path in staging._folder().glob("*.db")]
    if session.get_bind().dialect.name == "postgresql":
        names = inspect(session.get_bind().engine).get_schema_names()
    return [name for name in names if name.startswith("staging_")]


def test_frames_are_loaded_one_after_the_other_and_read_back(both: Session) -> None:
    place = Staging.make(both)
    days = pl.DataFrame(
        {"county_code": "140302", "day": "2022-01-02", "first": 1, "transfer": 0, "certificate": 0}
    )

    with place.writing() as writer:
        writer.load(place.day_sums, [days, days])
        found = writer.read(place.day_sums, where="first = 1")

    assert found.height == 2
    place.attach(both)
    assert both.scalar(select(func.count()).select_from(place.day_sums)) == 2


def test_a_place_is_gone_when_the_transaction_ends(both: Session) -> None:
    take_in(both, home(1))
    assert len(places(both)) == 1

    both.commit()

    assert places(both) == []


def test_a_savepoint_given_up_does_not_end_it(both: Session) -> None:
    point = both.begin_nested()
    take_in(both, home(1))

    point.rollback()

    assert len(places(both)) == 1
    both.rollback()
    assert places(both) == []


def test_two_sheets_of_one_file_have_a_place_each(both: Session) -> None:
    take_in(both, home(1))
    take_in(both, home(2))

    assert len(places(both)) == 2
    both.commit()
    assert places(both) == []
    assert both.connection().execute(text("SELECT 1")).scalar() == 1


def test_what_was_left_behind_is_swept_away_after_a_day(both: Session) -> None:
    left = Staging(both.get_bind().engine)
    both.info.clear()
    Staging.make(both)
    both.info.clear()

    assert staging.sweep(both) == []
    gone = staging.sweep(both, older_than=timedelta(0))

    assert len(gone) == 1
    assert left.schema not in gone
    assert places(both) == []


def test_a_second_import_of_the_same_county_at_the_same_time_is_told_so(both: Session) -> None:
    by = make.officer(both)
    snapshot = make.snapshot(both, Shape.LEDGER, by=by)
    both.commit()
    if both.get_bind().dialect.name == "sqlite":
        waits_for_the_first(by.id, snapshot.id)
        return

    with changing() as first:
        take_in(first, home(1), by=by, snapshot=snapshot)
        with pytest.raises(Refused, match="请稍后再试"), changing() as second:
            take_in(second, home(1, area=1), by=by, snapshot=snapshot)

    with reading() as session:
        assert session.scalars(select(Home.area)).all() == [9_000]
        assert places(session) == []


def waits_for_the_first(by_id: int, snapshot_id: int) -> None:
    """SQLite lets one change in at a time: the second begins when the first has ended."""
    from supervision.delivery.snapshots import Snapshot
    from supervision.office.people import Officer

    begun, go_on = threading.Event(), threading.Event()
    updated = []

    def second() -> None:
        begun.wait()
        go_on.set()
        with changing() as session:
            officer, sheet = session.get_one(Officer, by_id), session.get_one(Snapshot, snapshot_id)
            updated.append(take_in(session, home(1), by=officer, snapshot=sheet).unchanged)

    other = threading.Thread(target=second)
    other.start()
    with changing() as session:
        officer, sheet = session.get_one(Officer, by_id), session.get_one(Snapshot, snapshot_id)
        take_in(session, home(1), by=officer, snapshot=sheet)
        begun.set()
        go_on.wait()
    other.join()

    assert updated == [1]


def test_an_import_killed_half_way_leaves_the_books_as_they_were(
    both: Session, home: Path, keys_folder: Path
) -> None:
    from tests.intake.ledger_samples import home as a_home

    take_in(both, a_home(1))
    both.commit()
    environment = os.environ | {"DUZE_KEYS": str(keys_folder), "PYTHONPATH": os.getcwd()}

    ended = subprocess.run([sys.executable, "-c", KILLED], env=environment, check=False)

    assert ended.returncode == -signal.SIGKILL
    with reading() as session:
        assert session.scalars(select(Home.area)).all() == [9_000]
        assert session.scalars(select(CompoundCount.homes)).all() == [1]
        assert len(places(session)) == 1
        assert len(staging.sweep(session, older_than=timedelta(days=-9_999))) == 1
        assert places(session) == []


def test_the_main_database_is_never_opened_by_adbc(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    connect = adbc_driver_sqlite.dbapi.connect

    def noting(uri: str) -> object:
        opened.append(uri)
        return connect(uri)

    monkeypatch.setattr(adbc_driver_sqlite.dbapi, "connect", noting)

    take_in(session, home(1), home(1, area=2))

    assert [Path(uri).name.startswith("staging_") for uri in opened] == [True, True]


def held(connection: Connection) -> list[str]:
    return [row.name for row in connection.execute(text("PRAGMA database_list"))]


def test_a_connection_goes_back_to_its_pool_without_the_place(session: Session) -> None:
    take_in(session, home(1))
    assert len(held(session.connection())) == 2

    session.commit()

    assert held(session.connection()) == ["main"]
