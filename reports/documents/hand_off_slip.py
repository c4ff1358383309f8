"""径送交接登记单: serial, envelope, who handed it to whom and when, signatures; no room for content."""

from datetime import date

from reports.documents import Document
from reports.paper import Paper
from supervision.clock import OFFICE
from supervision.conduct.hand_offs import HandOff

TITLE = "径送交接登记单"
SIGNED = ("移交人（签名）", "接收人（签名）", "接收时间")


def write(hand_off: HandOff) -> Paper:
    paper = Paper(f"{TITLE} {hand_off.number}", made_at=hand_off.history[-1].at, demo=hand_off.demo)
    paper.headline(TITLE)
    handed = hand_off.handed_at
    paper.form(
        {
            "登记号": hand_off.number,
            "收到日期": _day(hand_off.received_on),
            "信封号": hand_off.envelope_no,
            "管理权限": hand_off.jurisdiction.chinese,
            "报送时限": _day(hand_off.due_on),
            "移交": hand_off.handed_to.chinese if hand_off.handed_to else "",
            "移交人": hand_off.handed_by.name if hand_off.handed_by else "",
            "移交时间": f"{handed.astimezone(OFFICE):%Y-%m-%d %H:%M}" if handed else "",
            "回执号": hand_off.receipt_no or "",
        }
        | dict.fromkeys(SIGNED, ""),
        row_height=780,
    )
    paper.note("原件密封径送，不拆封、不复制、不摘抄、不录入（检举控告工作规则第15条）。")
    paper.properties({"hand_off": hand_off.number})
    return paper


def _day(day: date | None) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if day else "待日历"


DOCUMENT = Document(HandOff.__tablename__, TITLE, write)
