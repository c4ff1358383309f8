"""The fields of a complaint: how it came and who stands behind it, what and where it is about."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import streamlit as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from dashboard import long_words, on_paper
from dashboard.widgets import md_escape
from supervision import clock
from supervision.conduct import complaints
from supervision.conduct.accused import LONGEST
from supervision.conduct.categories import Channel, Identity
from supervision.conduct.complaints import Complaint
from supervision.conduct.registering import MOST_PEOPLE
from supervision.conduct.typed_words import SUMMARY, TEXT
from supervision.delivery.compounds import Compound
from supervision.office import networks, regions
from supervision.office.people import Officer
from supervision.office.regions import Level, Region
from supervision.words import _

KEY = "register"
KEPT = f"{KEY}-kept"


def came() -> dict[str, Any]:
    """How it came, and who stands behind it."""
    channel = _choice(_("渠道（必填）"), list(Channel), "channel")
    said: dict[str, Any] = {"channel": channel, "received_on": received_on()} | _source(channel)
    said["identity"] = _choice(_("具名情况（必填）"), list(Identity), "identity")
    if said["identity"] is Identity.REAL_NAME and networks.holds_content():
        st.caption(md_escape(_("以下三项单独加密保存，登记后须凭岗位、事由和密码才能查看。")))
        for name, label, shown in (
            ("name", _("举报人姓名或单位（必填）"), _("真实姓名或单位名称")),
            ("phone", _("联系方式（必填）"), _("电话等具体联系方式")),
            ("id_number", _("证件号"), _("来件载明的填写")),
        ):
            said[name] = long_words.text_input(
                label,
                value=kept().get(name, ""),
                placeholder=shown,
                most=LONGEST,
                key=f"{KEY}-{name}",
                autocomplete="off",
            )
    said["people"] = st.number_input(
        _("来件人数"),
        min_value=1,
        max_value=MOST_PEOPLE,
        value=int(kept().get("people", "1")),
        step=1,
        help=_("联名信、集体来访按实际人数填写，用于统计人次；单人来件为 1。"),
        key=f"{KEY}-people",
    )
    return said


def about(session: Session, me: Officer) -> dict[str, Any]:
    """Where it is about, every word of it, and the same in the office's own words."""
    places = counties(session, me)
    county = st.selectbox(
        _("涉及地点（必填）"),
        list(places),
        index=0 if len(places) == 1 else place("county_code", list(places)),
        format_func=lambda code: places[code],
        placeholder=_("选择县（市、区）"),
        key=f"{KEY}-county",
    )
    if on_paper.said_so():
        return {"county_code": county or "", "compound_number": None, "text": "", "summary": ""}
    compounds = _compounds(session, county)
    return {
        "county_code": county or "",
        "compound_number": st.selectbox(
            _("涉及项目"),
            list(compounds),
            index=place("compound_number", list(compounds)),
            format_func=lambda number: compounds[number],
            placeholder=_("不清楚的不选"),
            key=f"{KEY}-compound-{county}",
        ),
        "text": long_words.text_area(
            _("来件全文"),
            value=kept().get("text", ""),
            placeholder=_("逐字录入或粘贴；只在知情范围内加密保存。"),
            height=118,
            most=TEXT,
            whole=True,
            key=f"{KEY}-text",
        ),
        "summary": long_words.text_area(
            _("摘要（必填）"),
            value=kept().get("summary", ""),
            placeholder=_("写明反映的主要问题，不写举报人姓名、电话、住址。"),
            height=118,
            most=SUMMARY,
            whole=True,
            key=f"{KEY}-summary",
        ),
    }


def earlier(session: Session, me: Officer) -> int | None:
    """Which one it repeats, where it repeats one."""
    found = session.scalars(complaints.visible_to(me).where(Complaint.sealed_key.is_not(None))).all()
    numbers = {one.id: f"{one.number}　{one.category.label}" for one in found}
    return st.selectbox(
        _("与哪一件重复"),
        list(numbers),
        index=place("duplicate_of", list(numbers)),
        format_func=lambda number: numbers[number],
        placeholder=_("初次来件不选"),
        key=f"{KEY}-duplicate",
    )


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


def kept_accused() -> list[dict[str, str]]:
    """Those named in the draft, one by one."""
    return list(json.loads(kept().get("accused", "[]")))


def chosen_of(number: int, name: str, options: Sequence[Any]) -> int | None:
    """`place`, for one of those named."""
    said = kept_accused()
    words = [str(option) for option in options]
    chosen = str(said[number].get(name, "")) if number < len(said) else ""
    return words.index(chosen) if chosen in words else None


def _source(channel: Channel) -> dict[str, str]:
    """Who sent it on, and the number it has there."""
    if channel in (Channel.LETTER, Channel.VISIT, Channel.PHONE):
        return {"source": "", "source_number": ""}
    labels = {
        Channel.TRANSFER: (_("转来的机关（必填）"), _("来文编号")),
        Channel.WEB: (_("网站名称"), _("网上编号")),
        Channel.INSPECTION: (_("检查名称"), _("检查记录编号")),
    }[channel]
    said = {}
    for name, label in zip(("source", "source_number"), labels, strict=True):
        said[name] = long_words.text_input(
            label,
            value=kept().get(name, ""),
            placeholder=_("不写举报人、被反映人"),
            most=LONGEST,
            key=f"{KEY}-{name}",
        )
    return said


def _choice(label: str, options: list[Any], name: str) -> Any:
    return st.segmented_control(
        label,
        options,
        default=options[place(name, options) or 0],
        required=True,
        format_func=lambda one: one.label,
        key=f"{KEY}-{name}",
    )


def counties(session: Session, me: Officer) -> dict[str, str]:
    found = session.scalars(regions.inside(me.region_code, level=Level.COUNTY)).all()
    cities = {one.code: one.name for one in session.scalars(select(Region).where(Region.level == Level.CITY))}
    return {one.code: f"{cities[one.parent]}{one.name}" for one in found}


def _compounds(session: Session, county: str | None) -> dict[str, str]:
    listed = select(Compound).where(Compound.county_code == county).order_by(Compound.number)
    return {one.number: f"{one.number}　{one.name}" for one in session.scalars(listed)} if county else {}
