"""Holds the glossary to the code: what it calls an identifier is one."""

import re
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import Any

import supervision
from reports.documents import DOCUMENTS
from supervision.figures import FIGURES

GLOSSARY = Path(__file__).parents[1] / "docs" / "glossary.md"
PRODUCT = "Duze"


def rows() -> list[tuple[str, list[str]]]:
    """Each term and what stands in backticks beside it."""
    lines = [line.strip("|").split("|") for line in GLOSSARY.read_text("utf-8").splitlines() if "|" in line]
    return [(cells[0].strip(), re.findall(r"`([^`]+)`", cells[2])) for cells in lines[2:]]


def known() -> dict[str, list[Any]]:
    """Everything the code calls by a name: modules, classes, what they hold, figures and documents."""
    found: dict[str, list[Any]] = {"None": [None]}
    for file in walk_packages(supervision.__path__, "supervision."):
        if "migrations" in file.name or file.name.endswith("__main__"):
            continue
        module = import_module(file.name)
        found.setdefault(file.name.rsplit(".", 1)[-1], []).append(module)
        for name, value in vars(module).items():
            found.setdefault(name, []).append(value)
            if isinstance(value, type) and value.__module__.startswith("supervision"):
                for attribute in (*dir(value), *getattr(value, "__annotations__", ())):
                    found.setdefault(attribute, []).append(value)
    return found | {figure.code: [figure] for figure in FIGURES.values()} | {name: [1] for name in DOCUMENTS}


def has(owner: Any, name: str) -> bool:
    return hasattr(owner, name) or name in getattr(owner, "__annotations__", ())


def test_every_identifier_of_the_glossary_is_one() -> None:
    code, strange = known(), []

    for term, identifiers in rows():
        owner = ""
        for said in identifiers:
            first, _dot, attribute = said.split(" ")[0].partition(".")
            owner = first or owner
            holders = code.get(owner, [])
            if said != PRODUCT and not (
                holders and (not attribute or any(has(it, attribute) for it in holders))
            ):
                strange.append(f"{term}: {said}")

    assert not strange


def test_no_term_stands_twice() -> None:
    terms = [term for term, _identifiers in rows()]

    assert len(terms) == len(set(terms))
