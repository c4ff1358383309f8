"""实名检举控告受理告知书 and its record: when and how; the name is written by hand (domain.md §8.4)."""

from datetime import date

from reports.documents import Document
from reports.paper import Paper
from supervision.conduct.complaints import Complaint
from supervision.conduct.contacts import Contact, ContactKind

TITLE = "实名检举控告受理告知书"
RECORD = "实名受理告知记录"


def write(complaint: Complaint) -> Paper:
    notices = [one for one in complaint.contacts if one.kind is ContactKind.NOTICE]
    made_at = notices[-1].entered_at if notices else complaint.history[-1].at
    paper = Paper(f"{TITLE} {complaint.number}", made_at=made_at, demo=complaint.demo)
    paper.headline(TITLE)
    paper.addressee("　　　　　　　（由告知人手写）：")
    paper.text(
        f"你（单位）的来件已于{_day(complaint.received_on)}收到，登记编号为{complaint.number}。经审查，"
        "属于本机关受理范围，已予受理。"
    )
    paper.text(
        "本机关将按规定办理，并在办结之日起15个工作日内由承办部门向你（单位）反馈结果。如有新的证据材料，请凭登记编号"
        "联系本机关信访举报部门。"
    )
    paper.text(
        "检举控告应当实事求是，提供的材料应当客观真实。本机关对检举控告人的姓名（单位名称）、住址和检举控告内容严格保密。"
    )
    paper.signature(f"{complaint.region.full}纪检监察机关\n信访举报部门", _day(complaint.noticed_on))
    paper.annex("附", RECORD)
    paper.form(
        {
            "编号": complaint.number,
            "收到日期": _day(complaint.received_on),
            "告知期限": _due(complaint),
            "告知日期": _day(complaint.noticed_on) if complaint.noticed_on else "尚未告知",
            "告知方式": complaint.notice_by.chinese if complaint.notice_by else "",
            "是否按期": _in_time(complaint),
            "联系经过": _tries(notices),
            "告知人（签名）": "",
            "检举控告人意见": "",
            "备注": "",
        }
    )
    paper.note("本记录不载检举控告人身份，随件归档。重复检举控告的，不再告知。")
    paper.properties({"complaint": complaint.number})
    return paper


def _due(complaint: Complaint) -> str:
    limit = complaint.limit
    return f"{_day(complaint.due_on)}（{limit.words}）" if limit else "无法定告知期限"


def _in_time(complaint: Complaint) -> str:
    if complaint.noticed_on is None or complaint.due_on is None:
        return ""
    return "按期" if complaint.noticed_on <= complaint.due_on else "超期"


def _tries(notices: list[Contact]) -> str:
    return "\n".join(
        f"{_day(one.held_on)}，{one.method.chinese}，{_reached(one)}（{one.by.name}）" for one in notices
    )


def _reached(one: Contact) -> str:
    return "已告知" if one.reached else "未联系上"


def _day(day: date | None) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if day else "　　　年　　月　　日"


DOCUMENT = Document(Complaint.__tablename__, TITLE, write)
