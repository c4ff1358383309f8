"""实名检举控告结果反馈记录表: what was told, by which two, and what was answered (domain.md §8.4)."""

from datetime import date

from reports.documents import Document
from reports.paper import Paper
from supervision.clock import OFFICE
from supervision.conduct.complaints import Complaint
from supervision.conduct.contacts import Contact, ContactKind
from supervision.conduct.wording import Quoted

TITLE = "实名检举控告结果反馈记录表"


def write(complaint: Complaint) -> Paper:
    paper = Paper(f"{TITLE} {complaint.number}", made_at=complaint.history[-1].at, demo=complaint.demo)
    told = complaint.last_feedback
    paper.headline(TITLE)
    paper.form(
        {
            "编号": complaint.number,
            "收到日期": _day(complaint.received_on),
            "承办人": complaint.handler.name if complaint.handler else "",
            "办结日期": _day(_concluded_on(complaint)),
            "核实结论": complaint.finding.chinese if complaint.finding else "",
            "反馈期限": _due(complaint, told),
            "反馈日期": _day(told.held_on if told else None),
            "反馈方式": told.method.chinese if told else "",
            "是否按期": _in_time(told),
            "反馈内容": Quoted(told.words(complaint.key, number=complaint.number)) if told else "",
            "联系经过": _tries(complaint),
            "检举控告人意见": Quoted(_said(complaint, ContactKind.OBJECTION)),
            "新的证据材料": Quoted(_said(complaint, ContactKind.EVIDENCE)),
            "反馈人一（签名）": _signed(told.by.name if told else "", told and told.entered_at),
            "反馈人二（签名）": _signed(
                told.second.name if told and told.second else "", told and told.countersigned_at
            ),
            "检举控告人签名": "",
        },
        row_height=560,
    )
    paper.note(
        "由承办部门两人反馈。提出异议的如实记录并说明，提供新证据材料的核查处理。本表不载检举控告人身份，"
        "不得转给或者告知被检举控告的组织、人员。"
    )
    paper.properties({"complaint": complaint.number})
    return paper


def _concluded_on(complaint: Complaint) -> date | None:
    """Of the result that was told last, even where new evidence has opened the matter again."""
    ends = [line.at.astimezone(OFFICE).date() for line in complaint.history if line.verb == "conclude"]
    return ends[-1] if ends else None


def _due(complaint: Complaint, told: Contact | None) -> str:
    due_on = told.due_on if told else complaint.feedback_due_on
    return f"{_day(due_on, '待日历')}（办结之日起15个工作日）" if _concluded_on(complaint) else ""


def _in_time(told: Contact | None) -> str:
    if told is None or told.in_time is None:
        return ""
    return "按期" if told.in_time else "超期"


def _tries(complaint: Complaint) -> str:
    tries = [one for one in complaint.contacts if one.kind is ContactKind.FEEDBACK]
    return "\n".join(
        f"{_day(one.held_on)}，{one.method.chinese}，{'已反馈' if one.reached else '未联系上'}"
        for one in tries
    )


def _said(complaint: Complaint, kind: ContactKind) -> str:
    """What the informant said, and below it what was answered."""
    lines = []
    for one in complaint.contacts:
        if one.kind is not kind:
            continue
        lines.append(f"{_day(one.held_on)}：{one.words(complaint.key, number=complaint.number)}")
        if one.answered_on:
            answer = "说明" if kind is ContactKind.OBJECTION else "核查"
            lines.append(
                f"{answer}（{_day(one.answered_on)}）：{one.reply(complaint.key, number=complaint.number)}"
            )
    return "\n".join(lines) or "无"


def _signed(name: str, moment: object) -> str:
    if not name or not hasattr(moment, "astimezone"):
        return f"{name}　（未签名）" if name else ""
    return f"{name}　系统签名 {moment.astimezone(OFFICE):%Y-%m-%d %H:%M}"


def _day(day: date | None, missing: str = "") -> str:
    return f"{day.year}年{day.month}月{day.day}日" if day else missing


DOCUMENT = Document(Complaint.__tablename__, TITLE, write)
