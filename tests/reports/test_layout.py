"""The printed page, measured: GB/T 9704—2012 as LibreOffice sets our documents."""

import os
import shutil
import subprocess
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.reports import samples

MM = 72 / 25.4
TEXT_TOP, TEXT_BOTTOM, TEXT_LEFT, TEXT_RIGHT = 37.0, 262.0, 28.0, 184.0
HANGING = "，。、；："  # may stand out of the text block at the end of a line
FACES = {
    "仿宋_GB2312": "Noto Serif CJK SC",
    "楷体_GB2312": "Noto Serif CJK SC",
    "宋体": "Noto Serif CJK SC",
    "黑体": "Noto Sans CJK SC",
    "方正小标宋简体": "Noto Serif CJK SC",
}
PAPERS = {
    "briefing": samples.briefing,
    "letter": samples.letter,
    "grid": samples.grid,
    "ledger": samples.ledger,
}
Pages = Callable[[str], Any]


class Letter(NamedTuple):
    """A printed character: where it stands, in mm."""

    text: str
    left: float
    right: float
    baseline: float
    size: float


@pytest.fixture(scope="module")
def printer(tmp_path_factory: pytest.TempPathFactory) -> Path | None:
    """A folder with each sample as a PDF; None where there is nothing to print with."""
    soffice = shutil.which("soffice")
    if soffice is None:
        return None
    folder = tmp_path_factory.mktemp("print")
    fonts = folder / "fonts.conf"
    fonts.write_text(_fonts(), encoding="utf-8")
    for name, paper in PAPERS.items():
        (folder / f"{name}.docx").write_bytes(paper().save())
    subprocess.run(
        [
            soffice,
            f"-env:UserInstallation=file://{folder}/profile",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(folder),
            *(str(folder / f"{name}.docx") for name in PAPERS),
        ],
        env={**os.environ, "FONTCONFIG_FILE": str(fonts), "HOME": str(folder)},
        capture_output=True,
        timeout=240,
        check=True,
    )
    return folder


@pytest.fixture
def pages(printer: Path | None, request: pytest.FixtureRequest) -> Pages:
    """Opens a printed sample. Exit code 0 says nothing about LibreOffice: the PDF must be there."""
    check = request.node.name.removeprefix("test_").replace("_", " ")
    if printer is None:
        pytest.skip(f"LibreOffice (soffice) is missing; NOT CHECKED: {check}")
    pymupdf = pytest.importorskip("pymupdf", reason=f"pymupdf is missing; NOT CHECKED: {check}")
    folder = printer

    def open_pages(name: str) -> Any:
        assert (folder / f"{name}.pdf").exists(), f"LibreOffice printed no {name}"
        return pymupdf.open(folder / f"{name}.pdf")

    return open_pages


@pytest.mark.parametrize("page", [0, 1])
def test_a_page_holds_22_lines_of_28_characters(pages: Pages, page: int) -> None:
    lines = _lines(pages("grid")[page])

    assert [len(line) for line in lines] == [28] * 22
    assert (lines[-1][0].baseline - lines[0][0].baseline) * MM / 21 == pytest.approx(28.95, abs=0.1)


@pytest.mark.parametrize("page", [0, 1])
def test_the_text_block_stands_where_the_standard_says(pages: Pages, page: int) -> None:
    lines = _lines(pages("grid")[page])

    assert min(line[0].left for line in lines) == pytest.approx(28, abs=1)
    assert 210 - max(line[-1].right for line in lines) == pytest.approx(26, abs=1)
    assert lines[0][0].baseline == pytest.approx(44.7, abs=1)
    assert 297 - lines[-1][0].baseline == pytest.approx(37.8, abs=1)


def test_a_full_document_prints_all_its_pages(pages: Pages) -> None:
    assert len(pages("grid")) == 3
    assert len(pages("letter")) == 3
    assert len(pages("briefing")) >= 5


def test_only_punctuation_hangs_out_of_the_text_block(pages: Pages) -> None:
    for page in pages("briefing"):
        for line in _lines(page):
            inside = [letter for letter in line if letter.text not in HANGING]
            assert max(letter.right for letter in inside) <= TEXT_RIGHT + 1


@pytest.mark.parametrize("name", ["briefing", "letter"])
def test_the_red_rule_is_as_wide_as_the_text(pages: Pages, name: str) -> None:
    (left, right, _), *_ = _rules(pages(name)[0], red=True)

    assert right - left == pytest.approx(156, abs=0.5)
    assert left == pytest.approx(TEXT_LEFT, abs=0.5)


def test_the_red_name_of_a_letter_and_its_number_keep_their_distances(pages: Pages) -> None:
    page = pages("letter")[0]
    *_, rule = [y for _, _, y in _rules(page, red=True)]
    number = max(letter.baseline for letter in _letters(page, size=16) if letter.baseline < rule)

    assert _ink(page, top=50, bottom=100, red=True)[0] == pytest.approx(TEXT_TOP + 35, abs=1.5)
    assert rule - _ink(page, top=number - 6, bottom=number + 2, red=False)[1] == pytest.approx(4, abs=1)


def test_a_signature_never_stands_alone_on_a_page(pages: Pages) -> None:
    signed = next(page for page in pages("letter") if "抄送" in page.get_text())

    assert "佐证材料" in signed.get_text()


