"""What is wrong with a cell, as a sentence for officers, for a whole column at once."""

import polars as pl

LONGEST = 30


def said(sentence: str, value: pl.Expr) -> pl.Expr:
    """A sentence with each row's own text for its {}, shortened; a person's long number is cut."""
    before, _mark, after = sentence.partition("{}")
    shown = (
        value.str.replace_all(r"(\d{3})\d{6,}(\d{2})", "${1}…${2}")
        .str.replace_all("（", "(", literal=True)
        .str.replace_all("）", ")", literal=True)
        .str.replace_all("；", ";", literal=True)
    )
    shown = pl.when(shown.str.len_chars() > LONGEST).then(shown.str.head(LONGEST) + "…").otherwise(shown)
    return pl.concat_str(pl.lit(before), shown, pl.lit(after))


def together(problems: list[pl.Expr]) -> pl.Expr:
    """All problems of a row in one text, null where there are none."""
    joined = pl.concat_str(problems, separator="；", ignore_nulls=True)
    return pl.when(joined != "").then(joined)


def without_values(problems: pl.Series) -> pl.Series:
    """The sentences without the rows' own texts, so that they can be counted."""
    return problems.str.replace_all(r"（[^（）]*）", "")
