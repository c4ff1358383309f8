import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

import polars as pl
import pytest
import xlsxwriter
import xlwt

from supervision.errors import Refused
from supervision.intake import delimited
from supervision.intake.formats import MOST_COLUMNS
from supervision.intake.reading import Grid, open_file, streams

ROWS: list[list[str | None]] = [["县区", "任务数", "备注"], ["城区", "144", "甲,乙"], ["矿区", "163", None]]


def xlsx(rows: Sequence[Sequence[object]] | None = None, *, first: int = 0) -> bytes:
    kept = io.BytesIO()
    book = xlsxwriter.Workbook(kept)
    sheet = book.add_worksheet("周报")
    for n, row in enumerate(rows or ROWS):
        sheet.write_row(n + first, 0, row)
    book.close()
    return kept.getvalue()


def xls() -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("周报")
    for n, row in enumerate(ROWS):
        for m, cell in enumerate(row):
            sheet.write(n, m, cell)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def html(encoding: str) -> bytes:
    rows = "".join("<tr>" + "".join(f"<td>{cell or ''}</td>" for cell in row) + "</tr>" for row in ROWS)
    return f'<html><meta charset="{encoding}"><body><table>{rows}</table></body></html>'.encode(encoding)


def text(separator: str, encoding: str) -> bytes:
    def cell(told: str | None) -> str:
        return f'"{told}"' if told and separator in told else told or ""

    return "\r\n".join(separator.join(map(cell, row)) for row in ROWS).encode(encoding) + "\r\n".encode(
        encoding.removesuffix("-sig").replace("utf-16", "utf-16-le")
    )


@pytest.mark.parametrize(
    "data",
    [
        xlsx(),
        xls(),
        html("gb2312"),
        html("utf-8"),
        text(",", "utf-8"),
        text(",", "utf-8-sig"),
        text(",", "gb18030"),
        text("\t", "utf-8-sig"),
        text("\t", "utf-16"),
        text(";", "gb18030"),
    ],
    ids=["xlsx", "xls", "html-gb", "html", "csv", "csv-bom", "csv-gb", "tsv-bom", "tsv-utf16", "semicolon"],
)
@pytest.mark.parametrize("name", ["周报.xls", "周报.csv", "周报"])
def test_a_table_is_known_by_its_content_and_not_by_its_name(data: bytes, name: str) -> None:
    [grid] = open_file(name, data)

    assert grid.frame.rows() == [tuple(row) for row in ROWS]
    assert grid.frame.columns == ["c0", "c1", "c2"]


def test_rows_keep_their_numbers_in_the_sheet() -> None:
    [grid] = open_file("a.xlsx", xlsx(first=2))

    assert grid.frame["c0"].to_list() == [None, None, "县区", "城区", "矿区"]


def test_a_web_page_leaves_blank_what_a_merged_cell_covers() -> None:
    page = (
        "<table><tr><th rowspan=2>县区</th><th colspan=2>首次登记</th></tr>"
        "<tr><th>套数</th><th>完成率</th></tr>"
        "<tr><td>城区</td><td>1</td><td>50%</td></tr></table>"
    )

    [grid] = open_file("a.xls", page.encode())

    assert grid.frame.rows() == [("县区", "首次登记", None), (None, "套数", "完成率"), ("城区", "1", "50%")]


def test_a_web_page_is_read_without_fetching_or_expanding_anything() -> None:
    page = (
        '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><table><tr><td>甲</td><td>&x;</td></tr>'
        '<tr><td><img src="http://example.invalid/"><script>alert(1)</script>乙</td><td>1</td></tr></table>'
    )

    [grid] = open_file("a.xls", page.encode())

    assert "root:" not in str(grid.frame.rows())


def test_hidden_sheets_are_marked() -> None:
    kept = io.BytesIO()
    book = xlsxwriter.Workbook(kept)
    book.add_worksheet("数据").write_row(0, 0, ["县区"])
    hidden = book.add_worksheet("码表")
    hidden.write_row(0, 0, ["出让"])
    hidden.hide()
    book.close()

    assert [grid.hidden for grid in open_file("a.xlsx", kept.getvalue())] == [False, True]


