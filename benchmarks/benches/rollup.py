"""How far the province's ledger is, from the stored sums."""

from collections.abc import Iterator

from benchmarks.benches import Bench, Field
from benchmarks.measuring import Measured, apart


def measure(field: Field) -> Iterator[Measured]:
    for engine in field.engines:
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
    title="the ledger's sums of the province",
    ceiling="counting the homes themselves",
    measure=measure,
)
