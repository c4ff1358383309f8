"""重复检举控告情况通报 (art 14): which first complaints were repeated and how often, without content."""

from collections import defaultdict
from datetime import date

from reports.documents import Document
from reports.paper import Paper
from supervision.clock import OFFICE
from supervision.conduct.complaints import Complaint
from supervision.conduct.periodic_papers import PeriodicPaper

TITLE = "重复检举控告情况通报"
HEADERS = ("序号", "初次件编号", "反映问题", "办理状态", "承办人", "本期重复（件）", "重复件编号")
WIDTHS = (0.6, 2.1, 1.5, 1.2, 1.0, 1.1, 3.2)


def write(sent: PeriodicPaper) -> Paper:
    repeats: defaultdict[Complaint, list[Complaint]] = defaultdict(list)
    for item in sent.items:
        if item.complaint.duplicate_of:
            repeats[item.complaint.duplicate_of].append(item.complaint)
    paper = Paper(f"{TITLE} {sent.number}", made_at=sent.issued_at, demo=sent.demo)
    paper.headline(TITLE)
    paper.addressee("各承办部门：")
    paper.text(
        f"根据《纪检监察机关处理检举控告工作规则》第14条，现将截至{_day(sent.end_on)}登记后留存备查、尚未通报的"
        f"重复检举控告情况通报如下（编号{sent.number}）。"
    )
    paper.text(
        f"共{len(sent.items)}件，涉及初次件{len(repeats)}件，明细见附表。请承办部门结合初次件办理，研判是否有新情况。"
    )
    paper.signature(f"{sent.office_name}纪检监察机关\n信访举报部门", _day(sent.issued_at.astimezone(OFFICE)))
    paper.lying_pages()
    paper.table(
        HEADERS,
        [
            (
                str(place),
                first.number,
                first.category.chinese,
                first.status.chinese,
                first.handler.name if first.handler else "—",
                str(len(again)),
                "\n".join(one.number for one in again),
            )
            for place, (first, again) in enumerate(repeats.items(), start=1)
        ],
        title="重复件明细",
        widths=WIDTHS,
        numeric={5},
        note="本表只列编号，不载反映内容和检举控告人身份。重复件原件留存信访举报部门备查。",
    )
    paper.properties({"paper": sent.number})
    return paper


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


DOCUMENT = Document(PeriodicPaper.__tablename__, TITLE, write)
