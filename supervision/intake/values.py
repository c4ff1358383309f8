"""Cells of text, read as what their field holds: the value, or a sentence that says why not."""

from dataclasses import dataclass
from datetime import date
from functools import cache

import polars as pl

from supervision.intake import moments
from supervision.intake.columns import Field, Kind
from supervision.intake.sentences import said
from supervision.intake.vocabulary import vocabulary
from supervision.words import _

LARGEST_COUNT = 99_999_999
LARGEST_AREA = 100_000_000_00  # m² × 100
LARGEST_PERCENT = 1000
MOST_OF_ALL = 1.5  # a share larger than this is a percentage that lost its sign
_UNTIDY = (
    r"[\x00-\x1f\x7f-\x9f\u{a0}\u{ad}\u{2000}-\u{200f}\u{2028}-\u{202f}\u{2060}-\u{2064}\u{3000}\u{feff}"
    r"\u{ff10}-\u{ff19}\u{ff21}-\u{ff3a}\u{ff41}-\u{ff5a}\u{ff05}\u{ff0d}\u{ff0e}\u{ff0f}]|^ | $|  "
)
_CONTROL = (
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u{ad}\u{200b}-\u{200f}\u{202a}-\u{202e}\u{2060}-\u{2064}\u{feff}]"
)
_CJK_SPACE = r"([\u{3400}-\u{9fff}]) ([\u{3400}-\u{9fff}])"
_WIDE = {
    chr(c): chr(c - 0xFEE0) for c in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))
}
_WIDE |= {"％": "%", "－": "-", "．": ".", "／": "/"}
_REGION = r"^\d{6}$"
_PLAIN_CODE = r"^[0-9A-Za-z-]*[A-DF-Za-df-z-][0-9A-Za-z-]*$|^[0-9]+$"
_PLAIN = r"^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$"


@dataclass(frozen=True)
class Reading:
    """A column as read: a value or a problem for each cell, or neither where it is blank."""

    value: pl.Series
    problem: pl.Series
    remark: pl.Series  # what was put right without asking
    count: pl.Series | None = None  # of a field that may hold a count or words


def read(texts: pl.Series, *, field: Field, today: date | None = None) -> Reading:
    """A column of text as its field; `today` refuses later dates, except where the field may hold them."""
    if field.kind in (Kind.DATE, Kind.MOMENT):
        return _read_moments(texts, field=field, today=None if field.future else today)
    texts, remark = tidied(texts, label=field.label, name=field.kind is Kind.NAME)
    problem = texts.clear(len(texts))
    count = None
    if field.kind is not Kind.YES_NO:
        words = field.kind in (Kind.TEXT, Kind.NAME, Kind.CODE, Kind.COUNT_OR_TEXT)
        blanks = _blanks()
        if field.none_told:
            kept, *others = _told()["none"].split()
            texts = pl.select(pl.when(texts.is_in(others)).then(pl.lit(kept)).otherwise(texts)).to_series()
            blanks.remove(kept)
        texts = _without(texts, blanks if words else blanks + _undone())
    value = texts
    match field.kind:
        case Kind.CODE:
            value, problem = codes(texts, label=field.label)
        case Kind.REGION:
            value, problem = regions(texts, label=field.label)
        case Kind.COUNT:
            value, problem = counts(texts, label=field.label)
        case Kind.COUNT_OR_TEXT:
            count, _problem = counts(texts, label=field.label)
        case Kind.AREA | Kind.MONEY:
            value, problem = areas(texts, label=field.label)
        case Kind.PERCENT:
            value, problem = percents(texts, label=field.label)
        case Kind.YES_NO:
            value, problem = yes_no(texts, label=field.label)
    return Reading(value.alias(field.name), problem.alias("problem"), remark, count)


def _read_moments(texts: pl.Series, *, field: Field, today: date | None) -> Reading:
    """What is ISO already needs no tidying; the rest does."""
    value = moments.quick(texts, today=today)
    problem, remark = texts.clear(len(texts)).alias("problem"), texts.clear(len(texts)).alias("remark")
    left = (texts.is_not_null() & value.is_null()).arg_true()
    if len(left):
        tidy, lost = tidied(texts.gather(left), label=field.label)
        tidy = _without(tidy, _blanks() + _undone())
        slow, wrong = moments.moments(tidy, label=field.label, today=today)
        value = value.scatter(left, slow)
        problem, remark = problem.scatter(left, wrong), remark.scatter(left, lost)
    if field.kind is Kind.DATE:
        value = moments.days(value)
    return Reading(value.alias(field.name), problem, remark)


