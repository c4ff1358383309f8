"""Every rule on single homes over the whole ledger, in one pass."""

from collections.abc import Iterator

from benchmarks.benches import Bench, Field
from benchmarks.measuring import Measured, apart


def measure(field: Field) -> Iterator[Measured]:
    for engine in field.engines:
        with field.whole.imported(engine).open():
            done = apart("scan_rules")
        yield Measured(
            name=f"rule_scan.{engine}",
            ours=done["ours"],
            ceiling=done["ceiling"],
            target=2.0,
            n=field.whole.ledgers.n,
        )


BENCH = Bench(
    order=4,
    title="all row rules over every home",
    ceiling="a bare scan of the table: one column of every row compared",
    measure=measure,
)
