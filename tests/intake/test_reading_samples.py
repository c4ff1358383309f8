"""The workbooks that two cities really sent, where they lie beside the repository."""

import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from supervision.delivery.snapshots import Shape
from supervision.intake.frames import Clean, clean
from supervision.intake.headers import Understanding, understand_all
from supervision.intake.reading import open_file

SHARED = Path(__file__).parents[3] / "shared"
TODAY = date(2022, 6, 30)

pytestmark = pytest.mark.skipif(
    not (SHARED / "samples").is_dir(), reason=f"the sample workbooks are not there: {SHARED}/samples"
)

Sheets = list[tuple[Understanding, Clean]]


def read(folder: str) -> Sheets:
    return [
        (one, clean(one, today=TODAY))
        for file in sorted((SHARED / folder).iterdir())
        for one in understand_all(open_file(file.name, file), today=TODAY)
        if one.shape
    ]


def truth(folder: str) -> dict[str, Any]:
    told: dict[str, Any] = json.loads((SHARED / f"{folder}.truth.json").read_text())
    return told


def of_shape(sheets: Sheets, shape: Shape) -> pl.DataFrame:
    return pl.concat(done.rows for one, done in sheets if one.shape is shape)


@pytest.mark.parametrize(
    ("folder", "shapes"),
    [
        (
            "samples",
            {Shape.LEDGER: 2, Shape.TASK_LIST: 1, Shape.PROGRESS: 1, Shape.ROSTER: 1, Shape.COMMITMENTS: 1},
        ),
        ("samples_shuozhou", {Shape.LEDGER: 3, Shape.TASK_LIST: 3, Shape.PROGRESS: 4}),
    ],
)
def test_every_sheet_is_understood_without_help(folder: str, shapes: dict[Shape, int]) -> None:
    sheets = read(folder)

    assert Counter(one.shape for one, _done in sheets) == shapes
    assert not [column.header for one, _done in sheets for column in one.unmapped]
    assert not [doubt for one, _done in sheets for doubt in one.doubts]


@pytest.mark.parametrize("folder", ["samples", "samples_shuozhou"])
def test_homes_are_counted_as_the_truth_counts_them(folder: str) -> None:
    ledger = of_shape(read(folder), Shape.LEDGER).filter(pl.col("problem").is_null())
    homes = ledger.unique("unit_code", keep="first")

    for county, told in truth(folder)["ledger"].items():
        here = homes.filter(pl.col("county_code") == county)
        counted = here.select(
            homes=pl.len(),
            first=pl.col("first_booked_at").count(),
            transfer=pl.col("transfer_booked_at").count(),
            cert=pl.col("certified_on").count(),
        )

        assert counted.row(0, named=True) == told


@pytest.mark.parametrize("folder", ["samples", "samples_shuozhou"])
def test_a_transfer_before_its_first_registration_is_found_by_comparing_texts(folder: str) -> None:
    ledger = of_shape(read(folder), Shape.LEDGER).filter(pl.col("problem").is_null())
    early = (pl.col("transfer_booked_at") < pl.col("first_booked_at")) | pl.col("first_booked_at").is_null()
    found = ledger.filter(pl.col("transfer_booked_at").is_not_null() & early)["unit_code"]

    assert sorted(set(found)) == sorted(truth(folder)["planted"]["transfer_before_first"])


def test_task_lists_hold_the_compounds_of_the_truth() -> None:
    first = of_shape(read("samples"), Shape.TASK_LIST)
    second = of_shape(read("samples_shuozhou"), Shape.TASK_LIST)
    good = first.filter(pl.col("problem").is_null() & (pl.col("county_code") != "140399")).unique(
        "number", keep="first"
    )

    assert good.height == truth("samples")["task_list"]["good"]
    assert good["approved_homes"].sum() == truth("samples")["task_list"]["units"]
    assert second.height == truth("samples_shuozhou")["task_list"]["good"]
    assert second["approved_homes"].sum() == truth("samples_shuozhou")["task_list"]["units"]
    assert second["county_name"].n_unique() == 3
    assert first.filter(pl.col("included_on").is_null())["included"].to_list() == [False] * 4


@pytest.mark.parametrize("folder", ["samples", "samples_shuozhou"])
def test_reports_have_a_county_and_a_day_and_rates_in_points(folder: str) -> None:
    reports = of_shape(read(folder), Shape.PROGRESS)

    assert reports.height == {"samples": 30, "samples_shuozhou": 12}[folder]
    assert (
        reports.null_count().select("county_name", "as_of", "first", "transfer", "households").row(0)
        == (0,) * 5
    )
    assert reports["as_of"].max() == TODAY
    assert reports["problem"].null_count() == reports.height
    assert reports["first_rate"].is_between(90, 100).all()


def test_units_and_promises_are_all_there() -> None:
    sheets = read("samples")
    promises = of_shape(sheets, Shape.COMMITMENTS)

    assert of_shape(sheets, Shape.ROSTER).height == truth("samples")["units"]
    assert promises.height == truth("samples")["commitments"] + 1
    assert promises["problem"].drop_nulls().to_list() == ["完成时限：日期不存在（2022-02-30）"]
