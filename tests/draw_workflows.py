"""Draws docs/workflows.md from the tables: `make docs`."""

import sys
from collections.abc import Iterator

from supervision.office.history import Record
from tests import everything


def diagrams() -> str:
    everything.load()
    return "\n".join(_lines())


def _lines() -> Iterator[str]:
    yield "# Workflows"
    yield ""
    yield "Drawn from the tables in the code (`make docs`); each arrow names its step and who may take it."
    yield ""
    for record in sorted(Record.__subclasses__(), key=lambda record: record.__tablename__):
        yield f"## {record.__name__}"
        yield ""
        yield "```mermaid"
        yield from sys.modules[record.__module__].WORKFLOW.diagram()
        yield "```"
        yield ""


if __name__ == "__main__":
    sys.stdout.write(diagrams())
