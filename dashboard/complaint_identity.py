"""Who reported: opening the vault for oneself, letting one more officer open it, stepping back."""

import streamlit as st
from sqlalchemy.orm import Session

from dashboard.change import attempt
from dashboard.complaint_acts import STEPS
from dashboard.confirming import confirm_password
from dashboard.step_forms import Form
from dashboard.widgets import empty, md_escape
from supervision.conduct import words_grants
from supervision.conduct.complaint_steps import WORKFLOW
from supervision.conduct.complaints import Complaint
from supervision.office import people
from supervision.office.people import Officer
from supervision.words import _


def _name_informant(session: Session, complaint: Complaint, me: Officer) -> None:
    """What the vault says is drawn once and kept nowhere."""
    if not complaint.informant_is_open_to(session, me):
        empty(_("这份举报人信息没有封给您：请由已有权限的人准予查看。"))
        return
    because = STEPS.words("name_informant", complaint, _("查看事由（必填）"), _("例如：核实具体地点"))
    asked = confirm_password(me, key=f"{STEPS.key('name_informant', complaint)}-identity")
    if STEPS.asked("name_informant", complaint) and asked.holds():
        number = complaint.id
        opened = attempt(
            lambda session, by: session.get_one(Complaint, number).name_informant(
                session, by=by, password=asked.typed, because=because
            ),
            me=me,
        )
        if opened:
            person = opened[0]
            st.caption(md_escape(_("本次查看已记入操作历史。关闭后不再显示。")))
            st.text(f"{person.name}　{person.phone}　{person.id_number}")


def _read_words(_session: Session, complaint: Complaint, me: Officer) -> None:
    """Every word as it came in is drawn once and kept nowhere."""
    because = STEPS.words("read_words", complaint, _("查看事由（必填）"), _("例如：核实具体地点"))
    asked = confirm_password(me, key=f"{STEPS.key('read_words', complaint)}-identity")
    if STEPS.asked("read_words", complaint) and asked.holds():
        number = complaint.id
        opened = attempt(
            lambda session, by: session.get_one(Complaint, number).read_words(by=by, because=because), me=me
        )
        if opened:
            st.caption(md_escape(_("本次查看已记入操作历史。关闭后不再显示。")))
            st.text(opened[0])


def _share_words(session: Session, complaint: Complaint, me: Officer) -> None:
    """Let one more officer of this place read every word, one by one."""
    names = {
        one.id: f"{one.name}　{one.posts_label}"
        for one in complaint.knowing(session)
        if words_grants.ungranted(complaint, one)
    }
    if not names:
        empty(_("知情范围内的人都已能查看。"))
        return
    key = STEPS.key("share_words", complaint)
    to = st.selectbox(
        _("准予谁查看（必填）"), list(names), format_func=lambda number: names[number], key=f"{key}-to"
    )
    because = STEPS.words("share_words", complaint, _("事由（必填）"), _("例如：承办人须核对原文"))
    STEPS.take(
        "share_words",
        complaint,
        me,
        lambda session, it, by: it.share_words(
            session, to=session.get_one(Officer, to), by=by, because=because
        ),
    )


def _share_informant(session: Session, complaint: Complaint, me: Officer) -> None:
    """Let one more officer of this place open the vault; it takes the password of one who may."""
    if not complaint.informant_is_open_to(session, me):
        empty(_("这份举报人信息没有封给您：请由已有权限的人准予查看。"))
        return
    names = {
        one.id: f"{one.name}　{one.posts_label}"
        for one in session.scalars(people.visible_to(me).where(Officer.region_code == me.region_code))
        if not WORKFLOW.why_not(complaint, "name_informant", by=one)
        and not complaint.informant_is_open_to(session, one)
    }
    if not names:
        empty(_("有权查看的人都已能查看。"))
        return
    key = STEPS.key("share_informant", complaint)
    to = st.selectbox(
        _("准予谁查看（必填）"), list(names), format_func=lambda number: names[number], key=f"{key}-to"
    )
    because = STEPS.words("share_informant", complaint, _("事由（必填）"), _("例如：承办人须当面核实"))
    asked = confirm_password(me, key=f"{key}-identity")
    if STEPS.asked("share_informant", complaint) and asked.holds():
        STEPS.go(
            "share_informant",
            complaint,
            me,
            lambda session, it, by: it.share_informant(
                session, to=session.get_one(Officer, to), by=by, password=asked.typed, because=because
            ),
        )


def _step_back(_session: Session, complaint: Complaint, me: Officer) -> None:
    said = STEPS.words("step_back", complaint, _("回避事由（必填）"), _("例如：与被反映单位负责人有亲属关系"))
    empty(_("声明后，您不再看到本件和反映同一单位的其他件。"))
    STEPS.take("step_back", complaint, me, lambda session, it, by: it.step_back(session, by=by, because=said))


FORMS: dict[str, Form[Complaint]] = {
    "read_words": _read_words,
    "share_words": _share_words,
    "name_informant": _name_informant,
    "share_informant": _share_informant,
    "step_back": _step_back,
}
