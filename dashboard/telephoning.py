"""The small form for a figure that came by telephone (电话报数)."""

from datetime import date

import streamlit as st
from sqlalchemy.orm import Session

from dashboard.change import act
from dashboard.widgets import md_escape
from supervision import clock
from supervision.delivery import telephoned
from supervision.office import regions
from supervision.office.people import Officer
from supervision.office.regions import Level, Region
from supervision.words import _


def offer(session: Session, me: Officer, region: Region) -> None:
    """One small form; the reason is asked where a report of that day already stands."""
    inside = session.scalars(regions.inside(region.code, level=Level.COUNTY)).all()
    forbidden = telephoned.why_not(inside[0].code, me) if inside else None
    with st.popover(_("电话报数"), icon=":material/call:", disabled=bool(forbidden), help=forbidden):
        names = {one.code: one.name for one in inside}
        county = st.selectbox(
            _("县（市、区）"), list(names), format_func=lambda code: names[code], key="telephone-county"
        )
        as_of = st.date_input(
            _("统计截至"),
            clock.today(),
            max_value=clock.today(),
            format="YYYY-MM-DD",
            key="telephone-as-of",
        )
        left, right = st.columns(2, gap="small")
        listed = left.number_input(
            _("纳入（套）"),
            min_value=0,
            value=None,
            step=1,
            key="telephone-listed",
            placeholder=_("不详留空"),
        )
        first = right.number_input(
            _("首登（套）"), min_value=0, value=None, step=1, key="telephone-first", placeholder=_("不详留空")
        )
        transfer = left.number_input(
            _("转移（套）"),
            min_value=0,
            value=None,
            step=1,
            key="telephone-transfer",
            placeholder=_("不详留空"),
        )
        households = right.number_input(
            _("颁证（户）"),
            min_value=0,
            value=None,
            step=1,
            key="telephone-households",
            placeholder=_("不详留空"),
        )
        reporter = st.text_input(
            _("报数人（必填）"), key="telephone-reporter", placeholder=_("姓名、单位"), max_chars=40
        )
        because = _why_corrected(session, county, as_of)
        if st.button(_("登记"), key="telephone-enter", type="primary"):
            act(
                lambda changing, by: telephoned.take_down(
                    changing,
                    by=by,
                    county_code=county,
                    as_of=as_of,
                    listed=listed,
                    first=first,
                    transfer=transfer,
                    households=households,
                    reporter=reporter,
                    because=because,
                ),
                me=me,
                done=_("已登记电话报数"),
            )


def _why_corrected(session: Session, county: str, as_of: date) -> str:
    earlier = telephoned.standing(session, county, as_of) if county else None
    if earlier is None:
        return ""
    st.caption(md_escape(_("该日已有报数，登记后作为更正，原报数保留。")))
    return st.text_input(
        _("更正原因（必填）"), key="telephone-because", placeholder=_("例如：原报漏计一个项目"), max_chars=200
    )
