"""What nobody should type or send: it stays what it is, hurts nothing, and is said nowhere."""

import logging
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook
from sqlalchemy import select
from sqlalchemy.orm import Session

from dashboard.sheets_out import workbook
from reports.documents import complaint_register, redacted_summary
from supervision.conduct import attachments
from supervision.conduct.accused import Named
from supervision.conduct.attachments import Attachment
from supervision.conduct.categories import Category, Channel, Identity, Jurisdiction
from supervision.conduct.complaints import Complaint
from supervision.conduct.redaction import Redaction
from supervision.conduct.typed_words import plain
from supervision.errors import Refused
from supervision.office.history import Event
from supervision.office.people import Officer, Role
from tests import make, visit
from tests.conduct import traces_of

EVIL = (
    "**粗** _斜_ # 标题",
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "$\\frac{a}{b}$ 与 {{ 7*7 }} {% raw %}",
    "![x](http://evil.example/a.png) [y](javascript:alert(1))",
    "=cmd|'/c calc'!A1",
    "+1+1 @SUM(A1) -2",
    "'; DROP TABLE complaints; --",
    ":red[红] :material/home: :violet-badge[x]",
)


def desk(session: Session) -> Officer:
    return make.officer(session, Role.PETITIONS, name="周宁", region_code=make.CITY)


def letter(session: Session, me: Officer, words: str) -> Complaint:
    named = Named(Jurisdiction.OWN, Category.OTHER, name=words[:60], post=words[:60])
    return make.complaint(
        session, by=me, identity=Identity.ANONYMOUS, summary=words, text=words, accused=[named]
    )


@pytest.mark.parametrize("words", EVIL)
def test_words_are_kept_as_they_are_and_stand_in_papers_and_lists_as_words(
    session: Session, words: str
) -> None:
    me = desk(session)
    complaint = letter(session, me, words)
    made = Redaction.confirm(session, complaint, [], by=me)

    register = Document(BytesIO(complaint_register.write(complaint).save()))
    redacted = Document(BytesIO(redacted_summary.write(made).save()))
    sheet = workbook("清单", {"a": "甲"}, [{"a": words}], officer=me, reason="核对")

    assert (complaint.summary, complaint.text) == (words, words)
    assert words in {row.cells[1].text for row in register.tables[0].rows}
    assert words in [paragraph.text for paragraph in redacted.paragraphs]
    cells = [cell for row in load_workbook(BytesIO(sheet)).active.iter_rows() for cell in row]
    assert all(cell.data_type != "f" for cell in cells)


@pytest.mark.parametrize("words", EVIL)
def test_words_reach_the_page_as_plain_text_only(session: Session, words: str) -> None:
    me = desk(session)
    complaint = letter(session, me, words)
    session.commit()

    page = visit.page("conduct.complaints", me, complaint=str(complaint.id))

    assert words in [text.value for text in page.text]
    for kind in (page.markdown, page.caption, page.title, page.subheader, page.error):
        assert not any(words in str(one.value) for one in kind)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("窗口\u202e拖延\u202c", "窗口拖延"),
        ("窗\u200b口\u0000拖\x07延\ufeff", "窗口拖延"),
        ("第一行\r\n第二行\r第三行", "第一行\n第二行\n第三行"),
        ("\ud800窗口", "窗口"),
    ],
)
def test_signs_that_hide_or_turn_are_taken_out_and_words_stay(
    session: Session, typed: str, kept: str
) -> None:
    assert plain(typed) == kept
    assert letter(session, desk(session), typed).summary == kept


