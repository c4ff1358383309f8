"""径送件: sealed matters by number, their clock, and who took them; nothing of what they say."""

from collections.abc import Sequence

import streamlit as st
from sqlalchemy.orm import Session

from dashboard.handing_out import offer
from dashboard.step_forms import StepForms
from dashboard.theme import chip
from dashboard.widgets import head, line, md_escape
from reports.documents import hand_off_receipt, hand_off_slip
from supervision import clock
from supervision.conduct import hand_offs
from supervision.conduct.hand_offs import WORKFLOW, HandOff, HandOffStatus
from supervision.office.lamps import Lamp
from supervision.office.people import Officer
from supervision.words import _

STEPS = StepForms(HandOff, WORKFLOW)


def show(session: Session, me: Officer) -> None:
    found: Sequence[HandOff] = session.scalars(hand_offs.visible_to(me)).all()
    if not found:
        return
    with st.container(border=True, gap="small"):
        head(_("径送件"), _("{n} 件；只有编号、日期和签收，没有内容", n=len(found)))
        for hand_off in found:
            with line():
                lamp = Lamp.RED if hand_off.is_overdue(clock.today()) else None
                st.markdown(f"**{md_escape(hand_off.number)}**　{chip(lamp)}", width=230)
                st.text(_said(hand_off), width="stretch")
                offer(
                    f"{hand_off.number}{_('交接登记单')}.docx",
                    lambda _reason, it=hand_off: hand_off_slip.write(it).save(),  # type: ignore[misc]  # a default in a lambda
                    me=me,
                    key=f"hand-off-{hand_off.id}",
                    label=_("交接登记单"),
                )
                offer(
                    f"{hand_off.number}{_('回执')}.docx",
                    lambda _reason, it=hand_off: hand_off_receipt.write(it).save(),  # type: ignore[misc]  # a default in a lambda
                    me=me,
                    key=f"hand-off-{hand_off.id}-receipt",
                    label=_("回执"),
                )
            if hand_off.status is not HandOffStatus.SENT_UP:
                st.caption(md_escape("；".join(hand_off.deadline(session).lines)))
                STEPS.bar(session, hand_off, me)


def _said(hand_off: HandOff) -> str:
    given = (
        _("{to}　回执 {receipt}", to=hand_off.handed_to.label, receipt=hand_off.receipt_no)
        if hand_off.handed_to
        else ""
    )
    return _(
        "{day} 收到　信封 {envelope}　{whose}　{status}　{given}",
        day=f"{hand_off.received_on:%Y-%m-%d}",
        envelope=hand_off.envelope_no,
        whose=hand_off.jurisdiction.label,
        status=hand_off.status.label,
        given=given,
    )


def _give(verb: str) -> None:
    """The form of a step that takes a receipt's number, and no words."""

    def form(_session: Session, hand_off: HandOff, me: Officer) -> None:
        receipt = st.number_input(
            _("回执编号（必填，只填数字）"),
            min_value=1,
            max_value=10**12,
            value=None,
            step=1,
            key=f"{STEPS.key(verb, hand_off)}-receipt",
        )
        if receipt is not None:
            STEPS.take(
                verb,
                hand_off,
                me,
                lambda _s, it, by: getattr(it, verb)(by=by, receipt_no=str(receipt)),
                primary=True,
            )

    STEPS.forms[verb] = form


_give("hand_over")
_give("send_up")
