"""What the forms of a clue have in common: its head, its four signature boxes, its four check boxes."""

from collections.abc import Iterable
from datetime import date

from supervision.clock import OFFICE
from supervision.conduct import hand_overs
from supervision.conduct.clue_terms import Way
from supervision.conduct.clues import Clue
from supervision.conduct.hand_overs import HandOver
from supervision.conduct.wording import Quoted
from supervision.office.people import Officer

CHECKED, UNCHECKED = "☑", "□"
GONE = "（已移出，内容不留存）"


def day(on: date | None) -> str:
    return f"{on.year}年{on.month}月{on.day}日" if on else "待日历"


def head(clue: Clue) -> dict[str, str]:
    """Which clue it is, of whom, and what it says."""
    who = clue.accused
    unit = clue.accused_unit.name if clue.accused_unit else ""
    source = clue.source.chinese + (f"（{clue.source_number}）" if clue.source_number else "")
    return {
        "线索编号": clue.number,
        "收到日期": day(clue.received_on),
        "线索来源": source,
        "被反映人": kept(clue, who.name or "待核"),
        "单位及职务": kept(clue, f"{unit}{who.post}" or "待核"),
        "职级、权限": f"{kept(clue, who.rank.chinese)}；{clue.jurisdiction.chinese}",
        "主要问题": Quoted(kept(clue, clue.summary)),
    }


def kept(clue: Clue, words: str) -> str:
    return GONE if clue.destroyed else words


def boxes(chosen: Way | None) -> str:
    """□谈话函询 ☑初步核实 □暂存待查 □予以了结"""
    return " ".join(f"{CHECKED if way is chosen else UNCHECKED}{way.chinese}" for way in Way)


def box(words: str, by: Officer | None = None, on: date | None = None) -> str:
    """A box to sign in: what was said at the screen, and room for the signature and the day."""
    name = by.name if by else ""
    dated = day(on) if on else "　　年　　月　　日"
    return Quoted("\n".join((words, f"签名：{name}　　　　　　{dated}")))


def signed(clue: Clue, verb: str) -> tuple[str, Officer | None, date | None]:
    """The last signature under a step since the clue was last distributed: words, by whom, on which day."""
    one = _last(clue.hand_overs, verb)
    if one is None:
        return "", None, None
    return hand_overs.said(clue, one), one.signed_by, one.signed_at.astimezone(OFFICE).date()


def _last(found: Iterable[HandOver], verb: str) -> HandOver | None:
    return next((one for one in reversed(list(found)) if one.verb == verb), None)
