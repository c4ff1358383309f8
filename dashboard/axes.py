"""Windows around rates: dots and lines are positions, not lengths, so their axis need not begin at zero."""

from collections.abc import Sequence
from itertools import count
from math import ceil, floor

STEPS = (1, 2, 5, 10, 20, 25, 50)


def window(rates: Sequence[float], *, ticks: int) -> tuple[tuple[float, float], list[int]]:
    """The range of an axis of percentages around these, and at most so many round ticks in it."""
    low, high = floor(min(rates, default=0)), ceil(max(rates, default=100))
    low = min(low, high - 1)
    steps = (step * 100**power for power in count() for step in STEPS)
    step = next(step for step in steps if -(-high // step) - low // step < ticks)
    shown = list(range(low - low % step, high + step, step))
    while len(shown) > 1 and shown[-2] >= high:
        shown.pop()
    room = (shown[-1] - shown[0]) * 0.05
    return (shown[0] - room, shown[-1] + room), shown
