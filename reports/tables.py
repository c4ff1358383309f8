"""Tables of the house style: data, forms to be filled in, and the imprint at the foot of the last page."""

from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from html import escape
from math import ceil

from reports.house_style import LEFT_EDGE, TEXT_WIDTH
from reports.lettering import TAB, Lettering, Runs, paragraph, plain, tab_right, width

# Lamps are words with a shape, so that a grey print loses nothing; the colour only repeats them.
LAMPS = {"▲红": "B00020", "◆黄": "7A5B00", "●蓝": "1F4E79", "○无法计算": "595959"}
_SMALL = 14  # rows that are kept together on one page
_CELL_CHARACTER = 210  # 10.5 pt
_CELL_SIDES = 160
_NARROWEST = 1000
_MOST_LINES_WHOLE = 10  # a taller row goes on on the next page
_SHORT = 8  # characters: a longer cell is a sentence, set from the left
_SHORT_HEADER = 4  # a longer header may take two lines


def table(
    lettering: Lettering,
    headers: Sequence[str],
    rows: Sequence[Sequence[Runs]],
    *,
    widths: Sequence[float] | None,
    numeric: Collection[int],
    text_width: int,
    description: str,
) -> str:
    """Rows under a header that repeats on each page; no row is split, a small table not at all."""
    if any(len(row) != len(headers) for row in rows):
        raise ValueError("each row has a cell for each header")
    longest = [_longest(index, rows) for index in range(len(headers))]
    widths = _fitted(widths or _wanted(headers, longest, numeric, text_width), text_width)
    heads = [_shaped(width, "GWHeadCell") for width in widths]
    columns = [
        _column(long, numeric=index in numeric, width=widths[index]) for index, long in enumerate(longest)
    ]
    together = len(rows) if len(rows) <= _SMALL else 0
    body = [_row(lettering, headers, heads, mark="<w:tblHeader/>", keep_next=bool(rows))]
    body += (
        _row(lettering, cells, columns, keep_next=at < together) for at, cells in enumerate(rows, start=1)
    )
    return _table(widths, body, description=lettering.clean(description))


def form(lettering: Lettering, fields: Mapping[str, Runs], *, row_height: int, description: str) -> str:
    """Two columns: what is asked, and the answer or room to write it by hand."""
    columns = [_shaped(2400, "GWFormName"), _shaped(TEXT_WIDTH - 2400, "GWFormValue")]
    rows = [_row(lettering, field, columns, height=row_height) for field in fields.items()]
    return _table([column.width for column in columns], rows, description=lettering.clean(description))


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
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="GWTable"/><w:tblW w:w="{sum(columns)}" w:type="dxa"/>'
        '<w:jc w:val="center"/><w:tblLayout w:type="fixed"/><w:tblLook w:val="0020" w:firstRow="1" '
        f'w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        f'<w:tblDescription w:val="{escape(description)}"/></w:tblPr><w:tblGrid>'
        + "".join(f'<w:gridCol w:w="{column}"/>' for column in columns)
        + f"</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


class _Column:
    """What stands around the words of each of its cells, where the next row is to stay with them or not."""

    def __init__(self, width: int, style: str, indent: str = "") -> None:
        self.width = width
        self.opened = f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
        self.around = {
            keep: paragraph("\0", style, keep_next=keep, indent=indent).split("\0") for keep in (False, True)
        }


@lru_cache(maxsize=512)
def _shaped(width: int, style: str, indent: str = "") -> _Column:
    return _Column(width, style, indent)


def _column(longest: float, *, numeric: bool, width: int) -> _Column:
    """Numbers end below each other, in the middle of their column; sentences begin at its left."""
    if numeric:
        spare = max(0, width - round(longest * _CELL_CHARACTER) - _CELL_SIDES)
        return _shaped(width, "GWCellRight", f'w:right="{57 + spare // 2}"')
    return _shaped(width, "GWCellLeft" if longest > _SHORT else "GWCell")


def _row(
    lettering: Lettering,
    cells: Sequence[Runs],
    columns: Sequence[_Column],
    *,
    mark: str = "",
    height: int = 400,
    keep_next: bool = False,
) -> str:
    whole = "" if _lines(cells, columns) > _MOST_LINES_WHOLE else "<w:cantSplit/>"
    xml = [f'<w:tr><w:trPr>{whole}<w:trHeight w:val="{height}" w:hRule="atLeast"/>{mark}</w:trPr>']
    for cell, column in zip(cells, columns, strict=True):
        colour = LAMPS.get(plain(cell))
        look = f'<w:b/><w:color w:val="{colour}"/>' if colour else ""
        before, after = column.around[keep_next]
        xml.append(column.opened)
        for line in lettering.lines(cell, look):
            xml += (before, line, after)
        xml.append("</w:tc>")
    xml.append("</w:tr>")
    return "".join(xml)


def _lines(cells: Sequence[Runs], columns: Sequence[_Column]) -> int:
    """How many lines the tallest cell takes, about."""
    return max(
        sum(ceil(width(line) * _CELL_CHARACTER / (column.width - _CELL_SIDES)) for line in lines)
        for lines, column in (
            (plain(cell).split("\n"), column) for cell, column in zip(cells, columns, strict=True)
        )
    )


def _longest(index: int, rows: Sequence[Sequence[Runs]]) -> float:
    texts = [plain(row[index]) for row in rows]
    return max(map(width, "\n".join(texts).split("\n"))) if texts else 0


def _wanted(
    headers: Sequence[str], longest: Sequence[float], numeric: Collection[int], text_width: int
) -> Sequence[float]:
    """Numbers and short words never break (the widest figure wraps first); sentences share what is left."""
    wanted: list[float] = []
    for header, long in zip(headers, longest, strict=True):
        head = width(header) if width(header) <= _SHORT_HEADER else ceil(width(header) / 2)
        wanted.append(max(long, head) * _CELL_CHARACTER + _CELL_SIDES)
    sentences = {index for index, long in enumerate(longest) if long > _SHORT and index not in numeric}
    for_sentences = sum(wanted[index] for index in sentences)
    left = text_width - sum(wanted) + for_sentences
    if left < _NARROWEST * len(sentences) or not sentences:
        return wanted
    return [want * left / for_sentences if index in sentences else want for index, want in enumerate(wanted)]


def _fitted(widths: Sequence[float], text_width: int) -> list[int]:
    """The widths in proportion, in whole twentieths of a point, together exactly the text width."""
    columns = [int(want * text_width / sum(widths)) for want in widths]
    columns[-1] += text_width - sum(columns)
    return columns
