"""The words of registration offices, from vocabulary.toml, and how a header is compared with them."""

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from supervision.delivery.snapshots import Shape
from supervision.intake.columns import FIELDS

EXACT, ALIKE, TAUGHT = 100.0, 50.0, 1000.0
EXPLAINED = 8.0  # what a header is less sure by whose brackets had to be left out
SPLIT = "/"  # between a group cell and the cells below it


@dataclass(frozen=True)
class Names:
    """What one field is called."""

    exact: dict[str, int]
    like: re.Pattern[str] | None
    never: re.Pattern[str] | None
    units: frozenset[str]
    hint: re.Pattern[str] | None = None
    cells: str | None = None  # a pattern for polars

    def rules_out(self, header: str) -> bool:
        """Whether this header only looks like the field, or states another unit; what the list has it has."""
        whole = "".join(parts(header))
        if self.never and self.never.search(whole) and whole not in self.exact:
            return True
        return bool(self.units and (stated := unit(header)) and stated not in self.units)

    def hinted(self, header: str) -> bool:
        """Whether this header may mean the field, if its cells hold what the field holds."""
        hinted = self.hint and self.hint.search("".join(parts(header)))
        return bool(hinted) and not self.rules_out(header)

    def strength(self, header: str) -> float:
        """How surely this header names the field: EXACT or ALIKE, more for each group cell that agrees."""
        if self.rules_out(header):
            return 0.0
        plain = self._best(parts(header))
        return plain or max(self._best(parts(_IN_BRACKETS.sub("", header))) - EXPLAINED, 0.0)

    def _best(self, said_in: list[str]) -> float:
        best = 0.0
        for first in range(len(said_in)):
            said = "".join(said_in[first:])
            agreed = len(said_in) - first
            if said in self.exact:
                best = max(best, EXACT - self.exact[said] * 0.1 + agreed * 5)
            elif self.like and self.like.search(said):
                best = max(best, ALIKE + agreed * 5)
        return best


@cache
def vocabulary() -> dict[str, Any]:
    return tomllib.loads(files("supervision.intake").joinpath("vocabulary.toml").read_text("utf-8"))


@cache
def word(name: str) -> re.Pattern[str]:
    """A pattern of the offices' words, such as what a row of totals begins with."""
    return re.compile(vocabulary()["words"][name])


@cache
def names(shape: Shape) -> dict[str, Names]:
    """Every field of a shape with what it is called, in the order of FIELDS."""
    told = vocabulary()[shape.value]
    return {each.name: _names(told.get(each.name, {})) for each in FIELDS[shape]}


@cache
def told_by(shape: Shape) -> re.Pattern[str]:
    """What a title or a sheet's name says when the sheet has this shape."""
    return re.compile(vocabulary()[shape.value]["told_by"])


@cache
def needs(shape: Shape) -> tuple[tuple[str, ...], ...]:
    """Groups of fields; a sheet of this shape has at least one of each group."""
    return tuple(tuple(group.split()) for group in vocabulary()[shape.value]["needs"])


def parts(header: str) -> list[str]:
    """A header's group cells and its own, each bare; a stroke inside brackets parts nothing."""
    closed = _IN_BRACKETS.sub(lambda found: found[0].replace(SPLIT, "-"), header)
    return [bare(part) for part in closed.split(SPLIT)]


@lru_cache(maxsize=20_000)
def bare(header: str) -> str:
    """A header without spaces, line breaks, units and punctuation; "首次登记（%）" becomes a rate."""
    text = re.sub(r"\s+", "", unicodedata.normalize("NFKC", header))
    stated = unit(text)
    text = _UNIT.sub(lambda found: "" if found[1] in _units() | _asides() else found[0], text)
    text = re.sub(r"^[0-9]{1,2}[.、．]", "", text)
    text = re.sub(r"[^\w%]|_", "", text)
    rate: str = vocabulary()["words"]["rate"]
    return text + rate if stated == "%" and not text.endswith(rate) else text


def unit(header: str) -> str | None:
    """The unit that a header states in brackets, or None: 批准套数（套）."""
    text = re.sub(r"\s+", "", unicodedata.normalize("NFKC", header))
    found = [part for part in _UNIT.findall(text) if part in _units()]
    return found[-1] if found else None


_IN_BRACKETS = re.compile(r"[(（][^()（）]*[)）]")
_UNIT = re.compile(r"[(\[【:]([^()\[\]【】:]{1,12})[)\]】]?")


@cache
def _units() -> frozenset[str]:
    return frozenset(
        re.sub(r"\s+", "", unicodedata.normalize("NFKC", each)) for each in _listed("units") if each
    )


@cache
def _asides() -> frozenset[str]:
    return frozenset(_listed("asides"))


def _listed(name: str) -> list[str]:
    return list(vocabulary()["words"][name].split())


def _names(told: dict[str, str]) -> Names:
    return Names(
        exact={bare(each): rank for rank, each in reversed(list(enumerate(told.get("names", "").split())))},
        like=re.compile(told["like"]) if "like" in told else None,
        never=re.compile(told["never"]) if "never" in told else None,
        units=frozenset(told.get("units", "").split()),
        hint=re.compile(told["hint"]) if "hint" in told else None,
        cells=told.get("cells"),
    )
