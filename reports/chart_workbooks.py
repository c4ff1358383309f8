"""The small workbook inside a chart, which Word opens for 编辑数据; the same values make the same bytes."""

from collections.abc import Mapping, Sequence
from functools import cache
from html import escape

from reports.native_charts import Numbers, column
from reports.packing import HEAD, OPEN, kept, relationships, zipped

_MAIN = f'xmlns="{OPEN}/spreadsheetml/2006/main"'


def workbook(categories: Sequence[str], series: Mapping[str, Numbers]) -> bytes:
    """Names down column A, a series in each column after it; an unknown value is an empty cell."""
    rows = [_row(1, [_words("A1", ""), *(_words(f"{column(i)}1", name) for i, name in enumerate(series))])]
    for at, label in enumerate(categories):
        cells = [_words(f"A{at + 2}", label)]
        for index, numbers in enumerate(series.values()):
            value = numbers[at]
            if value is not None:
                cells.append(f'<c r="{column(index)}{at + 2}"><v>{value!r}</v></c>')
        rows.append(_row(at + 2, cells))
    sheet = f"{HEAD}<worksheet {_MAIN}><sheetData>{''.join(rows)}</sheetData></worksheet>"
    frame = {name: kept(part) for name, part in _frame().items()}
    return zipped({**frame, "xl/worksheets/sheet1.xml": sheet})


def _row(number: int, cells: Sequence[str]) -> str:
    return f'<row r="{number}">{"".join(cells)}</row>'


def _words(place: str, text: str) -> str:
    # An inline string is never taken for a formula, whatever it begins with.
    return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'


@cache
def _frame() -> dict[str, str]:
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts = {"workbook": "sheet.main", "worksheets/sheet1": "worksheet", "styles": "styles"}
    types = "".join(
        f'<Override PartName="/xl/{name}.xml" ContentType="{kind}.{end}+xml"/>' for name, end in parts.items()
    )
    return {
        "[Content_Types].xml": (
            f'{HEAD}<Types xmlns="{OPEN}/package/2006/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Default Extension="xml" ContentType="application/xml"/>{types}</Types>'
        ),
        "_rels/.rels": relationships({"rId1": ("officeDocument", "xl/workbook.xml")}),
        "xl/workbook.xml": (
            f'{HEAD}<workbook {_MAIN} xmlns:r="{OPEN}/officeDocument/2006/relationships"><sheets>'
            '<sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>'
        ),
        "xl/_rels/workbook.xml.rels": relationships(
            {"rId1": ("worksheet", "worksheets/sheet1.xml"), "rId2": ("styles", "styles.xml")}
        ),
        "xl/styles.xml": (
            f"{HEAD}<styleSheet {_MAIN}>"
            '<fonts count="1"><font><sz val="11"/><name val="宋体"/></font></fonts>'
            '<fills count="2"><fill><patternFill patternType="none"/></fill>'
            '<fill><patternFill patternType="gray125"/></fill></fills>'
            '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
            '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
            '<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>'
            '<cellStyles count="1"><cellStyle name="常规" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
        ),
    }
