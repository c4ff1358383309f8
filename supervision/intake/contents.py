"""What the cells of a column give away, whatever its header says: region codes, persons' numbers."""

from collections.abc import Collection, Iterator
from dataclasses import replace

import polars as pl

from supervision.delivery.snapshots import Shape
from supervision.intake import evidence
from supervision.intake.columns import FIELDS, field
from supervision.intake.matching import Column, How, matched
from supervision.intake.vocabulary import unit, vocabulary
from supervision.words import _

LOOKED_AT = 2000
MOST = 0.6
_REGION = r"^\s*\d{6}(0{3}|0{6}|\.0)?\s*$"
_ID = r"^\s*'?\d{17}[\dXx\u{ff38}]\s*$|^\s*\d{15}\s*$"
_PHONE = r"^\s*(\+?86[- ]?)?1[3-9]\d{9}\s*$|^\s*0\d{2,3}[- ]?\d{7,8}\s*$"
_UNIT_CODE = r"^\s*\d{6}[0-9A-Za-z]{22}\s*$"


def looked_into(
    columns: tuple[Column, ...], frame: pl.DataFrame, *, shape: Shape, counties: Collection[str] = ()
) -> tuple[Column, ...]:
    """The columns after a look at their cells."""
    frame = frame.head(LOOKED_AT)
    have = matched(columns)
    seen: list[Column] = []
    for column in columns:
        looked = _looked_at(column, frame, shape=shape, have=have) if _has(frame, column) else column
        have = have - {column.field} | ({looked.field} if looked.field else set())
        seen.append(looked)
    return evidence.told(tuple(seen), frame, shape=shape, counties=counties)


def _has(frame: pl.DataFrame, column: Column) -> bool:
    name = f"c{column.index}"
    return name in frame.columns and frame[name].null_count() < frame.height


def _looked_at(column: Column, frame: pl.DataFrame, *, shape: Shape, have: set[str]) -> Column:
    cells = frame[f"c{column.index}"]
    fields = {each.name for each in FIELDS[shape]}

    def mostly(pattern: str) -> bool:
        filled = cells.str.contains(r"\S").sum()
        return bool(filled) and int(cells.str.contains(pattern).sum()) >= MOST * int(filled)

    if column.how is How.TAUGHT:
        return replace(column, personal=column.personal or mostly(_ID) or mostly(_PHONE))
    if column.field in ("county_name", "region_name") and "county_code" not in have and mostly(_REGION):
        return replace(column, field="county_code", how=How.CONTENT)
    if (
        column.field == "county_code"
        and not mostly(_REGION)
        and not mostly(r"^\s*\d")
        and "county_name" in fields - have
    ):
        return replace(column, field="county_name", how=How.CONTENT)
    if (
        column.how in (How.OPEN, How.ALIKE, How.EXACT)
        and column.field != "unit_code"
        and "unit_code" in fields - have
        and mostly(_UNIT_CODE)
    ):
        return replace(column, field="unit_code", how=How.CONTENT)
    for name, pattern in {"buyer_id": _ID, "phone": _PHONE}.items():
        if mostly(pattern):
            free = column.field is None and column.how is How.OPEN and name in fields - have
            return replace(
                column,
                personal=True,
                field=name if free else column.field,
                how=How.CONTENT if free else column.how,
            )
    return column


def doubts(columns: tuple[Column, ...], frame: pl.DataFrame, *, shape: Shape) -> Iterator[str]:
    """What an officer should know about the columns."""
    homes, households = vocabulary()["words"]["homes"], vocabulary()["words"]["households"]
    taken = matched(columns)
    unknown = evidence.lacking(columns, frame, shape=shape)
    for column in columns:
        stated = unit(column.header)
        if column.field in ("listed", "first", "transfer", "approved_homes") and stated == households:
            yield _("列“{header}”的单位是户，口径应为套，请核对", header=column.header)
        if column.field == "households" and (stated == homes or homes in column.header):
            yield _("列“{header}”的单位是套，口径应为户，请核对", header=column.header)
        if column.ambiguous and taken.issuperset(column.candidates):
            yield _("列“{header}”与另一列含义相同，没有采用，请核对", header=column.header)
        elif column.ambiguous:
            yield _("列“{header}”可能有几种含义，没有采用，请指定", header=column.header)
        elif column.index in unknown:
            labels = "/".join(field(shape, name=name).label for name in unknown[column.index])
            yield _(
                "列“{header}”没有认出，可能是{fields}，没有采用，请指定", header=column.header, fields=labels
            )
        if column.personal and column.field is None:
            yield _("列“{header}”含个人信息，不会保存", header=column.header)
