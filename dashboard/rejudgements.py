"""复判: the dismissed flags that were drawn for a second look, for whoever did not dismiss them."""

import streamlit as st
from sqlalchemy.orm import Session

from dashboard.step_forms import StepForms
from dashboard.widgets import empty, go_to, line, md_escape
from supervision.conduct import rejudging
from supervision.conduct.flag_steps import JUDGES, LISTED_JUDGES
from supervision.conduct.flags import Flag
from supervision.conduct.rejudging import WORKFLOW, Rejudgement, RejudgementStatus
from supervision.office import regions
from supervision.office.people import Officer
from supervision.words import _

STEPS = StepForms(Rejudgement, WORKFLOW)
SHOWN = 20


def show(session: Session, me: Officer, region_code: str) -> None:
    """Those that wait; nothing where nobody drew any."""
    if not me.holds(*LISTED_JUDGES):
        return
    drawn = (
        rejudging.visible_to(me)
        .join(Flag, Flag.id == Rejudgement.flag_id)
        .where(Rejudgement.status == RejudgementStatus.DRAWN, regions.within(Flag.region_code, region_code))
    )
    if not me.holds(*JUDGES):
        drawn = drawn.where(Flag.derived_from_complaint)
    found = session.scalars(drawn.limit(SHOWN)).all()
    if not found:
        return
    with st.expander(
        md_escape(_("待复判 {n} 条：每周按事先记录的种子，从已排除的疑点中抽 5%", n=len(found)))
    ):
        for one in found:
            flag = one.flag
            with st.container(border=True, gap="xsmall"):
                with line():
                    st.text(
                        f"{flag.number}　{flag.rule_code} {flag.title}　"
                        f"{regions.full_name(session, flag.county_code)}",
                        width="stretch",
                    )
                    go_to("conduct.flags", _("看佐证 ›"), status="all", flag=str(flag.id))
                st.text(_("排除理由：{why}", why=flag.reason.label if flag.reason else _("待核")))
                empty(flag.opinion or "")
                STEPS.bar(session, one, me)


STEPS.worded(
    "confirm", "复判意见", "例如：理由成立，佐证一致", lambda it, by, said: it.confirm(by=by, because=said)
)
STEPS.worded(
    "overturn",
    "推翻的理由（必填）",
    "例如：更正登记记录并不存在",
    lambda it, by, said: it.overturn(by=by, because=said),
)
