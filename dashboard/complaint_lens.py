"""What the address narrows the complaints to, where a number was opened: ?kind=&channel=&since=&until=."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from dashboard.widgets import md_escape
from supervision.conduct.categories import Channel, Identity, Kind
from supervision.conduct.complaints import Complaint
from supervision.labels import Labelled
from supervision.words import _, listed

PROPERTIES: dict[str, type[Labelled]] = {"kind": Kind, "channel": Channel, "identity": Identity}
DAYS = ("since", "until")


def within(found: Sequence[Complaint], counting: Sequence[Complaint]) -> list[Complaint]:
    """Those that the address asks for, with what it asks in words, and a way out.

    Where a number was opened, exactly those that it counts.
    """
    wanted = {
        name: members(asked)
        for name, members in PROPERTIES.items()
        if (asked := str(st.query_params.get(name, ""))) in set(members)
    }
    since, until = (day(name) for name in DAYS)
    said = [one.label for one in wanted.values()]
    if since or until:
        said.append(_("{since} 至 {until} 收到", since=since or "…", until=until or "…"))
    if not said:
        return list(found)
    left, right = st.columns([4, 1], vertical_alignment="center")
    left.caption(md_escape(_("只列：{words}", words=listed(said))))
    if right.button(_("清除条件"), key="complaints-lens-clear"):
        for name in (*PROPERTIES, *DAYS):
            st.query_params.pop(name, None)
        st.rerun()
    return [
        one
        for one in counting
        if all(getattr(one, name) is member for name, member in wanted.items())
        and (since is None or one.received_on >= since)
        and (until is None or one.received_on <= until)
    ]


def day(name: str) -> date | None:
    """The day in the address under this name."""
    try:
        return date.fromisoformat(str(st.query_params.get(name, "")))
    except ValueError:
        return None
