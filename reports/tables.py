"""Tables of the house style: data, forms to be filled in, and the imprint at the foot of the last page."""

from collections.abc import Collection, Mapping, Sequence
from math import ceil

from reports.house_style import LEFT_EDGE, TEXT_WIDTH
from reports.lettering import TAB, Lettering, Runs, paragraph, plain, tab_right, width

# Lamps are words with a shape, so that a grey print loses nothing; the colour only repeats them.
LAMPS = {"▲红": "B00020", "◆黄": "7A5B00", "●蓝": "1F4E79", "○无法计算": "595959"}
_SMALL = 14  # rows that are kept together on one page
_CELL_CHARACTER = 210  # 10.5 pt
_CELL_SIDES = 160
_NARROWEST = 1000
_SHORT = 8  # characters: a longer cell is a sentence, set from the left
_SHORT_HEADER = 4  # a longer header may take two lines


def table(
    lettering: Lettering,
    headers: Sequence[str],
    rows: Sequence[Sequence[Runs]],
    *,
    widths: Sequence[float] | None,
    numeric: Collection[int],
    description: str,
) -> str:
    """Rows under a header that repeats on each page; no row is split, a small table not at all."""
    if any(len(row) != len(headers) for row in rows):
        raise ValueError("each row has a cell for each header")
    columns = _fitted(widths or _wanted(headers, rows, numeric))
    small = len(rows) <= _SMALL

    def row(cells: Sequence[Runs], styles: Sequence[str], mark: str, *, keep: bool) -> str:
        return (
            f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="400" w:hRule="atLeast"/>{mark}</w:trPr>'
            + "".join(
                _cell(lettering, cell, column, style, keep_next=keep)
                for cell, column, style in zip(cells, columns, styles, strict=True)
            )
            + "</w:tr>"
        )

    heads = ["GWHeadCell"] * len(headers)
    styles = [_style(index, rows, numeric) for index in range(len(headers))]
    body = [row(headers, heads, "<w:tblHeader/>", keep=bool(rows))]
    body += (row(cells, styles, "", keep=small and cells is not rows[-1]) for cells in rows)
    return _table(columns, body, description=lettering.clean(description))


def form(lettering: Lettering, fields: Mapping[str, Runs], *, row_height: int, description: str) -> str:
    """Two columns: what is asked, and the answer or room to write it by hand."""
    columns = (2400, TEXT_WIDTH - 2400)
    rows = [
        f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{row_height}" w:hRule="atLeast"/></w:trPr>'
        + _cell(lettering, name, columns[0], "GWFormName")
        + _cell(lettering, answer, columns[1], "GWFormValue")
        + "</w:tr>"
        for name, answer in fields.items()
    ]
    return _table(columns, rows, description=lettering.clean(description))


def imprint(lettering: Lettering, rows: Sequence[tuple[str, str]]) -> str:
    """版记: rows of (left, right) between rules, floating at the bottom of the text block."""
    edges = [8] + [6] * (len(rows) - 1) + [8]
    body = "".join(
        f'<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc><w:tcPr><w:tcW w:w="{TEXT_WIDTH}" w:type="dxa"/>'
        f'<w:tcBorders><w:top w:val="single" w:sz="{edges[index]}" w:space="0" w:color="000000"/>'
        f'<w:bottom w:val="single" w:sz="{edges[index + 1]}" w:space="0" w:color="000000"/></w:tcBorders>'
        f"</w:tcPr>{_imprint_line(lettering, left, right)}</w:tc></w:tr>"
        for index, (left, right) in enumerate(rows)
    )
    return (
        '<w:tbl><w:tblPr><w:tblpPr w:leftFromText="0" w:rightFromText="0" w:vertAnchor="margin" '
        f'w:horzAnchor="page" w:tblpX="{LEFT_EDGE}" w:tblpYSpec="bottom"/><w:tblOverlap w:val="never"/>'
        f'<w:tblW w:w="{TEXT_WIDTH}" w:type="dxa"/><w:tblLayout w:type="fixed"/><w:tblCellMar>'
        '<w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f'<w:tblGrid><w:gridCol w:w="{TEXT_WIDTH}"/></w:tblGrid>{body}</w:tbl>'
    )


def _imprint_line(lettering: Lettering, left: str, right: str) -> str:
    if right:
        content = lettering.line(left) + TAB + lettering.line(right)
        return paragraph(
            content,
            "GWImprint",
            before_grid=tab_right(TEXT_WIDTH - 280),
            indent='w:leftChars="100" w:left="280" w:rightChars="100" w:right="280"',
        )
    label = 280 * (left.find("：") + 1)  # further lines hang behind 报：
    indent = f'w:left="{280 + label}" w:right="280" w:hanging="{label}"'
    return paragraph(lettering.line(left), "GWImprint", indent=indent)


def _table(columns: Sequence[int], rows: Sequence[str], *, description: str) -> str:
    alt = description.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="GWTable"/><w:tblW w:w="{sum(columns)}" w:type="dxa"/>'
        '<w:jc w:val="center"/><w:tblLayout w:type="fixed"/><w:tblLook w:val="0020" w:firstRow="1" '
        f'w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        f'<w:tblDescription w:val="{alt}"/></w:tblPr><w:tblGrid>'
        + "".join(f'<w:gridCol w:w="{column}"/>' for column in columns)
        + f"</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _cell(lettering: Lettering, cell: Runs, column: int, style: str, *, keep_next: bool = False) -> str:
    colour = LAMPS.get(plain(cell))
    look = f'<w:b/><w:color w:val="{colour}"/>' if colour else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{column}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
        + "".join(paragraph(line, style, keep_next=keep_next) for line in lettering.lines(cell, look))
        + "</w:tc>"
    )


def _style(index: int, rows: Sequence[Sequence[Runs]], numeric: Collection[int]) -> str:
    if index in numeric:
        return "GWCellRight"
    return "GWCellLeft" if _longest(index, rows) > _SHORT else "GWCell"


def _longest(index: int, rows: Sequence[Sequence[Runs]]) -> float:
    return max((width(line) for row in rows for line in plain(row[index]).split("\n")), default=0)


def _wanted(
    headers: Sequence[str], rows: Sequence[Sequence[Runs]], numeric: Collection[int]
) -> Sequence[float]:
    """Numbers and short words never break (the widest figure wraps first); sentences share what is left."""
    longest = [_longest(index, rows) for index in range(len(headers))]
    wanted: list[float] = []
    for header, long in zip(headers, longest, strict=True):
        head = width(header) if width(header) <= _SHORT_HEADER else ceil(width(header) / 2)
        wanted.append(max(long, head) * _CELL_CHARACTER + _CELL_SIDES)
    sentences = {index for index, long in enumerate(longest) if long > _SHORT and index not in numeric}
    for_sentences = sum(wanted[index] for index in sentences)
    left = TEXT_WIDTH - sum(wanted) + for_sentences
    if left < _NARROWEST * len(sentences) or not sentences:
        return wanted
    return [want * left / for_sentences if index in sentences else want for index, want in enumerate(wanted)]


def _fitted(widths: Sequence[float]) -> list[int]:
    """The widths in proportion, in whole twentieths of a point, together exactly the text width."""
    columns = [int(want * TEXT_WIDTH / sum(widths)) for want in widths]
    columns[-1] += TEXT_WIDTH - sum(columns)
    return columns
