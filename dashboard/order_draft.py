"""The form that drafts a supervision order: from a commitment, its figures filled in, or by hand."""

import streamlit as st
from sqlalchemy.orm import Session

from dashboard import order_acts, scoping
from dashboard.change import attempt, say
from dashboard.widgets import head, md_escape
from supervision import clock
from supervision.accountability import letters, orders
from supervision.accountability.order_steps import DRAFTERS
from supervision.accountability.orders import Order
from supervision.office import regions, time_limits, units
from supervision.office.people import Officer
from supervision.office.units import Unit
from supervision.responsibility import commitments
from supervision.responsibility.commitments import Commitment
from supervision.words import _, listed

BY_HAND = "new"


def why_not(me: Officer) -> str | None:
    if me.holds(*DRAFTERS):
        return None
    return _("须由{posts}办理。", posts=listed(role.label for role in DRAFTERS))


def show(session: Session, me: Officer, region_code: str) -> None:
    """The whole form, for ?draft=<commitment> or ?draft=new."""
    with st.container(border=True, gap="xsmall"):
        head(_("起草督办通知书"))
        if forbidden := why_not(me):
            st.caption(md_escape(_("为何不能起草：{reason}", reason=forbidden)))
            return
        commitment = _commitment(session, me)
        unit_id = commitment.unit_id if commitment else _unit(session, me, region_code)
        if unit_id is None:
            return
        if commitment:
            st.text(f"{commitment.unit.name}　{commitment.number}　{commitment.title}")
            earlier = orders.pending_for(session, unit=commitment.unit, commitment=commitment)
            if earlier:
                st.caption(
                    md_escape(
                        _(
                            "为何不能起草：已就同一事项督办该单位：{name}（{status}）。",
                            name=earlier.name,
                            status=earlier.status.label,
                        )
                    )
                )
                return
        said = order_acts.wording(
            f"order-new-{commitment.id if commitment else BY_HAND}",
            letters.about(session, commitment) if commitment else None,
        )
        st.caption(md_escape("；".join(time_limits.ORDER_REPLY.due(session, clock.today()).lines)))
        with st.container(horizontal=True, gap="small"):
            saved = st.button(_("保存草稿"), key="order-save", type="primary")
            if st.button(_("不起草了"), key="order-leave"):
                scoping.go()
        if saved:
            _save(me, unit_id, commitment.id if commitment else None, said)


def _save(me: Officer, unit_id: int, commitment_id: int | None, said: dict[str, str]) -> None:
    def work(session: Session, by: Officer) -> int:
        about = session.get_one(Commitment, commitment_id) if commitment_id else None
        unit = session.get_one(Unit, unit_id)
        return Order.draft(session, by=by, unit=unit, letter=order_acts.letter(said), commitment=about).id

    if saved := attempt(work, me=me):
        say(_("已存草稿，待复核"))
        scoping.go(order=str(saved[0]))


def _commitment(session: Session, me: Officer) -> Commitment | None:
    asked = scoping.number("draft")
    return session.scalars(commitments.visible_to(me).where(Commitment.id == asked)).first()


def _unit(session: Session, me: Officer, region_code: str) -> int | None:
    inside = units.visible_to(me).where(regions.within(Unit.region_code, region_code))
    roster = {unit.id: unit.name for unit in session.scalars(inside)}
    if not roster:
        st.caption(_("名录中没有责任单位，请先导入责任单位名录。"))
        return None
    return st.selectbox(
        _("受文单位（必填）"), list(roster), format_func=lambda number: roster[number], key="order-unit"
    )
