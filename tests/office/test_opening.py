from datetime import date
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from supervision import clock, keys
from supervision.errors import Refused
from supervision.office import installation
from supervision.office.opening import open_office


@pytest.fixture
def own_keys(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for the keys of this installation alone."""
    folder = tmp_path_factory.mktemp("own-keys")
    monkeypatch.setenv("DUZE_KEYS", str(folder))
    return folder


def test_an_office_opens_with_the_key_it_was_made_with(session: Session, own_keys: Path) -> None:
    made = keys.Keys.make(own_keys)
    found = installation.current(session)
    found.key_fingerprint, found.demo, found.business_date = made.fingerprint, True, date(2022, 6, 30)
    session.commit()

    engine = open_office()

    engine.dispose()
    assert keys.keys().fingerprint == made.fingerprint
    assert clock.today() == date(2022, 6, 30)


def test_only_a_demo_home_has_a_day_of_its_own(session: Session, own_keys: Path) -> None:
    found = installation.current(session)
    found.key_fingerprint, found.business_date = keys.Keys.make(own_keys).fingerprint, date(2022, 6, 30)
    session.commit()

    open_office().dispose()

    assert clock.today() == date(2026, 3, 2)


def test_no_other_key_opens_it(session: Session, own_keys: Path) -> None:
    keys.Keys.make(own_keys)

    with pytest.raises(Refused, match="密钥与数据库不符"):
        open_office()


def test_without_its_key_nothing_starts(session: Session, own_keys: Path) -> None:
    with pytest.raises(Refused, match="找不到密钥"):
        open_office()


def test_an_empty_database_says_what_to_run(home: Path) -> None:
    with pytest.raises(Refused, match="init"):
        open_office()
