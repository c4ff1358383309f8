from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from sqlalchemy.orm import Session

from reports import reading_back
from reports.documents import briefing as document
from supervision import words
from supervision.briefings import checking
from supervision.briefings.briefing_steps import BriefingStatus
from supervision.briefings.briefings import Briefing
from supervision.briefings.terms import NOT_DOWN
from supervision.conduct.categories import Category
from supervision.figures import Edition
from tests import make


def data(briefing: Briefing) -> bytes:
    return document.write(briefing).save()


def texts(briefing: Briefing) -> str:
    """Everything it prints, tables too."""
    found = Document(BytesIO(data(briefing)))
    cells = [cell.text for table in found.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in found.paragraphs), *cells])


@pytest.fixture
def city(session: Session) -> Session:
    """Two counties of five have reported; one commitment is late, and there are flags and complaints."""
    make.progress(session, make.COUNTY, listed=400, first=300, transfer=200, households=190)
    make.progress(session, make.NEXT_COUNTY, listed=600, first=500, transfer=300, households=250)
    make.commitment(session, due_on=date(2026, 3, 1), unit=make.unit(session))
    make.flag(session)
    for _ in range(3):
        make.complaint(session)
    return session


def test_every_figure_is_printed_under_its_bookmark_as_it_was_frozen(city: Session) -> None:
    briefing = make.briefing(city, BriefingStatus.ISSUED, write=data)
    assert briefing.file

    printed = reading_back.printed(briefing.file.read())

    assert printed[briefing.figure("D02").name] == "800"
    assert printed[briefing.figure("D05").name] == "80.00"
    assert printed[briefing.figure("D06", make.NEXT_COUNTY).name] == "50.00"
    assert checking.check(city, briefing, reading_back.printed).ok
    assert {name.split(checking.AGAIN)[0] for name in printed} <= {one.name for one in briefing.figures}
    assert reading_back.properties(briefing.file.read())["figures_sha256"] == briefing.figures_digest


def test_one_digit_changed_in_word_is_found_and_nothing_else(city: Session) -> None:
    briefing = make.briefing(city, BriefingStatus.ISSUED, write=data)
    assert briefing.file
    copy = rewritten(briefing.file.read(), '<w:t xml:space="preserve">440</w:t>', "<w:t>441</w:t>")

    altered = checking.compare(briefing, copy, reading_back.printed)

    assert {(one.figure.code, one.signed, one.now) for one in altered} == {("D04", "440", "441")}
    assert checking.compare(briefing, briefing.file.read(), reading_back.printed) == []


def rewritten(docx: bytes, old: str, new: str) -> bytes:
    """As Word saves it after somebody changed a word."""
    out = BytesIO()
    with ZipFile(BytesIO(docx)) as before, ZipFile(out, "w") as after:
        for part in before.infolist():
            content = before.read(part)
            if part.filename == "word/document.xml":
                assert old.encode() in content
                content = content.replace(old.encode(), new.encode())
            after.writestr(part, content)
    return out.getvalue()


def test_the_same_briefing_gives_the_same_bytes_in_every_language(city: Session) -> None:
    briefing = make.briefing(city)
    first = data(briefing)
    city.commit()
    city.expire_all()

    with words.speaking("en"):
        again = data(briefing)

    assert first == again


def test_upwards_it_tells_of_conduct_and_flags_and_downwards_of_neither(city: Session) -> None:
    up = texts(make.briefing(city, BriefingStatus.ISSUED))
    down = texts(make.briefing(city, BriefingStatus.ISSUED, edition=Edition.DOWN))

    assert "三、作风问题情况（盯作风）" in up
    assert "信访举报3件" in up
    assert "四、疑点核查情况（盯作风）" in up
    assert "五、存在的主要问题" in up
    assert "三、存在的主要问题" in down
    assert [word for word in (*NOT_DOWN, "作风") if word in down] == []


def test_one_or_two_complaints_are_not_told_nor_to_be_had_by_subtraction(session: Session) -> None:
    for _ in range(3):
        make.complaint(session)
    make.complaint(session, category=Category.SLOW_WORK)

    said = texts(make.briefing(session))

    assert "信访举报4件" in said
    assert Category.EXTORTION.chinese not in said


def test_kinds_are_told_where_the_rest_is_large_enough(session: Session) -> None:
    for _ in range(3):
        make.complaint(session)
    for kind in (Category.SLOW_WORK, Category.FORCED_AGENCY, Category.TAX_COLLECTED):
        make.complaint(session, category=kind)

    said = texts(make.briefing(session, region_code=make.PROVINCE))

    assert f"{Category.EXTORTION.chinese}3" in said.replace("\n", "")
    assert "其余类型" in said
    assert not any(kind.chinese in said for kind in (Category.SLOW_WORK, Category.OTHER))


def test_says_what_is_missing_and_who_does_not_answer(city: Session) -> None:
    said = texts(make.briefing(city))

    assert "未报：郊区、平定县、盂县" in said
    assert "郊区本期未报送周报，此前亦未报送。截至成稿，该单位未答复。" in said
    assert "任务清单纳入100套" in said
    assert "登记台账已导入待核，" in said
    assert "统计截至：2026年3月2日" in said


def test_a_draft_says_that_it_is_one_and_an_issue_carries_number_date_and_names(city: Session) -> None:
    draft = texts(make.briefing(city))
    issued = texts(make.briefing(city, BriefingStatus.ISSUED, region_code=make.PROVINCE))

    assert "（草稿）" in draft
    assert "（未签发）" in draft
    assert "第1期" in issued
    assert "2026年3月2日" in issued
    assert "签发：赵敏　审核：王强　拟稿：李娜" in issued
    assert "报：中央纪委国家监委，省委主要领导" in issued


def test_what_people_typed_is_nothing_but_text(city: Session) -> None:
    briefing = make.briefing(city)
    briefing.edit(by=make.officer(city), problems="一是<b>=1+1</b>{{ x }}\x07。", next_steps="督促。")

    assert "一是<b>=1+1</b>{{ x }}。" in texts(briefing)


def test_late_commitments_and_definitions_stand_in_annexes(city: Session) -> None:
    said = texts(make.briefing(city))

    assert "逾期事项清单" in said
    assert "TY-0001　完成辖区纳入项目首次登记" in said
    assert "统计口径" in said
    assert "截至期末，各县最近一期有效周报所报首次登记套数之和" in said


def test_a_province_with_many_counties_missing_lists_them_in_an_annex(session: Session) -> None:
    make.progress(session)

    said = texts(make.briefing(session, region_code=make.PROVINCE))

    assert "未报：见附件“缺数清单”" in said
    assert "点名单位及其说明" in said
    assert "太原市小店区" in said
