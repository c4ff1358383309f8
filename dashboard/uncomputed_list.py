"""无法计算: what counties never sent, and the objects that lack something; neither looks clean (缺数据)."""

from collections.abc import Iterable, Sequence
from typing import Any

import streamlit as st
from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from dashboard import tables
from dashboard.flag_asked import Asked
from dashboard.handing_out import offer_list
from dashboard.widgets import empty, md_escape
from supervision.conduct import scans
from supervision.conduct.rules import RULES
from supervision.conduct.scans import Uncomputed
from supervision.office import regions
from supervision.office.people import Officer, Role
from supervision.words import _, listed

MOST, TALL = 300, 10
#: Whether the table is open; it is put together only then.
OPEN = "flags-uncomputed-open"


def show(session: Session, me: Officer, asked: Asked) -> None:
    if me.roles == {Role.CASES}:
        return
    gaps = scans.uncomputed_for(me, asked.region.code)
    if asked.rule:
        gaps = gaps.where(Uncomputed.rule_code == asked.rule)
    whole = Uncomputed.subject == Uncomputed.county_code
    counties = session.scalars(gaps.where(whole)).all()
    number = session.scalar(select(func.count()).select_from(gaps.where(~whole).order_by(None).subquery()))
    if not counties and not number:
        return
    said = _(
        "○ 无法计算：{counties} 个县（市、区）缺表或缺列，另有 {n} 项对象缺内容；缺数据的不等于没有疑点",
        counties=len({gap.county_code for gap in counties}),
        n=number,
    )
    box = st.expander(md_escape(said), key=OPEN, on_change="rerun")
    if box.open:
        with box:
            _table(session, me, gaps, counties, number or 0)


def _table(
    session: Session, me: Officer, gaps: Select[Uncomputed], counties: Sequence[Uncomputed], number: int
) -> None:
    columns: dict[str, Any] = {
        "place": tables.text(_("地区"), width=128),
        "subject": tables.text(_("对象"), width=216),
        "missing": tables.text(_("缺"), width=124),
        "owed_by": tables.text(_("由谁提供"), width=150),
        "rules": tables.text(_("因此无法计算的规则"), width=360),
    }
    objects = gaps.where(Uncomputed.subject != Uncomputed.county_code).limit(MOST)
    rows = _rows(session, [*counties, *session.scalars(objects)])
    offer_list(
        _("无法计算的对象"),
        columns,
        lambda: _rows(session, session.scalars(gaps)),
        me=me,
        key="flags-uncomputed-list",
    )
    if number > MOST:
        empty(_("只列前 {n} 项；全部见下载的表。", n=MOST))
    frame, alt = tables.frame(rows, columns), _("无法计算的对象")
    tables.draw(frame, columns, key="flags-uncomputed", alt=alt, at_most=TALL)


def _rows(session: Session, gaps: Iterable[Uncomputed]) -> list[dict[str, str]]:
    """One line for each thing that is missing somewhere, with every rule that waits for it."""
    waiting: dict[tuple[str, str, str], list[str]] = {}
    for gap in gaps:
        for missing in gap.missing:
            waiting.setdefault((gap.county_code, gap.subject, missing), []).append(gap.rule_code)
    names = {code: regions.full_name(session, code) for code in {county for county, *_rest in waiting}}
    return [
        {
            "place": names[county],
            "subject": _("全部") if subject == county else RULES[codes[0]].called(session, subject),
            "missing": _(missing),
            "owed_by": listed(_(who) for who in _owners(codes, missing)),
            "rules": _many(codes),
        }
        for (county, subject, missing), codes in waiting.items()
    ]


def _owners(codes: Sequence[str], missing: str) -> list[str]:
    """Whoever all these rules name, or else everybody whom one of them does; each once."""
    asked = [
        dict.fromkeys(who for owner in RULES[code].owed_by([missing]) for who in owner.split("、"))
        for code in codes
    ]
    common = [who for who in asked[0] if all(who in one for one in asked)]
    return common or list(dict.fromkeys(who for one in asked for who in one))


def _many(codes: Sequence[str]) -> str:
    if len(codes) == 1:
        return f"{codes[0]} {RULES[codes[0]].title}"
    return _("{n} 条：{codes}", n=len(codes), codes=listed(codes))
