"""Dates and moments as counties write them, read as ISO text. Whole columns at a time."""

from datetime import date, timedelta
from functools import cache

import polars as pl

from supervision.intake.sentences import said
from supervision.intake.vocabulary import vocabulary
from supervision.words import _

EARLIEST = "1949-01-01"  # nothing was sold, registered or promised before
_ISO = r"^\d{4}-\d{2}-\d{2}( ([01]\d|2[0-3]):[0-5]\d:[0-5]\d)?$"
_MIDNIGHT = " 00:00:00"  # what a workbook adds to a day
_DAY = len("2022-03-21")
_SERIAL = r"^\d{5}(\.\d+)?$"
_COMPACT = r"^(19|20)\d{6}(\d{6})?$"
_DAY_ZERO = date(1899, 12, 30)  # of Excel's serial numbers


def quick(texts: pl.Series, *, today: date | None) -> pl.Series:
    """Text that is ISO already; a large ledger mostly is."""
    return _without_midnight(_read(texts, _valid(pl.col("text")), today=today))


def moments(texts: pl.Series, *, label: str, today: date | None) -> tuple[pl.Series, pl.Series]:
    """ISO text, ten characters where only the day is known, and what is wrong with the rest."""
    value = texts.clear(len(texts))
    text = pl.col("text")
    for iso in (_valid(text), _valid(_with_dashes(text)), _valid(_likely(text))):
        left = (texts.is_not_null() & value.is_null()).arg_true()
        if len(left):
            value = value.scatter(left, _read(texts.gather(left), iso, today=today))
    problems = texts.clear(len(texts)).alias("problem")
    left = (texts.is_not_null() & value.is_null()).arg_true()
    if len(left):
        problems = problems.scatter(left, _wrong(texts.gather(left), label=label, today=today))
    return _without_midnight(value), problems


def days(moments: pl.Series) -> pl.Series:
    return moments.str.head(_DAY).str.to_date("%Y-%m-%d")


def _without_midnight(moments: pl.Series) -> pl.Series:
    return moments.str.strip_suffix(_MIDNIGHT) if moments.str.ends_with(_MIDNIGHT).any() else moments


def _read(texts: pl.Series, iso: pl.Expr, *, today: date | None) -> pl.Series:
    """The moments that exist and lie between 1949 and today."""
    frame = pl.DataFrame({"text": texts}).select(iso=iso)
    timely = pl.col("iso") >= EARLIEST
    if today:
        timely &= pl.col("iso") < (today + timedelta(days=1)).isoformat()
    return frame.select(pl.when(timely).then("iso")).to_series()


def _valid(text: pl.Expr) -> pl.Expr:
    """ISO text that exists in the calendar and on the clock, else null."""
    day = text.str.head(_DAY).str.to_date("%Y-%m-%d", strict=False)
    return pl.when(text.str.contains(_ISO) & day.is_not_null()).then(text)


def _with_dashes(text: pl.Expr) -> pl.Expr:
    """2022/03/21 13:00, as many systems write; worth a way of its own in a large ledger."""
    dashed = text.str.replace_all("/", "-", literal=True)
    return pl.when(text.str.len_bytes() == len("2022/03/21 13:00")).then(dashed + ":00").otherwise(dashed)


def _likely(text: pl.Expr) -> pl.Expr:
    """Every other way of writing: 2021.5.3, 2021年5月3日, 2021/5/3 14:32, 20210503, 44429.5."""
    return pl.coalesce(_from_parts(text), _from_compact(text), _from_serial(text), _from_end(text))


def _wrong(texts: pl.Series, *, label: str, today: date | None) -> pl.Series:
    """Why these are no moments that an office could mean."""
    text, likely = pl.col("text"), pl.col("likely")
    frame = pl.DataFrame({"text": texts}).with_columns(likely=_likely(pl.col("text")))
    day = likely.str.head(_DAY)
    exists = day.str.to_date("%Y-%m-%d", strict=False).is_not_null()
    wrong = (
        pl.when(likely.is_null() & text.str.contains(_told()["month"]))
        .then(said(_("{column}：日期不完整，缺少月或日（{value}）", column=label, value="{}"), text))
        .when(likely.is_null())
        .then(said(_("{column}：不是日期（{value}）", column=label, value="{}"), text))
        .when(~exists)
        .then(said(_("{column}：日期不存在（{value}）", column=label, value="{}"), text))
        .when(~likely.str.contains(_ISO))
        .then(said(_("{column}：时刻不存在（{value}）", column=label, value="{}"), text))
        .when(day < EARLIEST)
        .then(said(_("{column}：日期早于 1949 年（{value}）", column=label, value="{}"), text))
        .otherwise(said(_("{column}：日期在今天以后（{value}）", column=label, value="{}"), text))
    )
    return frame.select(wrong.alias("problem")).to_series()


def _from_parts(text: pl.Expr) -> pl.Expr:
    spaced = text.str.replace_all(_told()["between"], "$1").str.replace("T", " ", literal=True)
    part = spaced.str.extract_groups(_told()["date"] + _told()["clock"]).struct
    day = pl.concat_str(part.field("1"), pl.lit("-"), _two(part, "2"), pl.lit("-"), _two(part, "3"))
    hour, minute, second = (_two(part, name).fill_null("00") for name in "456")
    clock = pl.concat_str(pl.lit(" "), hour, pl.lit(":"), minute, pl.lit(":"), second)
    return pl.when(part.field("4").is_null()).then(day).otherwise(day + clock)


def _two(part: "pl.expr.struct.ExprStructNameSpace", name: str) -> pl.Expr:
    return part.field(name).str.zfill(2)


def _from_compact(text: pl.Expr) -> pl.Expr:
    def cut(start: int, length: int) -> pl.Expr:
        return text.str.slice(start, length)

    dash, colon = pl.lit("-"), pl.lit(":")
    day = pl.concat_str(cut(0, 4), dash, cut(4, 2), dash, cut(6, 2))
    clock = pl.concat_str(pl.lit(" "), cut(8, 2), colon, cut(10, 2), colon, cut(12, 2))
    whole = pl.when(text.str.len_bytes() == len("20220321")).then(day).otherwise(day + clock)
    return pl.when(text.str.contains(_COMPACT)).then(whole)


def _from_serial(text: pl.Expr) -> pl.Expr:
    days = pl.when(text.str.contains(_SERIAL)).then(text.cast(pl.Float64, strict=False))
    seconds = (days * 86_400).round().cast(pl.Int64)
    moment = pl.lit(_DAY_ZERO).cast(pl.Datetime("us")) + pl.duration(seconds=seconds)
    return moment.dt.to_string("%Y-%m-%d %H:%M:%S").str.strip_suffix(_MIDNIGHT)


def _from_end(text: pl.Expr) -> pl.Expr:
    """The end of a month or a year, as promises are dated."""
    part = text.str.extract_groups(_told()["end"]).struct
    month = pl.concat_str(part.field("1"), pl.lit("-"), _two(part, "2").fill_null("12"), pl.lit("-01"))
    return month.str.to_date("%Y-%m-%d", strict=False).dt.month_end().dt.to_string("%Y-%m-%d")


@cache
def _told() -> dict[str, str]:
    return dict(vocabulary()["values"])
