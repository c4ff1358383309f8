"""信访件转办单, de-identified: number, kind and place go along; who reported never does (domain.md §8.4)."""

from datetime import date

from reports.documents import Document
from reports.paper import Paper
from supervision.clock import OFFICE
from supervision.conduct.accused import Accused
from supervision.conduct.categories import Jurisdiction, Kind
from supervision.conduct.complaint_steps import ComplaintStatus
from supervision.conduct.complaints import Complaint
from supervision.conduct.wording import Quoted

TITLE = "信访件转办单"
RECEIPT = "信访件转办单回执"
ASKED = {
    ComplaintStatus.FORWARDED: "请按管理权限办理，5个工作日内决定受理或者转办，并退回回执。",
    ComplaintStatus.REFERRED: "经审查不属于纪检监察机关受理范围，请依规依法办理，并退回回执。",
}
SECRET = (
    "本单不载检举控告人身份。严禁将检举控告材料、检举控告人信息转给或者告知被检举控告的组织、人员"
    "（检举控告工作规则第47条）。"
)
INSIDE = "请签收后办理。经审查没有实质内容或者不属于本部门受理范围的，经集体研究、报分管领导批准后退回。"


def write(complaint: Complaint, *, redacted: str = "") -> Paper:
    """With the words that somebody has masked and confirmed, or without any."""
    paper = Paper(f"{TITLE} {complaint.number}", made_at=complaint.history[-1].at, demo=complaint.demo)
    to = complaint.passed_to or (complaint.handler.name if complaint.handler else "")
    paper.headline(TITLE)
    paper.addressee(f"{to}：")
    paper.text("现将下列信访件转去。" + ASKED.get(complaint.status, INSIDE))
    paper.form(
        {
            "编号": complaint.number,
            "收到日期": _day(complaint.received_on),
            "类别": complaint.kind.chinese,
            "具名情况": complaint.identity.chinese,
            "反映问题": complaint.category.chinese,
            "涉及地点": complaint.county.full,
            "初次或重复": f"与 {complaint.duplicate_of.number} 重复" if complaint.duplicate_of else "初次",
            "内容摘要": Quoted(redacted) or "见密封件；未经确认脱敏的文字不随本单转出",
        },
        row_height=520,
    )
    paper.note(SECRET)
    paper.signature(f"{complaint.region.full}纪检监察机关\n信访举报部门", _day(_sent_on(complaint)))
    paper.annex("附", RECEIPT)
    inside = complaint.passed_to is None
    _receipt(paper, complaint.number, to, complaint.receipt_no, whom="承办人" if inside else "收件单位")
    paper.properties({"complaint": complaint.number})
    return paper


def write_part(complaint: Complaint, one: Accused) -> Paper:
    """The part of a letter that leaves apart: whom else the letter names is told to nobody."""
    assert one.passed_on
    assert one.passed_to
    number = f"{complaint.number}-{one.place}"
    paper = Paper(f"{TITLE} {number}", made_at=complaint.history[-1].at, demo=complaint.demo)
    outside = one.jurisdiction is Jurisdiction.OUTSIDE or one.kind is Kind.OUTSIDE
    paper.headline(TITLE)
    paper.addressee(f"{one.passed_to}：")
    asked = ASKED[ComplaintStatus.REFERRED if outside else ComplaintStatus.FORWARDED]
    paper.text("来件反映的部分问题属你单位管辖，现分转。" + asked)
    paper.form(
        {
            "编号": f"{complaint.number}（第{one.place}部分）",
            "收到日期": _day(complaint.received_on),
            "类别": one.kind.chinese,
            "具名情况": complaint.identity.chinese,
            "反映对象": f"{one.subject.chinese}　{one.rank.chinese}",
            "反映问题": one.category.chinese,
            "涉及地点": complaint.county.full,
            "内容": "摘录件密封随转，只摘录属你单位管辖的部分",
        }
    )
    paper.note(SECRET)
    paper.signature(f"{complaint.region.full}纪检监察机关\n信访举报部门", _day(one.passed_on))
    paper.annex("附", RECEIPT)
    _receipt(paper, number, one.passed_to, one.receipt_no)
    paper.properties({"complaint": complaint.number, "part": str(one.place)})
    return paper


def _receipt(paper: Paper, number: str, to: str, receipt_no: str | None, *, whom: str = "收件单位") -> None:
    seal = "承办部门（盖章）" if whom == "承办人" else "收件单位（盖章）"
    paper.form(
        {"转办单编号": number, whom: to, "密封件数": "", "回执编号": receipt_no or ""}
        | dict.fromkeys(("收件人（签名）", seal, "收件日期"), ""),
        row_height=900,
    )


def _sent_on(complaint: Complaint) -> date:
    sent = [line for line in complaint.history if line.verb in ("assign", "forward_down", "refer_out")]
    return (sent or complaint.history)[-1].at.astimezone(OFFICE).date()


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


DOCUMENT = Document(Complaint.__tablename__, TITLE, write)
