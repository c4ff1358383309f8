"""The steps of a complaint: what the desk does with it, from taking it on to passing it on."""

import streamlit as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from dashboard.confirming import confirm_password
from dashboard.step_forms import Form, StepForms
from dashboard.widgets import empty
from supervision import clock
from supervision.conduct import complaints
from supervision.conduct.categories import Jurisdiction
from supervision.conduct.complaint_steps import WORKFLOW, ComplaintStatus
from supervision.conduct.complaints import Complaint
from supervision.office import regions
from supervision.office.people import Officer
from supervision.office.regions import Region
from supervision.words import _

#: Shown only to those who may take them: what few may do, or what is seldom done.
RARE = frozenset(WORKFLOW.labels) - {"accept", "assign", "sign_for", "conclude", "give_feedback", "archive"}
STEPS = StepForms(Complaint, WORKFLOW, rare=RARE, sealed=True)


def _accept(session: Session, complaint: Complaint, me: Officer) -> None:
    deadline = complaint.deadline(session)
    empty(_("受理后由信访岗或负责人交办；{clock}", clock="；".join(deadline.lines) if deadline else ""))
    STEPS.take("accept", complaint, me, lambda _s, it, by: it.accept(by=by), primary=True)


def _correct_received(_session: Session, complaint: Complaint, me: Officer) -> None:
    key = STEPS.key("correct_received", complaint)
    empty(_("期限按更正后的日期重新计算；原日期和理由留在经过中。"))
    day = st.date_input(
        _("收到日期（必填）"), value=complaint.received_on, max_value=clock.today(), key=f"{key}-day"
    )
    because = st.text_input(
        _("理由（必填）"), placeholder=_("例如：按信封邮戳更正"), max_chars=100, key=f"{key}-why"
    )
    STEPS.take(
        "correct_received",
        complaint,
        me,
        lambda session, it, by: it.correct_received(session, day, by=by, because=because),
        primary=True,
    )


def _forward_down(session: Session, complaint: Complaint, me: Officer) -> None:
    below = session.scalars(
        select(Region)
        .where(regions.within(Region.code, me.region_code), Region.code != me.region_code)
        .order_by(Region.code)
    ).all()
    names = {one.code: one.name for one in below if regions.contains(one.code, complaint.county_code)}
    to = st.selectbox(
        _("转送的下级机关所在地（必填）"),
        list(names),
        format_func=lambda code: names[code],
        key=f"{STEPS.key('forward_down', complaint)}-to",
    )
    if to is None:
        empty(_("本机关没有下级机关。"))
        return
    STEPS.take(
        "forward_down",
        complaint,
        me,
        lambda session, it, by: it.forward_down(to=session.get_one(Region, to), by=by),
        primary=True,
    )


def _refer_out(_session: Session, complaint: Complaint, me: Officer) -> None:
    to = st.text_input(
        _("转往的单位（必填）"),
        placeholder=_("例如：市信访局"),
        max_chars=60,
        key=f"{STEPS.key('refer_out', complaint)}-to",
    )
    STEPS.take("refer_out", complaint, me, lambda _s, it, by: it.refer_out(to=to, by=by), primary=True)


def _enter_receipt(_session: Session, complaint: Complaint, me: Officer) -> None:
    empty(_("收到回执以前，本件仍未了结。"))
    receipt = st.number_input(
        _("回执编号（必填，只填数字）"),
        min_value=1,
        max_value=10**12,
        value=None,
        step=1,
        key=f"{STEPS.key('enter_receipt', complaint)}-receipt",
    )
    if receipt is not None:
        STEPS.take(
            "enter_receipt",
            complaint,
            me,
            lambda _s, it, by: it.enter_receipt(receipt_no=str(receipt), by=by),
        )


def _link(session: Session, complaint: Complaint, me: Officer) -> None:
    """Only the number and kind of the others: what they say is not needed to choose one."""
    found = session.scalars(
        complaints.visible_to(me).where(
            Complaint.id != complaint.id,
            Complaint.status != ComplaintStatus.DESTROYED,
            Complaint.duplicate_of_id.is_(None),
        )
    ).all()
    names = {one.id: f"{one.number}　{one.category.label}　{one.county.full}" for one in found}
    to = st.selectbox(
        _("与哪一件重复（必填）"),
        list(names),
        index=None,
        format_func=lambda number: names[number],
        placeholder=_("按编号选择初次件"),
        key=f"{STEPS.key('link', complaint)}-to",
    )
    empty(_("两件都原样保留，可以解除；重复件不再告知。"))
    if to is not None:
        STEPS.take(
            "link",
            complaint,
            me,
            lambda session, it, by: it.link(to=session.get_one(Complaint, to), by=by),
        )


def _file_duplicate(_session: Session, complaint: Complaint, me: Officer) -> None:
    empty(_("重复件登记后留存备查，并定期向有关部门通报情况。"))
    STEPS.take("file_duplicate", complaint, me, lambda _s, it, by: it.file_duplicate(by=by))


def _unlink(_session: Session, complaint: Complaint, me: Officer) -> None:
    empty(_("解除后恢复为已登记，期限从收到之日起算。"))
    STEPS.take("unlink", complaint, me, lambda session, it, by: it.unlink(session, by=by))


def _pass_up(session: Session, complaint: Complaint, me: Officer) -> None:
    """No field here takes words: what is sealed has none."""
    key = STEPS.key("pass_up", complaint)
    whose = st.radio(
        _("实际管理权限（必填）"),
        [one for one in Jurisdiction if one.sealed],
        index=None,
        format_func=lambda one: one.label,
        key=f"{key}-whose",
    )
    envelope = st.number_input(
        _("密封信封编号（必填，只填数字）"),
        min_value=1,
        max_value=10**12,
        value=None,
        step=1,
        key=f"{key}-envelope",
    )
    empty(
        _(
            "将销毁本件的内容、附件、被反映人、举报人信息和办理文字，不能恢复；只留编号和办理经过，另登记径送件。"
        )
    )
    repeats = session.scalars(select(Complaint.number).where(Complaint.duplicate_of_id == complaint.id)).all()
    if repeats:
        empty(_("重复件 {numbers} 也须逐件改为径送。", numbers="、".join(repeats)))
    asked = confirm_password(me, key=f"{key}-identity")
    if whose is None or envelope is None:
        return
    if STEPS.asked("pass_up", complaint) and asked.holds():
        STEPS.go(
            "pass_up",
            complaint,
            me,
            lambda session, it, by: it.pass_up(
                session, jurisdiction=Jurisdiction(whose), envelope_no=str(envelope), by=by
            ),
        )


FORMS: dict[str, Form[Complaint]] = {
    "accept": _accept,
    "forward_down": _forward_down,
    "refer_out": _refer_out,
    "enter_receipt": _enter_receipt,
    "link": _link,
    "correct_received": _correct_received,
    "file_duplicate": _file_duplicate,
    "unlink": _unlink,
}
#: What ends it here stands last.
LAST: dict[str, Form[Complaint]] = {"pass_up": _pass_up}
