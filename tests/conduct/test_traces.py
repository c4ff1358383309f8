from collections.abc import Callable
from io import BytesIO

import pytest
from docx import Document
from openpyxl import load_workbook
from PIL import Image, ImageOps

from supervision.conduct.attached_formats import Format
from supervision.conduct.trace_terms import Found
from supervision.conduct.traces import cleaned
from tests.conduct import traces_of
from tests.conduct.traces_of import pymupdf, says

FILES: dict[str, tuple[Format, Callable[[], bytes]]] = {
    "jpg": (Format.JPEG, lambda: traces_of.picture("jpeg", turned=6)),
    "png": (Format.PNG, lambda: traces_of.picture("png")),
    "gif": (Format.GIF, lambda: traces_of.picture("gif")),
    "webp": (Format.WEBP, lambda: traces_of.picture("webp")),
    "bmp": (Format.BMP, lambda: traces_of.picture("bmp")),
    "docx": (Format.DOCX, traces_of.word),
    "xlsx": (Format.XLSX, traces_of.sheet),
    "pptx": (Format.PPTX, traces_of.slides),
    "pdf": (Format.PDF, traces_of.paper),
    "pdf of packed objects": (Format.PDF, lambda: traces_of.paper(packed_objects=True)),
    "wav": (Format.WAV, traces_of.wav),
    "mp3": (Format.MP3, traces_of.mp3),
    "mp4": (Format.MP4, traces_of.mp4),
}


@pytest.mark.parametrize("name", FILES)
def test_the_copy_says_nothing_of_whoever_made_it(name: str) -> None:
    kind, made = FILES[name]
    data = made()

    copy = cleaned(kind, data)

    assert says(data)
    assert copy.data is not None
    assert not says(copy.data)
    assert copy.found
    assert cleaned(kind, copy.data).data is not None


@pytest.mark.parametrize("name", ["jpg", "png", "gif", "webp", "bmp"])
def test_a_picture_loses_no_pixel_and_stands_upright(name: str) -> None:
    kind, made = FILES[name]
    before = made()

    after = cleaned(kind, before).data or b""

    def shown(data: bytes) -> tuple[tuple[int, int], bytes]:
        picture = ImageOps.exif_transpose(Image.open(BytesIO(data))).convert("RGB")
        return picture.size, picture.tobytes()

    assert shown(after) == shown(before)


def test_papers_still_say_what_they_say() -> None:
    word = Document(BytesIO(cleaned(Format.DOCX, traces_of.word()).data or b""))
    book = load_workbook(BytesIO(cleaned(Format.XLSX, traces_of.sheet()).data or b""))

    assert word.paragraphs[0].text == "窗口要求反复补件。"
    assert book.active["A1"].value == "代办费 8000 元"
    for packed in (False, True):
        with pymupdf.open(stream=cleaned(Format.PDF, traces_of.paper(packed_objects=packed)).data) as paper:
            page = paper[0]
            assert "shown on the page" in page.get_text()
            assert len(page.get_images()) == 1
            assert not (paper.metadata or {}).get("author", "").strip()
            assert [note.info["content"] for note in page.annots()] == ["seen by all"]


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        (Format.PDF, traces_of.paper(locked=True)),
        (Format.OLD_OFFICE, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
        (Format.JPEG, traces_of.picture("jpeg")[:200]),
        (Format.PNG, traces_of.picture("png")[:60]),
        (Format.GIF, traces_of.picture("gif")[:40]),
        (Format.WAV, b"RIFF\xff\xff\xff\xffWAVE"),
        (Format.MP4, b"\x00\x00\x00\x08ftyp\xff\xff\xff\xffmoov"),
    ],
)
def test_what_cannot_be_cleaned_has_no_copy(kind: Format, data: bytes) -> None:
    assert cleaned(kind, data).data is None


def test_it_names_what_was_taken_out() -> None:
    found = cleaned(Format.JPEG, traces_of.picture("jpeg")).found

    assert found == {Found.CAMERA, Found.COMMENT, Found.TAIL}
