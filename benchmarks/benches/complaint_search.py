"""Fifty words of one to six characters among 200,000 complaints, and among a tenth of them."""

from collections.abc import Iterator

from benchmarks.benches import Bench, Field
from benchmarks.grounds import working_at
from benchmarks.measuring import Measured, apart

COMPLAINTS = 200_000
LIMIT_MB = 2048


def measure(field: Field) -> Iterator[Measured]:
    n = max(int(COMPLAINTS * field.whole.share), 1_000)
    home = field.whole.place / "search"
    with working_at(home, f"sqlite:///{home.absolute() / 'duze.db'}"):
        if not (home / "duze.db").exists():
            home.mkdir(parents=True, exist_ok=True)
            apart("found_office")
        done = apart("search_complaints", n=n)
    print(
        f"  opened {n:,} letters in {done['opened']:.1f} s, held {done['held_mb']:.0f} MB; median"
        f" {1000 * done['median']:.0f} ms, first word {1000 * done['first']:.0f} ms",
        flush=True,
    )
    yield Measured(
        name="complaint_search",
        ours=done["ours"],
        ceiling=done["ceiling"],
        target=12.0,
        n=n,
        peak_mb=done["peak_mb"],
        limit_mb=LIMIT_MB,
    )


BENCH = Bench(
    order=8,
    title="50 words looked for among complaints, 95th percentile of CPU",
    ceiling="the same words among a tenth of the complaints, of which every text is looked at",
    measure=measure,
)
