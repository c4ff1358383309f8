from datetime import datetime
from io import BytesIO

from docx import Document
from sqlalchemy import select
from sqlalchemy.orm import Session

from reports.documents import looked_list
from reports.documents.looked_list import LookedSheet
from supervision import clock
from supervision.conduct import readings
from supervision.conduct.readings import LookedList
from supervision.office.people import Role
from tests import make


def sheet(session: Session) -> LookedSheet:
    """A week in which two looked, one of them at the name."""
    leader = make.key_holder(session, Role.LEADER, name="赵敏")
    head = make.officer(session, Role.TASK_FORCE, name="王强", region_code=make.CITY)
    complaint = make.complaint(session, name="欧阳不应见")
    readings.note(session, complaint, by=head)
    readings.note(session, complaint, by=leader)
    complaint.name_informant(session, by=leader, password=make.PASSWORD, because="核实具体地点")
    session.flush()
    readings.draw_up(session, datetime(2026, 3, 9, tzinfo=clock.OFFICE).date())
    looked = session.scalars(select(LookedList)).one()
    lines = readings.lines(session, looked, officer=leader)
    return LookedSheet(looked, lines, "阳泉市", clock.now(), demo=False)


def test_it_says_who_looked_at_what_and_leaves_room_to_sign(session: Session) -> None:
    document = Document(BytesIO(looked_list.write(sheet(session)).save()))

    named, read, signed = document.tables
    assert [cell.text for cell in named.rows[1].cells] == [
        "03-02",
        "赵敏",
        "分管领导",
        "XF-140300-2026-0001",
        "查看举报人信息",
        "核实具体地点",
    ]
    assert [row.cells[1].text for row in read.rows[1:]] == ["王强", "赵敏"]
    assert signed.rows[0].cells[0].text == "审阅意见"


def test_it_names_no_informant(session: Session) -> None:
    data = looked_list.write(sheet(session)).save()

    assert "欧阳不应见" not in "".join(
        cell.text for table in Document(BytesIO(data)).tables for row in table.rows for cell in row.cells
    )
