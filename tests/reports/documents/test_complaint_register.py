from io import BytesIO

from docx import Document
from sqlalchemy.orm import Session

from reports.documents import complaint_register
from supervision.conduct.accused import Named
from supervision.conduct.categories import Category, Jurisdiction
from supervision.conduct.complaint_steps import ComplaintStatus
from supervision.conduct.complaints import Complaint
from supervision.conduct.ranks import Rank
from tests import make

SUMMARY = "窗口要求 {{ 7*7 }} 反复补件"


def cells(complaint: Complaint) -> dict[str, str]:
    (table,) = Document(BytesIO(complaint_register.write(complaint).save())).tables
    return {row.cells[0].text: row.cells[1].text for row in table.rows}


def test_it_says_what_was_reported_and_where_it_went(session: Session) -> None:
    handler = make.officer(session, name="吴桐", region_code=make.CITY)
    complaint = make.complaint(
        session,
        ComplaintStatus.HANDLING,
        handler=handler,
        summary=SUMMARY,
        accused_unit=make.unit(session, "被反映的局"),
    )

    form = cells(complaint)

    assert form["编号"] == "XF-140300-2026-0001"
    assert (form["渠道"], form["类别"], form["具名情况"]) == ("来信", "检举控告", "实名")
    assert (form["被反映单位"], form["摘要"]) == ("被反映的局", SUMMARY)
    assert form["时限"] == "实名受理告知，2026年3月23日"
    assert form["去向"] == "办理中（吴桐承办）"


def test_it_never_says_who_reported(session: Session) -> None:
    complaint = make.complaint(
        session, name="欧阳不应见", phone="13900000000", id_number="140302199001010000"
    )

    data = complaint_register.write(complaint).save()

    text = "".join(cells(complaint).values())
    for secret in ("欧阳不应见", "13900000000", "140302199001010000"):
        assert secret not in text
        assert secret.encode() not in data


def test_a_repeated_one_names_the_first(session: Session) -> None:
    first = make.complaint(session)

    assert first.number in cells(make.complaint(session, duplicate_of=first))["去向"]


def test_it_lists_those_named_one_by_one_and_how_the_letter_came(session: Session) -> None:
    unit = make.unit(session, "被反映的局")
    complaint = make.complaint(
        session,
        accused=[
            Named(
                Jurisdiction.OWN,
                Category.EXTORTION,
                unit=unit,
                rank=Rank.DIVISION,
                name="司马某",
                post="副局长",
            ),
            Named(Jurisdiction.LOWER, Category.SLOW_WORK),
        ],
        people=3,
        source="市信访局",
        source_number="转2026-8",
    )

    form = cells(complaint)

    assert form["被反映人"].split("\n") == [
        "1. 司马某（被反映的局副局长）：县处级；本级管理的组织、人员；检举控告；疑似吃拿卡要",
        "2. 姓名待核（单位、职务待核）：职级不明；下级管理的组织、人员；检举控告；推诿扯皮超期",
    ]
    assert form["渠道"] == "来信（市信访局，转2026-8）"
    assert form["来件人数"] == "3 人"
