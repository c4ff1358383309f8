"""One supervision order in full: what it says, its clock, what the unit answered, and its papers."""

import streamlit as st
from sqlalchemy.orm import Session

from dashboard import consent_asking, order_acts
from dashboard.handing_out import offer
from dashboard.widgets import empty, go_to, head, line, md_escape
from reports.documents import supervision_order
from supervision import clock
from supervision.accountability import clue_consent
from supervision.accountability.order_steps import UNSIGNED, WITH_UNIT, OrderStatus
from supervision.accountability.orders import WORKFLOW, Order
from supervision.office.files import StoredFile
from supervision.office.people import Officer
from supervision.words import _


def show(session: Session, order: Order, me: Officer) -> None:
    with st.container(border=True, gap="xsmall"):
        with line():
            st.markdown(
                f"**{md_escape(order.name)}**　{md_escape(order.unit.full_name)}　:gray[{order.status.label}]"
            )
            st.space("stretch")
            if order.commitment:
                go_to(
                    "responsibility.commitments",
                    _("承诺 {number} ›", number=order.commitment.number),
                    commitment=str(order.commitment_id),
                )
        order_acts.bar(session, order, me)
        if order.status is OrderStatus.SIGNED:
            consent_asking.show(session, clue_consent.paper(order), me)
    said, papers = st.columns([1.6, 1], gap="small")
    with said.container(border=True, gap="xsmall", height="stretch"):
        _letter(order)
    with papers.container(border=True, gap="xsmall", height="stretch"):
        _clock(session, order)
        _papers(order, me)
    with st.container(border=True, gap="xxsmall"):
        _past(order, me)


def _letter(order: Order) -> None:
    head(_("督办事项"), _("数据截至 {day}", day=f"{order.as_of:%Y-%m-%d}"))
    st.text(order.matter)
    st.text(_("依据：{basis}", basis=order.basis))
    st.text(order.facts)
    head(_("督办要求"), _("{n} 条", n=len(order.requirements)))
    for number, requirement in enumerate(order.requirements, start=1):
        st.text(f"{number}. {requirement}")
    if order.reply_text:
        day = f"{order.replied_on:%Y-%m-%d}" if order.replied_on else ""
        head(_("单位回复"), " ".join(part for part in (day, _paper(order)) if part))
        st.text(order.reply_text)


def _clock(session: Session, order: Order) -> None:
    head(_("回复期限"))
    if order.is_overdue(clock.today()) and order.reply_due_on:
        st.text(_("超期 {n} 天", n=(clock.today() - order.reply_due_on).days))
    if order.served_on is None:
        empty(_("自送达之日起算；如今天送达："))
    for working in order.clock(session).lines:
        st.caption(md_escape(working))


def _papers(order: Order, me: Officer) -> None:
    """The signed document as it was stored; before that, a draft written anew each time."""
    head(_("文书"))
    if order.status in UNSIGNED:
        draft = _("督办通知书（草稿）") + ".docx"
        offer(
            draft,
            lambda _reason: supervision_order.write(order).save(),
            me=me,
            key=f"order-draft-{order.id}",
            label=_("取出草稿"),
        )
    held: list[tuple[str, StoredFile | None]] = [
        (_("取出文书"), order.file),
        (_("取出签发稿"), order.signature.file if order.signature and not me.is_unit else None),
        (_("取出送达回证"), order.receipt),
        (_("取出回复"), order.reply_paper.file if order.reply_paper else None),
    ]
    for label, file in held:
        if file is not None:
            _take_out(label, file, me)
    if order.file:
        st.caption(_("校验值（SM3）{digest}", digest=order.file.digest))


def _take_out(label: str, file: StoredFile, me: Officer) -> None:
    offer(file.name, lambda _reason: file.read(), me=me, key=f"order-file-{file.id}", label=label)


def _past(order: Order, me: Officer) -> None:
    """经过; how it came to be is not shown to the unit it was sent to."""
    shown = [one for one in order.history if not me.is_unit or one.target in WITH_UNIT]
    head(_("经过"), _("{n} 条", n=len(shown)))
    for event in reversed(shown):
        with line():
            st.caption(f"{event.at.astimezone(clock.OFFICE):%Y-%m-%d %H:%M}", width=112)
            st.text(
                f"{event.by.name}　{WORKFLOW.labels.get(event.verb, event.verb)}　{event.note}",
                width="stretch",
            )


def _paper(order: Order) -> str:
    return order.reply_paper.words if order.reply_paper else ""
