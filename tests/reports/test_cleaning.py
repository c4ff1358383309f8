from io import BytesIO

import docx
import pytest

from reports.cleaning import clean
from reports.paper import Paper, Printed
from tests.reports import samples

HARMLESS = [
    "{{ 7*7 }}",
    "{% for x in y %}",
    "<script>alert(1)</script>",
    "]]><w:p/>",
    "&amp; &lt; \"quoted\" 'single'",
    "=cmd|'/c calc'!A0",
    "@SUM(1)",
    "𠮷野 🀄 ××·—…",
    "%s {0} ${x}",
]
HARMFUL = {
    "甲\x00乙": ("甲乙", {"U+0000"}),
    "甲\x0b\x1f乙": ("甲乙", {"U+000B", "U+001F"}),
    "甲\ud800乙": ("甲乙", {"U+D800"}),
    "甲\ufffe\uffff乙": ("甲乙", {"U+FFFE", "U+FFFF"}),
    "甲\u202e乙\u2066丙\u2069": ("甲乙丙", {"U+202E", "U+2066", "U+2069"}),
    "\ufeff甲\x7f\x9f乙": ("甲乙", {"U+FEFF", "U+007F", "U+009F"}),
    "甲\r\n乙\r丙\u2028丁": ("甲\n乙\n丙\n丁", set()),
}


def everywhere(text: str) -> Paper:
    """A document with the text at every place that takes one."""
    paper = Paper(text * 300, made_at=samples.MOMENT, demo=True)
    paper.masthead(text, text, text, text, copy_no=text, secrecy=text, urgency=text)
    paper.headline(text)
    paper.h1(text)
    paper.h2(text)
    paper.h3(text)
    paper.text(text, Printed(text, "_F0001_any"), text)
    paper.numbered([text])
    paper.addressee(text)
    paper.note(text)
    paper.table([text, text], [[text, Printed(text, "_F0002_any")]], title=text, numeric={1}, note=text)
    paper.bar_chart(text, [text], {text: [1]}, text, text)
    paper.line_chart(text, [text], {text: [1.5]}, text, text)
    paper.attachments([text, text])
    paper.annex(text, text)
    paper.signature(text, text)
    paper.imprint(up=text, level=text, down=text, printed=1, signed_by=text, office=text, issued_on=text)
    paper.receipt({text: text})
    paper.properties({text: text})
    return paper


@pytest.mark.parametrize("text", HARMLESS)
def test_words_are_printed_as_they_were_typed(text: str) -> None:
    paper = everywhere(text)

    document = docx.Document(BytesIO(paper.save()))
    assert text * 2 + text in [paragraph.text for paragraph in document.paragraphs]
    assert document.tables[0].rows[1].cells[1].text == text
    assert paper.dropped == []


@pytest.mark.parametrize("text", HARMFUL)
def test_what_would_break_or_disguise_a_document_is_left_out_and_reported(text: str) -> None:
    paper = everywhere(text)

    document = docx.Document(BytesIO(paper.save()))
    cleaned, dropped = HARMFUL[text]
    assert document.tables[0].rows[0].cells[0].text == cleaned
    assert set(paper.dropped) == dropped


def test_cleaning_keeps_what_was_clean() -> None:
    dropped: set[str] = set()

    assert clean("“登记难”\t第一行\n第二行", dropped) == "“登记难”\t第一行\n第二行"
    assert not dropped
