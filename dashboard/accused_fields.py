"""Whom a letter names, one by one: level, rank and unit before anything else; name and class behind them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from dashboard import long_words
from dashboard.complaint_fields import KEY, chosen_of, kept_accused
from dashboard.widgets import empty, line, md_escape
from supervision.conduct import classifying
from supervision.conduct.accused import LONGEST, MOST, Named
from supervision.conduct.categories import Category, Jurisdiction, Kind
from supervision.conduct.ranks import Rank, Subject, highest, likely
from supervision.office import networks, regions
from supervision.office.people import Officer
from supervision.office.units import Unit
from supervision.words import _, listed

MANY = f"{KEY}-many"
WHAT_THEN = {
    Jurisdiction.OWN: "登记后由本机关受理",
    Jurisdiction.LOWER: "登记后转送下级机关",
    Jurisdiction.HIGHER: "原件密封径送，不录入任何内容",
    Jurisdiction.OWN_PRINCIPAL: "原件密封径送上一级，不录入任何内容",
    Jurisdiction.OUTSIDE: "登记后转有关单位，并告知",
}


@dataclass(frozen=True)
class Asked:
    """What is known of one of those named before any word of the letter is typed."""

    subject: Subject
    rank: Rank
    unit_id: int | None
    jurisdiction: Jurisdiction | None


def gate(session: Session, me: Officer) -> list[Asked]:
    """Every one of them by choice alone: there is no field here that takes words."""
    many = st.session_state.setdefault(MANY, max(1, len(kept_accused())))
    units = _units(session, me)
    asked = [_asked(units, me, place) for place in range(many)]
    with line():
        if many < MOST and st.button(_("再加一名被反映人"), key=f"{KEY}-more"):
            st.session_state[MANY] = many + 1
            st.rerun()
        if many > 1 and st.button(_("去掉最后一名"), key=f"{KEY}-fewer"):
            st.session_state[MANY] = many - 1
            st.rerun()
    return asked


def decides(asked: Sequence[Asked]) -> Jurisdiction | None:
    """What decides for the letter: one sealed name is enough; else only when all are answered."""
    said = [one.jurisdiction for one in asked if one.jurisdiction]
    if any(one.sealed for one in said) or len(said) == len(asked):
        return highest(said)
    return None


def classes(asked: Sequence[Asked], words: str) -> list[dict[str, Any]]:
    """Name, post, kind and category of each; what the words suggest stands beside, and is not chosen."""
    hints = classifying.categories(words)
    kinds = classifying.kinds(words)
    if kinds:
        empty(_("类别提示：{hints}。由您选定。", hints=hinted(kinds[:2])))
    if hints:
        empty(_("反映问题提示：{hints}。由您选定。", hints=hinted(hints[:3])))
    return [_class(one, place, many=len(asked) > 1) for place, one in enumerate(asked)]


def named(session: Session, said: Sequence[Mapping[str, Any]]) -> list[Named]:
    """As the verb takes them."""
    return [
        Named(
            jurisdiction=one["jurisdiction"],
            category=one["category"],
            kind=one["kind"],
            subject=one["subject"],
            rank=one["rank"],
            unit=session.get_one(Unit, one["unit"]) if one["unit"] else None,
            name=one["name"],
            post=one["post"],
        )
        for one in said
    ]


def key(name: str, place: int) -> str:
    """The first of them keeps the plain name."""
    return f"{KEY}-{name}" if place == 0 else f"{KEY}-{name}-{place}"


def _asked(units: Mapping[int, Unit], me: Officer, place: int) -> Asked:
    if place:
        st.caption(md_escape(_("第 {n} 名", n=place + 1)))
    subjects, ranks = list(Subject), list(Rank)
    subject = st.segmented_control(
        _("反映对象（必填）"),
        subjects,
        default=subjects[chosen_of(place, "subject", subjects) or 0],
        required=True,
        format_func=lambda one: one.label,
        key=key("subject", place),
    )
    left, right = st.columns([1, 1.6], gap="small")
    rank = left.selectbox(
        _("职级"),
        ranks,
        index=chosen_of(place, "rank", ranks) or ranks.index(Rank.UNKNOWN),
        format_func=lambda one: one.label,
        disabled=subject is not Subject.PERSON,
        key=key("rank", place),
    )
    unit = right.selectbox(
        _("被反映单位"),
        list(units),
        index=chosen_of(place, "unit", list(units)),
        disabled=not networks.holds_content(),
        format_func=lambda number: units[number].name,
        placeholder=_("不清楚的不选"),
        key=key("unit", place),
    )
    subject, rank = subject or Subject.PERSON, rank or Rank.UNKNOWN
    usual = likely(
        regions.level_of(me.region_code), subject=subject, rank=rank, unit=units[unit] if unit else None
    )
    jurisdiction = st.radio(
        _("反映的是谁（必填）"),
        list(Jurisdiction),
        index=chosen_of(place, "jurisdiction", list(Jurisdiction)),
        format_func=lambda one: one.label,
        captions=[_(WHAT_THEN[one]) for one in Jurisdiction] if place == 0 else None,
        horizontal=place > 0,
        key=key("jurisdiction", place),
    )
    if usual and usual is not jurisdiction:
        empty(_("按职级和单位，一般为“{usual}”；请按干部管理权限核定。", usual=usual.label))
    return Asked(subject, rank, unit, jurisdiction)


def _class(one: Asked, place: int, *, many: bool) -> dict[str, Any]:
    if many:
        label = one.jurisdiction.label if one.jurisdiction else ""
        st.caption(md_escape(_("第 {n} 名：{whose}", n=place + 1, whose=label)))
    outside = one.jurisdiction is Jurisdiction.OUTSIDE
    kinds = [Kind.OUTSIDE] if outside else list(Kind)
    kind = st.segmented_control(
        _("类别（必填）"),
        kinds,
        default=kinds[chosen_of(place, "kind", kinds) or 0],
        required=True,
        format_func=lambda each: each.label,
        key=key("kind", place),
    )
    category = st.selectbox(
        _("反映问题（必填）"),
        list(Category),
        index=chosen_of(place, "category", list(Category)),
        format_func=lambda each: each.label,
        placeholder=_("选择反映的问题"),
        key=key("category", place),
    )
    name, post = "", ""
    if one.subject is not Subject.EVENT and networks.holds_content():
        left, right = st.columns(2, gap="small")
        told = kept_accused()[place] if place < len(kept_accused()) else {}
        with left:
            name = long_words.text_input(
                _("被反映人姓名或组织名称"),
                value=told.get("name", ""),
                placeholder=_("来件载明的填写，加密保存"),
                most=LONGEST,
                autocomplete="off",
                key=key("accused-name", place),
            )
        with right:
            post = long_words.text_input(
                _("职务"),
                value=told.get("post", ""),
                placeholder=_("来件载明的填写"),
                most=LONGEST,
                autocomplete="off",
                key=key("accused-post", place),
            )
    return {
        "subject": one.subject,
        "rank": one.rank,
        "unit": one.unit_id,
        "jurisdiction": one.jurisdiction,
        "kind": kind,
        "category": category,
        "name": name,
        "post": post,
    }


def hinted(hints: Sequence[classifying.Hint]) -> str:
    """Each suggestion with the words it rests on."""
    return listed(
        _("{choice}（{words}）", choice=one.choice.label, words=listed(one.words[:4])) for one in hints
    )


def _units(session: Session, me: Officer) -> dict[int, Unit]:
    """Those of the officer's own place first, then those below it."""
    found = session.scalars(
        select(Unit)
        .where(regions.within(Unit.region_code, me.region_code))
        .order_by(Unit.region_code != me.region_code, Unit.region_code, Unit.name)
    )
    return {unit.id: unit for unit in found}
