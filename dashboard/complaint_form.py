"""Registering what came in: whose matter it is stands before any field for content."""

from datetime import date
from typing import Any

import streamlit as st
from sqlalchemy import or_, select
from sqlalchemy.orm import Session
from streamlit.delta_generator import DeltaGenerator

from dashboard import scoping
from dashboard.change import attempt
from dashboard.widgets import empty, head, md_escape
from supervision import clock
from supervision.conduct import complaints, hand_offs, registering
from supervision.conduct.categories import Category, Channel, Identity, Jurisdiction, Kind
from supervision.conduct.complaints import Complaint
from supervision.conduct.hand_offs import HandOff
from supervision.delivery.compounds import Compound
from supervision.office import regions
from supervision.office.people import Officer
from supervision.office.regions import Level, Region
from supervision.office.time_limits import Deadline
from supervision.office.units import Unit
from supervision.words import _

WHAT_THEN = {
    Jurisdiction.OWN: "登记后由本机关受理",
    Jurisdiction.LOWER: "登记后转送下级机关",
    Jurisdiction.HIGHER: "原件密封径送，不录入任何内容",
    Jurisdiction.OWN_PRINCIPAL: "原件密封径送上一级，不录入任何内容",
    Jurisdiction.OUTSIDE: "登记后转有关单位，并告知",
}
KEY = "register"


def show(session: Session, me: Officer) -> None:
    """The gate, and behind it either the content-free hand-off or the form."""
    gate, clock_here = st.columns(2, gap="medium")
    with gate:
        head(_("登记来件"), _("先问管理权限，再填内容"))
    jurisdiction = gate.radio(
        _("反映的是谁（必填）"),
        list(Jurisdiction),
        index=None,
        format_func=lambda one: one.label,
        captions=[_(WHAT_THEN[one]) for one in Jurisdiction],
        key=f"{KEY}-jurisdiction",
    )
    if jurisdiction is None:
        empty(_("选定管理权限之前，不能填写任何内容。"))
    elif jurisdiction.sealed:
        _hand_off(session, jurisdiction, me, clock_here)
    else:
        _complaint(session, jurisdiction, me, clock_here)
    if st.button(_("返回列表"), key=f"{KEY}-leave"):
        _leave()


def _hand_off(session: Session, jurisdiction: Jurisdiction, me: Officer, clock_here: DeltaGenerator) -> None:
    """No field here takes words: a number and a day."""
    empty(_("不拆封、不复制、不摘抄、不录入（检举控告工作规则第 15 条）。此处没有填写内容的地方。"))
    number, day = st.columns(2, gap="medium")
    envelope = number.number_input(
        _("信封编号（必填，只填数字）"),
        min_value=1,
        max_value=10**12,
        value=None,
        step=1,
        placeholder=_("例如：2022011"),
        key=f"{KEY}-envelope",
    )
    with day:
        received_on = _received_on()
    with clock_here:
        _clock(hand_offs.limit_for(jurisdiction).due(session, received_on))
    if st.button(_("登记径送件"), key=f"{KEY}-hand-off", type="primary", disabled=envelope is None):
        made = attempt(
            lambda session, by: (
                HandOff.register(
                    session,
                    jurisdiction=jurisdiction,
                    envelope_no=str(envelope),
                    by=by,
                    received_on=received_on,
                ).number
            ),
            me=me,
        )
        if made:
            st.toast(_("已登记 {number}", number=made[0]))
            _leave()


def _complaint(session: Session, jurisdiction: Jurisdiction, me: Officer, clock_here: DeltaGenerator) -> None:
    came, about = st.columns(2, gap="medium")
    with came:
        said = _came(session, jurisdiction, me)
    with about:
        said |= _about(session, me)
    limit = registering.limit_for(
        jurisdiction=jurisdiction,
        kind=said["kind"],
        identity=said["identity"],
        duplicate=said["duplicate_of"] is not None,
    )
    with clock_here:
        _clock(limit.due(session, said["received_on"]) if limit else None)
    if st.button(_("登记"), key=f"{KEY}-complaint", type="primary"):
        made = attempt(lambda session, by: _register(session, by, jurisdiction, said), me=me)
        if made:
            st.toast(_("已登记 {number}", number=made[0][1]))
            _leave(complaint=str(made[0][0]))


