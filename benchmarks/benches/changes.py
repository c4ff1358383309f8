"""A changed ledger into a full office: one county's, and as many changed homes from all counties."""

from collections.abc import Iterator

from benchmarks.benches import Bench, Field
from benchmarks.measuring import Measured, apart

TARGETS = {"county": 0.05, "scattered": 0.12}


def measure(field: Field) -> Iterator[Measured]:
    ground = field.whole
    for engine in field.engines:
        office = ground.imported(engine)
        for name, path in {
            "county": ground.ledgers.changed_county,
            "scattered": ground.ledgers.changed_scattered,
        }.items():
            with office.open():
                done = apart("import_ledger", path=str(path), flags=True)
            yield Measured(
                name=f"change.{name}.{engine}",
                ours=done["seconds"],
                ceiling=office.seconds,
                target=TARGETS[name],
                n=done["updated"] + done["inserted"],
                peak_mb=done["peak_mb"],
            )


BENCH = Bench(
    order=2,
    title="changed ledger, with rollups and flags",
    ceiling="the whole import on the same database, in the same run",
    measure=measure,
)
