from io import BytesIO

from docx import Document
from sqlalchemy.orm import Session

from reports.documents import check_slip
from supervision.conduct.flags import Flag, FlagStatus
from tests import make


def read(flag: Flag) -> str:
    document = Document(BytesIO(check_slip.write(flag).save()))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in document.paragraphs] + cells)


def test_it_carries_the_evidence_the_request_and_the_day(session: Session) -> None:
    text = read(make.flag(session, FlagStatus.SENT, sent_to=make.unit(session, "被核实的局")))

    for fact in (
        "被核实的局：",
        "清单冻结后追加：2021-09-30 纳入，晚于清单冻结日",
        "请说明追加纳入的依据。",
        "请于2026年3月11日前书面回复",
        "批准文号",
        "无记录",
        "摸底",
        "城区专项行动监督专班",
    ):
        assert fact in text


def test_it_accuses_nobody(session: Session) -> None:
    text = read(make.flag(session, FlagStatus.SENT))

    assert "尚未认定" in text
    assert "违纪" not in text
    assert "违规" not in text


def test_the_same_flag_gives_the_same_bytes(session: Session) -> None:
    flag = make.flag(session, FlagStatus.SENT)

    assert check_slip.write(flag).save() == check_slip.write(flag).save()
