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
#: Homes that are odd in one way each, in two of the sampled counties.
ODD = {"PB04": 6, "IR02": 5, "IR04": 4, "IR05": 5, "IR03": 3, "IR06": 2}
ODD_IN = ("140322", "140223")
UNSENT = {"buyer", "certificate_no", "override_no"}
#: One home in so many came by an agent, and one in so many was sent back once.
AGENT_EVERY, RETURNED_EVERY = 7, 5
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
    """What the demo's ledger has columns for; what the registries never sent is not there."""
    return frozenset({"unit_code", "county_code", *SAID} - UNSENT)


def planted(county: County, rule: str = "IR01") -> list[str]:
    """The unit codes that a rule must find here."""
    places = _chosen(county) if rule == "IR01" else _odd(county).get(rule, np.array([], dtype=np.int64))
    found = frame(county).filter(pl.col("row").is_in((places + 2).astype(np.uint32)))
    return sorted(found["unit_code"].to_list())


def _odd(county: County) -> dict[str, np.ndarray[tuple[int], np.dtype[np.int64]]]:
    """Which transferred homes are odd in which way, none of them in two."""
    if county.code not in ODD_IN:
        return {}
    rng = np.random.default_rng([SEED, 2, int(county.code)])
    apart = np.setdiff1d(np.arange(county.transfer - plan.INFLATED.get(county.code, 0)), _chosen(county))
    chosen = rng.choice(apart, sum(ODD.values()), replace=False)
    parts = np.split(chosen, np.cumsum(list(ODD.values()))[:-1])
    return dict(zip(ODD, parts, strict=True))


def _chosen(county: County) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    rng = np.random.default_rng([SEED, 1, int(county.code)])
    wanted = REVERSED.get(county.code, 0) + ORPHANED.get(county.code, 0)
    return rng.choice(county.transfer - plan.INFLATED.get(county.code, 0), wanted, replace=False)


def _planted(county: County, homes: pl.DataFrame) -> pl.DataFrame:
    chosen = (_chosen(county) + 2).astype(np.uint32)
    reversed_, orphaned = np.split(chosen, [REVERSED.get(county.code, 0)])
    row, end = pl.col("row"), pl.lit(f"{BUSINESS_DATE} 17:30:00").str.to_datetime()
    earlier = pl.min_horizontal("transfer", end - pl.duration(days=3))
    odd = {rule: row.is_in((places + 2).astype(np.uint32)) for rule, places in _odd(county).items()}
    never = pl.lit(False)
    return homes.with_columns(
        usage=pl.when(odd.get("PB04", never)).then(pl.lit("商铺")).otherwise(pl.lit("住宅")),
        alone=odd.get("IR04", never),
        unproven=odd.get("IR03", never),
        seized=odd.get("IR06", never),
        tax=pl.when(odd.get("IR02", never)).then(pl.lit("未完税")).otherwise("tax"),
        transfer=pl.when(row.is_in(reversed_))
        .then(earlier)
        .when(odd.get("IR05", never))
        .then(pl.col("transfer").dt.truncate("1d") + pl.duration(hours=23, minutes=10))
        .otherwise("transfer"),
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
        pl.col("usage"),
        pl.col("contract").cast(pl.Date).alias("contract_on"),
        (pl.col("first") - pl.duration(days=3)).dt.strftime(moment).alias("first_accepted_at"),
        pl.col("first").dt.strftime(moment).alias("first_booked_at"),
        (pl.col("transfer") - pl.duration(days=2)).dt.strftime(moment).alias("transfer_accepted_at"),
        pl.col("transfer").dt.strftime(moment).alias("transfer_booked_at"),
        pl.col("certified").cast(pl.Date).alias("certified_on"),
        pl.when(pl.col("transfer").is_not_null()).then("tax").alias("tax_status"),
        pl.when(pl.col("transfer").is_not_null() & (pl.col("tax") == "缓缴"))
        .then(pl.concat_str(pl.lit("演示税缓〔2021〕"), pl.col("home") % 40 + 1, pl.lit("号")))
        .alias("deferral_basis"),
        pl.concat_str(pl.lit("受"), pl.col("hand")).alias("acceptor"),
        _post("审", pl.col("hand") % 3 + 1).alias("reviewer"),
        _post("登", pl.col("hand") % 2 + 1).alias("booker"),
        pl.concat_str(pl.col("hand"), pl.lit("号")).alias("window"),
        pl.lit(None, dtype=pl.String).alias("problem"),
        pl.lit("购买").alias("acquired_by"),
        (pl.col("transfer") - pl.duration(days=1)).dt.strftime(moment).alias("reviewed_at"),
        (pl.coalesce("transfer", "first") + pl.duration(minutes=10)).dt.strftime(moment).alias("recorded_at"),
        pl.when(~pl.col("unproven") & pl.col("first").is_not_null())
        .then(pl.concat_str(pl.lit("演示验〔2012〕"), pl.col("compound"), pl.lit("号")))
        .alias("acceptance_no"),
        pl.when("seized").then(pl.lit("查封")).otherwise(pl.lit("无")).alias("restriction"),
        pl.when("seized")
        .then((pl.col("transfer") - pl.duration(days=30)).cast(pl.Date))
        .alias("restricted_on"),
        pl.when(pl.col("home") % AGENT_EVERY == 0).then(pl.lit("演示代办处")).alias("agent"),
        (pl.col("home") % RETURNED_EVERY == 0).cast(pl.Int64).alias("returned"),
    ]


def _post(name: str, number: pl.Expr) -> pl.Expr:
    """Who reviews or books; where one person does it all, the one who accepted."""
    return (
        pl.when("alone")
        .then(pl.concat_str(pl.lit("受"), pl.col("hand")))
        .otherwise(pl.concat_str(pl.lit(name), number))
    )


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
