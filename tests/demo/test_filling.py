import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from supervision.conduct.rules import RULES
from supervision.delivery.snapshots import Shape
from supervision.demo import homes, plan
from tests.demo import answers


def asked(home: Path, *arguments: str) -> list[dict[str, Any]]:
    """What the command line answers about the demo home."""
    ran = subprocess.run(
        [sys.executable, "-m", "supervision", *arguments, "--json"],
        env=os.environ | {"DUZE_HOME": str(home)},
        capture_output=True,
        text=True,
        check=True,
    )
    return [json.loads(line) for line in ran.stdout.splitlines()]


def test_the_demo_has_the_totals_of_the_seed(demo_home: Path) -> None:
    figures = {one["code"]: one for one in asked(demo_home, "figures", "--region", "140000")}

    assert figures["D01"]["value"] == figures["D02"]["value"] == 3_088_000
    assert (figures["D03"]["value"], figures["D03"]["unit"]) == (3_027_000, "套")
    assert (figures["D04"]["value"], figures["D04"]["unit"]) == (2_992_000, "户")
    assert round(figures["D06"]["value"], 2) == 98.02
    assert len(figures["D03"]["missing"]) == len(plan.LATE)


def test_the_rules_find_what_was_planted_and_nothing_else(demo_home: Path) -> None:
    states = [one for one in asked(demo_home, "flags", "--region", "140000") if one["state"] == "提示"]

    found = {
        rule: {one["subject"] for one in states if one["rule"] == rule} for rule in ("IR01", "PB06", "PR01")
    }
    assert Counter(subject[:6] for subject in found["IR01"]) == answers.IR01
    assert found["PB06"] == answers.PB06
    assert not found["PB06"] & answers.NOT_PB06
    assert found["PR01"] == answers.PR01


def test_every_rule_finds_the_homes_planted_for_it_and_no_other(demo_home: Path) -> None:
    counties = {county.code: county for county in plan.counties(codes())}
    states = asked(demo_home, "flags", "--region", "140000")

    found = {
        rule: {one["subject"] for one in states if one["rule"] == rule and one["state"] == "提示"}
        for rule in ("IR01", *homes.ODD)
    }

    assert found == {
        rule: {code for county in plan.SAMPLED for code in homes.planted(counties[county], rule)}
        for rule in found
    }
    assert [len(found[rule]) for rule in homes.ODD] == [2 * n for n in homes.ODD.values()]


def test_what_is_outside_the_frozen_list_is_what_was_added_with_nothing_to_show(demo_home: Path) -> None:
    states = asked(demo_home, "flags", "--region", "140322")

    assert {
        one["subject"] for one in states if one["rule"] == "PB08" and one["state"] == "提示"
    } == answers.PB06


def test_a_county_without_a_ledger_cannot_be_computed_and_says_so(demo_home: Path) -> None:
    states = asked(demo_home, "flags", "--region", "140105")

    gaps = {one["rule"] for one in states if one["state"] == "无法计算"}
    assert "PR01" in gaps
    on_the_ledger = {code for code, rule in RULES.items() if Shape.LEDGER in rule.rests_on}
    assert on_the_ledger - {"EX04", "PR03"} <= gaps
    assert not on_the_ledger & {one["rule"] for one in states if one["state"] != "无法计算"}


def test_the_history_of_the_demo_is_whole(demo_home: Path) -> None:
    chain = asked(demo_home, "verify")[0]

    assert chain["what"] == "history"
    assert chain["lines"] > 1_000
    assert chain["broken"] == []


def test_the_counties_add_up_to_their_cities_exactly() -> None:
    planned = plan.counties(codes())

    for city, (listed, transfer, households, compounds) in plan.CITIES.items():
        inside = [county for county in planned if county.code[:4] == city[:4]]
        assert sum(county.listed for county in inside) == listed
        assert sum(county.transfer for county in inside) == transfer
        assert sum(county.households for county in inside) == households
        assert sum(county.compounds for county in inside) == compounds
        assert all(sum(plan.sizes(county)) == county.listed for county in inside[:2])


def test_certificates_never_run_ahead_of_transfers_nor_these_of_first_registrations() -> None:
    for county in plan.counties(codes())[::9]:
        weeks = [county.week(number) for number in range(len(plan.WEEKS))]

        assert all(first >= transfer >= households for first, transfer, households in weeks)
        assert weeks == sorted(weeks)


def codes() -> list[str]:
    table = Path(plan.__file__).parents[1] / "office" / "regions.csv"
    return [line[:6] for line in table.read_text("utf-8").splitlines() if ",county," in line]
