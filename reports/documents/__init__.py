"""The documents we can write, one per file. To add one, add a file that defines DOCUMENT."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from reports.paper import Paper
from supervision.catalogue import entries

R = TypeVar("R")


@dataclass(frozen=True)
class Document(Generic[R]):
    """The kind of record it is written from, what it is called, and how it is written."""

    kind: str
    title: str
    write: Callable[[R], Paper]


DOCUMENTS: dict[str, Document[Any]] = entries(__name__, Document)