def test_the_imprint_stands_at_the_foot_of_the_last_page(pages: Pages) -> None:
    *_, (left, right, bottom) = _rules(pages("briefing")[-1], red=False)

    assert bottom == pytest.approx(TEXT_BOTTOM, abs=1)
    assert right - left == pytest.approx(156, abs=0.5)


def test_page_numbers_stand_7_mm_below_the_text_outside(pages: Pages) -> None:
    for number, page in enumerate(pages("briefing"), start=1):
        dashes = [letter for letter in _letters(page, size=14) if letter.baseline > TEXT_BOTTOM + 3]
        first, last = dashes[0], dashes[-1]
        top, bottom = _ink(
            page, top=TEXT_BOTTOM + 3, bottom=280, red=False, left=first.left, right=first.right
        )

        assert first.text == last.text == "—"
        assert (top + bottom) / 2 - TEXT_BOTTOM == pytest.approx(7, abs=1)
        if number % 2:
            assert TEXT_RIGHT - last.right == pytest.approx(14 / MM, abs=1)
        else:
            assert first.left - TEXT_LEFT == pytest.approx(14 / MM, abs=1)


def test_a_wide_table_stands_on_pages_turned_sideways(pages: Pages) -> None:
    upright, *lying, last = pages("ledger")

    assert all(page.rect.width > page.rect.height for page in lying)
    assert upright.rect == last.rect
    assert len(lying) == 3
    for number, page in enumerate(lying, start=2):
        left, right, _ = _rules(page, red=False)[0]
        assert right - left == pytest.approx(225, abs=0.5)
        dashes = [letter for letter in _letters(page, size=14) if letter.text == "—"]
        assert all(letter.right < 35 for letter in dashes)
        assert len(dashes) == 2
        middle = sum(letter.baseline for letter in dashes) / 2
        assert middle > 160 if number % 2 else middle < 50


def test_the_header_of_a_long_table_is_printed_on_each_page(pages: Pages) -> None:
    *_, before_last, last = pages("briefing")

    assert all("责任单位" in page.get_text() for page in (before_last, last))


def test_charts_are_drawn_with_their_names_and_values(pages: Pages) -> None:
    text = "".join(page.get_text() for page in pages("briefing"))

    assert [words for words in ("98.85", "86.19", "青泽县", "其中：代办高收费") if words not in text] == []


def test_every_page_of_demo_data_says_so(pages: Pages) -> None:
    assert all("演示数据" in page.get_text() for name in ("briefing", "letter") for page in pages(name))
    assert not any("演示数据" in page.get_text() for page in pages("grid"))


def _fonts() -> str:
    """The office's faces, played by free ones: each Chinese character is one em in all of them."""
    played = "".join(
        f'<match target="pattern"><test name="family"><string>{face}</string></test>'
        f'<edit name="family" mode="assign" binding="strong"><string>{player}</string></edit></match>'
        for face, player in FACES.items()
    )
    return (
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f'<include ignore_missing="yes">/etc/fonts/fonts.conf</include>{played}</fontconfig>'
    )


def _letters(page: Any, *, size: float) -> list[Letter]:
    return [
        Letter(
            char["c"],
            char["bbox"][0] / MM,
            char["bbox"][2] / MM,
            char["origin"][1] / MM,
            span["size"],
        )
        for block in page.get_text("rawdict")["blocks"]
        for line in block.get("lines", ())
        for span in line["spans"]
        if abs(span["size"] - size) <= 0.3
        for char in span["chars"]
        if not char["c"].isspace()
    ]


def _lines(page: Any) -> list[list[Letter]]:
    """The body's lines from the top, each from the left."""
    lines: dict[int, list[Letter]] = defaultdict(list)
    for letter in _letters(page, size=16):
        lines[round(letter.baseline)].append(letter)
    return [sorted(line, key=lambda letter: letter.left) for _, line in sorted(lines.items())]


def _rules(page: Any, *, red: bool) -> list[tuple[float, float, float]]:
    """Level lines wider than 150 mm: left, right and height, from the top."""
    colour = (1.0, 0.0, 0.0) if red else (0.0, 0.0, 0.0)
    found = set()
    for drawing in page.get_drawings():
        left, top, right, bottom = (round(edge / MM, 2) for edge in drawing["rect"])
        if colour in (drawing.get("color"), drawing.get("fill")) and right - left > 150 and bottom - top < 2:
            found.add((left, right, (top + bottom) / 2))
    return sorted(found, key=lambda rule: rule[2])


def _ink(
    page: Any, *, top: float, bottom: float, red: bool, left: float = 0, right: float = 210
) -> tuple[float, float]:
    """Where, in mm from the top of the page, ink begins and ends between two heights."""
    image = page.get_pixmap(dpi=254, clip=(left * MM, top * MM, right * MM, bottom * MM), alpha=False)
    pixels, stride = image.samples, image.stride
    rows = [pixels[row * stride : row * stride + image.width * 3] for row in range(image.height)]
    inked = [at for at, row in enumerate(rows) if _has_ink(row, red=red)]
    return top + inked[0] / 10, top + (inked[-1] + 1) / 10


def _has_ink(row: bytes, *, red: bool) -> bool:
    return any(g < 128 and (r > 200 if red else r < 128) for r, g in zip(row[::3], row[1::3], strict=True))
