"""`python -m benchmarks [--share 0.01] [--only NAME …] [--engines sqlite]`: a table, and build/bench.json."""

import argparse
import json
import time
from pathlib import Path

from benchmarks.benches import BENCHES, Field
from benchmarks.grounds import ENGINES, Ground
from benchmarks.measuring import ROOT, Measured

SMALL = 0.01


def main() -> int:
    asked = _asked()
    with Ground(asked.share, asked.folder) as whole, Ground(SMALL, asked.folder) as small:
        field = Field(whole, small if asked.share > SMALL else whole, asked.engines)
        measured: list[Measured] = []
        for name in asked.only or BENCHES:
            bench = BENCHES[name]
            print(f"{bench.title}\n  against {bench.ceiling}", flush=True)
            begun = time.perf_counter()
            for one in bench.measure(field):
                print(f"  {one}", flush=True)
                measured.append(one)
            print(f"  ({time.perf_counter() - begun:.0f} s)", flush=True)
    asked.output.parent.mkdir(parents=True, exist_ok=True)
    asked.output.write_text(json.dumps([one.record() for one in measured], indent=1) + "\n")
    missed = [one.name for one in measured if not one.met]
    print(f"{len(measured)} measured, {len(missed)} missed{': ' if missed else ''}{', '.join(missed)}")
    return 0


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--share", type=float, default=1.0, help="of the campaign's 3,088,000 homes")
    parser.add_argument("--only", nargs="+", choices=list(BENCHES), help="some of the benches")
    parser.add_argument(
        "--engines", nargs="+", choices=ENGINES, default=ENGINES, help="some of the databases"
    )
    parser.add_argument("--folder", type=Path, default=ROOT / "build" / "bench", help="where it works")
    parser.add_argument("--output", type=Path, default=ROOT / "build" / "bench.json")
    return parser.parse_args()


if __name__ == "__main__":
    raise SystemExit(main())
