from io import BytesIO

from docx import Document
from sqlalchemy.orm import Session

from reports.documents import hand_off_slip
from supervision.conduct.categories import Jurisdiction
from supervision.conduct.hand_offs import HandOff
from supervision.office.people import Role
from tests import make


def test_it_carries_numbers_days_and_signatures_only(session: Session) -> None:
    me = make.officer(session, Role.PETITIONS, name="周宁", region_code=make.CITY)
    hand_off = HandOff.register(session, jurisdiction=Jurisdiction.HIGHER, envelope_no="FQ-11", by=me)
    hand_off.hand_over(by=me, receipt_no="HZ-1")
    session.flush()

    (table,) = Document(BytesIO(hand_off_slip.write(hand_off).save())).tables

    assert {row.cells[0].text: row.cells[1].text for row in table.rows} == {
        "登记号": "JS-140300-2026-0001",
        "收到日期": "2026年3月2日",
        "信封号": "FQ-11",
        "管理权限": "上级管理的组织、人员",
        "报送时限": "2026年3月9日",
        "移交": "本机关主要负责人",
        "移交人": "周宁",
        "移交时间": "2026-03-02 09:00",
        "回执号": "HZ-1",
        "移交人（签名）": "",
        "接收人（签名）": "",
        "接收时间": "",
    }
