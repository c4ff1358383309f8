"""What made a flag fire: the rows and parameters, why it matters, and what else is known of the compound."""

from collections.abc import Sequence
from typing import Any

import streamlit as st
from sqlalchemy.orm import Session

from dashboard import drilling, flag_patterns, flag_queue, flag_rows
from dashboard.change import change
from dashboard.charts import beside_peers
from dashboard.theme import chip
from dashboard.widgets import chart, empty, go_to, head, md_escape, palette
from supervision import clock
from supervision.conduct import complaints, flags, peers, staff_codes
from supervision.conduct.complaints import Complaint
from supervision.conduct.flags import WORKFLOW, Flag
from supervision.conduct.rules import Rule
from supervision.delivery.compounds import Compound
from supervision.delivery.homes import Home
from supervision.delivery.snapshots import Snapshot
from supervision.office.people import Officer
from supervision.words import _, listed


def show(session: Session, flag: Flag, me: Officer) -> None:
    rule = flag.rule
    with st.container(gap="xxsmall"):
        st.markdown(f"{chip(flag.severity)}　**{md_escape(rule.code)} {md_escape(flag.title)}**")
        st.caption(md_escape(_origin(session, flag)))
        if flag.self_reported:
            st.caption(md_escape(_("单位自报：{number}，不计入单位的属实比例", number=flag.self_report_no)))
    if flag.lapsed_at:
        empty(
            _(
                "自 {day} 起，规则对现有数据已不再触发。",
                day=f"{flag.lapsed_at.astimezone(clock.OFFICE):%Y-%m-%d}",
            )
        )
    with st.container(gap="xxsmall"):
        head(_("发现了什么"))
        st.markdown(md_escape(flag.told))
    with st.container(gap="xxsmall"):
        head(_("为什么要看"))
        st.markdown(md_escape(_(rule.why)))
        st.caption(md_escape(_("依据：{source}", source=_(rule.source))))
    _peers(session, flag, me)
    if flag.pattern:
        flag_patterns.show(session, flag, me)
        return
    flag_rows.show(flag, flag.shown(me), key="raised")
    _staff(flag, me)
    _later(flag, me)
    _params(flag)
    _sources(session, flag, me)
    _compound(session, flag)
    _reports(session, flag, me)


def _origin(session: Session, flag: Flag) -> str:
    return _(
        "{number} · {place} · {subject} · 规则第 {version} 版，{when} 发现",
        number=flag.number,
        place=flag_queue.place(session, flag),
        subject=flag.called,
        version=flag.rule_version,
        when=f"{flag.raised_at.astimezone(clock.OFFICE):%Y-%m-%d %H:%M}",
    )


def _peers(session: Session, flag: Flag, me: Officer) -> None:
    around = peers.around(session, flag, me)
    if not around:
        return
    with st.container(gap="xxsmall"):
        head(_("与同类比"), _("命中的比例；括号内为命中数／可比数"))
        chart(
            beside_peers.draw(around, palette()),
            height=28 * len(around) + 12,
            key=f"flag-peers-{flag.id}",
            alt=_("命中比例与同类比较"),
        )


def _staff(flag: Flag, me: Officer) -> None:
    """Who is behind the codes: asked for with a reason, which stays in the history."""
    if not staff_codes.names_people(flag.evidence) or flag.shown(me) is flag.evidence:
        return
    reason = WORKFLOW.why_not(flag, "open_staff", by=me)
    with st.popover(_("查看经办人员"), disabled=reason is not None, help=reason):
        st.caption(_("人员以岗位代号显示。查看须写明理由，登记在经过中。"))
        because = st.text_input(
            _("理由（必填）"), placeholder=_("例如：核对一人多岗备案"), key=f"staff-{flag.id}"
        )
        if st.button(WORKFLOW.labels["open_staff"], key=f"open-staff-{flag.id}"):
            change(flag, lambda it, by: it.open_staff(by=by, because=because), me=me, done=_("已登记查看"))


def _later(flag: Flag, me: Officer) -> None:
    """What the books say since; the evidence above stays as it was."""
    if not flag.later:
        return
    said = flag.later[-1]
    with st.container(gap="xxsmall"):
        head(
            _("其后数据已变"),
            _("{n} 次，最近 {day}；上面是发现时的内容，不改", n=len(flag.later), day=said["at"][:10]),
        )
        shown = flag.newest if flag.shown(me) is flag.evidence else staff_codes.coded(flag.newest)
        flag_rows.show(flag, shown, key="later")


def _params(flag: Flag) -> None:
    if flag.params:
        said = "；".join(_param(flag.rule, name, value) for name, value in flag.params.items())
        st.caption(md_escape(_("规则参数：{params}", params=said)))


def _param(rule: Rule[Any], name: str, value: object) -> str:
    knob, term = rule.knobs.get(name), rule.term(name)
    unit = _(knob.unit) if knob and "（" not in term else ""
    return f"{term} {rule.says(value)}{unit}"


def _sources(session: Session, flag: Flag, me: Officer) -> None:
    """The ledger that it was raised on, and what was merged into it since."""
    snapshot = session.get(Snapshot, flag.snapshot_id) if flag.snapshot_id else None
    if snapshot is not None:
        day = f"{snapshot.accepted_at.astimezone(clock.OFFICE):%Y-%m-%d %H:%M}"
        said = _(
            "发现时的台账：{file}（{day} 入库，第 {n} 批）", file=snapshot.file.name, day=day, n=snapshot.id
        )
        st.caption(md_escape(said))
    merged = session.scalars(flags.visible_to(me).where(Flag.merged_into_id == flag.id)).all()
    if merged:
        said = listed(f"{one.number} {one.rule_code} {one.title}" for one in merged)
        st.caption(md_escape(_("已并入本条：{merged}", merged=said)))


def _compound(session: Session, flag: Flag) -> None:
    if not flag.compound_number:
        return
    found = session.get(Compound, (flag.county_code, flag.compound_number))
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.text(
            _("项目 {number}　{name}", number=flag.compound_number, name=found.name)
            if found
            else _("项目 {number}（不在任务清单中）", number=flag.compound_number),
            width="content",
        )
        go_to("delivery.compounds", _("看项目 ›"), region=flag.county_code, compound=flag.compound_number)
        home = session.get(Home, (flag.county_code, flag.subject))
        if home is not None:
            go_to(
                "delivery.compounds",
                _("这套房屋的全部经过 ›"),
                region=flag.county_code,
                compound=flag.compound_number,
                building=home.building or drilling.NONE,
                home=home.unit_code,
            )


def _reports(session: Session, flag: Flag, me: Officer) -> None:
    """Complaints about the same compound, for those on their list: number and kind, not what they say."""
    if not flag.compound_number:
        return
    found = session.scalars(
        complaints.marked_for(me).where(
            Complaint.county_code == flag.county_code, Complaint.compound_number == flag.compound_number
        )
    ).all()
    if found:
        head(_("同一项目的信访举报"), _("{n} 件，只供知情范围内人员", n=len(found)))
        reports(found)


def reports(found: Sequence[Complaint]) -> None:
    """Number, kind and state; what a complaint says is read on its own page."""
    for complaint in found:
        with st.container(gap=None):
            go_to("conduct.complaints", f"{complaint.category.label} ›", complaint=str(complaint.id))
            st.caption(
                md_escape(f"{complaint.number} · {complaint.received_on:%m-%d} · {complaint.status.label}")
            )
