"""How Alembic meets our records: on the connection it is handed."""

from importlib import import_module
from pkgutil import walk_packages
from typing import Any, Literal

from alembic import context
from sqlalchemy import Enum

import supervision
from supervision.db import Base, UtcDateTime

for module in walk_packages(supervision.__path__, "supervision."):
    if ".migrations" not in module.name and "__main__" not in module.name and ".demo" not in module.name:
        import_module(module.name)


def render(kind: str, item: Any, _context: Any) -> str | Literal[False]:
    """A revision names plain types: it must still run when ours have changed."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime()"
    if kind == "type" and isinstance(item, Enum):
        return f"sa.String(length={item.length})"
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    render_item=render,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
