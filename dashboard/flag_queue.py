"""The queue of the flag desk: what the address asks for, page by page, the most severe and oldest first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import streamlit as st
from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from dashboard import paging, scoping
from dashboard.theme import chip
from dashboard.widgets import empty, md_escape
from supervision import clock
from supervision.conduct import flags, scans
from supervision.conduct.flags import UNJUDGED, Flag, FlagStatus
from supervision.conduct.rules import RULES
from supervision.office import regions, workdays
from supervision.office.lamps import Lamp
from supervision.office.people import Officer
from supervision.office.regions import Region
from supervision.words import _

PER_PAGE = 12
LONG, TAIL = 12, 6
LIT = (Lamp.RED, Lamp.YELLOW, Lamp.BLUE)
GROUPS = {"": UNJUDGED, "judge": (FlagStatus.OPEN, FlagStatus.REPLIED), "all": tuple(FlagStatus)}


@dataclass(frozen=True)
class Asked:
    """What the address asks for: ?region=140300&rule=IR01&lamp=red&status=sent&compound=140302-0001."""

    region: Region
    rule: str
    lamp: str
    status: str
    compound: str

    @classmethod
    def read(cls, session: Session, me: Officer) -> "Asked":
        said = {name: str(st.query_params.get(name, "")) for name in ("rule", "lamp", "status", "compound")}
        return cls(
            region=scoping.region(session, me),
            rule=said["rule"] if said["rule"] in RULES else "",
            lamp=said["lamp"] if said["lamp"] in LIT else "",
            status=said["status"] if said["status"] in (*GROUPS, *FlagStatus) else "",
            compound=said["compound"],
        )

    @property
    def narrowed(self) -> bool:
        return bool(self.rule or self.lamp or self.status or self.compound)

    def flags(self, me: Officer, *, every_lamp: bool = False) -> Select[Flag]:
        """The flags asked for, in the order of the queue."""
        found = flags.visible_to(me).where(regions.within(Flag.region_code, self.region.code))
        found = found.where(Flag.pattern_id.is_(None))
        found = found.where(Flag.status.in_(GROUPS.get(self.status) or (FlagStatus(self.status),)))
        if self.rule:
            found = found.where(Flag.rule_code == self.rule)
        if self.compound:
            found = found.where(Flag.compound_number == self.compound)
        if self.lamp and not every_lamp:
            found = found.where(Flag.severity == Lamp(self.lamp))
        return found


def show(session: Session, me: Officer, asked: Asked) -> Flag | None:
    """The lamps, the states and the list; answers with the flag that is open."""
    _lamps(session, me, asked)
    _states(asked)
    total = session.scalar(select(func.count()).select_from(asked.flags(me).order_by(None).subquery())) or 0
    key = f"flags-{asked.region.code}-{asked.rule}-{asked.lamp}-{asked.status}-{asked.compound}"
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
    names = {"": _("未办结"), "judge": _("待研判和已回复"), "all": _("全部状态")} | {
        status.value: status.label for status in FlagStatus
    }
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


def _list(session: Session, shown: Sequence[Flag], opened: Flag | None, *, key: str) -> None:
    rows = {flag.id: flag for flag in shown}
    left = _left(session, {flag.due_on for flag in shown if flag.due_on and flag.status is FlagStatus.OPEN})
    ids = list(rows)
    at = opened.id if opened else None
    chosen = st.radio(
        _("疑点"),
        ids,
        index=ids.index(at) if at in rows else (0 if at is None else None),
        format_func=lambda number: (
            f"{chip(rows[number].severity)}　{md_escape(rows[number].rule_code)} "
            f"{md_escape(rows[number].title)}　:small[:gray[{rows[number].number}]]"
        ),
        captions=[
            md_escape(f"{place(session, flag)}，{_short(flag)}，{_when(flag, left)}") for flag in shown
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


def _short(flag: Flag) -> str:
    """The object in a few characters: the tail of a long unit code."""
    if flag.pattern:
        return _("{n} 条", n=flag.newest[0]["flags"])
    called = flag.called
    return f"…{called[-TAIL:]}" if called == flag.subject and len(called) > LONG else called


def _opened(session: Session, me: Officer) -> Flag | None:
    """The flag in the address, where this officer may see it."""
    asked = scoping.number("flag")
    return session.scalars(flags.visible_to(me).where(Flag.id == asked)).one_or_none()


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
