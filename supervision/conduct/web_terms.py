"""What the rows of the reporting site's sheet are, and what becomes of them (网上举报导入)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from supervision.labels import Labelled


class WebState(Labelled):
    WAITING = "waiting", "待定管理权限"
    REGISTERED = "registered", "已登记"
    SEALED = "sealed", "已改为径送"
    ALREADY = "already", "以前已登记"
    REJECTED = "rejected", "不能登记"


class WhyRejected(Labelled):
    """Why a row is not registered; a sentence that tells nothing of what the row says."""

    NO_DAY = "no_day", "没有举报时间，或无法识别"
    FUTURE = "future", "举报时间晚于今天"
    NO_CONTENT = "no_content", "没有举报内容"
    TWICE = "twice", "编号与本表另一行相同"
    TOO_LONG = "too_long", "举报内容超过 50000 字"
    TEST = "test", "测试件或误报，经人工核对"


@dataclass(frozen=True)
class WebLine:
    """One row of the sheet, read: its number there, its fields by name, and its cells as they came."""

    place: int
    fields: Mapping[str, str]
    cells: Sequence[str]
    received_on: date | None
    why: WhyRejected | None = None

    def __repr__(self) -> str:
        return f"WebLine({self.place}, …)"
