"""The papers of the duties owed to informants and between departments: what each says, and what none does."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from docx import Document
from sqlalchemy.orm import Session

from reports.documents import (
    acceptance_notice,
    duplicate_notice,
    feedback_record,
    hand_off_receipt,
    quarterly_results,
    referral_slip,
)
from reports.paper import Paper
from supervision import clock
from supervision.conduct.categories import Jurisdiction, Kind, NoticeBy
from supervision.conduct.complaint_steps import ComplaintStatus
from supervision.conduct.complaints import Complaint
from supervision.conduct.hand_offs import HandOff
from supervision.conduct.periodic_papers import PaperKind, PeriodicPaper
from supervision.office.people import Role
from tests import make

S = ComplaintStatus
SECRETS = ("欧阳不应见", "13900000000", "140302199001010000")
TOLD: dict[str, Any] = {"name": SECRETS[0], "phone": SECRETS[1], "id_number": SECRETS[2]}


def read(paper: Paper) -> tuple[str, list[dict[str, str]]]:
    """Every word outside the tables, and each table as what is asked and answered."""
    document = Document(BytesIO(paper.save()))
    forms = [{row.cells[0].text: row.cells[1].text for row in table.rows} for table in document.tables]
    return "\n".join(one.text for one in document.paragraphs), forms


def test_the_notice_names_the_number_and_leaves_the_name_to_the_hand(session: Session) -> None:
    complaint = make.complaint(session, S.ACCEPTED, **TOLD)
    desk = complaint.history[0].by
    complaint.miss_informant(by=desk, method=NoticeBy.PHONE)
    complaint.give_notice(by=desk, method=NoticeBy.VISIT)

    said, (form,) = read(acceptance_notice.write(complaint))

    assert complaint.number in said
    assert "15个工作日内由承办部门向你（单位）反馈结果" in said
    assert (form["告知日期"], form["告知方式"], form["是否按期"]) == ("2026年3月2日", "当面", "按期")
    assert form["联系经过"].split("\n") == [
        "2026年3月2日，电话，未联系上（周宁）",
        "2026年3月2日，当面，已告知（周宁）",
    ]


def test_the_feedback_record_has_two_signatures_and_what_was_answered(session: Session) -> None:
    handler = make.officer(session, name="吴桐", region_code=make.CITY)
    complaint = make.complaint(session, S.FED_BACK, handler=handler, **TOLD)
    complaint.object(by=handler, method=NoticeBy.PHONE, words="退费不足。")
    complaint.explain(by=handler, words="已核对票据。")

    _said, (form,) = read(feedback_record.write(complaint))

    assert (form["办结日期"], form["核实结论"], form["反馈内容"]) == (
        "2026年3月2日",
        "部分属实",
        "已办结，部分属实。",
    )
    assert form["检举控告人意见"] == "2026年3月2日：退费不足。\n说明（2026年3月2日）：已核对票据。"
    assert form["新的证据材料"] == "无"
    assert form["反馈人一（签名）"] == "吴桐　系统签名 2026-03-02 09:00"
    assert form["反馈人二（签名）"] == "王强　系统签名 2026-03-02 09:00"


def test_the_slip_carries_no_content(session: Session) -> None:
    complaint = make.complaint(session, S.REFERRED, kind=Kind.OUTSIDE, **TOLD)

    said, forms = read(referral_slip.write(complaint))
    _said, masked = read(referral_slip.write(complaint, redacted="窗口要求□□补件。"))

    assert "市信访局：" in said
    assert complaint.summary not in said + str(forms)
    assert masked[0]["内容摘要"] == "窗口要求□□补件。"
    assert forms[1]["收件单位"] == "市信访局"


def test_the_slip_to_one_of_our_own_calls_a_person_no_unit(session: Session) -> None:
    handler = make.officer(session, name="吴桐", region_code=make.CITY)
    complaint = make.complaint(session, S.TRANSFERRED, handler=handler)

    _said, forms = read(referral_slip.write(complaint))

    assert forms[1]["承办人"] == "吴桐"
    assert not {"收件单位", "收件单位（盖章）"} & set(forms[1])


def test_the_hand_off_receipt_has_two_parts_and_no_room_for_content(session: Session) -> None:
    desk = make.officer(session, Role.PETITIONS, name="周宁", region_code=make.CITY)
    hand_off = HandOff.register(session, jurisdiction=Jurisdiction.HIGHER, envelope_no="FQ-11", by=desk)
    session.flush()

    said, forms = read(hand_off_receipt.write(hand_off))

    assert ("第一联" in said, "第二联" in said) == (True, True)
    assert forms[0] == forms[1]
    assert forms[0]["信封号"] == "FQ-11"


@pytest.mark.parametrize("write", [acceptance_notice.write, feedback_record.write, referral_slip.write])
def test_none_of_them_says_who_reported(session: Session, write: Callable[[Complaint], Paper]) -> None:
    complaint = make.complaint(session, S.FED_BACK, **TOLD)

    data = write(complaint).save()

    text = str(read(write(complaint)))
    for secret in SECRETS:
        assert secret not in text
        assert secret.encode() not in data


def issued(session: Session, kind: PaperKind, write: Callable[[PeriodicPaper], Paper]) -> PeriodicPaper:
    role = Role.TASK_FORCE if kind is PaperKind.RESULTS else Role.PETITIONS
    return PeriodicPaper.issue(
        session,
        kind=kind,
        start=date(2026, 1, 1),
        end=clock.today(),
        by=make.officer(session, role, name="送出人", region_code=make.CITY),
        write=lambda it: write(it).save(),
    )


def test_results_of_a_quarter_say_findings_and_no_content(session: Session) -> None:
    first = make.complaint(session, S.FED_BACK)
    second = make.complaint(session, S.CONCLUDED)

    paper = issued(session, PaperKind.RESULTS, quarterly_results.write)

    assert paper.file
    document = Document(BytesIO(paper.file.read()))
    said = "\n".join(one.text for one in document.paragraphs)
    rows = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert "本次反馈办结2件，其中实名2件：部分属实2件" in said
    assert [row[1] for row in rows[1:]] == [first.number, second.number]
    assert [row[7] for row in rows[1:]] == ["2026-03-02，按期", "未反馈，期限2026-03-23"]
    assert first.summary not in said + str(rows)


def test_repeats_are_told_by_the_first_they_repeat(session: Session) -> None:
    first = make.complaint(session, S.HANDLING)
    again = [make.complaint(session, S.FILED, duplicate_of=first) for _one in range(2)]

    paper = issued(session, PaperKind.DUPLICATES, duplicate_notice.write)

    assert paper.file
    (table,) = Document(BytesIO(paper.file.read())).tables
    (row,) = [[cell.text for cell in row.cells] for row in table.rows][1:]
    assert (row[1], row[3], row[4], row[5]) == (first.number, "办理中", "吴桐", "2")
    assert row[6].split("\n") == [one.number for one in again]
