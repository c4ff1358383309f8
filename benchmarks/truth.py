"""`python -m benchmarks.truth [FOLDER …]`: what the rules find where the truth is known (`make truth`).

Each folder holds workbooks; beside it lies `FOLDER.truth.json` with what was planted and what must not fire.
An office of its own takes them in by the command line. Without a folder: both sample cities, and the county
of `planted`, in which every rule has a case. Printed for each rule: planted, found, recall, what else it
found, precision. The answer is 1 where a planted case was missed or a must-not case fired.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks import planted
from benchmarks.measuring import ROOT
from benchmarks.planted_cases import BY_COMPOUND

SAMPLES = (ROOT.parent / "shared" / "samples", ROOT.parent / "shared" / "samples_shuozhou")
BOOKS = (".xlsx", ".xls", ".csv")
#: What a truth file calls a planted case, and the rule that is to find it.
PLANTED = {
    "transfer_before_first": "IR01",
    "no_tax_no_basis": "IR02",
    "shop": "PB04",
    "night": "IR05",
    "backdated": "IR05",
    "same_operator": "IR04",
    "late_no_approval": "PB06",
    "collective_land": "PB02",
    "inflated_county": "PR01",
    "wrong_rate_county": "PR01",
}
#: What it calls a case that looks alike and is innocent, and the rule that must keep silent.
INNOCENT = {"deferred_ok": "IR02", "sealed_first_ok": "IR06", "late_declared_or_approved": "PB06"}
#: Planted for the import, which merges or returns such rows; no rule looks for them.
NO_RULE = {"duplicate"}


@dataclass
class Score:
    """One rule over one folder; subjects as the command line names them."""

    planted: set[str] = field(default_factory=set)
    innocent: set[str] = field(default_factory=set)
    found: set[str] = field(default_factory=set)

    @property
    def hits(self) -> set[str]:
        return self.planted & self.found

    @property
    def missed(self) -> set[str]:
        return self.planted - self.found

    @property
    def fired_on_innocent(self) -> set[str]:
        return self.innocent & self.found

    @property
    def recall(self) -> float | None:
        return len(self.hits) / len(self.planted) if self.planted else None

    @property
    def precision(self) -> float | None:
        """Of what it found, how much was planted; a real doubt that nobody planted counts against it."""
        return len(self.hits) / len(self.found) if self.found else None

    @property
    def met(self) -> bool:
        return not self.missed and not self.fired_on_innocent


def scores(truth: Mapping[str, Any], states: Sequence[Mapping[str, Any]]) -> dict[str, Score]:
    """Each rule that fired or was to fire, by what the command line says of each object."""
    found = _by_rule(truth)
    for state in states:
        if state["state"] == "提示":
            found.setdefault(state["rule"], Score()).found.add(_bare(state["subject"]))
    return dict(sorted(found.items()))


def main(folders: Sequence[str]) -> int:
    wrong = 0
    for folder in [Path(name) for name in folders] or SAMPLES:
        if not folders and not folder.is_dir():
            print(f"{folder.name}: not on this machine, left out")
            continue
        truth = json.loads(folder.with_name(f"{folder.name}.truth.json").read_text("utf-8"))
        wrong += told(folder.name, scores(truth, taken_in(folder)))
    if not folders:
        wrong += told("planted county", planted_county())
    return 1 if wrong else 0


def told(name: str, found: Mapping[str, Score]) -> int:
    """Print one office's table; answers how many rules missed something or fired where they must not."""
    print(name)
    print("  rule  planted  found  recall  others  precision  must not fire")
    for rule, score in found.items():
        print(
            f"  {rule}  {len(score.planted):7d}  {len(score.hits):5d}  {_share(score.recall)}"
            f"  {len(score.found - score.planted):6d}  {_share(score.precision):>9}"
            f"  {len(score.fired_on_innocent)} of {len(score.innocent)}"
            f"{'' if score.met else '  MISSED ' + ', '.join(sorted(score.missed)[:5])}"
        )
    return sum(not score.met for score in found.values())


def planted_county() -> dict[str, Score]:
    """Every rule over the county of `planted`, whose letters and frozen list come by no workbook."""
    with tempfile.TemporaryDirectory() as home:
        said = Office(Path(home))
        truth, (first, second) = planted.write(Path(home) / "books")
        said("init", "--network", "internal")
        said("import", *map(str, first), "--accept", "--because", "演示数据核对")
        said.runs("benchmarks.planted_office", "between")
        said("import", *map(str, second), "--accept", "--because", "演示数据核对")
        said("jobs", "run", "raise_flags")
        found = {
            rule: Score(planted=truth.planted[rule], innocent=truth.innocent[rule])
            for rule in sorted(truth.planted.keys() | truth.innocent.keys())
        }
        for flag in said.runs("benchmarks.planted_office", "told"):
            by = flag["compound"] if flag["rule"] in BY_COMPOUND else _bare(flag["subject"])
            found.setdefault(flag["rule"], Score()).found.add(by)
    return found


def taken_in(folder: Path) -> list[dict[str, Any]]:
    """Every rule's states in an office that has just taken these workbooks in."""
    with tempfile.TemporaryDirectory() as home:
        said = Office(Path(home))
        said("init", "--network", "internal")
        said("import", *(str(one) for one in _books(folder)), "--accept", "--because", "演示数据核对")
        return said("flags", "--region", "140000")


class Office:
    """The command line over a home of its own."""

    def __init__(self, home: Path) -> None:
        self._environment = {
            name: value for name, value in os.environ.items() if name != "DUZE_DATABASE_URL"
        } | {"DUZE_HOME": str(home / "var"), "DUZE_KEYS": str(home / "keys")}

    def __call__(self, *arguments: str) -> list[dict[str, Any]]:
        return self.runs("supervision", *arguments, "--json")

    def runs(self, module: str, *arguments: str) -> list[dict[str, Any]]:
        """What a module says over this home, one object a line."""
        ran = subprocess.run(
            [sys.executable, "-m", module, *arguments],
            env=self._environment,
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        )
        return [json.loads(line) for line in ran.stdout.splitlines()]


def _books(folder: Path) -> list[Path]:
    return sorted(one for one in folder.iterdir() if one.suffix.lower() in BOOKS)


def _by_rule(truth: Mapping[str, Any]) -> dict[str, Score]:
    found: dict[str, Score] = {}
    for name, subjects in _cases(truth):
        if rule := PLANTED.get(name):
            found.setdefault(rule, Score()).planted |= subjects
        elif rule := INNOCENT.get(name):
            found.setdefault(rule, Score()).innocent |= subjects
        elif name not in NO_RULE and name in truth.get("planted", {}):
            raise KeyError(f"no rule is known for {name}")
    return found


def _cases(truth: Mapping[str, Any]) -> Iterator[tuple[str, set[str]]]:
    for name, told in (truth | truth.get("planted", {})).items():
        if name in PLANTED or name in INNOCENT or name in truth.get("planted", {}):
            yield name, {told} if isinstance(told, str) else set(told)


def _bare(subject: str) -> str:
    """A report is named by county and day; the truth names the county."""
    return subject.partition("@")[0]


def _share(share: float | None) -> str:
    return "     –" if share is None else f"{share:6.2f}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
