"""失实检举控告澄清审批表: whom, of what, how, and who said yes; it stays in the office."""

from datetime import date

from reports.documents import Document
from reports.paper import Paper
from supervision.clock import OFFICE
from supervision.conduct.clarifications import Clarification
from supervision.conduct.wording import Quoted

TITLE = "失实检举控告澄清审批表"


def write(one: Clarification) -> Paper:
    paper = Paper(f"{TITLE} {one.number}", made_at=one.history[-1].at, demo=one.demo)
    paper.headline(TITLE)
    said = one.words
    finding = one.complaint.finding
    paper.form(
        {
            "编号": one.number,
            "信访件编号": one.complaint.number,
            "澄清对象": said["who"],
            "单位及职务": said.get("post") or "—",
            "失实的具体问题": Quoted(said["allegation"]),
            "核实结论": Quoted(f"{finding.chinese if finding else '待核'}：{said['finding']}"),
            "澄清事由": one.trigger.chinese,
            "澄清方式": one.manner.chinese + ("" if one.manner.value == "written" else "，并附书面澄清函"),
            "对象意见": "同意澄清" if one.agreed else "未征求（已认定为诬告陷害）",
            "承办人（提出）": _who(one, "propose"),
            "审核意见": _opinion(one, "checked", "check"),
            "批准意见": _opinion(one, "approved", "approve"),
            "澄清函文号": one.letter_no or "",
            "澄清日期": _day(one.cleared_on) if one.cleared_on else "",
        },
        row_height=600,
    )
    paper.note(
        "谁核实谁澄清；采用当面、会议、通报方式的，同时出具书面澄清函。本表不载检举控告人身份，不得转出本机关。"
    )
    paper.properties({"clarification": one.number})
    return paper


def _opinion(one: Clarification, said: str, verb: str) -> str:
    words = one.words.get(said, "")
    return Quoted(f"{words}　{_who(one, verb)}") if words else ""


def _who(one: Clarification, verb: str) -> str:
    """Name and day of whoever took a step."""
    line = next((line for line in reversed(one.history) if line.verb == verb), None)
    return f"{line.by.name}　{_day(line.at.astimezone(OFFICE).date())}" if line else ""


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


DOCUMENT = Document(Clarification.__tablename__, TITLE, write)
