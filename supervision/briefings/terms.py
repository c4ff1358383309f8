"""What a briefing is about: its kind, its period, and the words that people still have to find for it."""

from datetime import date, timedelta

from supervision.figures import Edition
from supervision.labels import Labelled
from supervision.office.regions import Level

WEEK, MONTH = 7, 31
TO_BE_FILLED = "（待补充）"
#: 盯责任、盯作风、盯落实 by six acts (S-16): the skeleton of parts five and six.
SIX_ACTS = (
    "扛牢主体责任",
    "厘清责任边界",
    "查找薄弱环节",
    "纠正工作偏差",
    "解决具体问题",
    "建立长效机制",
)
ORDINALS = "一二三四五六"
#: Words of the blocks that never go down (投诉、疑点、线索).
NOT_DOWN = ("信访", "举报", "检举", "控告", "投诉", "疑点", "线索")


class Kind(Labelled):
    WEEKLY = "weekly", "周报"
    MONTHLY = "monthly", "月报"
    QUARTERLY = "quarterly", "季报"

    def start(self, end: date) -> date:
        """The first day of the period that ends on a day."""
        if self is Kind.WEEKLY:
            return end - timedelta(days=WEEK - 1)
        month = end.month if self is Kind.MONTHLY else end.month - (end.month - 1) % 3
        return date(end.year, month, 1)

    @classmethod
    def of(cls, start: date, end: date) -> "Kind":
        """The kind that a period is long enough for."""
        days = (end - start).days + 1
        if days <= WEEK:
            return cls.WEEKLY
        return cls.MONTHLY if days <= MONTH else cls.QUARTERLY


def skeleton(what: str) -> str:
    """Six lines to be filled in by people: machines write figures, people write causes."""
    return "\n".join(
        f"{ordinal}是{act}。{what}{TO_BE_FILLED}" for ordinal, act in zip(ORDINALS, SIX_ACTS, strict=True)
    )


def recipients(edition: Edition, level: Level) -> dict[str, str]:
    """报、送、发, as they stand until somebody changes them."""
    above = {Level.PROVINCE: "中央纪委国家监委", Level.CITY: "省纪委监委", Level.COUNTY: "市纪委监委"}[level]
    own = {Level.PROVINCE: "省", Level.CITY: "市", Level.COUNTY: "县"}[level]
    below = {
        Level.PROVINCE: "各市纪委监委，各派驻纪检监察组，各责任单位",
        Level.CITY: "各县（市、区）纪委监委，各派驻纪检监察组，各责任单位",
        Level.COUNTY: "各派驻纪检监察组，各责任单位",
    }[level]
    if edition is Edition.DOWN:
        return {"sent_up": "", "sent_level": "", "sent_down": below}
    return {
        "sent_up": f"{above}，{own}委主要领导",
        "sent_level": f"{own}政府，专项行动各成员单位",
        "sent_down": "",
    }
