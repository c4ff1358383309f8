import hashlib
import os
import re
import subprocess
import sys
from datetime import datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest

from reports.paper import Paper, Printed
from reports.reading_back import properties
from tests.reports import samples

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ROOT = Path(__file__).parents[2]


def paragraphs(paper: Paper) -> list[str]:
    return [paragraph.text for paragraph in docx.Document(BytesIO(paper.save())).paragraphs]


def part(paper: Paper, name: str) -> str:
    return ZipFile(BytesIO(paper.save())).read(name).decode()


def empty(*, demo: bool = False) -> Paper:
    return Paper("通报", made_at=samples.MOMENT, demo=demo)


def test_the_same_words_give_the_same_bytes_in_every_process() -> None:
    script = (
        "import hashlib; from tests.reports import samples;"
        "print(*(hashlib.sha256(p.save()).hexdigest() for p in (samples.briefing(), samples.letter())))"
    )
    here = [hashlib.sha256(paper.save()).hexdigest() for paper in (samples.briefing(), samples.letter())]

    for seed in ("0", "1", "4242"):
        run = subprocess.run(
            [sys.executable, "-c", script],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=True,
        )
        assert run.stdout.split() == here


def test_saving_twice_gives_the_same_bytes() -> None:
    paper = samples.briefing()

    assert paper.save() == paper.save()


def test_a_document_carries_the_moment_it_was_made_and_who_issued_it() -> None:
    core = docx.Document(BytesIO(samples.briefing().save())).core_properties

    assert core.created == core.modified == samples.MOMENT
    assert core.author == "中共××市纪律检查委员会　××市监察委员会 专项行动监督专班"
    assert core.title == "不动产“登记难”专项行动监督简报 第12期"


def test_a_document_is_made_at_an_aware_moment() -> None:
    with pytest.raises(ValueError, match="aware"):
        Paper("通报", made_at=datetime(2022, 8, 15), demo=False).save()  # noqa: DTZ001


def test_demo_data_is_named_at_the_top_on_every_page_and_in_the_properties() -> None:
    content = samples.letter(demo=True).save()
    document = docx.Document(BytesIO(content))

    assert "【演示数据】" in document.paragraphs[0].text
    for header in (document.sections[0].header, document.sections[0].even_page_header):
        assert "演示数据" in header.paragraphs[0].text
    assert document.core_properties.subject == "演示数据"
    assert properties(content)["demo"] == "演示数据"


def test_real_data_carries_no_mark_of_demo_data() -> None:
    package = ZipFile(BytesIO(samples.briefing(demo=False).save()))

    assert not [name for name in package.namelist() if "演示" in package.read(name).decode(errors="ignore")]


def test_the_masthead_says_what_it_must_in_its_order() -> None:
    lines = paragraphs(samples.briefing())

    assert lines[:7] == [
        "000012\t【演示数据】",
        "内部资料　注意保存",
        "不动产“登记难”专项行动",
        "监督简报",
        "第12期",
        "中共××市纪律检查委员会　××市监察委员会\t",
        "专项行动监督专班\t2022年8月15日",
    ]


def test_a_red_name_too_long_for_its_size_is_set_narrower() -> None:
    paper = empty()
    paper.letterhead("中共××市纪律检查委员会××市监察委员会", "××纪督〔2022〕12号")

    assert '<w:w w:val="42"/>' in part(paper, "word/document.xml")


def test_a_line_end_in_words_begins_another_paragraph() -> None:
    paper = empty()
    paper.text("第一段\r\n第二段", Printed("9", "_F0001_overdue"), "项")

    assert paragraphs(paper) == ["第一段", "第二段9项"]


def test_a_page_break_costs_no_line() -> None:
    paper = empty()
    paper.text("前页")
    paper.page_break()
    paper.text("后页")

    assert paragraphs(paper) == ["前页", "后页"]
    assert part(paper, "word/document.xml").count("<w:pageBreakBefore/>") == 1


def test_the_header_of_a_table_repeats_and_no_row_is_split() -> None:
    paper = empty()
    paper.table(["序号", "事项"], [[str(at), "首次登记"] for at in range(60)])

    rows = docx.Document(BytesIO(paper.save())).tables[0]._tbl.tr_lst
    assert [row.find(f".//{W}tblHeader") is not None for row in rows] == [True] + [False] * 60
    assert all(row.find(f".//{W}cantSplit") is not None for row in rows)


