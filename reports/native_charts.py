"""Charts that Word can edit: told apart by hatching, dashes and marks, so that a grey print loses nothing."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Literal

from reports.lettering import width
from reports.packing import HEAD, OPEN

Kind = Literal["bar", "line"]
Numbers = Sequence[float | None]

_COLOURS = ("9E1B1B", "1F4E79", "404040", "7F6000")
_HATCHES = ("", "wdUpDiag", "pct25", "dkHorz")
_DASHES = ("solid", "dash", "sysDot", "dashDot")
_MARKS = ("circle", "square", "triangle", "diamond")
_WIDTH = 430  # points
_LABEL_LETTER = 4.8  # points, at 8 pt in a wide face
_NAME_LETTER = 10.5
_ROOM_FOR_LABELS = 1.15


def column(index: int) -> str:
    """The spreadsheet's letter of a series: B, C, D …"""
    return "BCDEFGHIJKLMNOPQRSTUVWXYZ"[index]


def lies_down(categories: Sequence[str], series: Mapping[str, Numbers]) -> bool:
    """Whether columns would crowd their labels or names; then they are laid down, and no label is rounded."""
    values = _known(series)
    decimals = len(_format(values).removeprefix("0"))
    label = max(len(f"{value:.0f}") for value in values) + decimals
    place = _WIDTH / len(categories)
    return (
        label * _LABEL_LETTER * (len(series) + 0.45) > place * 1.05
        or max(map(width, categories)) * _NAME_LETTER > place
    )


def height_mm(kind: Kind, categories: Sequence[str], series: Mapping[str, Numbers]) -> int:
    if kind == "line" or not lies_down(categories, series):
        return 62
    return min(round(14 + len(categories) * (3.1 * len(series) + 1.4)), 190)


