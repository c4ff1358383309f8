"""The demo's ledger: every home of a county as its registration system would list it."""

import numpy as np
import polars as pl

from supervision.delivery.homes import SAID
from supervision.delivery.snapshots import Shape
from supervision.demo import plan
from supervision.demo.plan import BUSINESS_DATE, SEED, WEEKS, County
from supervision.intake.columns import FIELDS
from supervision.intake.frames import TYPES

#: How many homes of each sampled county have their transfer booked before their first registration (IR01).
REVERSED = {"140322": 5, "140223": 3}
#: Transfers that have no first registration at all (IR01).
ORPHANED = {"140429": 2}
Moments = np.ndarray[tuple[int], np.dtype[np.datetime64]]
PER_FLOOR, PER_BUILDING = 2, 36
MINUTES_OF_WORK = 9 * 60
TAX = (("已完税", 0.90), ("缓缴", 0.08), ("免税", 0.02))


def frame(county: County) -> pl.DataFrame:
    """The county's homes with the fields of a ledger sheet, IR01's planted cases among them."""
    rng = np.random.default_rng([SEED, int(county.code)])
    sizes = np.array(plan.sizes(county))
    compound = np.repeat(np.arange(1, len(sizes) + 1), sizes)
    inside = np.arange(county.listed) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    claimed = county.transfer - plan.INFLATED.get(county.code, 0)
    first = _moments(rng, county, stage=0, count=county.listed)
    transfer = _moments(rng, county, stage=1, count=claimed)
    late = np.maximum(transfer, first[:claimed] + _minutes(rng, claimed, days=20))
    transfer = np.minimum(late, np.datetime64(f"{BUSINESS_DATE}T17:30"))
    certified = np.minimum(
        transfer + rng.integers(0, 10, claimed) * np.timedelta64(1, "D"), np.datetime64(f"{BUSINESS_DATE}")
    )
    homes = pl.DataFrame(
        {
            "row": pl.arange(2, county.listed + 2, dtype=pl.UInt32, eager=True),
            "compound": compound,
            "inside": inside,
            "home": np.arange(1, county.listed + 1),
            "area": rng.integers(5_200, 14_800, county.listed),
            "first": first.astype("datetime64[us]"),
            "transfer": _padded(transfer, county.listed),
            "certified": _padded(certified, county.listed),
            "contract": np.datetime64("2004-01-01") + rng.integers(0, 5_400, county.listed),
            "tax": rng.choice(
                [name for name, _share in TAX], county.listed, p=[share for _name, share in TAX]
            ),
            "hand": rng.integers(1, 7, county.listed),
        }
    )
    listed = _planted(county, homes).select(_columns(county))
    return listed.with_columns(
        pl.lit(None, dtype=TYPES.get(field.kind, pl.String)).alias(field.name)
        for field in FIELDS[Shape.LEDGER]
        if field.name not in listed.columns
    )


def fields() -> frozenset[str]:
    """What the demo's ledger has columns for."""
    return frozenset({"unit_code", "county_code", *SAID} - {"deferral_basis", "recorded_at", "buyer"})


def planted(county: County) -> list[str]:
    """The unit codes that IR01 must find here."""
    found = frame(county).filter(pl.col("row").is_in((_chosen(county) + 2).astype(np.uint32)))
    return sorted(found["unit_code"].to_list())


def _chosen(county: County) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    rng = np.random.default_rng([SEED, 1, int(county.code)])
    wanted = REVERSED.get(county.code, 0) + ORPHANED.get(county.code, 0)
    return rng.choice(county.transfer - plan.INFLATED.get(county.code, 0), wanted, replace=False)


