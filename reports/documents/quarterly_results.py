"""检举控告处理结果季度反馈 (art 18): what was concluded, told to the desk without content."""

from datetime import date

from reports.documents import Document
from reports.paper import Paper
from supervision.clock import OFFICE
from supervision.conduct.categories import Finding, Identity
from supervision.conduct.complaints import Complaint
from supervision.conduct.periodic_papers import PeriodicPaper

TITLE = "检举控告处理结果季度反馈"
HEADERS = ("序号", "编号", "收到日期", "反映问题", "承办人", "办结日期", "核实结论", "结果反馈")
WIDTHS = (0.5, 2.0, 1.2, 1.4, 0.9, 1.2, 1.4, 2.7)


def write(sent: PeriodicPaper) -> Paper:
    found = [item.complaint for item in sent.items]
    paper = Paper(f"{TITLE} {sent.number}", made_at=sent.issued_at, demo=sent.demo)
    paper.headline(TITLE)
    paper.addressee("信访举报部门：")
    paper.text(
        f"根据《纪检监察机关处理检举控告工作规则》第18条，现将{_day(sent.start_on)}至{_day(sent.end_on)}办结、"
        f"尚未反馈的检举控告处理结果反馈如下（编号{sent.number}）。"
    )
    counted = "，".join(
        f"{finding.chinese}{number}件"
        for finding in Finding
        if (number := sum(one.finding is finding for one in found))
    )
    named = sum(one.identity is Identity.REAL_NAME for one in found)
    paper.text(f"本次反馈办结{len(found)}件，其中实名{named}件：{counted}。明细见附表。")
    paper.signature(f"{sent.office_name}纪检监察机关\n监督检查部门", _day(sent.issued_at.astimezone(OFFICE)))
    paper.lying_pages()
    paper.table(
        HEADERS,
        [
            (
                str(place),
                one.number,
                f"{one.received_on:%Y-%m-%d}",
                one.category.chinese,
                one.handler.name if one.handler else "—",
                f"{one.concluded_on:%Y-%m-%d}" if one.concluded_on else "—",
                one.finding.chinese if one.finding else "—",
                _told(one),
            )
            for place, one in enumerate(found, start=1)
        ],
        title="办结件明细",
        widths=WIDTHS,
        note="本表只列编号和结论，不载反映内容和检举控告人身份。",
    )
    paper.properties({"paper": sent.number})
    return paper


def _told(one: Complaint) -> str:
    if one.identity is Identity.ANONYMOUS:
        return "匿名，不反馈"
    told = one.last_feedback
    if one.fed_back_on is None or told is None:
        return f"未反馈，期限{one.feedback_due_on:%Y-%m-%d}" if one.feedback_due_on else "未反馈"
    return f"{one.fed_back_on:%Y-%m-%d}，{'按期' if told.in_time else '超期'}"


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


DOCUMENT = Document(PeriodicPaper.__tablename__, TITLE, write)
