"""What belongs to one unit: its commitments, the last acts on them, and the orders it was sent."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import streamlit as st
from sqlalchemy import not_, or_, select
from sqlalchemy.orm import Session

from dashboard import commitment_sheet, tables, unit_lenses
from dashboard.handing_out import offer_list
from dashboard.widgets import empty, go_to, head, lamp_column, line, md_escape, signs
from supervision import clock
from supervision.accountability import orders
from supervision.accountability.order_steps import WITH_UNIT
from supervision.accountability.orders import Order
from supervision.briefings import issues
from supervision.conduct import complaints
from supervision.conduct.complaints import Complaint
from supervision.labels import Labelled
from supervision.office.history import Event
from supervision.office.lamps import URGENCY
from supervision.office.people import Officer
from supervision.office.units import Unit
from supervision.responsibility.commitment_steps import CONFIDENTIAL, OFFICE_WORDS, OPEN, CommitmentStatus
from supervision.responsibility.commitments import WORKFLOW, Commitment
from supervision.words import _

LAST_EVENTS, LAST_ORDERS, MOST_TALL = 6, 5, 190


class Which(Labelled):
    """Which of a unit's commitments are listed."""

    OPEN = "open", "未销号"
    CLOSED = "closed", "已销号"
    ALL = "all", "全部"


def commitments_of(promised: Sequence[Commitment], me: Officer) -> None:
    today = clock.today()
    with st.container(horizontal=True, vertical_alignment="center"):
        heading = st.container(width="content")
        which = st.segmented_control(
            _("状态"),
            list(Which),
            default=Which.OPEN,
            required=True,
            format_func=lambda one: one.label,
            label_visibility="collapsed",
            key="units-which",
        )
        st.space("stretch")
        place = st.container(width="content")
    kept = {
        Which.OPEN: [one for one in promised if one.status in OPEN],
        Which.CLOSED: [one for one in promised if one.status is CommitmentStatus.CLOSED],
        Which.ALL: list(promised),
    }[Which(which)]
    with heading:
        head(_("承诺事项"), _("{n} 项，列 {shown} 项；点一行看详情", n=len(promised), shown=len(kept)))
    if not kept:
        empty(_("此条件下没有记录。") if promised else _("该单位尚无承诺事项。"))
        return
    kept.sort(key=lambda one: (one.status not in OPEN, URGENCY[one.lamp(today)], one.deadline or date.max))
    columns, rows = _columns(), [_row(one, today) for one in kept]
    with place:
        offer_list(_("承诺事项"), columns, lambda: rows, me=me, key="units-commitments-list")
    drawn = [row | _numbers(one) for row, one in zip(rows, kept, strict=True)]
    opened = tables.pick(
        tables.frame(drawn, columns),
        columns,
        key="units-commitments",
        alt=_("承诺事项"),
        row_height=31,
        at_most=11,
        stays=True,
    )
    if opened is not None:
        one = kept[opened]
        with line():
            st.markdown(f"**{md_escape(one.number)}**　:gray[{md_escape(one.title)}]", width="stretch")
            go_to("responsibility.commitments", _("办理 ›"), commitment=str(one.id), unit=str(one.unit_id))


def _columns() -> dict[str, Any]:
    return {
        "lamp": lamp_column(86),
        "number": tables.text(_("编号"), width=98),
        "title": tables.text(_("承诺事项"), width=140),
        "status": tables.text(_("状态"), width=64),
        "due_on": st.column_config.DateColumn(_("时限"), format="MM-DD", width=54),
        "left": tables.text(_("剩余"), width=80, alignment="right"),
        "target": tables.text(_("目标"), width=58, alignment="right"),
        "measure": tables.text(_("单位"), width=46),
        "claimed": tables.text(_("申报"), width=60, alignment="right"),
        "verified": tables.text(_("核实"), width=60, alignment="right", help=_("核实人依据佐证核实的数量")),
        "done": st.column_config.ProgressColumn(
            _("完成"),
            width=72,
            format="%.0f%%",
            min_value=0,
            max_value=100,
            color="gray",
            help=_("申报 ÷ 目标"),
        ),
    }


