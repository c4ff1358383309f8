"""The database: one declarative base, and two ways to open it.

with reading() as session:     # to look
with changing() as session:    # one change, one transaction
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import Connection, DateTime, Engine, Enum, MetaData, TypeDecorator, create_engine, event
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, sessionmaker

_looks = sessionmaker(expire_on_commit=False)
_changes = sessionmaker(expire_on_commit=False)

PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=NORMAL",
    "cache_size=-65536",
    "temp_store=MEMORY",
    "secure_delete=ON",
    "mmap_size=0",
    "foreign_keys=ON",
    "busy_timeout=20000",
)


def connect(url: str) -> Engine:
    """Once per process, before anything reads; whoever connects disposes of the engine."""
    engine = engine_to(url)
    _looks.configure(bind=engine)
    _changes.configure(bind=engine.execution_options(changing=True))
    return engine


def engine_to(url: str) -> Engine:
    """A way to a database beside the office's own; whoever asks disposes of it."""
    engine = create_engine(
        url,
        pool_pre_ping=not url.startswith("sqlite"),
        hide_parameters=True,  # what officers typed belongs in no log
    )
    if engine.dialect.name == "sqlite":
        _mind_sqlite(engine)
    else:
        _mind_postgresql(engine)
    return engine


@contextmanager
def reading() -> Iterator[Session]:
    with _looks() as session:
        yield session


@contextmanager
def changing() -> Iterator[Session]:
    with _changes.begin() as session:
        yield session


def _mind_sqlite(engine: Engine) -> None:
    """One writer at a time, who takes the lock when the change begins and not half-way through it."""

    @event.listens_for(engine, "connect")
    def set_pragmas(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        changing = connection.get_execution_options().get("changing")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if changing else "BEGIN")


def _mind_postgresql(engine: Engine) -> None:
    """Of the homes that may break a rule it expects a third, and would read them all without its workers."""

    @event.listens_for(engine, "connect")
    def share_long_scans(connection: Any, _record: Any) -> None:
        connection.execute("SET parallel_tuple_cost = 0.03")
        connection.commit()


class UtcDateTime(TypeDecorator[datetime]):
    """Stores UTC, returns aware datetimes, refuses naive ones."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"naive datetime: {value!r}")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value.replace(tzinfo=UTC) if value else None


class Base(DeclarativeBase):
    """A table. Enums are stored by value, moments in UTC; constraints have names that migrations can use."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_N_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        StrEnum: Enum(
            StrEnum,
            native_enum=False,
            length=40,
            values_callable=lambda members: [member.value for member in members],
        ),
        datetime: UtcDateTime(),
    }


class Row(Base):
    """A table whose rows have a number of their own; those of the ledger have a county and a key instead."""

    __abstract__ = True

    id: Mapped[int] = mapped_column(primary_key=True)
