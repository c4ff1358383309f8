from io import BytesIO
from zipfile import ZipFile

import docx
import openpyxl
import pytest
from lxml import etree

from reports.native_charts import Kind, Numbers, chart, height_mm, lies_down
from reports.paper import Paper
from tests.reports import samples

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"


def package(paper: Paper) -> ZipFile:
    return ZipFile(BytesIO(paper.save()))


def cached(tree: etree._Element) -> dict[str, dict[str, float | str]]:
    """Formula → place in its range → value, as the chart keeps it."""
    return {
        str(reference.findtext(f"{C}f")): {
            str(point.get("idx")): str(point.findtext(f"{C}v")) for point in reference.iter(f"{C}pt")
        }
        for reference in [*tree.iter(f"{C}strRef"), *tree.iter(f"{C}numRef")]
    }


@pytest.mark.parametrize("number", [1, 2])
def test_the_workbook_in_a_chart_holds_the_values_the_chart_shows(number: int) -> None:
    file = package(samples.briefing())
    book = openpyxl.load_workbook(
        BytesIO(file.read(f"word/embeddings/Microsoft_Excel_Worksheet{number}.xlsx"))
    )
    tree = etree.fromstring(file.read(f"word/charts/chart{number}.xml"))

    for formula, values in cached(tree).items():
        area = book["Sheet1"][formula.removeprefix("Sheet1!").replace("$", "")]
        cells = [cell for (cell,) in area] if isinstance(area, tuple) else [area]
        held = {str(at): str(cell.value) for at, cell in enumerate(cells) if cell.value is not None}
        assert held == {at: str(value).removesuffix(".0") for at, value in values.items()}


def test_an_unknown_value_is_a_gap_and_no_zero() -> None:
    tree = etree.fromstring(package(samples.briefing()).read("word/charts/chart1.xml"))

    assert "5" not in cached(tree)["Sheet1!$C$2:$C$9"]
    assert tree.find(f".//{C}dispBlanksAs").get("val") == "gap"


def test_a_chart_can_be_told_apart_in_grey() -> None:
    file = package(samples.briefing())
    bars, lines = (etree.fromstring(file.read(f"word/charts/chart{number}.xml")) for number in (1, 2))

    assert [fill.get("prst") for fill in bars.iter(f"{A}pattFill")] == ["wdUpDiag"]
    assert [dash.get("val") for dash in lines.iter(f"{A}prstDash")] == ["solid", "dash"]
    assert [mark.get("val") for mark in lines.iter(f"{C}symbol")] == ["circle", "square"]
    assert bars.find(f".//{C}valAx/{C}scaling/{C}min").get("val") == "0"


def test_a_chart_says_in_words_what_it_shows() -> None:
    document = docx.Document(BytesIO(samples.briefing().save()))

    described = [drawing.get("descr") for drawing in document.element.iter(f"{WP}docPr")]
    assert described == ["条形图：8个县区的首登率与转移登记率", "折线图：半月信访举报件次"]


def test_a_series_that_looks_like_a_formula_stays_a_word() -> None:
    paper = Paper("通报", made_at=samples.MOMENT, demo=False)
    paper.bar_chart("图", ["=1+1"], {"=cmd|'/c calc'!A0": [3]}, "件", "图")

    book = openpyxl.load_workbook(
        BytesIO(package(paper).read("word/embeddings/Microsoft_Excel_Worksheet1.xlsx"))
    )
    assert [cell.data_type for cell in (book["Sheet1"]["A2"], book["Sheet1"]["B1"])] == ["s", "s"]
    assert book["Sheet1"]["A2"].value == "=1+1"


def test_with_nothing_known_there_is_a_sentence_and_no_chart() -> None:
    paper = Paper("通报", made_at=samples.MOMENT, demo=False)
    paper.line_chart("半月信访举报", ["8月上"], {"信访举报": [None]}, "件次", "折线图")

    assert "待核" in docx.Document(BytesIO(paper.save())).paragraphs[0].text
    assert not [name for name in package(paper).namelist() if "chart" in name]


def test_each_series_has_a_value_for_each_category() -> None:
    with pytest.raises(ValueError, match="each category"):
        Paper("通报", made_at=samples.MOMENT, demo=False).bar_chart(
            "图", ["甲", "乙"], {"丙": [1]}, "件", "图"
        )


def test_crowded_columns_lie_down_and_grow_higher() -> None:
    few: dict[str, Numbers] = {"首登率": [98.5, 97.0]}
    many: dict[str, Numbers] = {"首登率": [98.51] * 11, "转移登记率": [92.13] * 11}

    assert not lies_down(["甲县", "乙县"], few)
    assert lies_down(["太原市"] * 11, many)
    assert height_mm("bar", ["太原市"] * 11, many) > height_mm("bar", ["甲县", "乙县"], few)


@pytest.mark.parametrize("kind", ["bar", "line"])
@pytest.mark.parametrize(("values", "pattern"), [([1, 2], "0"), ([1.5, 2], "0.0"), ([99.97, 2], "0.00")])
def test_a_label_never_rounds_a_rate_up(kind: Kind, values: list[float], pattern: str) -> None:
    tree = etree.fromstring(chart(kind, ["甲", "乙"], {"率": values}).encode())

    assert {entry.get("formatCode") for entry in tree.iter(f"{C}numFmt")} - {"General"} == {pattern}


def test_losses_hang_below_the_axis() -> None:
    tree = etree.fromstring(chart("bar", ["甲", "乙"], {"较上期": [-2.0, -1.0]}).encode())

    assert float(tree.find(f".//{C}valAx/{C}scaling/{C}min").get("val")) < -2
