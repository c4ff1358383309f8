"""澄清函: clears of one allegation; neither the informant nor the number of the complaint stands on it."""

from datetime import date

from reports.documents import Document
from reports.paper import Paper
from supervision.conduct.clarifications import Clarification
from supervision.conduct.wording import Quoted

TITLE = "失实检举控告澄清函"
UNNUMBERED = "（未编号）"


def write(one: Clarification) -> Paper:
    number = one.letter_no or UNNUMBERED
    paper = Paper(f"{TITLE} {number}", made_at=one.history[-1].at, demo=one.demo)
    body = f"中共{one.region.name}纪律检查委员会"
    paper.letterhead(body, number)
    paper.headline(TITLE)
    said = one.words
    paper.addressee(f"{said['who']}：")
    paper.text(
        Quoted(
            f"此前有反映你（你单位）{said['allegation'].rstrip('。')}的问题。"
            f"经核实，{said['finding'].rstrip('。')}，反映失实，现予澄清。"
        )
    )
    paper.text(
        "本函只就上述具体问题作出澄清，不作为对个人（单位）的全面评价。任何单位和个人不得追查、打击报复检举控告人。"
    )
    paper.signature(body, _day(one.cleared_on) if one.cleared_on else "（未签发）")
    paper.properties({"clarification": one.number})
    return paper


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


DOCUMENT = Document("clarification_letters", TITLE, write)
