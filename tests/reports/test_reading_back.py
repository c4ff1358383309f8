from io import BytesIO
from zipfile import ZipFile

import docx
import pytest

from reports.packing import zipped
from reports.paper import Paper, Printed
from reports.reading_back import Unreadable, changed, printed, properties
from tests.reports import samples


def edited(content: bytes, old: str, new: str) -> bytes:
    with ZipFile(BytesIO(content)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    parts["word/document.xml"] = parts["word/document.xml"].replace(old.encode(), new.encode())
    return zipped(parts)


def test_every_printed_figure_is_read_back() -> None:
    assert printed(samples.briefing().save()) == samples.FROZEN


def test_a_figure_is_read_back_after_word_has_saved_it_again() -> None:
    again = BytesIO()
    docx.Document(BytesIO(samples.briefing().save())).save(again)

    assert changed(again.getvalue(), samples.FROZEN) == {}


def test_a_figure_changed_in_the_file_is_found() -> None:
    paper = Paper("通报", made_at=samples.MOMENT, demo=False)
    paper.text("逾期", Printed("9", "_F0001_overdue"), "项，办结", Printed("151", "_F0002_closed"), "项。")
    frozen = {"_F0001_overdue": "9", "_F0002_closed": "151", "_F0003_promised": "186"}

    content = edited(paper.save(), ">151<", ">152<")

    assert changed(content, frozen) == {"_F0002_closed": "152", "_F0003_promised": None}


def test_the_snapshot_and_the_hash_of_the_figures_are_read_back() -> None:
    stated = properties(samples.briefing().save())

    assert stated == {"demo": "演示数据", "snapshot": "S-20220815-01", "figures_sha256": "0" * 64}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no document",
        zipped({"word/other.xml": "<a/>"}),
        zipped({"word/document.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}),
    ],
)
def test_what_is_no_document_of_ours_is_refused(content: bytes) -> None:
    with pytest.raises(Unreadable):
        printed(content)
