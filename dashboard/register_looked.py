"""查看情况表: the weekly lists of who opened complaints and identities, for their overseers."""

import streamlit as st
from sqlalchemy.orm import Session

from dashboard import tables
from dashboard.change import act
from dashboard.handing_out import offer
from dashboard.widgets import empty, head, line
from reports.documents import looked_list
from reports.documents.looked_list import LookedSheet
from supervision import clock
from supervision.conduct import readings
from supervision.conduct.readings import LookedList
from supervision.office import installation, regions
from supervision.office.people import Officer
from supervision.words import _

SHOWN = 12


def show(session: Session, me: Officer) -> None:
    found = session.scalars(readings.lists_for(me).limit(SHOWN)).all()
    head(_("查看情况表"), _("每周一列出上一周的；谁查阅过、谁查看过举报人信息"))
    if not found:
        empty(_("还没有查看情况表：由分管领导、主要负责人审阅，每周一 06:00 列出。"))
        return
    names = {one.id: f"{one.start_on:%Y-%m-%d} — {one.end_on:%Y-%m-%d}　{_state(one)}" for one in found}
    chosen = st.selectbox(
        _("期间"),
        list(names),
        format_func=lambda number: names[number],
        label_visibility="collapsed",
        key="looked-week",
    )
    _one(session, next(one for one in found if one.id == chosen), me)


def _one(session: Session, looked: LookedList, me: Officer) -> None:
    lines = readings.lines(session, looked, officer=me)
    sheet = LookedSheet(
        looked,
        lines,
        regions.full_name(session, looked.region_code),
        clock.now(),
        installation.current(session).demo,
    )
    with line():
        offer(
            f"{looked_list.TITLE}_{looked.start_on:%Y%m%d}.docx",
            lambda _reason: looked_list.write(sheet).save(),
            me=me,
            key=f"looked-{looked.id}",
            label=_("打印（Word）"),
        )
        if not looked.seen_at and st.button(_("已审阅"), key=f"looked-see-{looked.id}", type="primary"):
            act(lambda s, by: s.get_one(LookedList, looked.id).see(s, by=by), me=me, done=_("已审阅"))
    if not lines:
        empty(_("本周没有您在知情范围内的查阅。"))
        return
    columns = {
        "on": tables.text(_("日期"), width=64),
        "officer": tables.text(_("人员"), width=76),
        "posts": tables.text(_("岗位"), width=130),
        "number": tables.text(_("信访件"), width=160),
        "what": tables.text(_("查看内容"), width=150),
        "because": tables.text(_("事由"), width=300),
    }
    rows = [
        {
            "on": f"{one.on:%m-%d}",
            "officer": one.officer,
            "posts": one.posts,
            "number": one.number,
            "what": one.what.label,
            "because": one.because,
        }
        for one in lines
    ]
    tables.draw(tables.frame(rows, columns), columns, key=f"looked-table-{looked.id}", alt=_("查看情况表"))


def _state(one: LookedList) -> str:
    return _("{name}已审阅", name=one.seen_by.name) if one.seen_by else _("待审阅")
