"""The few things that SQLite and PostgreSQL say differently, or that only the two of them say."""

import sqlite3
from typing import Any

from sqlalchemy import Date, Index, Table, cast, func, type_coerce
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session
from sqlalchemy.sql.elements import ColumnElement

from supervision.db import Base


def insert(session: Session, table: Table | type[Base]) -> sqlite.Insert | postgresql.Insert:
    """An INSERT that may go on with ON CONFLICT DO UPDATE."""
    return sqlite.insert(table) if embedded(session) else postgresql.insert(table)


def day(session: Session, moment: ColumnElement[Any]) -> ColumnElement[Any]:
    """The day of a moment kept as text, as a date."""
    text = func.substr(moment, 1, 10)
    return type_coerce(text, Date) if embedded(session) else cast(text, Date)


def search_by_index(session: Session) -> None:
    """Until the transaction ends: PostgreSQL thinks a thousand searches dearer than reading everything."""
    if not embedded(session):
        session.connection().exec_driver_sql("SET LOCAL random_page_cost = 1.1")


def analyze(session: Session, *tables: Table) -> None:
    """Tell PostgreSQL's planner how large these tables have become; SQLite's plans do not depend on it."""
    if not embedded(session):
        for table in tables:
            session.connection().exec_driver_sql(f"ANALYZE {table.fullname}")


def grows_at_its_end(session: Session, index: Index, *, same: ColumnElement[Any]) -> bool:
    """Whether an index is better kept than built afterwards, as all rows say the `same`: SQLite appends."""
    return embedded(session) and [column.name for column in index.columns] == [same.name]


def busy(failed: OperationalError) -> bool:
    """Whether somebody else holds what was asked for; to try again later is all there is."""
    held = ("55P03", "40P01")  # lock_not_available, deadlock_detected
    return (
        getattr(failed.orig, "sqlite_errorcode", 0) == sqlite3.SQLITE_BUSY
        or getattr(failed.orig, "sqlstate", "") in held
    )


def embedded(session: Session) -> bool:
    return session.get_bind().dialect.name == "sqlite"
