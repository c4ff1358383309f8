"""The next block is made while this one is written."""

from collections.abc import Iterator
from threading import Event, current_thread, main_thread

import pytest

from supervision.errors import Refused
from supervision.intake.ahead import ahead


def test_what_is_read_ahead_comes_in_its_order() -> None:
    assert list(ahead(range(5))) == [0, 1, 2, 3, 4]
    assert list(ahead(())) == []


def test_the_next_is_made_elsewhere_while_this_one_is_used() -> None:
    second_made = Event()

    def made() -> Iterator[bool]:
        yield current_thread() is main_thread()
        second_made.set()
        yield False

    coming = ahead(made())

    assert next(coming) is False
    assert second_made.wait(timeout=10)
    coming.close()  # type: ignore[attr-defined]


def test_a_refusal_while_reading_ahead_reaches_whoever_writes() -> None:
    def made() -> Iterator[int]:
        yield 1
        raise Refused("读不出来")

    coming = ahead(made())

    assert next(coming) == 1
    with pytest.raises(Refused, match="读不出来"):
        next(coming)
