"""Every bench runs to its end with one home in a hundred; how fast it was is not asked here."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from benchmarks.benches import BENCHES
from benchmarks.grounds import ENGINES
from benchmarks.measuring import ROOT, Measured
from supervision.conduct.rules import RULES, RowRule
from supervision.delivery.homes import Home
from supervision.figures import FIGURES

KEYS = {"name", "ours", "ceiling", "ratio", "target", "met", "n", "peak_mb"}
HOMES = range(29_000, 33_000)
PARTS = ("one_pass", "all", "county")
GROUPED = [code for code, rule in RULES.items() if not (isinstance(rule, RowRule) and rule.kind is Home)]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    folder = tmp_path_factory.mktemp("bench")
    output = folder / "bench.json"
    told = subprocess.run(
        [sys.executable, "-m", "benchmarks", "--share", "0.01", "--folder", folder, "--output", output],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stderr
    assert all(bench.title in told.stdout for bench in BENCHES.values())
    found: list[dict[str, Any]] = json.loads(Path(output).read_text())
    return found


def test_each_bench_is_written_down(written: list[dict[str, Any]]) -> None:
    expected = {
        *(f"{name}.{engine}" for name in ("import", "rollup") for engine in ENGINES),
        *(f"rule_scan.{part}.{engine}" for part in (*PARTS, *GROUPED) for engine in ENGINES),
        *(f"change.{name}.{engine}" for name in ("county", "scattered") for engine in ENGINES),
        *(f"figure.{figure.code}" for figure in FIGURES.values()),
        "briefings",
        "page_rerun",
        "complaint_search",
    }
    assert {one["name"] for one in written} == expected
    assert len(written) == len(expected)


def test_each_has_its_ratio_to_its_ceiling(written: list[dict[str, Any]]) -> None:
    for one in written:
        assert set(one) == KEYS
        assert one["ours"] > 0
        assert one["ceiling"] > 0
        assert one["ratio"] > 0
        assert isinstance(one["met"], bool)
        assert one["peak_mb"] is None or one["peak_mb"] > 0


def test_all_homes_and_all_places_were_in_it(written: list[dict[str, Any]]) -> None:
    n = {one["name"]: one["n"] for one in written}
    assert n["import.sqlite"] == n["import.postgresql"]
    assert n["import.sqlite"] in HOMES
    assert n["briefings"] == 129
    assert n["change.county.sqlite"] == n["change.county.postgresql"] > 0


def test_a_speed_must_be_high_enough_and_a_time_low_enough() -> None:
    fast = Measured(name="import", ours=2, ceiling=1, target=0.5, at_least=True, n=1)
    slow = Measured(name="import", ours=3, ceiling=1, target=0.5, at_least=True, n=1)
    short = Measured(name="page", ours=2, ceiling=1, target=2, n=1)
    long = Measured(name="page", ours=3, ceiling=1, target=2, n=1)
    assert [one.met for one in (fast, slow, short, long)] == [True, False, True, False]


def test_a_load_that_holds_too_much_memory_misses_its_target() -> None:
    for held, met in ((1023.0, True), (1025.0, False), (None, False)):
        one = Measured(name="load", ours=1, ceiling=1, target=1, n=1, peak_mb=held, limit_mb=1024)
        assert one.met is met
