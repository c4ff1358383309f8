"""Ledger rows: typed rows of a sheet, told apart by the block: homes for the books, and rows to send back.

Whole columns at a time; what Python looks at by itself are the few distinct places and buyers.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import polars as pl
from sqlalchemy import String

from supervision.delivery.homes import HOMES, SAID
from supervision.delivery.snapshots import Shape
from supervision.intake.columns import field as field_of
from supervision.intake.localities import Localities
from supervision.intake.sentences import said as sentence
from supervision.intake.sentences import together
from supervision.keys import keys
from supervision.words import _

LARGEST = 2**31 - 1  # an area in hundredths of a m², as the books hold it
UNNAMED = ""  # homes without a compound are added up under this number
PERSONAL = ("buyer_id", "buyer_name")
DAYS = ("contract_on", "certified_on", "restricted_on", "released_on")
_COUNTY = 6  # digits that a unit code begins with
_MOMENTS = {"first": "first_booked_at", "transfer": "transfer_booked_at", "certificate": "certified_on"}
_LIMITS = {
    column.name: column.type.length
    for column in HOMES.columns
    if isinstance(column.type, String) and column.type.length and column.name != "buyer"
}


@dataclass
class LedgerRows:
    """The rows of one sheet: hands out the good ones, and remembers what the whole sheet came to."""

    localities: Localities
    #: County and name of the compounds on the task list, with their numbers.
    compounds: Mapping[tuple[str, str], str] = field(default_factory=dict)
    good: int = 0
    in_order: bool = True
    bad: list[pl.DataFrame] = field(default_factory=list)
    _last: str = ""
    _hashes: list[pl.Series] = field(default_factory=list)
    _compounds: list[pl.DataFrame] = field(default_factory=list)
    _days: list[pl.DataFrame] = field(default_factory=list)
    _buyers: dict[str, str] = field(default_factory=dict)

    def homes(self, frames: Iterable[pl.DataFrame]) -> Iterator[pl.DataFrame]:
        """The good rows as staging wants them; each frame has `row`, the ledger's fields, and `problem`."""
        for frame in frames:
            located = self._located(frame)
            judged = located.with_columns(problem=_problems(located))
            self.bad.append(judged.filter(pl.col("problem").is_not_null()).select("row", "problem"))
            homes = self._named(judged.filter(pl.col("problem").is_null()))
            homes = homes.with_columns(place=pl.int_range(self.good + 1, self.good + 1 + homes.height))
            self._note(homes)
            yield homes

    def doubles(self) -> pl.DataFrame:
        """The places of rows that may speak of one home twice: their unit codes have the same hash."""
        hashes = pl.concat(self._hashes) if self._hashes else pl.Series(dtype=pl.UInt64)
        return pl.DataFrame({"place": (hashes.is_duplicated().arg_true() + 1).cast(pl.Int32)})

    def shares_homes_with(self, other: "LedgerRows") -> bool:
        """Whether both sheets may speak of one home: some hash of a unit code is in both."""
        if not self._hashes or not other._hashes:
            return False
        return bool(pl.concat(self._hashes).is_in(pl.concat(other._hashes).implode()).any())

    def drop(self, rows: pl.DataFrame) -> None:
        """Rows that were good by themselves are not taken after all."""
        self.good -= rows.height
        self._add_up(rows, sign=-1)

    def send_back(self, rows: pl.DataFrame) -> None:
        """Rows with their `problem`."""
        self.bad.append(rows.select(pl.col("row").cast(pl.UInt32), "problem"))

    def rejected(self) -> pl.DataFrame:
        """`row` and `problem` of all rows that are not taken, in the order of the sheet."""
        nothing = pl.DataFrame(schema={"row": pl.UInt32, "problem": pl.String})
        return pl.concat([nothing, *self.bad]).sort("row")

    def compound_sums(self) -> pl.DataFrame:
        return _total(self._compounds, "compound_number")

    def day_sums(self) -> pl.DataFrame:
        return _total(self._days, "day")

    @property
    def counties(self) -> list[str]:
        return sorted({code for part in self._compounds for code in part["county_code"]})

    def _located(self, frame: pl.DataFrame) -> pl.DataFrame:
        """With the county that each row names, or else that of its unit code, and why it cannot be that.

        Of two counties of one name it is the one that the unit code begins with.
        """
        if frame["county_code"].null_count():
            frame = self._begun(frame)
        pairs = frame.select("county_code", "county_name").unique().rows()
        found = [self.localities.county(code=code, name=name) for code, name in pairs]
        if all((code, None) == place for (code, _name), place in zip(pairs, found, strict=True)):
            return frame.with_columns(misplaced=pl.lit(None, dtype=pl.String))
        kinds = dict.fromkeys(("county_code", "county_name", "located", "misplaced"), pl.String)
        told = [(*pair, *place) for pair, place in zip(pairs, found, strict=True)]
        places = pl.DataFrame(told, schema=kinds, orient="row")
        located = frame.join(places, on=["county_code", "county_name"], how="left", nulls_equal=True)
        return located.with_columns(county_code="located")

    def _begun(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Rows without a county, or with one of two of a name, are of what their unit code begins with."""
        begins = pl.col("unit_code").str.head(_COUNTY)
        open_names = [name + code for name, codes in self.localities.namesakes().items() for code in codes]
        left_open = pl.col("county_code").is_null() & (pl.col("county_name") + begins).is_in(open_names)
        unsaid = pl.col("county_code").is_null() & pl.col("county_name").is_null()
        return frame.with_columns(
            county_code=pl.when(unsaid & begins.str.contains(r"^\d{6}$") | left_open.fill_null(False))
            .then(begins)
            .otherwise("county_code")
        )

    def _named(self, rows: pl.DataFrame) -> pl.DataFrame:
        """As the books name things: days as text, buyers by their HMAC, compounds by their number."""
        homes = rows.select(
            "row",
            "unit_code",
            "county_code",
            *(name for name in SAID if name not in (*DAYS, "buyer", "compound_number")),
            *(_text(rows, name) for name in DAYS),
            self._recognised(rows),
            self._numbered(rows),
        )
        return homes

    def _recognised(self, rows: pl.DataFrame) -> pl.Series:
        """A buyer is known again by the identity number, or by the name where there is none."""
        told = rows.select(pl.coalesce(PERSONAL)).to_series()
        if told.null_count() == len(told):
            return told.alias("buyer")
        ring = keys()
        distinct = told.drop_nulls().unique()
        hidden = pl.Series([ring.recognise("buyer", text) for text in distinct], dtype=pl.String)
        return told.replace_strict(distinct, hidden, default=None).alias("buyer")

    def _numbered(self, rows: pl.DataFrame) -> pl.Series:
        """By number; where a sheet gives only a name, by its number on the task list, or else by the name."""
        number = rows["compound_number"]
        if not (number.is_null() & rows["compound_name"].is_not_null()).any():
            return number
        listed = pl.DataFrame(
            [(county, name, no) for (county, name), no in self.compounds.items()],
            schema={"county_code": pl.String, "compound_name": pl.String, "listed": pl.String},
            orient="row",
        )
        named = rows.join(listed, on=["county_code", "compound_name"], how="left", maintain_order="left")
        limit = _LIMITS["compound_number"]
        return named.select(
            pl.coalesce("compound_number", "listed", pl.col("compound_name").str.head(limit)).alias(
                "compound_number"
            )
        ).to_series()

    def _note(self, homes: pl.DataFrame) -> None:
        units = homes["unit_code"]
        if self.in_order and len(units):
            self.in_order = self._last <= str(units[0]) and units.is_sorted()
            self._last = str(units[-1])
        self.good += homes.height
        self._hashes.append(units.hash())
        self._add_up(homes, sign=1)

    def _add_up(self, homes: pl.DataFrame, *, sign: int) -> None:
        reached = {
            stage: pl.col(moment).is_not_null().sum().cast(pl.Int64) * sign
            for stage, moment in _MOMENTS.items()
        }
        key = pl.col("compound_number").fill_null(UNNAMED)
        area = pl.col("area").cast(pl.Int64).sum() * sign
        self._compounds.append(
            homes.group_by("county_code", key).agg(homes=pl.len().cast(pl.Int64) * sign, **reached, area=area)
        )
        for stage, moment in _MOMENTS.items():
            counted = {each: pl.len().cast(pl.Int64) * (sign if each == stage else 0) for each in _MOMENTS}
            days = homes.select("county_code", moment).filter(pl.col(moment).is_not_null())
            day = pl.col(moment).str.head(10).alias("day")
            self._days.append(days.group_by("county_code", day).agg(**counted))


def _problems(rows: pl.DataFrame) -> pl.Expr:
    """What is wrong with each row beyond what was said when its cells were read."""
    lacking = _("{column}：未填", column=_label("unit_code"))
    already = pl.col("problem").fill_null("").str.contains(lacking, literal=True)
    found = [
        pl.col("problem"),
        pl.when(pl.col("unit_code").is_null() & ~already).then(pl.lit(lacking)),
        pl.col("misplaced"),
    ]
    widths = rows.select(
        pl.col(name).str.len_chars().max() for name in _LIMITS if name in _text_columns(rows)
    )
    for name in widths.columns:
        if (widths[name].item() or 0) > _LIMITS[name]:
            told = _("{column}：超过 {n} 个字（{value}）", column=_label(name), n=_LIMITS[name], value="{}")
            long = pl.col(name).str.len_chars() > _LIMITS[name]
            found.append(pl.when(long).then(sentence(told, pl.col(name))))
    if (rows["area"].max() or 0) > LARGEST:  # type: ignore[operator]  # a column of whole numbers
        told = _("{column}：数字过大（{value}）", column=_label("area"), value="{}")
        hundredths = (pl.col("area") / 100).cast(pl.String)
        found.append(pl.when(pl.col("area") > LARGEST).then(sentence(told, hundredths)))
    return together(found)


def _text_columns(rows: pl.DataFrame) -> Collection[str]:
    return {name for name, kind in rows.schema.items() if kind == pl.String}


def _text(rows: pl.DataFrame, name: str) -> pl.Expr:
    return pl.col(name).dt.to_string("%Y-%m-%d") if rows.schema[name] == pl.Date else pl.col(name)


def _label(name: str) -> str:
    return field_of(Shape.LEDGER, name=name).label


def _total(parts: list[pl.DataFrame], key: str) -> pl.DataFrame:
    summed = pl.concat(parts).group_by("county_code", key).agg(pl.all().sum())
    numbers = pl.any_horizontal(pl.exclude("county_code", key) != 0)
    return summed.filter(numbers)
