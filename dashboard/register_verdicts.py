"""诬告错告认定: what a body high enough found of a complaint, and nothing without its approval."""

import streamlit as st
from sqlalchemy.orm import Session

from dashboard import on_paper
from dashboard.closing_forms import act_and_close
from dashboard.register_findings import SHOWN, choose
from dashboard.widgets import closing, empty, head, line, md_escape
from supervision import clock
from supervision.conduct import false_accusations
from supervision.conduct.categories import Finding
from supervision.conduct.complaints import Complaint
from supervision.conduct.false_accusations import HEADS, HIGH_ENOUGH, FalseAccusation, Verdict
from supervision.office.people import Officer
from supervision.words import _


def verdicts(session: Session, me: Officer) -> None:
    with line():
        head(
            _("诬告错告认定"),
            _("诬告陷害须经设区的市级以上批准，没有批准不得登记；错告不按诬告处理"),
        )
        st.space("stretch")
        if me.holds(*HEADS):
            with st.popover(_("登记认定"), key=closing("verdict"), icon=":material/gavel:"):
                _find(session, me)
    found = session.scalars(false_accusations.readable_by(me).limit(SHOWN)).all()
    if not found:
        empty(_("没有您在知情范围内的认定。"))
    for one in found:
        with st.container(border=True, gap="xsmall"):
            with line():
                st.markdown(f"**{md_escape(one.number)}**　{md_escape(one.verdict.label)}", width=260)
                st.text(f"{one.complaint.number}　{_approval(one)}", width="stretch")
            st.text(one.words["words"])


def _approval(one: FalseAccusation) -> str:
    if one.approved_level is None:
        return _("向检举控告人说明情况，不作处理")
    return f"{one.approved_by_body}　{one.approval_no}　{one.approved_on:%Y-%m-%d}"


def _find(session: Session, me: Officer) -> None:
    about = choose(session, me, [Finding.UNTRUE], "verdict")
    if about is None:
        return
    verdict = st.segmented_control(
        _("认定"),
        list(Verdict),
        default=Verdict.MISTAKEN,
        required=True,
        format_func=lambda one: one.label,
        key="verdict-what",
    )
    words = on_paper.text_area(
        _("认定的事实和依据（必填，加密保存）"),
        key="verdict-words",
        placeholder=_("例如：反映人误认开发企业为登记机构"),
        height=68,
        most=2000,
    )
    if verdict is not Verdict.FALSE:
        if st.button(_("登记错告"), key="verdict-mistaken", type="primary"):
            act_and_close(
                "verdict",
                lambda s, by: FalseAccusation.find_mistaken(
                    s, s.get_one(Complaint, about), words=words, by=by
                ),
                me=me,
                done=_("已登记"),
            )
        return
    level = st.selectbox(
        _("批准机关层级（必填）"),
        list(HIGH_ENOUGH),
        index=None,
        format_func=lambda one: one.label,
        placeholder=_("设区的市级以上"),
        key="verdict-level",
    )
    body = st.text_input(
        _("批准机关（必填）"), key="verdict-body", placeholder=_("例如：中共某市纪律检查委员会"), max_chars=60
    )
    number = st.text_input(_("批准文号（必填）"), key="verdict-no", placeholder="〔2026〕1号", max_chars=30)
    day = st.date_input(
        _("批准日期（必填）"), value=None, max_value=clock.today(), format="YYYY-MM-DD", key="verdict-day"
    )
    if st.button(_("登记诬告陷害认定"), key="verdict-false", type="primary", disabled=day is None):
        act_and_close(
            "verdict",
            lambda s, by: FalseAccusation.find_false(
                s,
                s.get_one(Complaint, about),
                level=level,
                body=body,
                approval_no=number,
                approved_on=day or clock.today(),
                words=words,
                by=by,
            ),
            me=me,
            done=_("已登记"),
        )
