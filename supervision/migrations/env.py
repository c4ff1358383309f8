"""How Alembic meets our records: on the connection it is handed."""

from importlib import import_module
from pkgutil import walk_packages

from alembic import context

import supervision
from supervision.db import Base

for module in walk_packages(supervision.__path__, "supervision."):
    if ".migrations" not in module.name and "__main__" not in module.name and ".demo" not in module.name:
        import_module(module.name)

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
