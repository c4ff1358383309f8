from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import inspect

from supervision import migrations
from supervision.db import Base, connect
from tests.conftest import sqlalchemy_url


@pytest.fixture(params=["sqlite", "postgres"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database without a single table."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'empty.db'}"
    server: Any = request.getfixturevalue("postgres_server")
    server.psql("CREATE DATABASE migrated")
    return sqlalchemy_url(server, "migrated")


def test_the_revisions_lead_to_the_tables_that_the_records_describe(empty_url: str) -> None:
    engine = connect(empty_url)

    migrations.upgrade(engine)

    migrations.check(engine)
    assert set(Base.metadata.tables) <= set(inspect(engine).get_table_names())
    engine.dispose()


def test_bringing_a_database_up_to_date_twice_changes_nothing(empty_url: str) -> None:
    engine = connect(empty_url)
    migrations.upgrade(engine)
    before = sorted(inspect(engine).get_table_names())

    migrations.upgrade(engine)

    assert sorted(inspect(engine).get_table_names()) == before
    engine.dispose()


def test_every_key_of_the_ledger_has_the_county_in_it() -> None:
    ledger = ("compounds", "homes", "earlier_homes", "compound_counts", "day_counts")

    for name in ledger:
        table = Base.metadata.tables[name]
        assert "county_code" in table.primary_key.columns
        for constraint in table.constraints:
            columns = {column.name for column in getattr(constraint, "columns", ())}
            if type(constraint).__name__ == "UniqueConstraint":
                assert "county_code" in columns
