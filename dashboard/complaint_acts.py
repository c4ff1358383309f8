"""The forms of a complaint's steps: what each asks for, and the verb that it ends in."""

import streamlit as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from dashboard.change import attempt
from dashboard.confirming import confirm_password
from dashboard.step_forms import StepForms
from dashboard.widgets import empty, md_escape
from supervision import clock
from supervision.conduct.categories import NoticeBy
from supervision.conduct.complaint_guards import no_handler
from supervision.conduct.complaint_steps import WORKFLOW
from supervision.conduct.complaints import Complaint
from supervision.office import people, regions
from supervision.office.people import Officer, Post, Role
from supervision.office.regions import Region
from supervision.words import _

RARE = frozenset(
    {"forward_down", "refer_out", "file_duplicate", "step_back", "name_informant", "share_informant"}
)
STEPS = StepForms(Complaint, WORKFLOW, rare=RARE)


def _accept(session: Session, complaint: Complaint, me: Officer) -> None:
    deadline = complaint.deadline(session)
    empty(_("受理后由信访岗或负责人交办；{clock}", clock="；".join(deadline.lines) if deadline else ""))
    STEPS.take("accept", complaint, me, lambda _s, it, by: it.accept(by=by), primary=True)


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


def _file_duplicate(_session: Session, complaint: Complaint, me: Officer) -> None:
    empty(_("重复件登记后留存备查，并定期向有关部门通报情况。"))
    STEPS.take("file_duplicate", complaint, me, lambda _s, it, by: it.file_duplicate(by=by))


def _assign(session: Session, complaint: Complaint, me: Officer) -> None:
    """The inspectors of this place."""
    inspectors = session.scalars(
        select(Officer)
        .join(Post, Post.officer_id == Officer.id)
        .where(Post.role == Role.INSPECTOR, Officer.region_code == me.region_code)
        .order_by(Officer.id)
    ).all()
    names = {one.id: one.name for one in inspectors if not one.batch and not no_handler(complaint, one)}
    to = st.selectbox(
        _("承办人（必填）"),
        list(names),
        index=None,
        format_func=lambda number: names[number],
        placeholder=_("本机关监督检查岗"),
        key=f"{STEPS.key('assign', complaint)}-to",
    )
    empty(_("承办人由此进入本件的知情范围。"))
    if to is not None:
        STEPS.take(
            "assign", complaint, me, lambda session, it, by: it.assign(to=session.get_one(Officer, to), by=by)
        )


def _give_notice(_session: Session, complaint: Complaint, me: Officer) -> None:
    key = STEPS.key("give_notice", complaint)
    method = st.segmented_control(
        _("告知方式（必填）"),
        list(NoticeBy),
        default=NoticeBy.PHONE,
        required=True,
        format_func=lambda one: one.label,
        key=f"{key}-method",
    )
    today = clock.today()
    day = st.date_input(
        _("告知日期（必填）"),
        value=today,
        min_value=complaint.received_on,
        max_value=today,
        format="YYYY-MM-DD",
        key=f"{key}-day",
    )
    STEPS.take(
        "give_notice",
        complaint,
        me,
        lambda _s, it, by: it.give_notice(by=by, method=NoticeBy(method), on=day or today),
    )


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


STEPS.add(
    {
        "accept": _accept,
        "forward_down": _forward_down,
        "refer_out": _refer_out,
        "file_duplicate": _file_duplicate,
        "assign": _assign,
        "give_notice": _give_notice,
        "name_informant": _name_informant,
        "share_informant": _share_informant,
    }
)


def _step_back(_session: Session, complaint: Complaint, me: Officer) -> None:
    said = STEPS.words("step_back", complaint, _("回避事由（必填）"), _("例如：与被反映单位负责人有亲属关系"))
    empty(_("声明后，您不再看到本件和反映同一单位的其他件。"))
    STEPS.take("step_back", complaint, me, lambda session, it, by: it.step_back(session, by=by, because=said))


STEPS.forms["step_back"] = _step_back
