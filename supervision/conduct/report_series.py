"""What a series of weekly reports looks like: it falls, stands still, just meets its target, comes late."""

from collections.abc import Sequence
from datetime import timedelta
from itertools import pairwise
from typing import Any

from supervision.delivery.progress import ProgressReport

ITEMS = ("first", "transfer", "households")
DAY, MONDAY_NOON = 10, "12:00:00"


def fall(reports: Sequence[ProgressReport]) -> list[dict[str, Any]]:
    """The last fall of a cumulative number that nobody explained; a correction or a note explains it."""
    for before, after in reversed(list(pairwise(reports))):
        fell = [
            {
                "kind": "fall",
                "item": item,
                "as_of": after.as_of.isoformat(),
                "before": getattr(before, item),
                "after": getattr(after, item),
            }
            for item in ITEMS
            if (getattr(after, item) or 0) < (getattr(before, item) or 0) and getattr(after, item) is not None
        ]
        if fell and not after.because and not after.note:
            return fell
    return []


def unchanged(reports: Sequence[ProgressReport], *, alike: int) -> list[dict[str, Any]]:
    """The last reports say the very same, although homes are still waiting."""
    last = reports[-alike:]
    if len(last) < alike or any(report.note or report.because for report in last):
        return []
    said = {tuple(getattr(report, item) for item in ITEMS) for report in last}
    stock = (last[-1].listed or 0) - (last[-1].transfer or 0)
    if len(said) != 1 or last[-1].transfer is None or stock <= 0:
        return []
    return [
        {
            "kind": "frozen",
            "item": "transfer",
            "as_of": report.as_of.isoformat(),
            "before": report.transfer,
            "after": stock,
        }
        for report in last
    ]


def on_target(reports: Sequence[ProgressReport], *, alike: int, grown: int) -> list[dict[str, Any]]:
    """Three weeks running the week's own number is one and the same, but for one home either way."""
    if len(reports) <= alike:
        return []
    last = reports[-alike - 1 :]
    weeks = [(after, (after.transfer or 0) - (before.transfer or 0)) for before, after in pairwise(last)]
    new = [n for _report, n in weeks]
    if min(new) < grown or max(new) - min(new) > 1:
        return []
    return [
        {"kind": "target", "item": "transfer", "as_of": one.as_of.isoformat(), "before": None, "after": n}
        for one, n in weeks
    ]


def late(reports: Sequence[ProgressReport], *, times: int) -> list[dict[str, Any]]:
    """The last reports were all sent after Monday noon of the week that follows."""
    last = reports[-times:]
    rows = []
    for report in last:
        monday = report.as_of + timedelta(days=7 - report.as_of.weekday())
        due = f"{monday.isoformat()} {MONDAY_NOON}"
        sent = report.sent_at
        if sent is None or (sent if len(sent) > DAY else f"{sent} 00:00:00") <= due:
            return []
        rows.append(
            {
                "kind": "late",
                "item": "sent_at",
                "as_of": report.as_of.isoformat(),
                "before": due,
                "after": sent,
            }
        )
    return rows if len(rows) == times else []
