"""The workbook of a sample: out with a key a row and one checksum, back with what was found (抽查核验表)."""

import io
from collections.abc import Mapping

import xlsxwriter

from supervision.conduct.samples import Result, Returned, Sample, SampledHome
from supervision.errors import Refused
from supervision.intake.reading import Grid, open_file
from supervision.words import _

TITLE, CHECKSUM = "抽查核验表", "校验码"
#: What stands above each column; the office's own sheet is Chinese.
COLUMNS = ("序号", "核验码", "不动产单元号", "项目编号", "楼栋", "房号", "申报情况", "核验结果", "说明")
WIDTHS = (6, 12, 32, 16, 12, 10, 14, 14, 40)
#: What is printed of a home and may not be changed.
PRINTED = slice(COLUMNS.index("不动产单元号"), COLUMNS.index("核验结果"))
KEY, FOUND, REMARK = COLUMNS.index("核验码"), COLUMNS.index("核验结果"), COLUMNS.index("说明")
SEARCHED = 8


def write(sample: Sample) -> bytes:
    """Every home that was drawn, in the order of the draw, with a list to choose the result from."""
    data = io.BytesIO()
    book = xlsxwriter.Workbook(
        data, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    bold = book.add_format({"bold": True, "bottom": 1})
    sheet = book.add_worksheet(TITLE)
    head = f"{TITLE}　{sample.number}" + ("　演示数据" if sample.demo else "")
    sheet.write_string(0, 0, head, book.add_format({"bold": True, "font_size": 14}))
    sheet.write_string(1, 0, f"{CHECKSUM} {sample.checksum}")
    sheet.write_string(2, 0, f"核验结果只填：{'、'.join(one.chinese for one in Result)}；不得增删行。")
    for at, (name, width) in enumerate(zip(COLUMNS, WIDTHS, strict=True)):
        sheet.set_column(at, at, width)
        sheet.write_string(3, at, name, bold)
    for row, home in enumerate(sample.homes, start=4):
        sheet.write_number(row, 0, home.place)
        for at, text in enumerate((home.row_key(sample.number), *_printed(sample, home)), start=1):
            sheet.write_string(row, at, text)
        sheet.write_string(row, FOUND, home.result.chinese if home.result else "")
        sheet.write_string(row, REMARK, home.remark or "")
    sheet.data_validation(
        4,
        FOUND,
        3 + len(sample.homes),
        FOUND,
        {"validate": "list", "source": [one.chinese for one in Result]},
    )
    sheet.freeze_panes(4, 0)
    book.close()
    return data.getvalue()


def read(name: str, data: bytes, *, of: Sample) -> tuple[str, list[Returned]]:
    """The checksum of a workbook that came back, and its rows.

    Refused where it is no such workbook, or where it bears the checksum of this sample and another home, or
    one home less, than went out: the rows may be sorted, and nothing but results and remarks be written.
    """
    for grid in open_file(name, data):
        rows = [[str(cell or "").strip() for cell in row] for row in grid.frame.rows()]
        head = next(
            (at for at, row in enumerate(rows[:SEARCHED]) if tuple(row[: len(COLUMNS)]) == COLUMNS), None
        )
        if head is not None:
            checksum, homes = _checksum(grid), [row for row in rows[head + 1 :] if row[KEY]]
            if checksum == of.checksum:
                _compare(of, {row[KEY]: tuple(row[PRINTED]) for row in homes})
            return checksum, [_row(row) for row in homes]
    raise Refused(_("不是抽查核验表：请使用导出的工作簿，不要改动表头。"))


def _printed(sample: Sample, home: SampledHome) -> tuple[str, ...]:
    told = (home.unit_code, home.compound_number, home.building, home.room, sample.stage.chinese)
    return tuple(text or "" for text in told)


def _compare(sample: Sample, found: Mapping[str, tuple[str, ...]]) -> None:
    """Every home that went out, as it went out; keys that never did are refused where results are entered."""
    for home in sample.homes:
        printed = found.get(home.row_key(sample.number))
        if printed is None:
            raise Refused(_("工作簿中缺少第 {n} 号，未采用：不得增删行。", n=home.place))
        if printed != tuple(text.strip() for text in _printed(sample, home)):
            raise Refused(_("第 {n} 号的房屋与导出时不同，未采用：只可填写核验结果和说明。", n=home.place))


def _checksum(grid: Grid) -> str:
    cells = (str(cell or "") for row in grid.frame.head(SEARCHED).rows() for cell in row)
    return next((cell.removeprefix(CHECKSUM).strip() for cell in cells if cell.startswith(CHECKSUM)), "")


def _row(row: list[str]) -> Returned:
    said = row[FOUND]
    results: Mapping[str, Result] = {one.chinese: one for one in Result}
    if said and said not in results:
        raise Refused(
            _(
                "核验码 {key} 的结果“{said}”不在可填范围：{all}。",
                key=row[KEY],
                said=said,
                all="、".join(results),
            )
        )
    return Returned(row[KEY], results.get(said), row[REMARK] if len(row) > REMARK else "")