def with_part(name: str, content: bytes = b"x", *, data: bytes | None = None) -> bytes:
    kept = io.BytesIO(data or xlsx())
    with zipfile.ZipFile(kept, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return kept.getvalue()


def only_parts(*names: str) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        for name in names:
            archive.writestr(name, "<x/>")
    return kept.getvalue()


def encrypted_xls() -> bytes:
    data = bytearray(xls())
    at = data.find(b"\x09\x08\x10\x00\x00\x06\x05\x00") + 4 + 16
    data[at : at + 2] = b"\x2f\x00"
    return bytes(data)


CFB = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "空的"),
        (b"\xef\xbb\xbf \r\n", "空的"),
        (b",,\n,,\n", "空的"),
        (b"%PDF-1.4 \xff\xfe", "PDF"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "PNG"),
        (b"MZ\x90\x00\x03\x00", "EXE"),
        (b"\x00\x01\x02\x03\x04\x80\x81" * 90, "不是表格"),
        (only_parts("word/document.xml"), "Word"),
        (only_parts("some.txt"), "ZIP"),
        (only_parts("content.xml"), "另存为"),
        (with_part("xl/vbaProject.bin"), "宏"),
        (with_part("xl/media/a.bin", bytes(30_000_000)), "压缩炸弹"),
        (xlsx()[:-300], "不完整"),
        (xlsx()[: len(xlsx()) // 2], "不完整"),
        (xls()[: len(xls()) // 2], "不完整"),
        (CFB + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(900), "已加密"),
        (CFB + bytes(504) + "WordDocument".encode("utf-16-le") + bytes(900), "Word"),
        (CFB + bytes(504) + "_VBA_PROJECT_CUR".encode("utf-16-le") + bytes(900), "宏"),
        (CFB + bytes(2000), "不完整"),
        (encrypted_xls(), "已加密"),
        (html("gb2312")[:-40], "不完整"),
        ("县区,套数\n城区".encode("gb18030")[:-1], "截断"),
        ("县区,套数\n城".encode()[:-1], "截断"),
        ("县区,首次,转移\n甲,1,2\n乙,1,2\n丙,1,2\n丁,1".encode(), "截断"),
        (b"<?xml version='1.0'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'/>", "另存为"),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_sentence_naming_the_file(data: bytes, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence) as refused:
        open_file("某县.xlsx", data)

    assert "某县.xlsx" in str(refused.value)


def test_a_file_larger_than_the_limit_is_refused_unread(tmp_path: Path) -> None:
    (tmp_path / "big.csv").write_bytes(b"a,b\n" * 2_000_000)

    with pytest.raises(Refused, match="超过 1 MB"):
        open_file("big.csv", tmp_path / "big.csv", limit=1 << 20)


def test_a_few_cells_far_apart_do_not_lay_out_a_giant_rectangle() -> None:
    kept = io.BytesIO()
    book = xlsxwriter.Workbook(kept)
    sheet = book.add_worksheet()
    sheet.write(0, 0, "县区")
    sheet.write(1_048_575, 200, "远")
    book.close()

    with pytest.raises(Refused, match="范围过大"):
        open_file("a.xlsx", kept.getvalue())


def test_a_format_far_to_the_right_is_no_column() -> None:
    kept = io.BytesIO()
    book = xlsxwriter.Workbook(kept)
    sheet = book.add_worksheet()
    sheet.write(0, 0, "县区")
    sheet.write_blank(0, 16_383, None, book.add_format({"bold": True}))
    book.close()

    [grid] = open_file("a.xlsx", kept.getvalue())

    assert grid.frame.width == 1


@pytest.mark.parametrize("cell", [b'<c s="0" r="XFD1"', b"<c r='XFD1'", b'<x:c r="XFD1"', b'<c\n r="XFD1"'])
def test_a_far_cell_is_seen_however_it_is_written(cell: bytes) -> None:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr(
            "xl/worksheets/sheet1.xml", b'<row r="1"><c r="A1"><v>1</v></c>' + cell + b"><v>1</v></c>"
        )

    with pytest.raises(Refused, match="列超过"):
        open_file("a.xlsx", kept.getvalue())


def test_too_many_columns_and_sheets_are_refused() -> None:
    wide = [["列"] * (MOST_COLUMNS + 1)]
    kept = io.BytesIO()
    book = xlsxwriter.Workbook(kept)
    for _n in range(201):
        book.add_worksheet().write(0, 0, "县区")
    book.close()

    with pytest.raises(Refused, match="列超过"):
        open_file("a.xlsx", xlsx(wide))
    with pytest.raises(Refused, match="列超过"):
        open_file("a.csv", (",".join(["列"] * (MOST_COLUMNS + 1)) + "\n").encode())
    with pytest.raises(Refused, match="工作表超过"):
        open_file("a.xlsx", kept.getvalue())


def rows_of(path: Path, *, size: int) -> list[tuple[str | None, ...]]:
    return [row for block in delimited.blocks(path, size=size) for row in block.rows()]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("size", [64, 100, 1000, 1 << 20])
def test_a_large_text_is_read_in_blocks_of_whole_lines(tmp_path: Path, encoding: str, size: int) -> None:
    lines = ["单元号,小区,时间"] + [f"1403{n:04},汇南苑{n},2021-05-{n % 28 + 1:02}" for n in range(300)]
    (tmp_path / "a.csv").write_bytes("\n".join(lines).encode(encoding))

    read = rows_of(tmp_path / "a.csv", size=size)

    assert read == [tuple(line.split(",")) for line in lines]


@pytest.mark.parametrize("size", [40, 97, 1 << 20])
def test_a_line_break_inside_quotation_marks_does_not_break_the_row(tmp_path: Path, size: int) -> None:
    told = 'a,b\n1,"x\ny"\n2,"say ""no"", twice"\n3,z\n4,"p\n\nq,"\n5,end\n'
    (tmp_path / "a.csv").write_text(told)

    read = rows_of(tmp_path / "a.csv", size=size)

    assert read[1:] == [("1", "x\ny"), ("2", 'say "no", twice'), ("3", "z"), ("4", "p\n\nq,"), ("5", "end")]


def test_a_stray_quotation_mark_costs_no_row() -> None:
    [grid] = open_file("a.csv", '房号,面积\n5"管,80\n6,"90"\n7" ,70\n'.encode())

    assert grid.frame.rows() == [("房号", "面积"), ('5"管', "80"), ("6", "90"), ('7" ', "70")]


def test_a_quotation_that_never_ends_is_refused() -> None:
    lines = "".join(f"{n},b\n" for n in range(200))

    with pytest.raises(Refused, match="引号"):
        open_file("a.csv", ('单元号,小区\n1,"汇南' + "苑\n" + lines).encode())


def test_a_longer_line_keeps_its_cells() -> None:
    [grid] = open_file("a.csv", "甲,乙\n1,2\n3,4,5\n6,7\n".encode())

    assert grid.frame.rows()[2] == ("3", "4", "5")


def test_title_lines_may_be_shorter_than_the_table() -> None:
    [grid] = open_file("a.csv", "城区登记台账\n\n甲,乙,丙\n1,2,3\n4,5\n".encode())

    assert grid.frame.rows()[1:] == [
        (None, None, None),
        ("甲", "乙", "丙"),
        ("1", "2", "3"),
        ("4", "5", None),
    ]


def test_text_may_be_streamed_and_workbooks_not(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(text(",", "gb18030"))
    (tmp_path / "a.xlsx").write_bytes(xlsx())

    assert streams(tmp_path / "a.csv")
    assert not streams(tmp_path / "a.xlsx")


def test_formulas_and_markup_stay_the_text_they_are() -> None:
    told = ["=cmd|' /C calc'!A1", "{{ 7*7 }}", "<script>alert(1)</script>", "**x** $y$"]

    [grid] = open_file("a.csv", ("\t".join(told) + "\n").encode())

    assert grid.frame.row(0) == tuple(told)


def test_a_grid_of_nothing_is_blank() -> None:
    assert Grid("a", "b", pl.DataFrame()).blank
    assert Grid("a", "b", pl.DataFrame({"c0": [None, " "]}, schema={"c0": pl.String})).blank
    assert not Grid("a", "b", pl.DataFrame({"c0": ["x"]})).blank