def _row(one: Commitment, today: date) -> dict[str, Any]:
    return {
        "lamp": signs(one.lamp(today)),
        "number": one.number,
        "title": one.title,
        "status": one.status.label,
        "due_on": one.deadline,
        "left": commitment_sheet.remaining(one, today),
        "target": one.target,
        "measure": one.measure.label if one.measure else "",
        "claimed": one.claimed,
        "verified": one.verified,
        "done": one.claimed / one.wanted,
    }


def _numbers(one: Commitment) -> dict[str, str]:
    """As 承诺台账 shows them: 待核 where nobody knows, — of a promise without a number."""
    counted = {"target": one.wanted, "claimed": one.claimed, "verified": one.verified}
    return {name: "—" if one.target is None else number.digits for name, number in counted.items()}


def past(session: Session, me: Officer, unit: Unit, promised: Sequence[Commitment]) -> None:
    """经过: the last acts on the unit's commitments and orders; the confidential ones not for the unit."""
    letters = [one.id for one in session.scalars(orders.visible_to(me).where(Order.unit_id == unit.id))]
    about = {one.id: one.number for one in promised}
    found = select(Event).where(
        or_(
            (Event.kind == Commitment.__tablename__) & Event.subject_id.in_(about),
            (Event.kind == Order.__tablename__) & Event.subject_id.in_(letters),
        )
    )
    if me.is_unit:
        internal = (Event.kind == Order.__tablename__) & Event.target.not_in(WITH_UNIT)
        found = found.where(Event.verb.not_in(CONFIDENTIAL), not_(internal))
    events = session.scalars(found.order_by(Event.number.desc()).limit(LAST_EVENTS)).all()
    head(_("经过"), _("最近 {n} 条", n=len(events)) if events else "")
    if not events:
        empty(_("尚无办理记录。"))
    for event in events:
        mine = event.kind == Commitment.__tablename__
        verb = (WORKFLOW if mine else orders.WORKFLOW).labels.get(event.verb, event.verb)
        with line():
            st.markdown(f":gray[{event.at.astimezone(clock.OFFICE):%m-%d}]", width=56)
            what = about.get(event.subject_id, "") if mine else _("督办通知书")
            note = "" if me.is_unit and mine and event.verb in OFFICE_WORDS else event.note
            said = "　".join(part for part in (what, verb, event.by.name, note) if part)
            st.text(said, width="stretch")


def orders_to(session: Session, me: Officer, unit: Unit) -> None:
    """督办文书: what was sent to the unit, newest first, and where it stands."""
    today = clock.today()
    found = session.scalars(orders.visible_to(me).where(Order.unit_id == unit.id)).all()
    head(_("督办文书"), _("{n} 件", n=len(found)))
    if not found:
        empty(_("尚未督办。"))
    for order in found[:LAST_ORDERS]:
        with line():
            st.text(order.name, width=168)
            words = _("逾期未回复") if order.is_overdue(today) else order.status.label
            st.markdown(f":red[{words}]" if order.is_overdue(today) else f":gray[{words}]", width="stretch")
            go_to("accountability.orders", _("查看 ›"), order=str(order.id))


def conduct_of(session: Session, me: Officer, unit: Unit) -> None:
    """What 盯作风 counts, line by line: flags, briefings, and complaints for those on their list."""
    head(_("作风"), _("核实中疑点、被点名简报、投诉"))
    found: list[tuple[str, str, str, dict[str, str]]] = [
        (flag.number, flag.title, "conduct.flags", {"flag": str(flag.id)})
        for flag in session.scalars(unit_lenses.sent_to(me, unit))
    ]
    for one in session.scalars(issues.naming(unit, officer=me)):
        name = f"{one.region_name}{one.kind.label}"
        found.append((f"{one.end:%Y-%m-%d}", name, "briefings.briefings", {"briefing": str(one.id)}))
    found += [
        (report.number, report.status.label, "conduct.complaints", {"complaint": str(report.id)})
        for report in session.scalars(complaints.visible_to(me).where(Complaint.accused_unit_id == unit.id))
    ]
    if not found:
        empty(_("没有可列出的记录。"))
    height: Any = MOST_TALL if len(found) > LAST_EVENTS else "content"
    with st.container(height=height, border=False, gap="xxsmall"):
        for number, words, page, query in found:
            with line():
                st.text(number, width=112)
                st.text(words, width="stretch")
                go_to(page, _("查看 ›"), **query)
