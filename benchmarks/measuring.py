"""Measured: one bench's answer; and how to measure: in a process of its own, the median of several times."""

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent


@dataclass(frozen=True)
class Measured:
    """`ours` against `ceiling`, both in seconds; `target` is for their `ratio`: `at_least` or at most."""

    name: str
    ours: float
    ceiling: float
    target: float
    n: int
    at_least: bool = False
    peak_mb: float | None = None
    limit_mb: int | None = None

    @property
    def ratio(self) -> float:
        return self.ceiling / self.ours if self.at_least else self.ours / self.ceiling

    @property
    def met(self) -> bool:
        kept = self.ratio >= self.target if self.at_least else self.ratio <= self.target
        return kept and (self.limit_mb is None or (self.peak_mb is not None and self.peak_mb < self.limit_mb))

    def __str__(self) -> str:
        sign = "≥" if self.at_least else "≤"
        memory = "" if self.peak_mb is None else f", {self.peak_mb:,.0f} MB"
        return (
            f"{self.name:28} {self.ours:9.3f} s against {self.ceiling:8.3f} s: {self.ratio:.3f}"
            f" ({sign} {self.target:g}{', MB < ' + str(self.limit_mb) if self.limit_mb else ''})"
            f" {'met' if self.met else 'MISSED'}, n = {self.n:,}{memory}"
        )

    def record(self) -> dict[str, Any]:
        """As build/bench.json has it."""
        known = {
            key: value for key, value in asdict(self).items() if key in ("name", "target", "n", "peak_mb")
        }
        return known | {
            "ours": round(self.ours, 4),
            "ceiling": round(self.ceiling, 4),
            "ratio": round(self.ratio, 4),
            "met": self.met,
        }


def apart(what: str, **asked: Any) -> dict[str, Any]:
    """Run a function of `benchmarks.work` in a new process; its answer, with `peak_mb` of that process."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.work", what, json.dumps(asked)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"{what} failed ({done.returncode})")
    answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return answer


def peak_mb() -> float:
    """The most memory this program has held; `getrusage` would count what its parent held before it."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024


def seconds(work: Callable[[], object], *, times: int = 1) -> float:
    """How long it takes; the median where it is done several times."""
    taken = []
    for _time in range(times):
        begun = time.perf_counter()
        work()
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken)
