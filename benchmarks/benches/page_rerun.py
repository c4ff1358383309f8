"""The overview drawn again for a province's leader, in CPU time."""

from collections.abc import Iterator

from benchmarks.benches import Bench, Field
from benchmarks.measuring import Measured, apart


def measure(field: Field) -> Iterator[Measured]:
    with field.whole.furnished.open():
        done = apart("rerun_page")
    yield Measured(
        name="page_rerun",
        ours=done["ours"],
        ceiling=done["ceiling"],
        target=2.0,
        n=done["n"],
        peak_mb=done["peak_mb"],
    )


BENCH = Bench(
    order=7,
    title="a rerun of the overview, CPU",
    ceiling="a rerun of the same app, with sign-in and menu, around a page that shows only its title",
    measure=measure,
)
