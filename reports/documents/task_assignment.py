"""责任单位任务交办单: what one unit is to do by when, and the receipt its leader signs (domain.md §8.4)."""

from datetime import date

from reports.documents import Document
from reports.paper import Paper
from supervision.office import time_limits
from supervision.responsibility.assignments import Assignment
from supervision.responsibility.commitments import Commitment

TITLE = "责任单位任务交办单"
RECEIPT = "责任单位任务交办单回执"
HEADERS = ("序号", "编号", "承诺事项", "目标", "完成时限", "责任领导", "责任人", "措施", "所需佐证")
WIDTHS = (0.6, 1.1, 2.4, 1.2, 1.7, 1.1, 1.0, 2.1, 2.4)


def write(assignment: Assignment) -> Paper:
    unit = assignment.unit
    paper = Paper(f"{TITLE} {assignment.number}", made_at=assignment.issued_at, demo=assignment.demo)
    paper.headline(TITLE)
    paper.addressee(f"{unit.full_name}：")
    paper.text(
        f"根据不动产“登记难”专项行动责任分工，现将下列{len(assignment.commitments)}项承诺事项交你单位办理"
        f"（交办单编号 {assignment.number}，事项见附件）。"
    )
    if unit.duty:
        paper.text(f"你单位职责：{unit.duty}。")
    paper.numbered(
        [
            f"请责任领导于{_day(assignment.acknowledge_due_on)}前签字认领，并将所附回执盖章后退回"
            f"（认领时限{time_limits.ACKNOWLEDGE.length}个工作日）。",
            "完成时限以本单所列日期为准。确需延期的，须在到期前书面申请并说明理由，经批准后执行；原定时限保留。",
            "进展按月书面报送，数量按事项所列计量单位填报；办结后书面申请销号，并附佐证材料。",
        ]
    )
    paper.attachments(["承诺事项清单", "回执"])
    paper.signature(f"{assignment.office_name}专项行动监督专班", _day(assignment.issued_on))
    paper.lying_pages()
    paper.table(
        HEADERS,
        [_row(place, one) for place, one in enumerate(assignment.commitments, start=1)],
        title=f"{unit.full_name}承诺事项清单（{assignment.number}）",
        widths=WIDTHS,
    )
    paper.upright_pages()
    paper.headline(RECEIPT)
    paper.form(
        {
            "交办单编号": assignment.number,
            "责任单位": unit.full_name,
            "认领事项": f"共{len(assignment.commitments)}项（见附件1）",
            "认领意见": "",
            "责任领导（签字）": "",
            "认领日期": "",
            "联络员及电话": "",
            "单位（盖章）": "",
        },
        row_height=1000,
    )
    paper.properties({"assignment": assignment.number})
    return paper


def _row(place: int, one: Commitment) -> list[str]:
    target = "—" if one.target is None else str(one.wanted)
    return [
        str(place),
        one.number,
        one.title,
        target,
        _day(one.due_on),
        one.leader or "",
        one.handler or "",
        one.measures or "",
        one.evidence_required or "",
    ]


def _day(day: date | None) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if day else "（待日历）"


DOCUMENT = Document(Assignment.__tablename__, TITLE, write)
