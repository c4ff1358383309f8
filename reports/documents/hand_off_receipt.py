"""径送件回执, in two parts: one stays with the receiver, one comes back; numbers only (domain.md §8.4)."""

from datetime import date

from reports.documents import Document
from reports.paper import Paper
from supervision.conduct.hand_offs import HandOff

TITLE = "径送件回执"


def write(hand_off: HandOff) -> Paper:
    paper = Paper(f"{TITLE} {hand_off.number}", made_at=hand_off.history[-1].at, demo=hand_off.demo)
    for part, who in (("第一联", "由接收人留存"), ("第二联", "退移交人归档")):
        if part == "第二联":
            paper.page_break()
        paper.headline(TITLE)
        paper.text(f"{part}　{who}")
        paper.form(
            {
                "登记号": hand_off.number,
                "信封号": hand_off.envelope_no,
                "收到日期": _day(hand_off.received_on),
                "报送时限": _day(hand_off.due_on),
                "送达": hand_off.handed_to.chinese if hand_off.handed_to else "",
                "回执号": hand_off.receipt_no or "",
                "信封完好，未拆封": "",
                "移交人（签名）": "",
                "接收人（签名）": "",
                "接收时间": "　　　年　　月　　日　　时　　分",
            },
            row_height=800,
        )
        paper.note("密封径送，接收时当面查验信封；本回执不得填写内容（检举控告工作规则第15条）。")
    paper.properties({"hand_off": hand_off.number})
    return paper


def _day(day: date | None) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if day else "待日历"


DOCUMENT = Document(HandOff.__tablename__, TITLE, write)
