"""The rows that made a flag fire, as a table that fits the middle of the desk (佐证)."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from dashboard import tables
from dashboard.widgets import head
from supervision.conduct.flags import Flag
from supervision.conduct.rules import Evidence, RowRule
from supervision.words import _

#: What the middle of the desk is wide, the column of names in it, and how many rows stand side by side.
ROOM, ITEM, DECIDES, UPRIGHT = 386, 118, 46, 2


def show(flag: Flag, evidence: Evidence, *, key: str) -> None:
    """What a rule on rows saw, line by line; few rows of a rule on groups likewise, many as a table."""
    rule = flag.rule
    with st.container(gap="xsmall"):
        if isinstance(rule, RowRule):
            head(_("佐证"), _("▲ 为使规则命中的内容"))
            names: Sequence[str] = rule.shows
            rows, columns = _upright(flag, evidence, names, room=ROOM - DECIDES)
            for row, name in zip(rows, names, strict=True):
                row["decides"] = "▲" if name in rule.decides else ""
            columns["decides"] = tables.text(_("依据"), width=DECIDES)
        else:
            names = list(evidence[0])
            fires = "fires" in names
            head(_("佐证"), _("▲ 为使规则命中的行") if fires else "")
            if len(evidence) <= UPRIGHT and not fires:
                rows, columns = _upright(flag, evidence, names, room=ROOM)
            else:
                names.sort(key=lambda name: name != "fires")
                rows = [
                    {name: _said(flag, row[name]) if name != "fires" else "▲" * row[name] for name in names}
                    for row in evidence
                ]
                columns = {
                    name: tables.text(_heading(flag, name), width=_width(rows, name)) for name in names
                }
        tables.draw(tables.frame(rows, columns), columns, key=f"flag-rows-{key}-{flag.id}", alt=_("佐证"))


def _upright(
    flag: Flag, evidence: Evidence, names: Sequence[str], *, room: int
) -> tuple[list[dict[str, str]], dict[str, Any]]:
    """One line for each thing that was seen, a column for each row."""
    rows = [
        {"item": flag.rule.term(name)}
        | {f"row{place}": _said(flag, row.get(name)) for place, row in enumerate(evidence)}
        for name in names
    ]
    many = len(evidence) > 1
    columns: dict[str, Any] = {"item": tables.text(_("项目"), width=ITEM)}
    for place in range(len(evidence)):
        title = _("第 {n} 行", n=place + 1) if many else _("登记内容")
        columns[f"row{place}"] = tables.text(title, width=(room - ITEM) // len(evidence))
    return rows, columns


def _heading(flag: Flag, name: str) -> str:
    return "▲" if name == "fires" else flag.rule.term(name)


def _width(rows: Sequence[Mapping[str, str]], name: str) -> int:
    """As wide as what stands in it, within bounds."""
    if name == "fires":
        return 34
    longest = max(len(row[name].encode("gb18030", "replace")) for row in rows)
    return min(190, max(56, 7 * longest + 18))


def _said(flag: Flag, value: object) -> str:
    if value is None:
        return _("无记录")
    if isinstance(value, str):
        return flag.rule.term(value)
    if isinstance(value, float):
        return f"{value:,.2f}"
    return f"{value:,}" if isinstance(value, int) else str(value)
