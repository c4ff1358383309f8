"""One home, whole: every ledger line it ever had, what changed, its flags, its compound's complaints."""

import streamlit as st
from sqlalchemy.orm import Session

from dashboard.drilling import Place
from dashboard.theme import chip
from dashboard.widgets import empty, go_to, head, line, md_escape
from supervision.clock import OFFICE
from supervision.conduct import complaints, flags
from supervision.conduct.complaints import Complaint
from supervision.conduct.flags import Flag
from supervision.delivery import home_stories
from supervision.delivery.home_stories import PERSONS, SHOWN, Line
from supervision.office.people import Officer
from supervision.words import _

SHOWN_COMPLAINTS = 20


def show(session: Session, me: Officer, here: Place, unit_code: str) -> None:
    """Nothing where the home is not one of the officer's place."""
    told = home_stories.story(session, me, here.region.code, unit_code)
    with st.container(border=True, gap="small"):
        if told is None:
            head(_("一套房屋的全部经过"))
            empty(_("辖区内没有这套房屋。"))
            return
        head(_("一套房屋的全部经过"), _("{unit}　台账 {n} 次报送", unit=unit_code, n=len(told.lines)))
        for place, one in reversed(list(enumerate(told.lines, start=1))):
            _line(place, one)
        _flags(session, me, here, unit_code)
        _complaints(session, me, here)


def _line(place: int, one: Line) -> None:
    """The first line says all of it; a later one what it changed."""
    with st.container(border=True, gap="xxsmall"):
        with line():
            st.markdown(f"**{md_escape(_('第 {n} 次', n=place))}**", width=72)
            when = f"{one.accepted_at.astimezone(OFFICE):%Y-%m-%d}"
            st.text(f"{when}　{one.sender}　{one.file}", width="stretch")
            if one.withdrawn:
                st.markdown(f":gray[{md_escape(_('已撤回'))}]", width="content")
        if place > 1:
            st.text("；".join(_changes(one)) or _("所列各项没有变化。"))
        else:
            st.text("　".join(f"{_(SHOWN[name])} {value}" for name, value in one.said.items()))


def _changes(one: Line) -> list[str]:
    """What it says now where it said something else before; of persons, that they changed."""
    return [
        _("{who}有变化", who=_(PERSONS[name]))
        if name in PERSONS
        else _("{item}改为 {now}", item=_(SHOWN[name]), now=one.said.get(name, _("空")))
        for name in one.changed
    ]


def _flags(session: Session, me: Officer, here: Place, unit_code: str) -> None:
    found = session.scalars(
        flags.visible_to(me).where(Flag.county_code == here.region.code, Flag.subject == unit_code)
    ).all()
    head(_("这套房屋的疑点"), _("{n} 条", n=len(found)))
    if not found:
        empty(_("没有您能看到的疑点。没有疑点不等于没有问题。"))
    for flag in found:
        with line():
            st.markdown(f"{chip(flag.severity)}", width=56)
            st.text(f"{flag.number}　{flag.rule_code} {flag.title}　{flag.status.label}", width="stretch")
            go_to("conduct.flags", _("打开 ›"), region=here.region.code, flag=str(flag.id))


def _complaints(session: Session, me: Officer, here: Place) -> None:
    """Of its compound, those whose list the officer is on: a number, a class and a state."""
    found = session.scalars(
        complaints.visible_to(me)
        .where(
            Complaint.county_code == here.region.code,
            Complaint.compound_number == (here.compound_number or ""),
        )
        .limit(SHOWN_COMPLAINTS)
    ).all()
    head(_("所在项目的信访件"), _("{n} 件；只列您在知情范围内的件", n=len(found)))
    for one in found:
        with line():
            st.text(f"{one.number}　{one.category.label}　{one.status.label}", width="stretch")
            go_to("conduct.complaints", _("打开 ›"), status="all", complaint=str(one.id))
