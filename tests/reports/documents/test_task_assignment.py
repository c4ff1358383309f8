from io import BytesIO

from docx import Document
from sqlalchemy.orm import Session

from reports.documents import task_assignment
from supervision.quantities import Measure
from supervision.responsibility.commitments import CommitmentStatus
from tests import make


def test_it_carries_every_commitment_with_target_date_and_leader(session: Session) -> None:
    unit = make.unit(session)
    drafts = [
        make.commitment(session, CommitmentStatus.DRAFT, "TY-1", unit=unit),
        make.commitment(
            session,
            CommitmentStatus.DRAFT,
            "TY-2",
            unit=unit,
            title="{{ 7*7 }} 补办竣工验收手续",
            target=14,
            measure=Measure.COMPOUNDS,
            evidence_required="验收文书",
        ),
    ]
    assignment = make.assignment(session, *drafts)

    document = Document(BytesIO(task_assignment.write(assignment).save()))

    table, receipt = document.tables
    cells = [[cell.text for cell in row.cells] for row in table.rows]
    assert cells[1][:6] == ["1", "TY-1", "完成辖区纳入项目首次登记", "100套", "2026年3月31日", "演示甲"]
    assert cells[2][2:4] == ["{{ 7*7 }} 补办竣工验收手续", "14个项目"]
    assert cells[2][8] == "验收文书"
    assert [cell.text for cell in receipt.rows[2].cells] == ["认领事项", "共2项（见附件1）"]


def test_it_says_by_when_the_leader_signs_and_who_hands_it_over(session: Session) -> None:
    document = Document(BytesIO(task_assignment.write(make.assignment(session)).save()))

    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "请责任领导于2026年3月9日前签字认领" in text
    assert "山西省专项行动监督专班" in text
    assert "责任单位任务交办单回执" in text


def test_the_same_assignment_gives_the_same_bytes(session: Session) -> None:
    assignment = make.assignment(session)

    assert task_assignment.write(assignment).save() == task_assignment.write(assignment).save()