def chart(kind: Kind, categories: Sequence[str], series: Mapping[str, Numbers]) -> str:
    """A chart part: its values are kept here and, the same, in the workbook it embeds as rId1."""
    lying = kind == "bar" and lies_down(categories, series)
    values = _known(series)
    pattern = _format(values)
    drawn = "".join(
        _series(kind, index, name, categories, numbers=numbers, pattern=pattern)
        for index, (name, numbers) in enumerate(series.items())
    )
    axes = '<c:axId val="111111"/><c:axId val="222222"/>'
    if kind == "bar":
        body = (
            f'<c:barChart><c:barDir val="{"bar" if lying else "col"}"/><c:grouping val="clustered"/>'
            f'<c:varyColors val="0"/>{drawn}<c:gapWidth val="45"/><c:overlap val="0"/>{axes}</c:barChart>'
        )
    else:
        body = (
            f'<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{drawn}<c:marker val="1"/>'
            f"{axes}</c:lineChart>"
        )
    legend = '<c:legend><c:legendPos val="b"/><c:overlay val="0"/>' + _letters(1050) + "</c:legend>"
    return (
        f'{HEAD}<c:chartSpace xmlns:c="{OPEN}/drawingml/2006/chart" xmlns:a="{OPEN}/drawingml/2006/main" '
        f'xmlns:r="{OPEN}/officeDocument/2006/relationships"><c:date1904 val="0"/><c:lang val="zh-CN"/>'
        '<c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/><c:plotArea><c:layout/>'
        f"{body}{_axes(lying, values, pattern)}<c:spPr><a:noFill/></c:spPr></c:plotArea>"
        + (legend if len(series) > 1 else "")
        + '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
        + _letters(1050)
        + '<c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    )


def inline(*, rid: str, number: int, height_mm: int, alt: str) -> str:
    """The run that shows the chart in a line of the document."""
    alt = escape(alt)
    return (
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="5472000" cy="{height_mm * 36_000}"/><wp:effectExtent l="0" t="0" r="0" b="0"/>'
        f'<wp:docPr id="{number}" name="图表 {number}" descr="{alt}"/><wp:cNvGraphicFramePr/><a:graphic>'
        f'<a:graphicData uri="{OPEN}/drawingml/2006/chart"><c:chart r:id="{rid}"/></a:graphicData>'
        "</a:graphic></wp:inline></w:drawing></w:r>"
    )


def _series(
    kind: Kind, index: int, name: str, categories: Sequence[str], *, numbers: Numbers, pattern: str
) -> str:
    letter, last, look = column(index), len(categories) + 1, index % len(_COLOURS)
    names = "".join(
        f'<c:pt idx="{at}"><c:v>{escape(label)}</c:v></c:pt>' for at, label in enumerate(categories)
    )
    values = "".join(
        f'<c:pt idx="{at}"><c:v>{value!r}</c:v></c:pt>'
        for at, value in enumerate(numbers)
        if value is not None
    )
    count = f'<c:ptCount val="{len(categories)}"/>'
    return (
        f'<c:ser><c:idx val="{index}"/><c:order val="{index}"/><c:tx><c:strRef><c:f>Sheet1!${letter}$1</c:f>'
        f'<c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>{escape(name)}</c:v></c:pt></c:strCache>'
        f"</c:strRef></c:tx>{_bar_look(look) if kind == 'bar' else _line_look(look)}"
        f"{_labels(kind, look, pattern)}"
        f"<c:cat><c:strRef><c:f>Sheet1!$A$2:$A${last}</c:f><c:strCache>{count}{names}</c:strCache></c:strRef>"
        f"</c:cat><c:val><c:numRef><c:f>Sheet1!${letter}$2:${letter}${last}</c:f><c:numCache>"
        f"<c:formatCode>{pattern}</c:formatCode>{count}{values}</c:numCache></c:numRef></c:val>"
        + ('<c:smooth val="0"/>' if kind == "line" else "")
        + "</c:ser>"
    )


def _known(series: Mapping[str, Numbers]) -> list[float]:
    return [value for numbers in series.values() for value in numbers if value is not None]


def _solid(colour: str) -> str:
    return f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'


def _bar_look(look: int) -> str:
    colour, hatch = _COLOURS[look], _HATCHES[look]
    fill = (
        f'<a:pattFill prst="{hatch}"><a:fgClr><a:srgbClr val="{colour}"/></a:fgClr>'
        '<a:bgClr><a:srgbClr val="FFFFFF"/></a:bgClr></a:pattFill>'
        if hatch
        else _solid(colour)
    )
    return f'<c:spPr>{fill}<a:ln w="9525">{_solid(colour)}</a:ln></c:spPr><c:invertIfNegative val="0"/>'


def _line_look(look: int) -> str:
    colour = _COLOURS[look]
    return (
        f'<c:spPr><a:ln w="22225">{_solid(colour)}<a:prstDash val="{_DASHES[look]}"/></a:ln></c:spPr>'
        f'<c:marker><c:symbol val="{_MARKS[look]}"/><c:size val="6"/><c:spPr>'
        f'{_solid("FFFFFF" if look % 2 else colour)}<a:ln w="9525">{_solid(colour)}</a:ln></c:spPr>'
        "</c:marker>"
    )


def _labels(kind: Kind, look: int, pattern: str) -> str:
    return (
        f'<c:dLbls><c:numFmt formatCode="{pattern}" sourceLinked="0"/><c:spPr><a:noFill/></c:spPr>'
        + _letters(800)
        + (f'<c:dLblPos val="{"b" if look % 2 else "t"}"/>' if kind == "line" else "")
        + '<c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/>'
        '<c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>'
    )


def _letters(size: int) -> str:
    return (
        f'<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="{size}" b="0">{_solid("000000")}'
        '<a:latin typeface="Times New Roman"/><a:ea typeface="宋体"/></a:defRPr></a:pPr>'
        '<a:endParaRPr lang="zh-CN"/></a:p></c:txPr>'
    )


def _axes(lying: bool, values: Sequence[float], pattern: str) -> str:
    """Names along one side; values are printed at the marks, so their axis, from 0, is not drawn."""
    grey = f'<c:spPr><a:ln w="9525">{_solid("808080")}</a:ln></c:spPr>'
    low = f'<c:min val="{min(values) * _ROOM_FOR_LABELS!r}"/>' if min(values) < 0 else '<c:min val="0"/>'
    high = max(values) * _ROOM_FOR_LABELS if max(values) > 0 else 1.0
    ticks = '<c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
    return (
        '<c:catAx><c:axId val="111111"/><c:scaling>'
        f'<c:orientation val="{"maxMin" if lying else "minMax"}"/></c:scaling><c:delete val="0"/>'
        f'<c:axPos val="{"l" if lying else "b"}"/><c:numFmt formatCode="General" sourceLinked="0"/>{ticks}'
        f'<c:tickLblPos val="low"/>{grey}{_letters(1050)}<c:crossAx val="222222"/><c:crosses val="autoZero"/>'
        '<c:auto val="1"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:noMultiLvlLbl val="0"/></c:catAx>'
        '<c:valAx><c:axId val="222222"/><c:scaling><c:orientation val="minMax"/>'
        f'<c:max val="{high!r}"/>{low}</c:scaling><c:delete val="1"/><c:axPos val="{"t" if lying else "l"}"/>'
        f'<c:numFmt formatCode="{pattern}" sourceLinked="0"/>{ticks}<c:tickLblPos val="nextTo"/>{grey}'
        f'{_letters(1050)}<c:crossAx val="111111"/><c:crosses val="autoZero"/><c:crossBetween val="between"/>'
        "</c:valAx>"
    )


def _format(values: Sequence[float]) -> str:
    """As few decimals as say the same, two at most."""
    for decimals, pattern in enumerate(("0", "0.0")):
        if all(abs(round(value, decimals) - value) < 1e-9 for value in values):  # noqa: PLR2004 rounding
            return pattern
    return "0.00"