def _without(texts: pl.Series, blanks: list[str]) -> pl.Series:
    blank = texts.is_in(blanks)
    return pl.select(pl.when(~blank).then(texts)).to_series() if blank.any() else texts


def tidied(texts: pl.Series, *, label: str, name: bool = False) -> tuple[pl.Series, pl.Series]:
    """Without stray spaces, full-width letters and control characters; the last are reported."""
    remark = texts.clear(len(texts)).alias("remark")
    rows = pl.select((texts.str.contains(_UNTIDY) | (texts == "")).arg_true()).to_series()
    if len(rows):
        untidy = texts.gather(rows)
        clean = untidy.str.replace_all(_CONTROL, "").str.replace_all(r"\s+", " ").str.strip_chars()
        clean = clean.str.replace_many(_WIDE)
        clean = pl.select(pl.when(clean != "").then(clean)).to_series()
        lost = _("{column}：去除了控制字符", column=label)
        found = pl.select(pl.when(untidy.str.contains(_CONTROL)).then(pl.lit(lost))).to_series()
        texts, remark = texts.scatter(rows, clean), remark.scatter(rows, found)
    if name and texts.str.contains(_CJK_SPACE).any():
        texts = texts.str.replace_all(_CJK_SPACE, "$1$2").str.replace_all(_CJK_SPACE, "$1$2")
    return texts, remark


def codes(texts: pl.Series, *, label: str) -> tuple[pl.Series, pl.Series]:
    """A number that names something; a workbook may have spoilt it as 1.4E+27 or 140302.0."""
    if texts.str.contains(_PLAIN_CODE).all():
        return texts, texts.clear(len(texts))
    code = _unspoilt(pl.col("text"))
    spoilt = code.str.contains(r"^\d(\.\d+)?[eE]\+?\d+$")
    wrong = said(_("{column}：被表格软件改成了科学计数（{value}）", column=label, value="{}"), pl.col("text"))
    return _both(texts, value=pl.when(~spoilt).then(code), wrong=wrong)


def regions(texts: pl.Series, *, label: str) -> tuple[pl.Series, pl.Series]:
    """The six digits of a county; some systems add three or six zeros for the street."""
    if texts.str.contains(_REGION).all():
        return texts, texts.clear(len(texts))
    code = _unspoilt(pl.col("text"))
    code = pl.when(code.str.contains(r"^\d{6}0{3,6}$")).then(code.str.head(6)).otherwise(code)
    wrong = said(_("{column}：应为六位数字（{value}）", column=label, value="{}"), pl.col("text"))
    return _both(texts, value=pl.when(code.str.contains(_REGION)).then(code), wrong=wrong)


def _unspoilt(text: pl.Expr) -> pl.Expr:
    code = text.str.replace_all(r"\s", "").str.strip_prefix("'")
    return pl.when(code.str.contains(r"^\d+\.0+$")).then(code.str.replace(r"\.0+$", "")).otherwise(code)


def counts(texts: pl.Series, *, label: str) -> tuple[pl.Series, pl.Series]:
    """Whole numbers of homes, households, buildings: 163, 300套, 1,234, 144.0."""
    text = pl.col("text")
    plain = text.str.replace_all(r"[\s,，']", "").str.replace(_told()["count_unit"], "")
    number = pl.when(plain.str.contains(_PLAIN)).then(plain.cast(pl.Float64, strict=False))
    wrong = (
        pl.when(number.is_null())
        .then(said(_("{column}：不是数字（{value}）", column=label, value="{}"), text))
        .when(number < 0)
        .then(said(_("{column}：不能为负（{value}）", column=label, value="{}"), text))
        .when(number != number.floor())
        .then(said(_("{column}：应为整数（{value}）", column=label, value="{}"), text))
        .otherwise(said(_("{column}：数字过大（{value}）", column=label, value="{}"), text))
    )
    whole = pl.when(number.is_between(0, LARGEST_COUNT) & (number == number.floor())).then(number)
    return _both(texts, value=whole.cast(pl.Int64, strict=False), wrong=wrong)


