"""Those whom one complaint names, for those on its list: their level put right, their part passed on."""

import streamlit as st
from sqlalchemy.orm import Session

from dashboard import letter_parts
from dashboard.change import act
from dashboard.widgets import empty, head, line, md_escape
from supervision.conduct import corrections
from supervision.conduct.accused import Accused
from supervision.conduct.categories import Jurisdiction
from supervision.conduct.complaint_steps import WORKFLOW
from supervision.conduct.complaints import Complaint
from supervision.office.people import Officer
from supervision.words import _


def show(session: Session, complaint: Complaint, me: Officer) -> None:
    """Names as plain text, one line each."""
    reason = WORKFLOW.why_not(complaint, "correct_level", by=me)
    with st.container(border=True, gap="xxsmall"):
        head(_("被反映人"), _("{n} 名；以最高的管理权限为准", n=len(complaint.accused)))
        for one in complaint.accused:
            with line():
                name, post = one.called(complaint.key, number=complaint.number)
                unit = one.unit.name if one.unit else _("单位待核")
                st.text(f"{one.place}　{name or _('姓名待核')}　{unit}　{post}", width="stretch")
                st.caption(md_escape(_facts(one)), width="stretch")
                if not reason:
                    _correct(complaint, one, me)
            if one.limit_code:
                letter_parts.show(session, complaint, one, me)


def _facts(one: Accused) -> str:
    parts = (one.subject, one.rank, one.jurisdiction, one.kind, one.category)
    return " · ".join(part.label for part in parts)


def _correct(complaint: Complaint, one: Accused, me: Officer) -> None:
    """Among the levels that may stay here; a higher one is another step, which destroys what was entered."""
    key, number, place = f"level-{complaint.id}-{one.place}", complaint.id, one.place
    with st.popover(_("更正管理权限"), key=f"{key}-open"):
        levels = [level for level in Jurisdiction if not level.sealed]
        to = st.radio(
            _("更正为"),
            levels,
            index=levels.index(one.jurisdiction),
            format_func=lambda level: level.label,
            key=f"{key}-to",
        )
        empty(_("若属上级管理或反映本机关主要负责人，请用“改为径送”：已录内容、草稿、附件一并销毁。"))
        if st.button(_("更正管理权限"), key=key, disabled=to is one.jurisdiction) and to:
            act(
                lambda session, by: corrections.correct_level(
                    session, session.get_one(Complaint, number), place=place, to=to, by=by
                ),
                me=me,
                done=_("已更正，时限已重新计算"),
            )
