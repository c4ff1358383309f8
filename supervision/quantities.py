"""Quantities: a number and what it counts, so that 套 are never divided by 户."""

from dataclasses import dataclass

from supervision.labels import Labelled
from supervision.words import _, spoken


class Measure(Labelled):
    """What a number counts."""

    HOMES = "homes", "套"
    HOUSEHOLDS = "households", "户"
    COMPOUNDS = "compounds", "个项目"
    CASES = "cases", "件"
    ITEMS = "items", "项"
    FLAGS = "flags", "条"
    COUNTIES = "counties", "个县（市、区）"
    PERCENT = "percent", "%"
    POINTS = "points", "个百分点"


UNKNOWN = "待核"
SPOKEN_IN_FULL = 100_000


@dataclass(frozen=True)
class Quantity:
    """An amount of None is an answer of its own: nobody knows yet. Zero is another."""

    amount: float | None
    measure: Measure

    def __add__(self, other: "Quantity") -> "Quantity":
        self._refuse_mixing(other)
        if self.amount is None or other.amount is None:
            return Quantity(None, self.measure)
        return Quantity(self.amount + other.amount, self.measure)

    def __sub__(self, other: "Quantity") -> "Quantity":
        """The difference; of two rates it is counted in percentage points (个百分点)."""
        self._refuse_mixing(other)
        measure = Measure.POINTS if self.measure is Measure.PERCENT else self.measure
        if self.amount is None or other.amount is None:
            return Quantity(None, measure)
        return Quantity(self.amount - other.amount, measure)

    def __truediv__(self, whole: "Quantity") -> "Quantity":
        """The share of `whole`, in percent; unknown where there is no whole."""
        self._refuse_mixing(whole)
        if self.amount is None or not whole.amount:
            return Quantity(None, Measure.PERCENT)
        return Quantity(100 * self.amount / whole.amount, Measure.PERCENT)

    def __str__(self) -> str:
        if self.amount is None:
            return _(UNKNOWN)
        if self.measure is Measure.PERCENT:
            return f"{self.digits}%"
        return _("{n}{unit}", n=self.digits, unit=self.measure.label)

    @property
    def digits(self) -> str:
        """The number alone, as it is printed: rates with two decimals, counts with thousands."""
        if self.amount is None:
            return _(UNKNOWN)
        places = 2 if self.measure in (Measure.PERCENT, Measure.POINTS) else 0
        return f"{self.amount:,.{places}f}"

    @property
    def headline(self) -> str:
        """As a headline says it: 308.8万套 from a hundred thousand up, else as it is printed."""
        if self.amount is None or self.measure is Measure.PERCENT or abs(self.amount) < SPOKEN_IN_FULL:
            return str(self)
        size, places, word = scale()
        return f"{self.amount / size:,.{places}f}{word}{self.measure.label}"

    def _refuse_mixing(self, other: "Quantity") -> None:
        if self.measure is not other.measure:
            raise TypeError(f"{self.measure.chinese} and {other.measure.chinese} do not mix")


def scale() -> tuple[int, int, str]:
    """Large counts are said in 万 with one decimal; in English as precisely, in thousands."""
    return (10_000, 1, "万") if spoken() == "zh" else (1_000, 0, "k ")


def total(parts: "list[Quantity]", measure: Measure) -> Quantity:
    """The sum of the parts; unknown as soon as one of them is, and of none at all."""
    if not parts:
        return Quantity(None, measure)
    return sum(parts[1:], parts[0])