def areas(texts: pl.Series, *, label: str) -> tuple[pl.Series, pl.Series]:
    """Square metres, or 元, × 100, so that sums stay exact."""
    text = pl.col("text")
    quick = _hundredths(pl.col("text").cast(pl.Float64, strict=False))
    value, problem = _both(texts, value=quick, wrong=pl.lit(None, dtype=pl.String))
    left = (texts.is_not_null() & value.is_null()).arg_true()
    if not len(left):
        return value, problem
    plain = text.str.replace_all(r"[\s,，]", "").str.replace(_told()["area_unit"], "")
    number = plain.cast(pl.Float64, strict=False)
    wrong = (
        pl.when(number.is_null() | ~number.is_finite())
        .then(said(_("{column}：不是数字（{value}）", column=label, value="{}"), text))
        .when(number < 0)
        .then(said(_("{column}：不能为负（{value}）", column=label, value="{}"), text))
        .otherwise(said(_("{column}：数字过大（{value}）", column=label, value="{}"), text))
    )
    slow, said_of = _both(texts.gather(left), value=_hundredths(number), wrong=wrong)
    return value.scatter(left, slow), problem.scatter(left, said_of)


def _hundredths(number: pl.Expr) -> pl.Expr:
    hundredths = (number * 100).round()
    fits = pl.when(hundredths.is_between(0, LARGEST_AREA)).then(hundredths)
    return fits.cast(pl.Int64, strict=False)


def percents(texts: pl.Series, *, label: str) -> tuple[pl.Series, pl.Series]:
    """Percentage points. Without a sign, up to 1 is a share: 0.9802 and 98.02% are the same, 1 is all.

    A share a little over 1 is known by its column: no cell of it without a sign is larger than 1.5.
    """
    text = pl.col("text")
    plain = text.str.replace_all(r"[\s,，]", "").str.strip_suffix("%")
    signed = text.str.contains("%", literal=True)
    number = pl.when(plain.str.contains(_PLAIN)).then(plain.cast(pl.Float64, strict=False))
    unsigned = pl.DataFrame({"text": texts}).filter(~signed).select(number.max()).item()
    shares = unsigned is not None and unsigned <= MOST_OF_ALL
    scaled = pl.when(~signed & ((number <= 1) | shares)).then(number * 100).otherwise(number)
    wrong = (
        pl.when(number.is_null())
        .then(said(_("{column}：不是百分比（{value}）", column=label, value="{}"), text))
        .when(number < 0)
        .then(said(_("{column}：不能为负（{value}）", column=label, value="{}"), text))
        .otherwise(said(_("{column}：数字过大（{value}）", column=label, value="{}"), text))
    )
    likely = pl.when((number >= 0) & (scaled <= LARGEST_PERCENT)).then(scaled.round(6))
    return _both(texts, value=likely, wrong=wrong)


def yes_no(texts: pl.Series, *, label: str) -> tuple[pl.Series, pl.Series]:
    text = pl.col("text")
    bare = text.str.replace(_told()["aside"], "")
    yes, no = (bare.is_in(_told()[word].split()) for word in ("yes", "no"))
    value = pl.when(yes).then(pl.lit(True)).when(no).then(pl.lit(False))
    wrong = pl.when(~text.is_in(_blanks())).then(
        said(_("{column}：应填是或否（{value}）", column=label, value="{}"), text)
    )
    return _both(texts, value=value, wrong=wrong)


def _both(texts: pl.Series, *, value: pl.Expr, wrong: pl.Expr) -> tuple[pl.Series, pl.Series]:
    """Values, and a sentence for each text that gave none: sentences are dear, so only those rows pay."""
    frame = pl.DataFrame({"text": texts})
    found = frame.select(value=value)["value"]
    problem = texts.clear(len(texts)).alias("problem")
    bad = (texts.is_not_null() & found.is_null()).arg_true()
    if len(bad):
        problem = problem.scatter(bad, frame[bad].select(problem=wrong)["problem"])
    return found, problem


@cache
def _told() -> dict[str, str]:
    return dict(vocabulary()["values"])


def _blanks() -> list[str]:
    return _told()["blank"].split()


def _undone() -> list[str]:
    return _told()["undone"].split()
