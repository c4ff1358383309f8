"""Every published figure of the province, at full size and at one hundredth of the homes."""

from collections.abc import Iterator

from benchmarks.benches import Bench, Field
from benchmarks.measuring import Measured, apart

SHORTEST = 0.002  # what is quicker than this is too quick to tell apart


def measure(field: Field) -> Iterator[Measured]:
    times = {}
    for ground in dict.fromkeys((field.whole, field.small)):
        with ground.furnished.open():
            times[ground.share] = apart("compute_figures")["seconds"]
    large, little = times[field.whole.share], times[field.small.share]
    for code in sorted(large):
        yield Measured(
            name=f"figure.{code}",
            ours=max(large[code], SHORTEST),
            ceiling=max(little[code], SHORTEST),
            target=2.0,
            n=field.whole.ledgers.n,
        )


BENCH = Bench(
    order=5,
    title="every figure of the dashboard, CPU",
    ceiling="the same figure with one hundredth of the homes",
    measure=measure,
)
