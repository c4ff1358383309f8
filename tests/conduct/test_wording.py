import io
from importlib.resources import files

import pytest
from babel.messages.pofile import read_po
from docx import Document
from sqlalchemy.orm import Session

from reports.documents import complaint_register
from reports.paper import Paper
from supervision import clock
from supervision.conduct import wording
from supervision.conduct.rules import RULES
from supervision.conduct.weighing import Reason
from supervision.conduct.wording import Quoted, blaming
from supervision.errors import Refused
from tests import make

#: What the guard itself looks for.
PATTERNS = {wording.BLAMING.pattern}


@pytest.mark.parametrize(
    "text",
    ["该单位登记转移，属违规。", "窗口人员违纪。", "存在受贿问题", "情况正常。该项目违规。"],
)
def test_what_nobody_judged_is_not_blamed(text: str) -> None:
    assert blaming(text)
    with pytest.raises(Refused, match="须经认定方可使用"):
        wording.require(text)


@pytest.mark.parametrize(
    "text",
    [
        "疑似违规，待核实。",
        "群众反映窗口违规收费。",
        "按类别：违规办理 3 件，搭车办理 1 件。",
        "坚决杜绝违规办理",
        "单位回复：“我单位不存在违规行为”。",
        "依据《违规收费处理办法》第3条",
        "经查实，该窗口违规收费 200 元。",
        "研判之前只称疑点，不称违规",
        "",
    ],
)
def test_names_quotations_and_what_is_alleged_are_left_alone(text: str) -> None:
    assert blaming(text) is None


def test_what_others_said_is_printed_as_they_said_it() -> None:
    assert blaming(Quoted("窗口违规")) is None


@pytest.mark.parametrize("code", RULES)
def test_a_rule_never_blames_in_what_it_tells(code: str) -> None:
    rule = RULES[code]

    assert not [text for text in (rule.chinese, rule.sees, rule.why, *rule.terms.values()) if blaming(text)]


def test_an_officer_who_blames_what_is_not_judged_is_told_so(session: Session) -> None:
    flag = make.flag(session)

    with pytest.raises(Refused, match="“违规”须经认定"):
        flag.dismiss(by=make.officer(session), reason=Reason.OTHER, because="虽然违规，但已整改。")


def test_no_sentence_of_any_page_blames_what_nobody_judged() -> None:
    with (files("supervision") / "locale/en/LC_MESSAGES/duze.po").open("rb") as catalog:
        sentences = [str(message.id) for message in read_po(catalog) if message.id]

    assert len(sentences) > 1_000
    assert [text for text in sentences if blaming(text) and text not in PATTERNS] == []


def test_no_document_prints_a_word_that_blames() -> None:
    paper = Paper("测试", made_at=clock.now(), demo=False)

    for write in (paper.text, paper.h1, paper.note, paper.addressee, paper.headline):
        with pytest.raises(Refused, match="“违规”须经认定"):
            write("该窗口违规。")
    for fields in ({"情况": "该窗口违规。"}, {"情况": ["合计", "，该窗口违规。"]}):
        with pytest.raises(Refused, match="“违规”须经认定"):
            paper.form(fields)
    with pytest.raises(Refused, match="“违规”须经认定"):
        paper.table(["单位"], [["该窗口违规"]])


def test_what_was_reported_leaves_as_it_was_said(session: Session) -> None:
    said = "窗口违规收费，受贿。"
    complaint = make.complaint(session, summary=said)

    document = Document(io.BytesIO(complaint_register.write(complaint).save()))

    assert said in [cell.text for row in document.tables[0].rows for cell in row.cells]


def test_an_order_and_a_briefing_are_not_written_with_a_word_that_blames(session: Session) -> None:
    with pytest.raises(Refused, match="“违规”须经认定"):
        make.letter("登记窗口违规")
    with pytest.raises(Refused, match="“违纪”须经认定"):
        make.letter("首次登记未按期完成", "说明窗口人员违纪的情况")
    briefing = make.briefing(session)
    with pytest.raises(Refused, match="“舞弊”须经认定"):
        briefing.edit(by=make.officer(session), problems="一是个别窗口舞弊。")