def _came(session: Session, jurisdiction: Jurisdiction, me: Officer) -> dict[str, Any]:
    """How it came, what it is, who stands behind it."""
    outside = jurisdiction is Jurisdiction.OUTSIDE
    kinds = [Kind.OUTSIDE] if outside else list(Kind)
    said: dict[str, Any] = {
        "channel": _choice(_("渠道（必填）"), list(Channel), "channel"),
        "received_on": _received_on(),
        "kind": _choice(_("类别（必填）"), kinds, "kind"),
        "identity": _choice(_("具名情况（必填）"), list(Identity), "identity"),
    }
    if said["identity"] is Identity.REAL_NAME:
        st.caption(md_escape(_("以下三项单独加密保存，登记后须凭岗位、事由和密码才能查看。")))
        for name, label, shown in (
            ("name", _("举报人姓名或单位（必填）"), _("真实姓名或单位名称")),
            ("phone", _("联系方式（必填）"), _("电话等具体联系方式")),
            ("id_number", _("证件号"), _("来件载明的填写")),
        ):
            said[name] = st.text_input(
                label, placeholder=shown, max_chars=60, key=f"{KEY}-{name}", autocomplete="off"
            )
    earlier = session.scalars(complaints.visible_to(me)).all()
    numbers = {one.id: f"{one.number}　{one.category.label}" for one in earlier}
    said["duplicate_of"] = st.selectbox(
        _("与哪一件重复"),
        list(numbers),
        index=None,
        format_func=lambda number: numbers[number],
        placeholder=_("初次来件不选"),
        key=f"{KEY}-duplicate",
    )
    return said


def _about(session: Session, me: Officer) -> dict[str, Any]:
    """What it is about, in the office's own words."""
    counties = _counties(session, me)
    county = st.selectbox(
        _("涉及地点（必填）"),
        list(counties),
        index=0 if len(counties) == 1 else None,
        format_func=lambda code: counties[code],
        placeholder=_("选择县（市、区）"),
        key=f"{KEY}-county",
    )
    compounds = _compounds(session, county)
    return {
        "category": _choice(_("反映问题（必填）"), list(Category), "category", across=False),
        "county_code": county or "",
        "compound_number": st.selectbox(
            _("涉及项目"),
            list(compounds),
            index=None,
            format_func=lambda number: compounds[number],
            placeholder=_("不清楚的不选"),
            key=f"{KEY}-compound-{county}",
        ),
        "unit": _unit(session, me, county),
        "summary": st.text_area(
            _("摘要（必填）"),
            placeholder=_("写明反映的主要问题，不写举报人姓名、电话、住址。"),
            height=118,
            max_chars=2000,
            key=f"{KEY}-summary",
        ),
    }


def _register(
    session: Session, by: Officer, jurisdiction: Jurisdiction, said: dict[str, Any]
) -> tuple[int, str]:
    more = {name: value for name, value in said.items() if name not in ("unit", "duplicate_of")}
    unit, first = said["unit"], said["duplicate_of"]
    made = registering.register(
        session,
        by=by,
        jurisdiction=jurisdiction,
        accused_unit=session.get_one(Unit, unit) if unit else None,
        duplicate_of=session.get_one(Complaint, first) if first else None,
        **more,
    )
    return made.id, made.number


def _choice(label: str, options: list[Any], name: str, *, across: bool = True) -> Any:
    if across:
        return st.segmented_control(
            label,
            options,
            default=options[0],
            required=True,
            format_func=lambda one: one.label,
            key=f"{KEY}-{name}",
        )
    return st.selectbox(label, options, format_func=lambda one: one.label, key=f"{KEY}-{name}")


def _received_on() -> date:
    today = clock.today()
    return (
        st.date_input(
            _("收到日期（必填）"), value=today, max_value=today, format="YYYY-MM-DD", key=f"{KEY}-received"
        )
        or today
    )


def _clock(deadline: Deadline | None) -> None:
    """The clock, shown before anything is saved."""
    head(_("时限"), _("登记前先看"))
    if deadline is None:
        empty(_("本件无法定告知期限：匿名件、重复件不告知。"))
        return
    due = _("期限 {day}", day=deadline.due_on or _("待日历"))
    st.markdown(f"**{md_escape(due)}**")
    st.caption("  \n".join(md_escape(sentence) for sentence in deadline.lines))


def _counties(session: Session, me: Officer) -> dict[str, str]:
    found = session.scalars(regions.inside(me.region_code, level=Level.COUNTY)).all()
    cities = {one.code: one.name for one in session.scalars(select(Region).where(Region.level == Level.CITY))}
    return {one.code: f"{cities[one.parent]}{one.name}" for one in found}


def _compounds(session: Session, county: str | None) -> dict[str, str]:
    listed = select(Compound).where(Compound.county_code == county).order_by(Compound.number)
    return {one.number: f"{one.number}　{one.name}" for one in session.scalars(listed)} if county else {}


def _unit(session: Session, me: Officer, county: str | None) -> int | None:
    around = {me.region_code, *(f"{county[:length]}{'0' * (6 - length)}" for length in (2, 4, 6) if county)}
    found = session.scalars(
        select(Unit)
        .where(or_(*(Unit.region_code == code for code in sorted(around))))
        .order_by(Unit.region_code.desc(), Unit.name)
    ).all()
    names = {unit.id: unit.name for unit in found}
    return st.selectbox(
        _("被反映单位"),
        list(names),
        index=None,
        format_func=lambda number: names[number],
        placeholder=_("不清楚的不选"),
        key=f"{KEY}-unit",
    )


def _leave(**query: str) -> None:
    """Nothing of what was typed stays behind."""
    for key in [key for key in st.session_state if str(key).startswith(f"{KEY}-")]:
        del st.session_state[key]
    scoping.go(**query)
