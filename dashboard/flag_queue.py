"""The queue of the flag desk: what the address asks for, page by page, the most severe and oldest first."""

from collections.abc import Mapping, Sequence
from datetime import date

import streamlit as st
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dashboard import paging, scoping
from dashboard.flag_asked import Asked
from dashboard.theme import chip
from dashboard.widgets import empty, line, md_escape
from supervision import clock
from supervision.conduct import flags, scans
from supervision.conduct.flags import Flag, FlagStatus
from supervision.office import regions, workdays
from supervision.office.lamps import LIT
from supervision.office.people import Officer
from supervision.words import _

PER_PAGE = 12
LONG, TAIL = 12, 6
#: A hyphen at which no line ends; the list tells its entries apart by their numbers.
UNBROKEN = "\N{NON-BREAKING HYPHEN}"


def show(session: Session, me: Officer, asked: Asked) -> Flag | None:
    """The lamps, the states and the list; answers with the flag that is open.

    A number in the address that is no flag, or none for these eyes, opens none.
    """
    _lamps(session, me, asked)
    _states(asked)
    _apart(session, asked)
    total = session.scalar(select(func.count()).select_from(asked.flags(me).order_by(None).subquery())) or 0
    key = f"flags-{asked.key}"
    opened = _opened(session, me)
    if not total:
        _nothing(session, asked)
        return opened
    page = paging.page(key)
    shown = session.scalars(asked.flags(me).limit(PER_PAGE).offset((page - 1) * PER_PAGE)).all()
    _list(session, shown, opened, key=f"{key}-{page}")
    paging.turn(key, total, PER_PAGE)
    return _opened(session, me)


def place(session: Session, flag: Flag) -> str:
    return regions.full_name(session, flag.county_code)


def _lamps(session: Session, me: Officer, asked: Asked) -> None:
    seen = asked.flags(me, every_lamp=True).order_by(None).subquery()
    counted: dict[str, int] = dict(
        session.execute(select(seen.c.severity, func.count()).group_by(seen.c.severity)).all()
    )
    names = {lamp.value: f"{lamp.sign} {counted.get(lamp, 0)}" for lamp in LIT}
    chosen = st.segmented_control(
        _("灯"),
        ["", *names],
        default=asked.lamp,
        required=True,
        format_func=lambda value: names.get(value) or _("全部"),
        label_visibility="collapsed",
        width="stretch",
        key=f"flags-lamp-{asked.lamp}-{asked.region.code}",
    )
    if chosen != asked.lamp:
        scoping.look_at(lamp=chosen or None, flag=None)
        st.rerun()


def _states(asked: Asked) -> None:
    names = {
        "": _("未办结"),
        "judge": _("待研判和已回复"),
        "overdue": _("超期未研判"),
        "judged": _("已研判"),
        "cleared": _("不成立或例外"),
        "found": _("属实或转案管"),
        "all": _("全部状态"),
    } | {status.value: status.label for status in FlagStatus}
    chosen = st.selectbox(
        _("状态"),
        list(names),
        index=list(names).index(asked.status),
        format_func=lambda value: names[value],
        label_visibility="collapsed",
        key=f"flags-status-{asked.status}",
    )
    if chosen != asked.status:
        scoping.look_at(status=chosen or None, flag=None)
        st.rerun()


def _apart(session: Session, asked: Asked) -> None:
    """What the address narrows besides, and the way out of it."""
    if not asked.apart:
        return
    with line():
        st.caption(md_escape(_("只看：{what}", what=asked.said(session))))
        if st.button(_("清除"), key="flags-clear-apart", type="tertiary"):
            scoping.look_at(county=None, age=None, unit=None, told=None, flag=None)
            st.rerun()


def _list(session: Session, shown: Sequence[Flag], opened: Flag | None, *, key: str) -> None:
    rows = {flag.id: flag for flag in shown}
    left = _left(session, {flag.due_on for flag in shown if flag.due_on and flag.status is FlagStatus.OPEN})
    ids = list(rows)
    at = opened.id if opened else None
    chosen = st.radio(
        _("疑点"),
        ids,
        index=ids.index(at) if at in rows else (None if at or _asked_for_one() else 0),
        format_func=lambda number: (
            f"{chip(rows[number].severity)}　{md_escape(rows[number].rule_code)} "
            f"{md_escape(rows[number].title)}　:small[:gray[{rows[number].number.replace('-', UNBROKEN)}]]"
        ),
        captions=[
            md_escape(f"{place(session, flag)}，{_short(session, flag)}，{_when(flag, left)}")
            for flag in shown
        ],
        label_visibility="collapsed",
        width="stretch",
        key=f"{key}-queue",
    )
    if chosen is not None and chosen != at:
        scoping.look_at(flag=str(chosen))
        at = chosen
    _steps(ids, at, key=key)


def _steps(ids: Sequence[int], at: int | None, *, key: str) -> None:
    """The one before and the one after, by a click or by keyboard."""
    place = ids.index(at) if at in ids else -1
    before, after = st.columns(2, gap="xsmall")
    steps = (
        (before, _("上一条"), "Alt+Up", place - 1, place > 0),
        (after, _("下一条"), "Alt+Down", place + 1, place + 1 < len(ids)),
    )
    for slot, label, shortcut, to, there in steps:
        slot.button(
            label,
            key=f"{key}-{shortcut}",
            shortcut=shortcut,
            disabled=not there,
            on_click=_choose,
            args=(f"{key}-queue", ids[to] if there else None),
            width="stretch",
        )


def _choose(queue: str, number: int | None) -> None:
    """As if it had been clicked in the list."""
    if number is not None:
        st.session_state[queue] = number


def _short(session: Session, flag: Flag) -> str:
    """The object in a few characters: the tail of a long unit code; its county was named before it."""
    if flag.pattern:
        return _("{n} 条", n=flag.newest[0]["flags"])
    called = flag.called
    if called == flag.subject and len(called) > LONG:
        return f"…{called[-TAIL:]}"
    county = place(session, flag)
    return called.removeprefix(county).strip() or called


def _opened(session: Session, me: Officer) -> Flag | None:
    """The flag in the address, where this officer may see it."""
    asked = scoping.number("flag")
    return session.scalars(flags.visible_to(me).where(Flag.id == asked)).one_or_none()


def _asked_for_one() -> bool:
    return "flag" in st.query_params


def _nothing(session: Session, asked: Asked) -> None:
    scan = scans.last(session, asked.region.code)
    if asked.narrowed:
        empty(_("此条件下没有记录。"))
        if st.button(_("清除条件"), key="flags-clear"):
            scoping.go(region=asked.region.code)
    elif scan is None:
        empty(_("尚未检查过。导入数据后，规则会自动检查。"))
    else:
        empty(
            _(
                "没有待研判的疑点。上次检查 {when}。",
                when=f"{scan.at.astimezone(clock.OFFICE):%m-%d %H:%M}",
            )
        )


def _left(session: Session, days: set[date]) -> Mapping[date, int | None]:
    today = clock.today()
    return {day: workdays.workdays_between(session, today, day) for day in days}


def _when(flag: Flag, left: Mapping[date, int | None]) -> str:
    if flag.status is not FlagStatus.OPEN:
        return flag.status.label
    days = left.get(flag.due_on) if flag.due_on else None
    if days is None:
        return _("期限待日历")
    return _("超 {n} 个工作日", n=-days) if days < 0 else _("剩 {n} 个工作日", n=days)
