"""清单冻结: whether a county's list is closed, by whom and when; closing it, by a head; what came after."""

import streamlit as st
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dashboard.change import act
from dashboard.confirming import confirm_password
from dashboard.widgets import empty, go_to, md_escape
from supervision.clock import OFFICE
from supervision.delivery import frozen_lists
from supervision.delivery.frozen_lists import FREEZERS, FrozenList
from supervision.office.people import Officer
from supervision.office.regions import Level, Region
from supervision.words import _


def show(session: Session, me: Officer, county: Region) -> None:
    """One line for a county; nothing above it, where there is no list."""
    if county.level is not Level.COUNTY:
        return
    frozen = frozen_lists.of(session, county.code)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if frozen is None:
            st.caption(md_escape(_("本县（市、区）任务清单尚未冻结：冻结以后追加的项目须有批准或申报文号。")))
            if me.holds(*FREEZERS):
                _freeze(session, me, county)
            return
        later = frozen_lists.later_additions(county.code).order_by(None).subquery()
        n = session.scalar(select(func.count()).select_from(later)) or 0
        said = _(
            "任务清单已于 {at} 由{name}冻结：{n} 个项目，校验值 {digest}，冻结后追加 {later} 个。",
            at=f"{frozen.frozen_at.astimezone(OFFICE):%Y-%m-%d %H:%M}",
            name=frozen.by.name,
            n=len(frozen.compounds),
            digest=frozen.digest[:12],
            later=n,
        )
        st.caption(md_escape(said if frozen.is_whole else said + _("清单与校验值不符，请报告安全管理员。")))
        if n:
            go_to("conduct.flags", _("冻结清单以外的疑点 ›"), region=county.code, rule="PB08")


def _freeze(session: Session, me: Officer, county: Region) -> None:
    code = county.code
    with st.popover(_("冻结清单"), key=f"freeze-{code}-open", icon=":material/lock:"):
        empty(_("冻结后不能再次冻结，也不能解冻；以后纳入的项目逐一列为清单以外。"))
        asked = confirm_password(me, key=f"freeze-{code}")
        if st.button(_("冻结清单"), key=f"freeze-{code}", type="primary") and asked.holds():
            act(
                lambda session, by: FrozenList.freeze(session, session.get_one(Region, code), by=by),
                me=me,
                done=_("已冻结"),
            )
