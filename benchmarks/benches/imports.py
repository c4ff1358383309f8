"""The whole ledger into an empty office: parsed, checked, merged and added up."""

from collections.abc import Iterator

from benchmarks.benches import Bench, Field
from benchmarks.measuring import Measured

LIMIT_MB = 1024


def measure(field: Field) -> Iterator[Measured]:
    for engine in field.engines:
        office = field.whole.imported(engine)
        yield Measured(
            name=f"import.{engine}",
            ours=office.seconds,
            ceiling=office.bare,
            target=0.5,
            at_least=True,
            n=field.whole.ledgers.n,
            peak_mb=office.peak_mb,
            limit_mb=LIMIT_MB,
        )


BENCH = Bench(
    order=1,
    title="import: parse, validate, merge, rollups",
    ceiling="ADBC alone, the same typed rows into a table with its key; the ratio is speed to speed",
    measure=measure,
)