def _planted(county: County, homes: pl.DataFrame) -> pl.DataFrame:
    chosen = (_chosen(county) + 2).astype(np.uint32)
    reversed_, orphaned = np.split(chosen, [REVERSED.get(county.code, 0)])
    row, end = pl.col("row"), pl.lit(f"{BUSINESS_DATE} 17:30:00").str.to_datetime()
    earlier = pl.min_horizontal("transfer", end - pl.duration(days=3))
    return homes.with_columns(
        transfer=pl.when(row.is_in(reversed_)).then(earlier).otherwise("transfer"),
        first=pl.when(row.is_in(reversed_))
        .then(pl.min_horizontal(earlier + pl.duration(days=11), end))
        .when(row.is_in(orphaned))
        .then(None)
        .otherwise("first"),
    )


def _columns(county: County) -> list[pl.Expr]:
    building = pl.col("inside") // PER_BUILDING + 1
    within = pl.col("inside") % PER_BUILDING
    moment = "%Y-%m-%d %H:%M:%S"
    code = pl.lit(county.code)

    def digits(number: pl.Expr, width: int) -> pl.Expr:
        return number.cast(pl.String).str.zfill(width)

    return [
        pl.col("row"),
        pl.concat_str(
            code, digits(pl.col("compound"), 6), digits(building, 4), pl.lit("F"), digits(pl.col("home"), 11)
        ).alias("unit_code"),
        code.alias("county_code"),
        pl.concat_str(code, pl.lit("-"), digits(pl.col("compound"), 4)).alias("compound_number"),
        pl.concat_str(building.cast(pl.String), pl.lit("号楼")).alias("building"),
        pl.concat_str(digits(within // PER_FLOOR + 1, 2), digits(within % PER_FLOOR + 1, 2)).alias("room"),
        pl.col("area"),
        pl.lit("住宅").alias("usage"),
        pl.col("contract").cast(pl.Date).alias("contract_on"),
        (pl.col("first") - pl.duration(days=3)).dt.strftime(moment).alias("first_accepted_at"),
        pl.col("first").dt.strftime(moment).alias("first_booked_at"),
        (pl.col("transfer") - pl.duration(days=2)).dt.strftime(moment).alias("transfer_accepted_at"),
        pl.col("transfer").dt.strftime(moment).alias("transfer_booked_at"),
        pl.col("certified").cast(pl.Date).alias("certified_on"),
        pl.when(pl.col("transfer").is_not_null()).then("tax").alias("tax_status"),
        pl.concat_str(pl.lit("受"), pl.col("hand")).alias("acceptor"),
        pl.concat_str(pl.lit("审"), pl.col("hand") % 3 + 1).alias("reviewer"),
        pl.concat_str(pl.lit("登"), pl.col("hand") % 2 + 1).alias("booker"),
        pl.concat_str(pl.col("hand"), pl.lit("号")).alias("window"),
        pl.lit(None, dtype=pl.String).alias("problem"),
    ]


def _moments(rng: np.random.Generator, county: County, *, stage: int, count: int) -> Moments:
    """A working minute for each home in the week in which the county's curve passes it."""
    passed = np.array([county.week(number)[stage] for number in range(len(WEEKS))])
    week = np.minimum(np.searchsorted(passed, np.arange(count), side="right"), len(WEEKS) - 1)
    day = np.array(WEEKS, dtype="datetime64[D]")[week] - rng.integers(0, 4, count)
    minute = 8 * 60 + rng.integers(0, MINUTES_OF_WORK, count)
    moments: Moments = day.astype("datetime64[m]") + minute.astype("timedelta64[m]")
    return moments


def _minutes(
    rng: np.random.Generator, count: int, *, days: int
) -> np.ndarray[tuple[int], np.dtype[np.timedelta64]]:
    return (rng.integers(2, days, count) * 1440 + rng.integers(1, 300, count)).astype("timedelta64[m]")


def _padded(moments: Moments, count: int) -> pl.Series:
    """The moments of those that came so far, and nothing for the rest."""
    whole = np.full(count, np.datetime64("NaT"), dtype="datetime64[us]")
    whole[: len(moments)] = moments.astype("datetime64[us]")
    return pl.Series(whole)