def test_a_summary_of_nothing_but_such_signs_is_empty(session: Session) -> None:
    with pytest.raises(Refused, match="请填写反映的主要问题"):
        letter(session, desk(session), "\u202e\u200b\x00")


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"text": "长" * 70_000}, "全文不超过 50000 字，现有 70000 字：请只录主要内容，其余作为附件上传。"),
        ({"summary": "长" * 2_001}, "摘要不超过 2000 字，现有 2001 字。"),
        ({"people": 0}, "来件人数须在 1 到 9999 之间。"),
        ({"channel": Channel.TRANSFER}, "转送来的件，请填写转来的机关。"),
        ({"source": "某" * 61}, "转来的机关和来文编号不超过 60 个字。"),
    ],
)
def test_too_much_is_refused_with_a_sentence_that_repeats_none_of_it(
    both: Session, said: dict[str, object], why: str
) -> None:
    from supervision.conduct.registering import register

    with pytest.raises(Refused) as refused:
        register(
            both,
            **{  # type: ignore[arg-type]
                "by": desk(both),
                "channel": Channel.LETTER,
                "identity": Identity.ANONYMOUS,
                "summary": "窗口拖延。",
                "county_code": make.COUNTY,
                "accused": [Named(Jurisdiction.OWN, Category.OTHER)],
            }
            | said,
        )

    assert str(refused.value) == why
    assert both.scalars(select(Complaint)).all() == []
    assert make.complaint(both, text="长" * 50_000).text == "长" * 50_000


def test_two_hundred_kilobytes_go_in_as_a_file(session: Session) -> None:
    me = desk(session)
    complaint = letter(session, me, "窗口拖延。")

    (kept,) = attachments.keep(session, complaint, [("全文.txt", ("长" * 70_000).encode())], by=me)

    assert kept.copy(complaint).decode() == "长" * 70_000


def test_a_file_with_a_path_inside_writes_nowhere(session: Session, home: Path) -> None:
    me = desk(session)
    complaint = letter(session, me, "窗口拖延。")
    parts = {"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<d/>", "../../evil.xml": b"<e/>"}

    attachments.keep(session, complaint, [("../../../tmp/evil.docx", traces_of.packed(parts))], by=me)

    assert {path.parent.parent.name for path in home.rglob("*.original")} == {"attachments"}
    assert not list(home.rglob("*evil*"))


def test_neither_names_of_files_nor_words_reach_logs_or_history(
    session: Session, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    me = desk(session)
    words, file = "某窗口借机索要烟酒的具体经过", "欧阳不应见的举报信.pdf"
    complaint = letter(session, me, words)
    (kept,) = attachments.keep(session, complaint, [(file, traces_of.paper())], by=me)
    kept.original(session, complaint, by=me, because="核对", approval_no="阳纪批〔2026〕3号")
    Redaction.confirm(session, complaint, [], by=me)
    session.flush()

    told = [caplog.text, repr(complaint), repr(kept), *(line.said for line in session.scalars(select(Event)))]
    assert any("阳纪批" in one for one in told)
    for secret in (words, words[:6], "欧阳不应见"):
        assert not any(secret in one for one in told)


@pytest.mark.parametrize("region_code", ["140600", make.PROVINCE, make.COUNTY])
def test_guessing_an_id_of_another_place_opens_nothing(session: Session, region_code: str) -> None:
    me, stranger = desk(session), make.officer(session, Role.PETITIONS, name="外地", region_code=region_code)
    complaint = letter(session, me, "外地不应见的一句话")
    attachments.keep(session, complaint, [("外地不应见.pdf", traces_of.paper())], by=me)
    session.commit()

    mine = visit.page("conduct.complaints", me, complaint=str(complaint.id))
    theirs = visit.page("conduct.complaints", stranger, complaint=str(complaint.id))

    assert any("外地不应见" in text.value for text in mine.text)
    shown = [str(one.value) for kind in (theirs.text, theirs.markdown, theirs.caption) for one in kind]
    assert not any("不应见" in one or complaint.number in one for one in shown)
    with pytest.raises(Refused):
        attachments.keep(session, complaint, [("x.txt", b"x")], by=stranger)
    kept = session.scalars(select(Attachment)).one()
    with pytest.raises(Refused):
        kept.original(session, complaint, by=stranger, because="想看", approval_no="1")


def test_a_cleaned_office_file_still_opens_as_a_package() -> None:
    from supervision.conduct.attached_formats import Format
    from supervision.conduct.traces import cleaned

    for kind, data in ((Format.DOCX, traces_of.word()), (Format.XLSX, traces_of.sheet())):
        with zipfile.ZipFile(BytesIO(cleaned(kind, data).data or b"")) as package:
            assert package.testzip() is None
