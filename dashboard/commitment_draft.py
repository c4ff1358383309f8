"""The form that drafts a commitment for a unit."""

import streamlit as st
from sqlalchemy.orm import Session

from dashboard import scoping, widgets
from dashboard.change import attempt, say
from supervision.office import regions, units
from supervision.office.people import Officer
from supervision.office.units import Unit
from supervision.quantities import Measure
from supervision.responsibility import commitment_lists
from supervision.responsibility.commitment_steps import CHECKERS
from supervision.responsibility.terms import MEASURES, Subject, Terms
from supervision.words import _, listed


def why_not(me: Officer) -> str | None:
    if me.holds(*CHECKERS):
        return None
    return _("须由{posts}办理。", posts=listed(role.label for role in CHECKERS))


def offer(session: Session, me: Officer, region_code: str) -> None:
    """A button with the form behind it; the unit comes from the roster."""
    forbidden = why_not(me)
    with st.popover(
        _("起草承诺"),
        icon=":material/add:",
        type="primary",
        disabled=bool(forbidden),
        help=forbidden,
        key=widgets.closing("draft"),
    ):
        if forbidden:
            return
        roster = {
            unit.id: unit
            for unit in session.scalars(
                units.visible_to(me).where(regions.within(Unit.region_code, region_code))
            )
        }
        if not roster:
            st.caption(_("名录中没有责任单位，请先导入责任单位名录。"))
            return
        _form(me, roster)


def _form(me: Officer, roster: dict[int, Unit]) -> None:
    unit_id = st.selectbox(
        _("责任单位（必填）"), list(roster), format_func=lambda number: roster[number].name, key="draft-unit"
    )
    number = st.text_input(
        _("编号（必填）"), key="draft-number", placeholder=_("例如：TY-0412"), max_chars=40
    )
    title = st.text_input(
        _("承诺事项（必填）"), key="draft-title", placeholder=_("例如：补办规划核实手续"), max_chars=200
    )
    due_on = st.date_input(_("完成时限（必填）"), value=None, format="YYYY-MM-DD", key="draft-due-on")
    amount, unit = st.columns(2, gap="small")
    target = amount.number_input(
        _("目标数量"), min_value=1, value=None, step=1, key="draft-target", placeholder=_("无数量的留空")
    )
    measure = unit.selectbox(
        _("计量单位"),
        MEASURES,
        index=None,
        format_func=lambda one: Measure(one).label,
        key="draft-measure",
        placeholder=_("无"),
    )
    subject = st.selectbox(
        _("事项类别"),
        list(Subject),
        index=None,
        format_func=lambda one: Subject(one).label,
        key="draft-subject",
        placeholder=_("不选则按名称推定"),
    )
    with st.expander(_("责任领导、经办人、措施、所需佐证")):
        leader = st.text_input(
            _("责任领导"), key="draft-leader", placeholder=_("不填则取名录中的责任领导"), max_chars=40
        )
        handler = st.text_input(_("经办人"), key="draft-handler", placeholder=_("姓名"), max_chars=40)
        measures = st.text_area(_("措施"), key="draft-measures", placeholder=_("怎样做"), height=68)
        evidence = st.text_area(
            _("所需佐证"), key="draft-evidence", placeholder=_("销号时要看到什么材料"), height=68
        )
    if st.button(_("保存草稿"), key="draft-save"):

        def work(session: Session, by: Officer) -> int:
            terms = Terms(
                number=number,
                unit=session.get_one(Unit, unit_id),
                title=title,
                due_on=due_on,
                target=target,
                measure=measure,
                subject=subject,
                leader=leader or None,
                handler=handler or None,
                measures=measures or None,
                evidence_required=evidence or None,
            )
            return commitment_lists.draft(session, terms, by=by).id

        if drafted := attempt(work, me=me):
            say(_("已存草稿，待交办"))
            widgets.close("draft")
            scoping.go(commitment=str(drafted[0]))
