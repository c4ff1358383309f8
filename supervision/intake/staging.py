"""Staging: where the good rows of one ledger sheet lie until they are merged.

A place of its own for every sheet: an SQLite file beside the embedded database, or a schema of unlogged
tables in PostgreSQL; SQL calls both `staging_<token>`. ADBC writes here and nowhere else: it brings its own
SQLite library, and two of them on one file in one process lose each other's locks (docs/decisions/).
"""

import re
import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import adbc_driver_manager.dbapi
import adbc_driver_postgresql.dbapi
import adbc_driver_sqlite.dbapi
import polars as pl
import pyarrow
from sqlalchemy import BigInteger, Column, Engine, Integer, MetaData, String, Table, event, inspect
from sqlalchemy.orm import Session, SessionTransaction
from sqlalchemy.schema import CreateSchema, CreateTable, DropSchema

from supervision import clock, config
from supervision.delivery.homes import HOMES, SAID
from supervision.intake.ahead import ahead

ABANDONED = timedelta(days=1)
_NAME = re.compile(r"staging_(\d{14})_[0-9a-f]{8}")
_HELD = "staging held"
_PRAGMAS = ("page_size=16384", "journal_mode=OFF", "synchronous=OFF")
_ARROW = {pl.Int32: pyarrow.int32(), pl.Int64: pyarrow.int64(), pl.String: pyarrow.large_string()}


class Staging:
    """The tables of one sheet. `place` is where a row stands among the good rows of its sheet, from 1.

    The sheets of one file lie in one place: a connection to SQLite takes in no more than ten files.
    """

    def __init__(self, engine: Engine, schema: str | None = None, *, sheet: int = 0) -> None:
        self._engine = engine
        self._sheet = sheet
        self.schema = schema or f"staging_{clock.machine_now():%Y%m%d%H%M%S}_{secrets.token_hex(4)}"
        self._embedded = engine.dialect.name == "sqlite"
        self._metadata = MetaData(schema=self.schema)
        said = (Column(name, HOMES.columns[name].type) for name in ("county_code", "unit_code", *SAID))
        #: The good rows, in the order of the sheet; unindexed. `row` is their number there.
        self.rows = self._table("rows", self._place(), Column("row", Integer), *said)
        #: Of `rows`, those that are not on the books just so; `what` is a merge.Change.
        #: `was_…` is what the home says on the books, so that no step after the first looks there again.
        was = (Column(f"was_{column.name}", column.type) for column in HOMES.columns)
        self.changes = self._table("changes", self._place(), Column("what", Integer), *was)
        #: Places that something is to be done with.
        self.picked = self._table("picked", self._place())
        self.compound_sums = self._sums(
            "compound_number", "homes", "first", "transfer", "certificate", "area"
        )
        self.day_sums = self._sums("day", "first", "transfer", "certificate")

    @classmethod
    def make(cls, session: Session) -> "Staging":
        """An empty place, removed when the session's transaction ends."""
        made = cls(session.get_bind().engine)
        if made._embedded:
            _folder().mkdir(mode=0o700, parents=True, exist_ok=True)
            made._path.touch(mode=0o600)
        with made.writing() as writer:
            writer.create(made._metadata)
        session.info.setdefault(_HELD, []).append(made)
        if not event.contains(session, "after_transaction_end", _clear_away):
            event.listen(session, "after_transaction_end", _clear_away)
        return made

    def beside(self) -> "Staging":
        """Empty tables for the next sheet of the file, in the same place."""
        made = Staging(self._engine, self.schema, sheet=self._sheet + 1)
        with made.writing() as writer:
            writer.create(made._metadata)
        return made

    @contextmanager
    def writing(self) -> Iterator["Writer"]:
        """Open it by ADBC; nothing else may have it open meanwhile."""
        if self._embedded:
            adbc = adbc_driver_sqlite.dbapi.connect(str(self._path))
        else:
            url = self._engine.url.set(drivername="postgresql")
            adbc = adbc_driver_postgresql.dbapi.connect(url.render_as_string(hide_password=False))
        with adbc, adbc.cursor() as cursor:
            if self._embedded:
                adbc.adbc_connection.set_autocommit(True)
                for pragma in _PRAGMAS:
                    cursor.execute(f"PRAGMA {pragma}")
                    cursor.fetchall()
                adbc.adbc_connection.set_autocommit(False)
            yield Writer(cursor, None if self._embedded else self.schema, self._engine)
            adbc.commit()

    def attach(self, session: Session) -> None:
        """Let the session's transaction see it, until the connection goes back to its pool."""
        if not self._embedded:
            return
        connection = session.connection()
        raw = connection.connection
        connection.exec_driver_sql(f"ATTACH DATABASE ? AS {self.schema}", (str(self._path),))
        raw.info.setdefault(_HELD, []).append(self.schema)
        if not event.contains(self._engine, "checkin", _let_go):
            event.listen(self._engine, "checkin", _let_go)

    def remove(self) -> None:
        if self._embedded:
            self._path.unlink(missing_ok=True)
            self._path.with_name(f"{self._path.name}-journal").unlink(missing_ok=True)
            return
        with self._engine.begin() as connection:
            connection.execute(DropSchema(self.schema, cascade=True, if_exists=True))

    @property
    def _path(self) -> Path:
        return _folder() / f"{self.schema}.db"

    def _place(self) -> Column[int]:
        return Column("place", Integer, primary_key=self._embedded, autoincrement=False)

    def _sums(self, key: str, *numbers: str) -> Table:
        keys = Column("county_code", String), Column(key, String)
        return self._table(f"{key}_sums", *keys, *(Column(number, BigInteger) for number in numbers))

    def _table(self, name: str, *columns: Column[Any]) -> Table:
        name = f"{name}_{self._sheet}" if self._sheet else name
        return Table(name, self._metadata, *columns, prefixes=[] if self._embedded else ["UNLOGGED"])


