"""Draws docs/workflows.md from the tables: `make docs`."""

import sys
from collections.abc import Iterator

from supervision.db import Base
from supervision.office.history import Record
from tests import everything


def records() -> list[type[Record]]:
    """Every kind of record that has a table; the layers that one is built of have none."""
    everything.load()
    found = (mapper.class_ for mapper in Base.registry.mappers)
    ours = (one for one in found if issubclass(one, Record) and one.__module__.startswith("supervision."))
    return sorted(ours, key=lambda record: record.__tablename__)


def diagrams() -> str:
    return "\n".join(_lines())


def _lines() -> Iterator[str]:
    yield "# Workflows"
    yield ""
    yield "Drawn from the tables in the code (`make docs`); each arrow names its step and who may take it."
    yield ""
    for record in records():
        yield f"## {record.__name__}"
        yield ""
        yield "```mermaid"
        yield from sys.modules[record.__module__].WORKFLOW.diagram()
        yield "```"
        yield ""


if __name__ == "__main__":
    sys.stdout.write(diagrams())
