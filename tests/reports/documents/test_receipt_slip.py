import zipfile
from datetime import date
from io import BytesIO

from docx import Document

from reports.documents import receipt_slip
from supervision import clock
from supervision.conduct.slips import Slip

CODE = "0481926673150928"


def test_it_says_a_code_a_day_and_an_office_and_carries_the_code_as_a_picture() -> None:
    slip = Slip(CODE, "阳泉市", date(2026, 3, 2), clock.now(), demo=False)

    data = receipt_slip.write(slip).save()

    document = Document(BytesIO(data))
    form = {row.cells[0].text: row.cells[1].text for row in document.tables[0].rows}
    assert form["回执码"] == "0481 9266 7315 0928"
    assert form["收到日期"] == "2026年3月2日"
    assert len(document.inline_shapes) == 1
    with zipfile.ZipFile(BytesIO(data)) as package:
        assert package.read("word/media/image1.png").startswith(b"\x89PNG")


def test_the_same_slip_gives_the_same_bytes_and_no_clock_stands_in_the_picture() -> None:
    slip = Slip(CODE, "阳泉市", date(2026, 3, 2), clock.now(), demo=True)

    assert receipt_slip.write(slip).save() == receipt_slip.write(slip).save()
