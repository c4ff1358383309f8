"""查看举报人情况表: who opened complaints and identities in one week, for the overseers' signatures."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from reports.documents import Document
from reports.paper import Paper
from supervision.conduct.readings import Line, Looked, LookedList

TITLE = "查看举报人情况表"
HEADERS = ("日期", "人员", "岗位", "信访件编号", "查看内容", "事由")
WIDTHS = (0.09, 0.09, 0.15, 0.25, 0.22, 0.2)


@dataclass(frozen=True)
class LookedSheet:
    """One list with its lines, as one reader may see them."""

    looked: LookedList
    lines: Sequence[Line]
    place: str
    made_at: datetime
    demo: bool


def write(sheet: LookedSheet) -> Paper:
    looked = sheet.looked
    paper = Paper(f"{TITLE} {sheet.place} {looked.start_on}", made_at=sheet.made_at, demo=sheet.demo)
    paper.headline(TITLE)
    paper.note(
        f"单位：{sheet.place}纪委监委　期间：{_day(looked.start_on)}至{_day(looked.end_on)}　"
        f"共 {len(sheet.lines)} 条，其中举报人信息和来件原文 {len(_named(sheet.lines))} 条。"
    )
    _part(paper, "一、查看举报人信息和来件原文", _named(sheet.lines))
    _part(paper, "二、查阅信访件内容", [line for line in sheet.lines if line.what is Looked.READ])
    paper.h1("三、审阅")
    paper.form(
        {
            "审阅意见": "",
            "审阅人（签名）": looked.seen_by.name if looked.seen_by else "",
            "审阅日期": _day(looked.seen_at.date()) if looked.seen_at else "",
        },
        row_height=900,
    )
    paper.note("本表不载举报人身份和举报内容；审阅人不在知情范围内的件不列。阅后按涉密资料管理。")
    paper.properties({"looked_list": str(looked.id), "start_on": looked.start_on.isoformat()})
    return paper


def _part(paper: Paper, title: str, lines: Sequence[Line]) -> None:
    paper.h1(title)
    if not lines:
        paper.text("本周无。")
        return
    paper.table(
        HEADERS,
        [
            (
                f"{line.on:%m-%d}",
                line.officer,
                line.posts,
                line.number,
                line.what.chinese,
                line.because or "—",
            )
            for line in lines
        ],
        widths=WIDTHS,
    )


def _named(lines: Sequence[Line]) -> list[Line]:
    return [line for line in lines if line.what is not Looked.READ]


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


DOCUMENT = Document(LookedList.__tablename__, TITLE, write)
