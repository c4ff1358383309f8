"""A long import is committed before its pages are carried over."""

import threading
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from supervision.delivery.homes import Home
from supervision.intake import checkpoints
from tests.intake.ledger_samples import home, take_in


def carried() -> None:
    for thread in threading.enumerate():
        if thread.name == "checkpoint":
            thread.join(timeout=10)


def test_many_rows_are_committed_first_and_carried_over_afterwards(
    session: Session, books: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checkpoints, "MANY", 2)
    before = books.read_bytes()
    take_in(session, home(1), home(2))
    assert session.scalar(text("PRAGMA wal_autocheckpoint")) == 0

    session.commit()
    carried()

    assert books.read_bytes() != before
    assert session.query(Home).count() == 2
    assert session.scalar(text("PRAGMA wal_autocheckpoint")) == checkpoints.PAGES


def test_few_rows_are_left_to_the_database(session: Session) -> None:
    take_in(session, home(1))

    assert session.scalar(text("PRAGMA wal_autocheckpoint")) == checkpoints.PAGES


def test_a_reader_meanwhile_is_no_hindrance(
    session: Session, books: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checkpoints, "MANY", 1)
    engine = session.get_bind().engine

    with engine.connect() as reader:
        assert reader.scalar(text("SELECT count(*) FROM homes")) == 0
        take_in(session, home(1))
        session.commit()
        carried()

        assert reader.scalar(text("SELECT count(*) FROM homes")) == 0
    assert session.query(Home).count() == 1


@pytest.fixture
def books(tmp_path: Path) -> Path:
    return tmp_path / "duze.db"
