"""All rules over the whole ledger: row rules in one pass and alone, each group rule, all together."""

from collections.abc import Iterator

from benchmarks.benches import Bench, Field
from benchmarks.measuring import Measured, apart

#: Row rules in one pass take at most half of their sum; all rules at most half of the import.
HALF = 0.5
#: One county's changed ledger, of a run over everything.
INCREMENT = 0.03
LIMIT_MB = 1024
SCAN = 10.0


def measure(field: Field) -> Iterator[Measured]:
    for engine in field.engines:
        office = field.whole.imported(engine)
        with office.open():
            apart("import_ledger", path=str(field.whole.ledgers.changed_county), flags=False)
            done = apart("scan_rules")
        n = field.whole.ledgers.n
        alone, groups = sum(done["alone"].values()), sum(done["groups"].values())
        yield Measured(
            name=f"rule_scan.one_pass.{engine}", ours=done["together"], ceiling=alone, target=HALF, n=n
        )
        yield Measured(
            name=f"rule_scan.all.{engine}",
            ours=done["together"] + groups,
            ceiling=office.seconds,
            target=HALF,
            n=n,
            peak_mb=done["peak_mb"],
            limit_mb=LIMIT_MB,
        )
        yield Measured(
            name=f"rule_scan.county.{engine}",
            ours=done["county"],
            ceiling=done["together"] + groups,
            target=INCREMENT,
            n=done["rows"],
        )
        for code, taken in done["groups"].items():
            yield Measured(
                name=f"rule_scan.{code}.{engine}", ours=taken, ceiling=done["ceiling"], target=SCAN, n=n
            )


BENCH = Bench(
    order=4,
    title="all rules over every home",
    ceiling="row rules: their sum one by one; all: the import; a county: a full run; each group: a bare scan",
    measure=measure,
)
