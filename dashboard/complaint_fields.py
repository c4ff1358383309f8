"""The fields of a complaint: how it came and who stands behind it, what and where it is about."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import streamlit as st
from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from dashboard.widgets import md_escape
from supervision import clock
from supervision.conduct import complaints
from supervision.conduct.categories import Category, Channel, Identity, Jurisdiction, Kind
from supervision.delivery.compounds import Compound
from supervision.office import regions
from supervision.office.people import Officer
from supervision.office.regions import Level, Region
from supervision.office.units import Unit
from supervision.words import _

KEY = "register"
KEPT = f"{KEY}-kept"


def came(session: Session, jurisdiction: Jurisdiction, me: Officer) -> dict[str, Any]:
    """How it came, what it is, who stands behind it."""
    outside = jurisdiction is Jurisdiction.OUTSIDE
    kinds = [Kind.OUTSIDE] if outside else list(Kind)
    said: dict[str, Any] = {
        "channel": _choice(_("渠道（必填）"), list(Channel), "channel"),
        "received_on": received_on(),
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
        index=place("duplicate_of", list(numbers)),
        format_func=lambda number: numbers[number],
        placeholder=_("初次来件不选"),
        key=f"{KEY}-duplicate",
    )
    return said


def about(session: Session, me: Officer) -> dict[str, Any]:
    """What it is about, in the office's own words."""
    counties = _counties(session, me)
    county = st.selectbox(
        _("涉及地点（必填）"),
        list(counties),
        index=0 if len(counties) == 1 else place("county_code", list(counties)),
        format_func=lambda code: counties[code],
        placeholder=_("选择县（市、区）"),
        key=f"{KEY}-county",
    )
    compounds = _compounds(session, county)
    return {
        "category": st.selectbox(
            _("反映问题（必填）"),
            list(Category),
            index=place("category", list(Category)),
            format_func=lambda one: one.label,
            placeholder=_("选择反映的问题"),
            key=f"{KEY}-category",
        ),
        "county_code": county or "",
        "compound_number": st.selectbox(
            _("涉及项目"),
            list(compounds),
            index=place("compound_number", list(compounds)),
            format_func=lambda number: compounds[number],
            placeholder=_("不清楚的不选"),
            key=f"{KEY}-compound-{county}",
        ),
        "unit": _unit(session, me, county),
        "summary": st.text_area(
            _("摘要（必填）"),
            value=kept().get("summary", ""),
            placeholder=_("写明反映的主要问题，不写举报人姓名、电话、住址。"),
            height=118,
            max_chars=2000,
            key=f"{KEY}-summary",
        ),
    }


def received_on() -> date:
    """The day it came in, today where nothing is said."""
    today = clock.today()
    day = date.fromisoformat(kept().get("received_on", today.isoformat()))
    return (
        st.date_input(
            _("收到日期（必填）"),
            value=min(day, today),
            max_value=today,
            format="YYYY-MM-DD",
            key=f"{KEY}-received",
        )
        or today
    )


def kept() -> Mapping[str, str]:
    """What the draft says that the officer goes on with; every field starts from it."""
    return st.session_state.get(KEPT) or {}


def place(name: str, options: Sequence[Any]) -> int | None:
    """Where what the draft says stands among the options."""
    words = [str(option) for option in options]
    return words.index(kept()[name]) if kept().get(name) in words else None


def _choice(label: str, options: list[Any], name: str) -> Any:
    return st.segmented_control(
        label,
        options,
        default=options[place(name, options) or 0],
        required=True,
        format_func=lambda one: one.label,
        key=f"{KEY}-{name}",
    )


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
        index=place("unit", list(names)),
        format_func=lambda number: names[number],
        placeholder=_("不清楚的不选"),
        key=f"{KEY}-unit",
    )
