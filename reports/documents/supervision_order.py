"""督办通知书: matter, facts at a day, numbered requirements, reply, and 送达回证 (domain.md §3.4)."""

from datetime import date

from reports.documents import Document
from reports.paper import Paper
from supervision.accountability.orders import Order
from supervision.office import time_limits

TITLE = "督办通知书"
UNNUMBERED = "（草稿，未编号）"


def write(order: Order) -> Paper:
    paper = Paper(f"{TITLE} {order.number or UNNUMBERED}", made_at=order.history[-1].at, demo=order.demo)
    body = f"中共{order.office_name}纪律检查委员会"
    paper.letterhead(body, order.number or UNNUMBERED)
    paper.headline(TITLE)
    paper.addressee(f"{order.unit.full_name}：")
    paper.text(f"依据{order.basis.rstrip('。')}，现就{order.matter.rstrip('。')}有关事项予以督办。")
    paper.h1("一、有关情况")
    paper.text(order.facts)
    paper.note(f"数据截至{_day(order.as_of)}；申报数为责任单位申报，核对数取自登记台账。")
    paper.h1("二、督办要求")
    paper.numbered(order.requirements)
    paper.h1("三、回复")
    paper.text(
        f"请自送达之日起{time_limits.ORDER_REPLY.length}个工作日内（送达当日不计）书面回复，"
        "由主要负责人签字并加盖公章。"
    )
    if order.contact:
        paper.text(f"联系人：{order.contact}")
    paper.signature(body, _day(order.signed_on) if order.signed_on else "（未签发）")
    paper.imprint(
        signed_by=order.signed_by or "",
        checked_by=_by_whom(order, "check"),
        drafted_by=_by_whom(order, "revise") or _by_whom(order, "draft"),
        office=f"{order.office_name}专项行动监督专班",
        issued_on=_day(order.signed_on) if order.signed_on else "",
    )
    paper.receipt(
        {
            "送达文书": TITLE,
            "文号": order.number or "",
            "受送达单位": order.unit.full_name,
            "送达人": "",
            "签收人（签名）": "",
            "签收时间": "",
            "备注": "",
        }
    )
    paper.properties({"order": str(order.id), "number": order.number or "", "as_of": order.as_of.isoformat()})
    return paper


def _by_whom(order: Order, verb: str) -> str:
    return next((line.by.name for line in reversed(order.history) if line.verb == verb), "")


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


DOCUMENT = Document(Order.__tablename__, TITLE, write)
