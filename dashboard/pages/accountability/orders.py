"""督办文书: what we demanded of units in writing, whether they answered, and one of them in full."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import streamlit as st
from sqlalchemy.orm import Session

from dashboard import order_draft, order_sheet, scoping, tables
from dashboard.change import act
from dashboard.handing_out import offer
from dashboard.pages import Page
from dashboard.sheets_out import workbook
from dashboard.widgets import empty, head, lamp_column, signs, title_row
from supervision import clock
from supervision.accountability import document_numbers, orders
from supervision.accountability.order_steps import PENDING
from supervision.accountability.orders import Order, OrderStatus
from supervision.office import regions
from supervision.office.people import OFFICE, Officer, Role
from supervision.words import _

OVERDUE, OPEN = "overdue", "open"


def show(session: Session, me: Officer) -> None:
    today = clock.today()
    region = scoping.region(session, me)
    found = session.scalars(orders.visible_to(me).where(regions.within(Order.region_code, region.code))).all()
    line = _(
        "{place} · {n} 件，在办 {open} 件，超期未回复 {late} 件",
        place=regions.full_name(session, region.code),
        n=len(found),
        open=sum(one.status in PENDING for one in found),
        late=sum(one.is_overdue(today) for one in found),
    )
    draft = str(st.query_params.get("draft", ""))
    where, letters_of_ours, export, action = title_row(_("督办文书"), line, fields=1, buttons=3)
    scoping.choose_region(session, me, region, where, key="orders")
    if not me.is_unit:
        with letters_of_ours:
            _prefix(session, me)
        with action:
            forbidden = order_draft.why_not(me)
            if not draft and st.button(
                _("起草督办通知书"),
                key="order-new",
                type="primary",
                icon=":material/edit_document:",
                disabled=bool(forbidden),
                help=forbidden,
            ):
                scoping.go(draft=order_draft.BY_HAND)
    if draft and not me.is_unit:
        order_draft.show(session, me, region.code)
    if not found:
        empty(_("尚无督办文书。承诺超期后，可从承诺台账直接起草。"))
        return
    with st.container(border=True, gap="xsmall"):
        shown = _filtered(found, today)
        opened = _table(shown, today)
    with export:
        offer(
            _("督办文书") + f"_{today:%Y%m%d}.xlsx",
            lambda reason: workbook(
                _("督办文书"), _headings(), _rows(shown, today), officer=me, reason=reason
            ),
            me=me,
            key="orders-list",
        )
    if opened is not None and st.query_params.get("order") != str(opened.id):
        scoping.look_at(order=str(opened.id), draft=None)
    if one := session.scalars(orders.visible_to(me).where(Order.id == scoping.number("order"))).first():
        order_sheet.show(session, one, me)


def _filtered(found: Sequence[Order], today: date) -> list[Order]:
    """What the address asks for: ?status=overdue, ?status=open, or one state."""
    status, unit = (str(st.query_params.get(name, "")) for name in ("status", "unit"))
    kinds = [OPEN, OVERDUE, *(str(one) for one in OrderStatus if any(e.status is one for e in found))]
    names = {OPEN: _("在办"), OVERDUE: _("超期未回复")}
    names |= {str(one): one.label for one in OrderStatus}
    chosen = st.segmented_control(
        _("状态"),
        kinds,
        default=status if status in kinds else None,
        format_func=lambda kind: f"{names[kind]}　{sum(_stands(one, kind, today) for one in found)}",
        label_visibility="collapsed",
        key=f"orders-status-{status}",
    )
    if (chosen or "") != status:
        scoping.look_at(status=chosen)
    return [
        one
        for one in found
        if (not chosen or _stands(one, chosen, today)) and (not unit or str(one.unit_id) == unit)
    ]


def _stands(one: Order, kind: str, today: date) -> bool:
    if kind == OVERDUE:
        return one.is_overdue(today)
    return one.status in PENDING if kind == OPEN else one.status == kind


def _table(shown: Sequence[Order], today: date) -> Order | None:
    head(_("督办通知书"), _("{n} 件；点一行看详情", n=len(shown)))
    if not shown:
        empty(_("此条件下没有记录。"))
        st.button(_("清除条件"), key="orders-clear", on_click=st.query_params.clear)
        return None
    columns = {
        "lamp": lamp_column(78),
        "name": tables.text(_("文号"), width=140),
        "who": tables.text(_("受文单位"), width=160),
        "matter": tables.text(_("督办事项"), width=236),
        "status": tables.text(_("状态"), width=84),
        "signed_on": tables.text(_("签发"), width=84),
        "served_on": tables.text(_("送达"), width=84),
        "reply_due_on": tables.text(_("回复期限"), width=84),
        "replied_on": tables.text(_("回复"), width=84),
    }
    opened = tables.pick(
        tables.frame(_rows(shown, today), columns),
        columns,
        key="orders-table",
        alt=_("督办通知书"),
        at_most=12,
    )
    return None if opened is None else shown[opened]


def _rows(shown: Sequence[Order], today: date) -> list[dict[str, Any]]:
    return [
        {
            "lamp": signs(one.lamp(today)),
            "sign": lit.sign if (lit := one.lamp(today)) else "",
            "name": one.name,
            "who": one.unit.name,
            "matter": one.matter,
            "status": one.status.label,
            "signed_by": one.signed_by or "",
            "signed_on": _day(one.signed_on),
            "served_on": _day(one.served_on),
            "reply_due_on": _day(one.reply_due_on) if one.reply_due_on or not one.served_on else _("待日历"),
            "replied_on": _day(one.replied_on),
            "as_of": one.as_of,
            "facts": one.facts,
        }
        for one in shown
    ]


def _day(day: date | None) -> str:
    return f"{day:%Y-%m-%d}" if day else "—"


def _headings() -> dict[str, str]:
    return {
        "sign": _("灯"),
        "name": _("文号"),
        "who": _("受文单位"),
        "matter": _("督办事项"),
        "facts": _("事实与数据"),
        "as_of": _("数据截至"),
        "status": _("状态"),
        "signed_by": _("签发人"),
        "signed_on": _("签发"),
        "served_on": _("送达"),
        "reply_due_on": _("回复期限"),
        "replied_on": _("回复"),
    }


def _prefix(session: Session, me: Officer) -> None:
    """机关代字: how this office's numbers begin."""
    forbidden = None if me.holds(Role.TASK_FORCE) else _("须由{posts}办理。", posts=Role.TASK_FORCE.label)
    with st.popover(_("机关代字"), disabled=bool(forbidden), help=forbidden):
        letters = st.text_input(
            _("本机关代字"),
            document_numbers.prefix(session, me.region_code),
            key="order-prefix",
            placeholder=document_numbers.PROVINCE,
        )
        if st.button(_("保存"), key="order-prefix-save"):
            act(
                lambda session, by: document_numbers.set_prefix(session, letters, by=by),
                me=me,
                done=_("已保存，今后签发的文书按此编号"),
            )


PAGE = Page(
    chinese="督办文书", icon=":material/description:", show=show, order=10, roles=OFFICE | {Role.UNIT}
)
