"""问题线索处置呈批表: four check boxes, and four signature boxes for who agreed (domain.md §8.4)."""

from reports.clue_forms import box, boxes, head
from reports.documents import Document
from reports.paper import Paper
from supervision.conduct.clues import Clue
from supervision.conduct.disposals import Disposal

TITLE = "问题线索处置呈批表"
OPINIONS = ("承办部门\n意见", "集体研究\n意见", "分管领导\n意见", "主要负责人\n意见")


def write(clue: Clue) -> Paper:
    paper = Paper(f"{TITLE} {clue.number}", made_at=clue.hand_overs[-1].signed_at, demo=clue.demo)
    one = clue.disposals[-1] if clue.disposals else None
    paper.headline(TITLE)
    paper.form(head(clue) | {"处置方式": boxes(one.way if one else None)}, row_height=440)
    paper.form(dict(zip(OPINIONS, _opinions(clue, one), strict=True)), row_height=1020)
    paper.note("处置建议须在签收之日起一个月内提出，经集体研究并履行报批程序后执行。")
    paper.properties({"clue": clue.number})
    return paper


def _opinions(clue: Clue, one: Disposal | None) -> list[str]:
    if one is None:
        return [box("")] * len(OPINIONS)
    study = one.words(clue, "study")
    return [
        box(one.words(clue, "opinion"), one.proposed_by, one.proposed_on),
        box(f"{study}（纪要{one.minutes_no}）" if one.minutes_no else "", None, one.studied_on),
        box(one.words(clue, "endorsement"), one.endorsed_by, one.endorsed_on),
        box(one.words(clue, "approval"), one.approved_by, one.approved_on),
    ]


DOCUMENT = Document(Clue.__tablename__, TITLE, write)