def test_a_small_table_stays_on_one_page() -> None:
    paper = empty()
    paper.table(["序号", "事项"], [["1", "首次登记"], ["2", "转移登记"]])

    rows = docx.Document(BytesIO(paper.save())).tables[0]._tbl.tr_lst
    assert [row.find(f".//{W}keepNext") is not None for row in rows] == [True, True, False]


@pytest.mark.parametrize("widths", [None, [1, 2, 3], [2000.5, 1, 777]])
def test_a_table_is_as_wide_as_the_text(widths: list[float] | None) -> None:
    paper = empty()
    paper.table(["序号", "责任单位", "事项"], [["1", "自然资源局", "很长的事项" * 20]], widths=widths)

    table = docx.Document(BytesIO(paper.save())).tables[0]
    grid = [int(column.get(f"{W}w")) for column in table._tbl.tblGrid]
    assert sum(grid) == 8844
    assert [int(cell.get(f"{W}w")) for cell in table._tbl.iter(f"{W}tcW")] == grid * 2


def test_numbers_get_the_room_they_need_before_sentences_do() -> None:
    paper = empty()
    paper.table(
        ["序号", "纳入", "事项", "原因"], [["1", "3088000", "很长的事项" * 9, "原因" * 30]], numeric={1}
    )

    grid = [
        int(column.get(f"{W}w")) for column in docx.Document(BytesIO(paper.save())).tables[0]._tbl.tblGrid
    ]
    assert grid[1] >= 7 * 0.64 * 210 + 113


def test_a_row_has_a_cell_for_each_header() -> None:
    with pytest.raises(ValueError, match="each header"):
        empty().table(["序号", "事项"], [["1"]])


def test_lamps_are_words_that_a_grey_print_keeps() -> None:
    cells = [
        cell.text for cell in docx.Document(BytesIO(samples.briefing().save())).tables[1].columns[5].cells
    ]

    assert cells == ["灯", "▲红", "◆黄", "●蓝", "○无法计算"]


def test_titled_tables_and_charts_are_numbered() -> None:
    lines = paragraphs(samples.briefing())

    assert "表1　各县区登记进展" in lines
    assert "图2　半月信访举报（件次）" in lines


def test_the_imprint_leaves_out_what_nobody_said() -> None:
    paper = empty()
    paper.imprint(down="各县（区）纪委监委。", printed=40)

    table = docx.Document(BytesIO(paper.save())).tables[0]
    assert [row.cells[0].text for row in table.rows] == ["发：各县（区）纪委监委。", "\t共印40份"]


def test_a_receipt_leaves_room_to_write() -> None:
    table = docx.Document(BytesIO(samples.letter().save())).tables[-1]

    assert [row.cells[0].text for row in table.rows] == ["送达文书", "文号", "受送达人（签名）", "收到时间"]
    assert table.rows[2].cells[1].text == ""


def test_without_the_costly_title_face_titles_are_bold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DUZE_TITLE_FACE", "宋体")

    style = docx.Document(BytesIO(samples.letter().save())).styles["公文标题"]
    assert style.font.bold
    assert style.font.name == "宋体"


def test_a_bookmark_stands_for_one_figure_only() -> None:
    paper = empty()
    paper.text(Printed("9", "_F0001_overdue"))

    with pytest.raises(ValueError, match="_F0001_overdue"):
        paper.text(Printed("8", "_F0001_overdue"))


@pytest.mark.parametrize("name", ["", "9lives", "F 1", "x" * 41, "图"])
def test_a_bookmark_has_a_name_word_accepts(name: str) -> None:
    with pytest.raises(ValueError, match="bookmark"):
        empty().text(Printed("9", name))


def test_a_row_too_tall_for_half_a_page_goes_on_on_the_next_and_a_short_one_stays_whole() -> None:
    paper = Paper("长表", made_at=samples.MOMENT, demo=False)
    paper.form({"短": "一行。", "长": "窗口要求反复补件，另收材料费。" * 60})

    rows = re.findall(r"<w:trPr>(.*?)</w:trPr>", part(paper, "word/document.xml"))

    assert ["<w:cantSplit/>" in row for row in rows] == [True, False]
