"""A weekly briefing for the province, each city and each county: 129 Word documents."""

from collections.abc import Iterator

from benchmarks.benches import Bench, Field
from benchmarks.measuring import Measured, apart


def measure(field: Field) -> Iterator[Measured]:
    with field.small.furnished.open():
        done = apart("write_briefings")
    yield Measured(
        name="briefings",
        ours=done["ours"],
        ceiling=done["ceiling"],
        target=2.0,
        n=done["n"],
        peak_mb=done["peak_mb"],
    )


BENCH = Bench(
    order=6,
    title="129 briefings, written from their frozen figures",
    ceiling="the floor: the same XML as one string, its texts escaped, and zipped at level 6",
    measure=measure,
)
