"""Checkpoints: what a long transaction left in SQLite's write-ahead log is carried over after its commit.

SQLite would do it within the commit, of which everybody then waits for the slowest half. Until it is done the
log holds what was committed, and readers find it there.
"""

import sqlite3
from pathlib import Path
from threading import Thread
from typing import Any

from sqlalchemy import event
from sqlalchemy.orm import Session

from supervision.intake import dialects

MANY = 10_000  # rows from which on a commit would be long
PAGES = 1000  # SQLite's own measure of a log that is due
_LATER = "checkpoint later"


def later(session: Session) -> None:
    """This transaction commits without a checkpoint; a thread makes it as soon as the connection is free."""
    if not dialects.embedded(session):
        return
    connection = session.connection()
    connection.exec_driver_sql("PRAGMA wal_autocheckpoint=0")
    connection.connection.info[_LATER] = True
    engine = session.get_bind().engine
    if not event.contains(engine, "checkin", _begin):
        event.listen(engine, "checkin", _begin)


def carry_over(path: Path) -> None:
    """As far as no reader still needs the pages as they were; the next commit does the rest."""
    books = sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True)
    try:
        books.execute("PRAGMA synchronous=NORMAL")
        books.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
    finally:
        books.close()


def _begin(dbapi_connection: Any, record: Any) -> None:
    if record.info.pop(_LATER, False):
        dbapi_connection.execute(f"PRAGMA wal_autocheckpoint={PAGES}")
        found = dbapi_connection.execute("PRAGMA database_list").fetchall()
        path = next(Path(file) for _number, name, file in found if name == "main")
        Thread(target=carry_over, args=(path,), name="checkpoint").start()
