"""One county in which every rule has something to find, and beside it what only looks like it (演示数据).

`write` lays the workbooks of two imports into a folder and answers with the truth. Who and where is invented.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.planted_cases import (
    AGENT,
    CASES,
    COUNTY,
    DEVELOPER,
    HOMES,
    NAME,
    OTHER,
    OTHER_NAME,
    Truth,
    number,
    unit_code,
)
from benchmarks.planted_sheets import HOME, LEDGER, TASK, TASKS, book, others

USUAL = {
    "building": "1号楼",
    "area": "100",
    "usage": "住宅",
    "contract": "2015-03-02",
    "first_in": "2021-08-02 09:00:00",
    "first": "2021-08-03 10:00:00",
    "transfer_in": "2021-09-01 09:10:00",
    "reviewed": "2021-09-02 09:30:00",
    "transfer": "2021-09-03 10:20:00",
    "certified": "2021-09-06",
    "tax": "已完税",
    "acceptor": "受理员1",
    "reviewer": "审核员1",
    "booker": "登簿员1",
    "window": "1号窗口",
    "recorded": "2021-09-03 10:30:00",
    "way": "购买",
    "acceptance": "竣备〔2016〕1号",
    "returned": 0,
}


@dataclass
class County:
    """The homes as they are laid out, and what is planted in them."""

    truth: Truth = field(default_factory=Truth)
    homes: list[dict[str, Any]] = field(default_factory=list)

    def odd(self, rule: str, case: str, place: int, **said: Any) -> None:
        """One home of a case that the rule must find."""
        self.truth.planted[rule].add(self._say(case, place, said))

    def fine(self, rule: str, case: str, place: int, **said: Any) -> None:
        """One that looks alike and is in order."""
        self.truth.innocent[rule].add(self._say(case, place, said))

    def _say(self, case: str, place: int, said: Mapping[str, Any]) -> str:
        home = next(one for one in self.homes if one["unit_code"] == unit_code(case, place))
        home.update(said)
        return str(home["unit_code"])


def write(folder: Path) -> tuple[Truth, list[list[Path]]]:
    """The truth, and the workbooks of the first import and of the second."""
    county = _county()
    first, second = folder / "first", folder / "second"
    for place in (first, second):
        place.mkdir(parents=True, exist_ok=True)
    tasks = _tasks()
    late = [one for one in tasks if one["number"] in _later()]
    books = [
        book(first / "任务清单.xlsx", TASK, TASKS, [one for one in tasks if one not in late]),
        book(first / "登记台账.xlsx", LEDGER, HOME, county.homes),
        *others(first, county.truth),
    ]
    for home in county.homes:
        if home["unit_code"] == unit_code("HR01", 1):
            home["booker"] = "登簿员9"
        if home["unit_code"] == unit_code("HR01", 2):
            home["acceptance"] = "竣备〔2016〕9号"
    again = [
        book(second / "任务清单续报.xlsx", TASK, TASKS, tasks),
        book(second / "登记台账续报.xlsx", LEDGER, HOME, county.homes),
    ]
    county.truth.planted["HR01"].add(unit_code("HR01", 1))
    county.truth.innocent["HR01"].add(unit_code("HR01", 2))
    _after(county.truth)
    return county.truth, [books, again]


def _county() -> County:
    county = County()
    for case in CASES:
        for place in range(1, (50 if case == "EX02" else HOMES) + 1):
            home = {
                "unit_code": unit_code(case, place),
                "county": COUNTY,
                "compound": number(case),
                "room": f"{place:04d}",
                "buyer": "演示购房人",
                "buyer_id": f"14030219{CASES.index(case) + 50:02d}0101{place:04d}",
            }
            county.homes.append(USUAL | home)
    for place in range(1, HOMES + 1):
        home = {"unit_code": f"{OTHER}910000010001F{place:08d}", "county": OTHER, "compound": f"{OTHER}-9100"}
        county.homes.append(USUAL | home | {"room": f"{place:04d}", "buyer_id": f"14030319500101{place:04d}"})
    _odd_homes(county)
    return county


def _odd_homes(county: County) -> None:
    odd, fine = county.odd, county.fine
    odd("PB01", "PB01", 1, contract="2021-06-01")
    fine("PB01", "PB01", 2, contract="2021-04-30")
    odd("PB03", "PB03", 1, contract="")
    fine("PB03", "PB03", 2, contract="", way="抵债")
    odd("PB03", "PB03", 3, buyer_id="140302197001010011")
    odd("PB04", "PB04", 1, usage="商业")
    fine("PB04", "PB04", 2, usage="住宅（含储藏）")
    for place in (1, 2, 3):
        odd("PB07", "PB07", place, buyer_id="140302197505050505")
        fine("PB07", "PB07", place + 5, buyer_id="140302197606060606", way="继承")
    odd("IR01", "IR", 1, first_in="2021-09-06 09:00:00", first="2021-09-07 10:00:00")
    fine("IR01", "IR", 2, first_in="2021-09-01 09:00:00", first="2021-09-03")
    odd("IR02", "IR", 3, tax="未完税")
    fine("IR02", "IR", 4, tax="未完税", way="房改")
    fine("IR02", "-IR02", 1, tax="缓缴")
    odd("IR03", "IR", 5, acceptance="")
    odd("IR04", "IR", 6, acceptor="受理员1", reviewer="受理员1", booker="受理员1")
    fine("IR04", "IR", 7, acceptor="登簿员8", reviewer="登簿员8", booker="登簿员8")
    odd("IR05", "IR", 8, transfer="2021-09-03 23:30:00", recorded="2021-09-03 23:40:00")
    fine(
        "IR05",
        "IR",
        9,
        window="3号窗口",
        transfer="2021-09-03 22:30:00",
        recorded="2021-09-03 22:40:00",
    )
    odd("IR06", "IR", 10, restriction="查封", restricted="2021-08-15")
    fine(
        "IR06",
        "IR",
        11,
        restriction="查封",
        restricted="2021-08-15",
        transfer="",
        certified="",
        recorded="2021-08-03 10:30:00",
    )
    fine("IR06", "IR", 12, restriction="查封", restricted="2021-08-15", paper="（2021）演示执1号")
    batch_day = {"transfer_in": "2021-09-10 09:00:00", "reviewed": "2021-09-10 09:02:00"}
    batch_day |= {
        "transfer": "2021-09-10 09:05:00",
        "certified": "2021-09-10",
        "recorded": "2021-09-10 09:06:00",
    }
    fine("IR04", "clean", 1, **batch_day)
    saturday = {"window": "3号窗口", "transfer": "2021-09-11 10:20:00", "recorded": "2021-09-11 10:30:00"}
    fine("IR05", "clean", 2, **saturday, certified="2021-09-13")
    fine("IR03", "clean", 3, acceptance="安鉴〔2020〕3号")
    for place in range(1, 51):
        way = {"agent": AGENT} if place > 25 else {"returned": 4, "transfer_in": "2021-07-05 09:10:00"}
        county._say("EX02", place, {"window": "9号窗口"} | way)
    county.truth.planted["EX02"] |= {number("EX02"), f"{COUNTY}:9号窗口"}


def _tasks() -> list[dict[str, Any]]:
    """The task list as it stands in the end."""
    rows = []
    for case in CASES:
        homes = 50 if case == "EX02" else HOMES
        row: dict[str, Any] = {
            "number": number(case),
            "name": f"演示小区{CASES.index(case) + 1}",
            "county": NAME,
            "code": COUNTY,
            "street": "演示街道",
            "developer": DEVELOPER if case == "PB03" else f"演示建设单位{CASES.index(case) + 1}",
            "land": "国有出让",
            "usage": "住宅",
            "approved": homes,
            "included": "是",
            "included_on": "2021-07-01",
            "source": "摸底",
            "first_sold": "2014-05-01",
            "occupied": "2016-05-01",
            "land_no": "国用（2012）1号",
            "built": "2015-05-01",
        }
        odd: dict[str, dict[str, Any]] = {
            "PB02": {"land": "集体建设用地"},
            "PB03": {"land": "国有划拨"},
            "PB05": {"approved": 8},
            "-PB05": {"approved": 8, "planning": "规核〔2019〕2号"},
            "PB06": {"included_on": "2021-12-01"},
            "-PB06": {"included_on": "2021-12-01", "source": "申报", "declaration": "SB-0002"},
        }
        row |= odd.get(case, {})
        rows.append(row)
    rows.append(
        rows[0] | {"number": f"{OTHER}-9100", "name": "演示邻县小区", "county": OTHER_NAME, "code": OTHER}
    )
    return rows


def _later() -> set[str]:
    """Those that came onto the list after somebody froze it."""
    return {number("PB06"), number("-PB06")}


def _after(truth: Truth) -> None:
    """What is found in compounds and counties, and in letters."""
    truth.planted["PB02"].add(number("PB02"))
    truth.innocent["PB02"].add(number("PB03"))
    truth.planted["PB05"].add(number("PB05"))
    truth.innocent["PB05"].add(number("-PB05"))
    for rule in ("PB06", "PB08"):
        truth.planted[rule].add(number("PB06"))
        truth.innocent[rule].add(number("-PB06"))
    truth.planted["PB07"] = {number("PB07")}
    truth.innocent["PB07"] = set()
    truth.planted["OM01"].add("演示未列小区")
    truth.innocent["OM01"].add(number("clean"))
    truth.planted["PR01"].add(OTHER)
    truth.planted["PR02"].add(f"{OTHER}:fall")
    truth.planted["SW01"].add("item:SX-1")
    truth.innocent["SW01"] |= {"item:SX-2", "item:SX-3"}
    truth.planted["EX01"].add(f"{COUNTY}:unit:1")
    truth.planted["PR03"].add(f"{COUNTY}:{number('PR03')}")
