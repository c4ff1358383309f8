"""Reading ahead: the next block is read and checked while this one is written."""

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from typing import TypeVar

T = TypeVar("T")


def ahead(items: Iterable[T]) -> Iterator[T]:
    """The same items in the same order, made one at a time in a thread of their own; one waits at most."""
    run, coming = copy_context().run, iter(items)
    with ThreadPoolExecutor(1) as reader:
        waiting = reader.submit(run, _next, coming)
        while found := waiting.result():
            waiting = reader.submit(run, _next, coming)
            yield found[0]


def _next(coming: Iterator[T]) -> tuple[T] | None:
    for item in coming:
        return (item,)
    return None
