"""What the address narrows the complaints to, where a number was opened: ?kind=&channel=&since=&until=."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from dashboard.widgets import md_escape
from supervision.conduct.categories import Channel, Identity, Kind
from supervision.conduct.complaints import Complaint
from supervision.conduct.contacts import ContactKind
from supervision.labels import Labelled
from supervision.office.time_limits import ACCEPTANCE_NOTICE
from supervision.words import _, listed


class Duty(Labelled):
    """What is owed to an informant by a day."""

    NOTICE = "notice", "受理告知到期"
    RESULT = "result", "结果反馈到期"


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
    asked = str(st.query_params.get("due", ""))
    duty = Duty(asked) if asked in set(Duty) else None
    said = [one.label for one in wanted.values()]
    if since or until:
        said.append(
            _("{since} 至 {until} {what}", since=since or "…", until=until or "…", what=duty.label)
            if duty
            else _("{since} 至 {until} 收到", since=since or "…", until=until or "…")
        )
    if not said:
        return list(found)
    left, right = st.columns([4, 1], vertical_alignment="center")
    left.caption(md_escape(_("只列：{words}", words=listed(said))))
    if right.button(_("清除条件"), key="complaints-lens-clear"):
        for name in (*PROPERTIES, *DAYS, "due"):
            st.query_params.pop(name, None)
        st.rerun()
    return [
        one
        for one in counting
        if all(getattr(one, name) is member for name, member in wanted.items())
        and any((since is None or on >= since) and (until is None or on <= until) for on in _days(one, duty))
    ]


def _days(one: Complaint, duty: Duty | None) -> list[date]:
    """The days by which it is asked for: of its receipt, or those on which something was owed."""
    if duty is None:
        return [one.received_on]
    if duty is Duty.NOTICE:
        owed = one.limit_code == ACCEPTANCE_NOTICE.code
        return [one.due_on] if owed and one.due_on else []
    told = [each for each in one.contacts if each.kind is ContactKind.FEEDBACK and each.reached]
    days = [each.due_on for each in told]
    if one.fed_back_on is None:
        days.append(one.feedback_due_on)
    return [on for on in days if on]


def day(name: str) -> date | None:
    """The day in the address under this name."""
    try:
        return date.fromisoformat(str(st.query_params.get(name, "")))
    except ValueError:
        return None
