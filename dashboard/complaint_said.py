"""What was told to an informant and what they answered, as plain text for those on the list."""

import streamlit as st

from dashboard.widgets import head, line
from supervision.clock import OFFICE
from supervision.conduct.complaints import Complaint
from supervision.conduct.contacts import Contact, ContactKind
from supervision.words import _


def show(complaint: Complaint) -> None:
    if not complaint.contacts:
        return
    with st.container(border=True, gap="xxsmall"):
        head(_("告知和反馈"), _("{n} 次；文字加密保存", n=len(complaint.contacts)))
        for one in complaint.contacts:
            with line():
                st.caption(f"{one.held_on:%Y-%m-%d}", width=84)
                with st.container(gap="xxsmall"):
                    for text in (_what(one), _said(complaint, one), _answered(complaint, one)):
                        if text:
                            st.text(text)


def _what(one: Contact) -> str:
    people = f"{one.by.name}、{one.second.name}" if one.second else one.by.name
    return "　".join(part for part in (one.kind.label, one.method.label, people, _state(one)) if part)


def _state(one: Contact) -> str:
    if not one.reached:
        return _("未联系上")
    if one.pending:
        return _("待说明") if one.kind is ContactKind.OBJECTION else _("待核查")
    if one.kind is ContactKind.FEEDBACK:
        signed = one.countersigned_at
        if signed is None:
            return _("待第二人签名")
        return _("两人已签名 {moment}", moment=f"{signed.astimezone(OFFICE):%Y-%m-%d %H:%M}")
    if one.due_on is None:
        return ""
    return _("按期") if one.in_time else _("超期")


def _said(complaint: Complaint, one: Contact) -> str:
    return one.words(complaint.key, number=complaint.number)


def _answered(complaint: Complaint, one: Contact) -> str:
    if one.answered_on is None or one.answered_by is None:
        return ""
    reply = one.reply(complaint.key, number=complaint.number)
    return f"{one.answered_on:%Y-%m-%d}　{one.answered_by.name}：{reply}"
