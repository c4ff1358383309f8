from io import BytesIO

from docx import Document
from sqlalchemy.orm import Session

from reports.documents import supervision_order
from supervision.accountability.orders import Order, OrderStatus
from tests import make


def text(order: Order) -> str:
    document = Document(BytesIO(supervision_order.write(order).save()))
    return "\n".join(paragraph.text for paragraph in document.paragraphs)


def test_a_draft_says_that_it_is_one(session: Session) -> None:
    said = text(make.order(session))

    assert "（草稿，未编号）" in said
    assert "（未签发）" in said


def test_a_signed_order_carries_number_facts_requirements_and_date(session: Session) -> None:
    order = make.order(session, OrderStatus.SIGNED)

    said = text(order)

    assert "晋纪督〔2026〕1号" in said
    assert f"{order.unit.name}：" in said
    assert "截至今日申报完成 50套，登记台账核对 40套。" in said
    assert "数据截至2026年3月2日" in said
    assert "1.查明原因。" in said
    assert "2.书面回复。" in said
    assert "10个工作日内（送达当日不计）书面回复" in said
    assert said.rstrip().count("2026年3月2日") >= 2


def test_who_drafted_checked_and_signed_stands_at_its_foot_and_the_receipt_is_empty(session: Session) -> None:
    order = make.order(session, OrderStatus.SIGNED)

    imprint, receipt = Document(BytesIO(supervision_order.write(order).save())).tables

    assert "签发：赵敏　审核：王强　拟稿：李娜" in imprint.rows[0].cells[0].text
    fields = {row.cells[0].text: row.cells[1].text for row in receipt.rows}
    assert fields["文号"] == "晋纪督〔2026〕1号"
    assert fields["签收人（签名）"] == ""