class Writer:
    """One ADBC connection to a place."""

    def __init__(self, cursor: adbc_driver_manager.dbapi.Cursor, schema: str | None, engine: Engine) -> None:
        self._cursor = cursor
        self._schema = schema
        self._dialect = engine.dialect

    def create(self, metadata: MetaData) -> None:
        if self._schema:
            self._cursor.execute(
                str(CreateSchema(self._schema, if_not_exists=True).compile(dialect=self._dialect))
            )
        bare = MetaData()
        for table in metadata.tables.values():
            copy = table.to_metadata(bare, schema=self._schema)  # type: ignore[arg-type]  # None is the default schema
            self._cursor.execute(str(CreateTable(copy).compile(dialect=self._dialect)))

    def load(self, table: Table, frames: Iterable[pl.DataFrame]) -> None:
        """Append frames to a table, one of them in writing and the next in the making."""
        kinds = {column.name: _kind(column) for column in table.columns}
        schema = pyarrow.schema([(name, _ARROW[kind]) for name, kind in kinds.items()])

        def tables() -> Iterator[pyarrow.Table]:
            for frame in frames:
                wanted = frame.select(pl.col(name).cast(kind) for name, kind in kinds.items())
                yield wanted.to_arrow(compat_level=pl.CompatLevel.oldest()).cast(schema)

        batches = (batch for made in ahead(tables()) for batch in made.to_batches())
        reader = pyarrow.RecordBatchReader.from_batches(schema, batches)
        self._cursor.adbc_ingest(table.name, reader, mode="append", db_schema_name=self._schema)

    def read(self, table: Table, *, where: str) -> pl.DataFrame:
        """Rows of a table. No cell is asked for as NULL: ADBC guesses a column's type by its first cells."""
        kinds = {column.name: _kind(column) for column in table.columns}
        blank = {name: "''" if kind is pl.String else "-1" for name, kind in kinds.items()}
        asked = ", ".join(f'coalesce("{name}", {nothing}) AS "{name}"' for name, nothing in blank.items())
        self._cursor.execute(f"SELECT {asked} FROM {self.name(table)} WHERE {where}")
        found = pl.DataFrame(pl.from_arrow(self._cursor.fetch_arrow_table()))
        if found.is_empty():
            return pl.DataFrame(schema=kinds)
        return found.select(
            pl.when(pl.col(name).cast(pl.String) != blank[name].strip("'")).then(name).cast(kind)
            for name, kind in kinds.items()
        )

    def delete(self, table: Table, *, where: str = "1 = 1") -> None:
        self._cursor.execute(f"DELETE FROM {self.name(table)} WHERE {where}")

    def name(self, table: Table) -> str:
        return f"{self._schema}.{table.name}" if self._schema else table.name


def sweep(session: Session, *, older_than: timedelta = ABANDONED) -> list[str]:
    """Remove the places that killed imports left behind; answers their names."""
    engine = session.get_bind().engine
    names = (
        [path.stem for path in _folder().glob("staging_*.db")]
        if engine.dialect.name == "sqlite"
        else inspect(engine).get_schema_names()
    )
    limit = clock.machine_now() - older_than
    gone = []
    for found in filter(None, map(_NAME.fullmatch, names)):
        made = datetime.strptime(found[1], "%Y%m%d%H%M%S").replace(tzinfo=UTC)
        if made <= limit:
            Staging(engine, found[0]).remove()
            gone.append(found[0])
    return sorted(gone)


def _folder() -> Path:
    return config.home() / "staging"


def _kind(column: Column[Any]) -> type[pl.DataType]:
    if isinstance(column.type, BigInteger):
        return pl.Int64
    return pl.Int32 if isinstance(column.type, Integer) else pl.String


def _clear_away(session: Session, transaction: SessionTransaction) -> None:
    """Only when the outermost transaction has ended: until then PostgreSQL keeps the tables locked."""
    if transaction.parent is None:
        for staging in session.info.pop(_HELD, ()):
            staging.remove()


def _let_go(dbapi_connection: Any, record: Any) -> None:
    for held in record.info.pop(_HELD, ()):
        dbapi_connection.execute(f"DETACH DATABASE {held}")
