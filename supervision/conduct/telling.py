"""What may be told of small numbers: nothing below k may follow from all that was told (小数抑制、互补抑制).

A number told is the sum over a box: a place with what lies in it, one kind or all, some days. All that was
told is a system of linear equations; a number is told only where no box that holds one to k-1 complaints
would then follow from it, whichever weeks, levels or editions are subtracted.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise, product

import numpy as np
from numpy.typing import NDArray

from supervision.office import regions

#: Sums are kept modulo this prime: a box that follows from the system follows modulo it too.
PRIME = 2**31 - 1
Numbers = NDArray[np.int64]


@dataclass(frozen=True)
class Cell:
    """Complaints of one kind that one office counts on one day."""

    region_code: str
    part: str
    day: date


@dataclass(frozen=True)
class Box:
    """What one number is about; no `part` is all of them together. `own` leaves lower offices out."""

    region_code: str
    part: str | None
    start: date
    end: date
    own: bool = False

    def holds(self, cell: Cell) -> bool:
        return (
            self.start <= cell.day <= self.end
            and self.part in (None, cell.part)
            and (
                cell.region_code == self.region_code
                if self.own
                else regions.contains(self.region_code, cell.region_code)
            )
        )


class Telling:
    """Everything told so far about some complaints, and what may still be told."""

    def __init__(self, cells: Mapping[Cell, int], *, asked: Iterable[Box], smallest: int) -> None:
        """`asked` are the boxes told so far and those about to be told."""
        self._cells = sorted(cells, key=lambda one: (one.day, one.region_code, one.part))
        self._counts = np.array([cells[one] for one in self._cells], dtype=np.int64)
        self._smallest = smallest
        self._known: list[tuple[int, Numbers]] = []
        self._small = self._small_ones({(box.start, box.end) for box in asked})

    def number(self, box: Box) -> int:
        return int(self._row(box) @ self._counts)

    def tells(self, box: Box, *, already: bool = False) -> bool:
        """Tell a number, unless it is small or a small one would follow; what was told `already` is known."""
        row = self._row(box)
        if not already and 0 < int(row @ self._counts) < self._smallest:
            return False
        for pivot, known in self._known:
            if row[pivot]:
                row = (row - row[pivot] * known) % PRIME
        pivots = np.flatnonzero(row)
        if not len(pivots):
            return True
        pivot = int(pivots[0])
        row = row * pow(int(row[pivot]), -1, PRIME) % PRIME
        hit = np.flatnonzero(self._small[:, pivot])
        left = (self._small[hit] - self._small[hit][:, [pivot]] * row) % PRIME
        follows = ~left.any(axis=1)
        if follows.any() and not already:
            return False
        self._known.append((pivot, row))
        self._small[hit] = left
        self._small = np.delete(self._small, hit[follows], axis=0)
        return True

    def _row(self, box: Box) -> Numbers:
        return np.array([box.holds(cell) for cell in self._cells], dtype=np.int64)

    def _small_ones(self, periods: set[tuple[date, date]]) -> Numbers:
        """Each box that holds too few, cut along every period that was or is to be told."""
        edges = sorted({day for start, end in periods for day in (start, end + timedelta(days=1))})
        spans = periods | {(start, end - timedelta(days=1)) for start, end in pairwise(edges)}
        boxes: defaultdict[Box, list[int]] = defaultdict(list)
        for place, cell in enumerate(self._cells):
            holding = [(start, end) for start, end in spans if start <= cell.day <= end]
            for (start, end), part in product(holding, (None, cell.part)):
                boxes[Box(cell.region_code, part, start, end, own=True)].append(place)
                for code in upwards(cell.region_code):
                    boxes[Box(code, part, start, end)].append(place)
        small = {tuple(held) for held in boxes.values() if self._counts[held].sum() < self._smallest}
        rows = np.zeros((len(small), len(self._cells)), dtype=np.int64)
        for row, held in zip(rows, small, strict=True):
            row[list(held)] = 1
        return rows


def upwards(code: str) -> list[str]:
    """The place itself, then those it lies in, nearest first."""
    return list(dict.fromkeys((code, f"{code[:4]}00", f"{code[:2]}0000")))
