"""责任单位: one unit through three lenses; what it promised, what is claimed, what could be verified."""

from collections.abc import Sequence
from datetime import date

import streamlit as st
from sqlalchemy.orm import Session
from streamlit.delta_generator import DeltaGenerator

from dashboard import claims, remembered, scoping, slip_replies, unit_lenses, unit_lists
from dashboard.pages import Page
from dashboard.widgets import empty, line, title_row
from supervision import clock
from supervision.accountability.order_steps import DRAFTERS
from supervision.office import regions, units
from supervision.office.people import OFFICE, Officer, Role
from supervision.office.units import Unit
from supervision.quantities import UNKNOWN
from supervision.responsibility import commitments
from supervision.responsibility.commitment_steps import CommitmentStatus
from supervision.responsibility.commitments import Commitment
from supervision.words import _

MOST_UNITS = 400


def show(session: Session, me: Officer) -> None:
    region = scoping.region(session, me)
    inside = units.visible_to(me).where(regions.within(Unit.region_code, region.code))
    found = list(session.scalars(inside.limit(MOST_UNITS)))
    if not found:
        where = title_row(_("责任单位"), regions.full_name(session, region.code), fields=1)[0]
        scoping.choose_region(session, me, region, where, key="units")
        empty(_("尚未录入责任单位。导入责任单位名录后，在此逐个单位查看承诺、作风和落实。"))
        return
    unit = session.scalar(inside.where(Unit.id == scoping.number("unit"))) or found[0]
    if unit not in found:
        found.append(unit)
    days = remembered.days(session, unit.region_code)
    board = remembered.board(session, unit.region_code, scoping.day(days))
    promised = session.scalars(
        commitments.visible_to(me).where(
            Commitment.unit_id == unit.id, Commitment.status != CommitmentStatus.WITHDRAWN
        )
    ).all()
    where, which, when, action = title_row(unit.name, _line(session, unit, board.day), fields=3, buttons=1)
    scoping.choose_region(session, me, region, where, key="units")
    _choose(found, unit, which)
    scoping.choose_day(days, board.day, when, key="units")
    _draft(me, promised, action)
    key = remembered.key(session, me, unit.id, board.day)
    remembered.drawing(
        "unit", key, lambda: unit_lenses.show(unit_lenses.cards(session, me, unit, promised, board))
    )
    if unit.duty:
        with line():
            st.markdown(f":gray[{_('职责')}]", width="content")
            st.text(unit.duty)
    table, picture = st.columns([2.6, 1], gap="small") if not me.is_unit else (st, None)
    with table.container(border=True, gap="xsmall", height="stretch"):
        unit_lists.commitments_of(promised, me)
    if picture:
        with picture.container(border=True, gap="xsmall", height="stretch"):
            remembered.drawing("claims", key, lambda: claims.show(board.counties, key="units"))
    past, letters = st.columns([2.6, 1], gap="small")
    with past.container(border=True, gap="xxsmall", height="stretch"):
        remembered.drawing("past", key, lambda: unit_lists.past(session, me, unit, promised))
    with letters.container(border=True, gap="xxsmall"):
        remembered.drawing("orders", key, lambda: unit_lists.orders_to(session, me, unit))
    if me.is_unit:
        with letters.container(border=True, gap="xxsmall"):
            slip_replies.show(session, me)
    else:
        with letters.container(border=True, gap="xxsmall"):
            remembered.drawing("conduct", key, lambda: unit_lists.conduct_of(session, me, unit))


def _line(session: Session, unit: Unit, day: date) -> str:
    unknown = _(UNKNOWN)
    return " · ".join(
        (
            regions.full_name(session, unit.region_code),
            unit.kind.label,
            _("责任领导 {name}", name=" ".join(filter(None, (unit.leader, unit.leader_post))) or unknown),
            _("联络员 {name}", name=unit.contact or unknown),
            _("统计截至 {day}", day=f"{day:%Y-%m-%d}"),
        )
    )


def _choose(found: Sequence[Unit], unit: Unit, slot: DeltaGenerator) -> None:
    names = {one.id: one.name for one in found}
    chosen = slot.selectbox(
        _("责任单位"),
        list(names),
        index=list(names).index(unit.id),
        format_func=lambda number: names[number],
        label_visibility="collapsed",
        key=f"units-unit-{unit.id}",
    )
    if chosen != unit.id:
        scoping.look_at(unit=str(chosen))
        st.rerun()


def _draft(me: Officer, promised: Sequence[Commitment], slot: DeltaGenerator) -> None:
    """From the longest overdue commitment, a 督办通知书."""
    today = clock.today()
    late = sorted((one for one in promised if one.is_overdue(today)), key=lambda one: one.deadline or today)
    pages = st.session_state.get("pages", {})
    if "accountability.orders" not in pages or not me.holds(*DRAFTERS):
        return
    clicked = slot.button(
        _("起草督办"),
        type="primary",
        icon=":material/edit_document:",
        disabled=not late,
        help=None if late else _("没有超期的承诺事项。"),
        key="units-draft-order",
    )
    if clicked and late:
        st.switch_page(pages["accountability.orders"], query_params={"draft": str(late[0].id)})


PAGE = Page(
    chinese="责任单位",
    icon=":material/account_balance:",
    show=show,
    order=10,
    roles=OFFICE | {Role.UNIT},
)
