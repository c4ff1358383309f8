"""The tables' past: Alembic, from the first table on."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

HERE = Path(__file__).parent


def upgrade(engine: Engine) -> None:
    """Bring the database to the tables of this version."""
    with engine.begin() as connection:
        settings = _settings()
        settings.attributes["connection"] = connection
        command.upgrade(settings, "head")


def is_known(revision: str) -> bool:
    """Whether this version has the revision among its own."""
    return any(one.revision == revision for one in ScriptDirectory.from_config(_settings()).walk_revisions())


def check(engine: Engine) -> None:
    """Raise where the records and the tables differ (`alembic check`)."""
    with engine.begin() as connection:
        settings = _settings()
        settings.attributes["connection"] = connection
        command.check(settings)


def draft(engine: Engine, message: str, *, number: str) -> None:
    """Write the next revision from what the records say (for developers); numbered 0001, 0002, …"""
    with engine.begin() as connection:
        settings = _settings()
        settings.attributes["connection"] = connection
        command.revision(settings, message, autogenerate=True, rev_id=number)


def _settings() -> Config:
    settings = Config()
    settings.set_main_option("script_location", str(HERE))
    settings.set_main_option("path_separator", "os")
    settings.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    return settings
