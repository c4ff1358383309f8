"""How far every place is, from the stored sums; and the row rules over every home."""

from collections.abc import Iterator

from benchmarks.benches import Bench, Field
from benchmarks.grounds import ENGINES
from benchmarks.measuring import Measured, apart


def measure(field: Field) -> Iterator[Measured]:
    for engine in ENGINES:
        with field.whole.imported(engine).open():
            done = apart("read_rollups")
        yield Measured(
            name=f"rollup.{engine}",
            ours=done["ours"],
            ceiling=done["ceiling"],
            target=0.05,
            n=field.whole.ledgers.n,
        )


BENCH = Bench(
    order=3,
    title="the ledger's sums of every county",
    ceiling="counting the homes themselves, by county",
    measure=measure,
)
