"""Holds every workflow of every record to its table, and docs/workflows.md to all of them."""

import sys
from dataclasses import replace
from itertools import product
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from supervision.office.history import Record
from supervision.office.people import Officer, Role
from supervision.office.workflow import Workflow
from tests.draw_workflows import diagrams, records

#: Steps that a function in a module beside the record takes: it makes the record, or touches others too.
MAKES = {
    "register",
    "hand_in",
    "correct_level",
    "pause_clock",
    "resume_clock",
    "correct_pause",
    "pass_part",
    "receive_part",
}
RECORDS = records()


def workflow_of(record: type[Record]) -> Workflow[Any]:
    workflow: Workflow[Any] = sys.modules[record.__module__].WORKFLOW
    return workflow


def places(record: type[Record]) -> list[Any]:
    steps = workflow_of(record).steps.values()
    return list(dict.fromkeys(status for step in steps for status in (step.source, step.target)))


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__name__)
def test_every_step_is_a_verb_of_its_record(record: type[Record]) -> None:
    verbs = set(workflow_of(record).labels) - MAKES

    missing = [verb for verb in verbs if not callable(getattr(record, verb, None))]

    assert not missing


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.__name__)
def test_a_step_is_open_only_where_the_table_says(record: type[Record]) -> None:
    steps = workflow_of(record).steps
    unguarded = Workflow(*(replace(step, unless=(), of=None) for step in steps.values()))

    for verb, status, role in product(workflow_of(record).labels, places(record), Role):
        standing_there: Any = SimpleNamespace(status=status)
        officer = Officer.appoint(login="x", name="李娜", roles=[role], region_code="140000")
        why_not = unguarded.why_not(standing_there, verb, by=officer)
        step = steps.get((verb, status))
        assert (why_not is None) == (step is not None and role in step.by)


def test_the_diagrams_in_the_docs_are_those_of_the_tables() -> None:
    written = Path(__file__).parents[1] / "docs" / "workflows.md"

    assert written.read_text("utf-8") == diagrams(), "run `make docs`"
