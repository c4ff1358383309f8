"""来件回执: one code, in digits and as a QR code, for whoever brought a letter; nothing else of it."""

from datetime import date
from io import BytesIO

import segno

from reports.documents import Document
from reports.paper import Paper
from supervision.clock import OFFICE
from supervision.conduct.slips import Slip

TITLE = "来件回执"
SIDE = 45


def write(slip: Slip) -> Paper:
    paper = Paper(TITLE, made_at=slip.issued_at, demo=slip.demo)
    paper.headline(TITLE)
    moment = slip.issued_at.astimezone(OFFICE)
    paper.form(
        {
            "收件机关": f"{slip.office}纪检监察机关信访举报部门",
            "收到日期": _day(slip.received_on),
            "回执码": slip.grouped,
            "开具时间": f"{moment:%Y-%m-%d %H:%M}",
        }
    )
    paper.picture(_qr(slip.code), alt=f"回执码 {slip.grouped}", millimetres=SIDE)
    paper.note(
        "请妥善保管，不要转交他人。凭回执码可以向本机关询问办理情况；遗失可以重新开具，原码随即作废。"
        "本机关不因开具回执而要求提供姓名。"
    )
    paper.note("本回执不载来件内容。对检举控告人的信息依规依纪依法严格保密。")
    return paper


def _qr(code: str) -> bytes:
    """The digits alone: no address, which a telephone would try to open."""
    out = BytesIO()
    segno.make(code, error="m", micro=False).save(out, kind="png", scale=8, border=4)
    return out.getvalue()


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


DOCUMENT = Document("slips", TITLE, write)
