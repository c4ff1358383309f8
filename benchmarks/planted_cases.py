"""The cases of the planted county: a compound each, the numbers that they go by, and what is to be found."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

COUNTY, OTHER, NAME, OTHER_NAME = "140302", "140303", "城区", "矿区"
DEVELOPER, AGENT = "演示置业有限公司", "演示代办"
HOMES = 12
AS_OF = date(2021, 12, 31)
#: A compound of its own for each case, so that nothing else looks odd there; `-` stands for an innocent one.
CASES = (
    "clean",
    "PB01",
    "PB02",
    "PB03",
    "PB04",
    "PB05",
    "-PB05",
    "PB06",
    "-PB06",
    "PB07",
    "IR",
    "-IR02",
    "EX02",
    "EX03",
    "-EX03",
    "EX04",
    "-EX04",
    "HR01",
    "PR03",
    "SW01",
)
#: Whose subject is a mark that names no person: what is compared is the compound.
BY_COMPOUND = {"PB07"}


@dataclass
class Truth:
    """What each rule is to find, and where it is to keep silent; by subject, or by compound."""

    planted: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    innocent: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))


def number(case: str) -> str:
    return f"{COUNTY}-{9101 + CASES.index(case)}"


def unit_code(case: str, place: int) -> str:
    return f"{COUNTY}{9101 + CASES.index(case)}00010001F{place:08d}"
