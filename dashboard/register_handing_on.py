"""离岗移交, step by step: who leaves, what is in hand, who takes it over; then the account can be closed."""

from collections.abc import Sequence

import streamlit as st
from sqlalchemy.orm import Session

from dashboard.change import act
from dashboard.confirming import confirm_password
from dashboard.widgets import empty, head, line
from supervision.clock import OFFICE
from supervision.conduct import handing_on
from supervision.conduct.handing_on import HEADS, InHand, hand_on, hand_on_identities, in_hand
from supervision.office import people
from supervision.office.people import ADMINS, Officer
from supervision.words import _, listed

SHOWN = 10


def show(session: Session, me: Officer) -> None:
    head(_("离岗移交"), _("移交完，系统管理员才能停用账号"))
    colleagues = session.scalars(
        people.visible_to(me).where(
            Officer.region_code == me.region_code, Officer.active, Officer.batch.is_(False)
        )
    ).all()
    working = [one for one in colleagues if not one.is_unit and not one.holds(*ADMINS)]
    _mine(session, me, working)
    if me.holds(*HEADS):
        _wizard(session, me, working)
        _past(session, me)


def _mine(session: Session, me: Officer, working: Sequence[Officer]) -> None:
    """What only I can hand on: identities that open to nobody else."""
    alone = in_hand(session, me).identities
    if not alone:
        empty(_("没有只有您能打开的举报人信息。"))
        return
    st.text(_("只有您能打开的举报人信息 {n} 份，离岗前须准予另一人查看。", n=len(alone)))
    names = {one.id: f"{one.name}　{one.posts_label}" for one in working if one.id != me.id}
    to = st.selectbox(
        _("准予谁查看"),
        list(names),
        index=None,
        format_func=lambda number: names[number],
        placeholder=_("请选择"),
        key="handing-identities-to",
    )
    asked = confirm_password(me, key="handing-identities")
    if st.button(_("移交"), key="handing-identities-go", disabled=to is None) and asked.holds():
        act(
            lambda s, by: hand_on_identities(s, to=s.get_one(Officer, to), password=asked.typed, by=by),
            me=me,
            done=_("已移交"),
        )


def _wizard(session: Session, me: Officer, working: Sequence[Officer]) -> None:
    names = {one.id: f"{one.name}　{one.posts_label}" for one in working if one.id != me.id}
    with st.container(border=True, gap="xsmall"):
        leaver = st.selectbox(
            _("1. 谁离岗"),
            list(names),
            index=None,
            format_func=lambda number: names[number],
            placeholder=_("请选择"),
            key="handing-leaver",
        )
        if leaver is None:
            return
        gone = session.get_one(Officer, leaver)
        held = in_hand(session, gone, known_to=me)
        head(_("2. 手中的事项"))
        if held.nothing:
            empty(_("没有未移交的事项，可由系统管理员停用账号。"))
            return
        _list(held)
        rest = {
            one.id: names[one.id]
            for one in handing_on.able(session, held, working, of=gone)
            if one.id in names
        }
        if not rest:
            empty(
                _(
                    "没有能接手全部事项的人：须是本机关监督检查岗，未登记、未回避、不是被反映人。"
                    "请主要负责人指定人员并授予岗位，或者报上一级机关指定。"
                )
            )
            return
        to = st.selectbox(
            _("3. 交给谁"),
            list(rest),
            index=None,
            format_func=lambda number: rest[number],
            placeholder=_("请选择"),
            key="handing-to",
        )
        if st.button(_("移交"), key="handing-go", type="primary", disabled=to is None):
            act(
                lambda s, by: hand_on(s, of=s.get_one(Officer, leaver), to=s.get_one(Officer, to), by=by),
                me=me,
                done=_("已移交，接收人须签收"),
            )


def _list(held: InHand) -> None:
    for label, numbers in (
        (_("承办的信访件"), [one.number for one in held.complaints]),
        (_("承办的问题线索"), [one.number for one in held.clues]),
        (_("只有其知情的信访件"), [one.number for one in held.alone]),
        (_("只有其能打开举报人信息的"), [one.number for one in held.identities]),
    ):
        if numbers:
            st.text(f"{label} {len(numbers)}：{listed(numbers)}")
    if held.identities:
        empty(_("举报人信息须由其本人在本页准予另一人查看；本人不能办理的，启用恢复信封。"))


def _past(session: Session, me: Officer) -> None:
    for one in session.scalars(handing_on.of_place(me).limit(SHOWN)):
        with line():
            st.caption(f"{one.handed_at.astimezone(OFFICE):%Y-%m-%d %H:%M}", width=120)
            st.text(
                _(
                    "{leaver} → {to}　信访件 {complaints}　线索 {clues}　经办 {by}",
                    leaver=one.leaver.name,
                    to=one.to.name,
                    complaints=one.numbers.get("complaints", 0) + one.numbers.get("alone", 0),
                    clues=one.numbers.get("clues", 0),
                    by=one.by.name,
                )
            )
