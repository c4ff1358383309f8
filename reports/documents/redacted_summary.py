"""脱敏摘要: what may leave the desk of a complaint; what was masked is not in the file."""

from reports.documents import Document
from reports.paper import Paper
from supervision.clock import OFFICE
from supervision.conduct.redaction import Redaction
from supervision.conduct.wording import Quoted

TITLE = "信访件脱敏摘要"


def write(redaction: Redaction) -> Paper:
    complaint = redaction.complaint
    paper = Paper(f"{TITLE} {complaint.number}", made_at=redaction.confirmed_at, demo=complaint.demo)
    paper.headline(TITLE)
    moment = redaction.confirmed_at.astimezone(OFFICE)
    paper.form(
        {
            "编号": complaint.number,
            "类别": complaint.kind.chinese,
            "反映问题": complaint.category.chinese,
            "涉及地点": complaint.county.full,
            "遮蔽": f"{redaction.masks} 处",
            "确认": f"{redaction.confirmed_by.name}，{moment:%Y-%m-%d %H:%M}",
        }
    )
    paper.h1("摘要")
    paper.text(Quoted(redaction.words))
    paper.note(
        "已遮蔽可能指向举报人的信息。内容未经核实，仅供了解情况使用；不得转给或者告知被反映的单位、人员，"
        "不得追查举报人。"
    )
    paper.properties({"redaction": f"{complaint.number}-{redaction.place}"})
    return paper


DOCUMENT = Document(Redaction.__tablename__, TITLE, write)
