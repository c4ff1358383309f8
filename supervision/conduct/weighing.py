"""Weighing a flag: what became of each innocent explanation, and what that forbids."""

from typing import Any

from supervision.labels import Labelled
from supervision.office.people import Officer
from supervision.words import _, listed


class Weight(Labelled):
    """What became of one innocent explanation."""

    HOLDS = "holds", "成立"
    FAILS = "fails", "不成立"
    OPEN = "open", "待核"


class Reason(Labelled):
    """Why a flag was dismissed."""

    EXPLAINED = "explained", "解释成立"
    WRONG_ENTRY = "wrong_entry", "录入或迁移错误"
    PUT_RIGHT = "put_right", "已整改"
    DUPLICATE = "duplicate", "与其他疑点重复"
    OTHER = "other", "其他"


def unweighed(flag: Any, officer: Officer) -> str | None:
    """Nothing leaves for the cases desk before each innocent explanation is weighed."""
    left = [f"{n}" for n, weight in enumerate(flag.weights, start=1) if weight is Weight.OPEN]
    return _("第 {items} 项解释尚待核。", items=listed(left)) if left else None


def explained(flag: Any, officer: Officer) -> str | None:
    if Weight.HOLDS not in flag.weights:
        return None
    return _("有解释成立，应先排除或改判。")


def not_addressed(flag: Any, officer: Officer) -> str | None:
    """A unit's account answers only what was sent to that unit."""
    if officer.is_unit and officer.unit_id != flag.unit_id:
        return _("核实单不是送给贵单位的。")
    return None


def from_complaints(flag: Any, officer: Officer) -> str | None:
    return _("本疑点来自信访举报，不得转被反映的单位。") if flag.derived_from_complaint else None
