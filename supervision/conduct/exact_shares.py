"""Exact shares: so many of so many, and how far that number alone can be trusted.

The exact binomial interval of Clopper and Pearson (Biometrika 26, 1934).
"""

from dataclasses import dataclass

from supervision.quantities import Measure, Quantity

CONFIDENCE = 0.95


@dataclass(frozen=True)
class Share:
    """`hits` of `n`, counted in the same measure. Of none nothing is known."""

    hits: int
    n: int
    measure: Measure

    @property
    def rate(self) -> Quantity:
        return Quantity(self.hits, self.measure) / Quantity(self.n, self.measure)

    @property
    def interval(self) -> tuple[Quantity, Quantity]:
        """Two-sided, exact binomial, in percent."""
        return self._bounds("two-sided")

    @property
    def at_least(self) -> Quantity:
        """One-sided exact lower bound, in percent: 116 of 120 are at least 92.53 %."""
        return self._bounds("greater")[0]

    def _bounds(self, side: str) -> tuple[Quantity, Quantity]:
        if not self.n:
            return Quantity(None, Measure.PERCENT), Quantity(None, Measure.PERCENT)
        from scipy.stats import binomtest  # takes a second to load, and few pages need it

        found = binomtest(self.hits, self.n, alternative=side).proportion_ci(CONFIDENCE, method="exact")
        return Quantity(100 * found.low, Measure.PERCENT), Quantity(100 * found.high, Measure.PERCENT)
