"""The benches, one per file. To add a bench, add a file that defines BENCH."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from benchmarks.grounds import ENGINES, Ground
from benchmarks.measuring import Measured
from supervision.catalogue import entries


@dataclass(frozen=True)
class Field:
    """Where it is measured: the ledger at the size asked for, and one hundredth of the campaign's homes."""

    whole: Ground
    small: Ground
    engines: Sequence[str] = ENGINES


@dataclass(frozen=True, kw_only=True)
class Bench:
    """`ceiling` names what the desk is held against, in a sentence."""

    order: int
    title: str
    ceiling: str
    measure: Callable[[Field], Iterator[Measured]]


BENCHES: dict[str, Bench] = dict(sorted(entries(__name__, Bench).items(), key=lambda one: one[1].order))
