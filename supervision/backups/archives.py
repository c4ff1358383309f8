"""Archives: every table of the office in one SQLite file, as in one moment, whatever database it works on.

What officers do meanwhile waits for nothing: SQLite and PostgreSQL both let a reader keep its own moment.
"""

from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import Any
from urllib.parse import quote

from sqlalchemy import (
    JSON,
    Column,
    Connection,
    DateTime,
    Dialect,
    Engine,
    Enum,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    bindparam,
    cast,
    create_engine,
    func,
    insert,
    inspect,
    select,
    table,
    update,
)
from sqlalchemy.types import TypeEngine

import supervision
from supervision.db import Base, UtcDateTime
from supervision.errors import Refused
from supervision.keys import ID
from supervision.resealing import SEALED
from supervision.words import _, listed

AT_ONCE = 5_000
#: Where the migrations keep how far the tables have come.
REVISION = Table("alembic_version", MetaData(), Column("version_num", String(32), primary_key=True))


def take(engine: Engine, to: Path) -> None:
    """Write the tables as they are now into a new SQLite file, without a trace of deleted rows.

    Refused where the tables are not those of this version.
    """
    with engine.connect() as connection:
        _require_ours(connection)
    if engine.dialect.name == "sqlite":
        bare = engine.raw_connection()
        try:
            bare.cursor().execute("VACUUM INTO ?", (str(to),))
        finally:
            bare.close()
    else:
        archive = create_engine(f"sqlite:///{to}")
        with _one_moment(engine) as source, archive.begin() as target:
            pour(source, target)
        archive.dispose()
    to.chmod(0o600)


def opened(path: Path) -> Engine:
    """An archive to look into; neither it nor its folder is changed. Whoever opens it disposes of it."""
    return create_engine(f"sqlite:///file:{quote(str(path))}?mode=ro&immutable=1&uri=true")


def counted(connection: Connection) -> dict[str, int]:
    """How many rows each table has."""
    names = sorted(inspect(connection).get_table_names())
    return {name: connection.scalar(select(func.count()).select_from(table(name))) or 0 for name in names}


def revision(connection: Connection) -> str:
    """How far the migrations have brought the tables; empty where they never ran."""
    if not inspect(connection).has_table(REVISION.name):
        return ""
    return connection.scalar(select(REVISION.c.version_num)) or ""


def sealing(connection: Connection) -> set[bytes]:
    """The numbers of the office's keys that seal anything in these tables."""
    load_tables()
    found: set[bytes] = set()
    for one in SEALED.values():
        number = func.substr(one.column, 1, ID, type_=LargeBinary())
        found.update(bytes(it) for it in connection.scalars(select(number).distinct()) if it)
    return found


def pour(source: Connection, target: Connection) -> None:
    """Copy every row of one database into another that has no tables yet, parents before children.

    Refused where a row was lost on the way.
    """
    load_tables()
    there = counted(source)
    Base.metadata.create_all(target)
    REVISION.create(target)
    for each in (*Base.metadata.sorted_tables, REVISION):
        if each.name in there:
            _pour(each, source, target)
    arrived = counted(target)
    if any(arrived[name] != rows for name, rows in there.items()):
        raise Refused(_("复制前后行数不一致，未完成。"))


@cache
def load_tables() -> None:
    """Meet every noun once, so that all tables are known."""
    for module in walk_packages(supervision.__path__, "supervision."):
        if not any(part in module.name for part in (".migrations", "__main__", ".demo", "_verbs")):
            import_module(module.name)


def _require_ours(connection: Connection) -> None:
    load_tables()
    found = set(inspect(connection).get_table_names())
    if strange := (found ^ set(Base.metadata.tables)) - {REVISION.name}:
        raise Refused(
            _(
                "数据表与本版本不符（{tables}），请先运行 python -m supervision upgrade。",
                tables=listed(sorted(strange)),
            )
        )


def _one_moment(engine: Engine) -> Connection:
    """A connection that sees the tables as they are at its first question, until it is closed."""
    return engine.connect().execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


class _Verbatim(TypeDecorator[str]):
    """A JSON column letter by letter: nothing said (NULL) and `null` stay what they are."""

    impl = Text
    cache_ok = True

    def column_expression(self, column: Any) -> Any:
        return cast(column, Text)


class _VerbatimInto(_Verbatim):
    """The same for PostgreSQL, which takes no text for JSON unasked."""

    cache_ok = True

    def bind_expression(self, bindparam: Any) -> Any:
        return cast(bindparam, JSON)


def _plain(said: Table, dialect: Dialect) -> Table:
    """A table by its stored values: no enum is looked up, no JSON read, no moment moved."""

    def stored(kind: TypeEngine[Any]) -> TypeEngine[Any]:
        if isinstance(kind, JSON):
            return _VerbatimInto() if dialect.name == "postgresql" else _Verbatim()
        if isinstance(kind, Enum):
            return String()
        return DateTime() if isinstance(kind, UtcDateTime) else kind

    columns = (Column(one.name, stored(one.type), primary_key=one.primary_key) for one in said.columns)
    return Table(said.name, MetaData(), *columns)


def _pour(said: Table, source: Connection, target: Connection) -> None:
    """One table; what its rows say of each other is filled in once all are there."""
    taken, given = _plain(said, source.dialect), _plain(said, target.dialect)
    links = [key.parent.name for key in said.foreign_keys if key.column.table is said]
    linked: list[dict[str, Any]] = []
    rows = source.execute(select(taken), execution_options={"stream_results": True, "yield_per": AT_ONCE})
    for some in rows.mappings().partitions(AT_ONCE):
        batch = [dict(row) for row in some]
        if links:
            linked += [_link(given, row, links) for row in batch if any(row[name] for name in links)]
            batch = [row | dict.fromkeys(links) for row in batch]
        target.execute(insert(given), batch)
    if linked:
        mine = (one == bindparam(f"its_{one.name}") for one in given.primary_key)
        target.execute(
            update(given).where(*mine).values({name: bindparam(f"new_{name}") for name in links}), linked
        )
    _count_on(said, target)


def _link(given: Table, row: dict[str, Any], links: list[str]) -> dict[str, Any]:
    return {f"its_{one.name}": row[one.name] for one in given.primary_key} | {
        f"new_{name}": row[name] for name in links
    }


def _count_on(said: Table, target: Connection) -> None:
    """PostgreSQL numbers new rows by a sequence, which must stand behind the last row."""
    column = said.autoincrement_column
    if target.dialect.name != "postgresql" or column is None:
        return
    if last := target.scalar(select(func.max(column))):
        target.execute(select(func.setval(func.pg_get_serial_sequence(said.name, column.name), last)))
