"""打听过问登记: who inquired, interfered or pleaded, and what was done about it."""

import streamlit as st
from sqlalchemy.orm import Session

from dashboard import on_paper
from dashboard.closing_forms import act_and_close
from dashboard.step_forms import StepForms
from dashboard.widgets import closing, empty, head, line, md_escape
from supervision import clock
from supervision.conduct import complaints
from supervision.conduct.complaints import Complaint
from supervision.conduct.meddling import WORKFLOW, Meddling, MeddlingKind, readable_by
from supervision.office.people import Officer
from supervision.words import _

STEPS = StepForms(Meddling, WORKFLOW, sealed=True)
SHOWN = 20


def show(session: Session, me: Officer) -> None:
    with line():
        head(_("打听过问登记"), _("监察法第66条：打听案情、过问案件、说情干预的，及时报告并登记备案"))
        st.space("stretch")
        with st.popover(_("登记"), key=closing("meddling-enter"), icon=":material/edit_note:"):
            _enter(session, me)
    found = session.scalars(readable_by(me).limit(SHOWN)).all()
    if not found:
        empty(_("没有您能看到的登记。本人登记的自己能看，其余由分管领导、主要负责人查看。"))
    for one in found:
        with st.container(border=True, gap="xsmall"):
            with line():
                st.markdown(
                    f"**{md_escape(one.number)}**　{md_escape(one.kind.label)}　"
                    f":gray[{md_escape(one.status.label)}]",
                    width=320,
                )
                about = one.complaint.number if one.complaint else _("未关联")
                st.text(
                    f"{one.happened_on:%Y-%m-%d}　{about}　" + _("登记人 {name}", name=one.entered_by.name),
                    width="stretch",
                )
            said = one.words
            st.text(f"{said['who']}　{said.get('post', '')}")
            st.text(said["words"])
            if result := said.get("result"):
                st.text(_("处理结果：{words}", words=result))
            STEPS.bar(session, one, me)


def _enter(session: Session, me: Officer) -> None:
    who = on_paper.text_input(
        _("打听、过问的人（必填）"), key="meddling-who", placeholder=_("姓名"), max_chars=40
    )
    post = on_paper.text_input(
        _("单位及职务"), key="meddling-post", placeholder=_("例如：某局副局长"), max_chars=60
    )
    kind = st.selectbox(
        _("情形（必填）"), list(MeddlingKind), format_func=lambda one: one.label, key="meddling-kind"
    )
    day = st.date_input(
        _("发生日期（必填）"),
        value=clock.today(),
        max_value=clock.today(),
        format="YYYY-MM-DD",
        key="meddling-day",
    )
    names = {one.id: one.number for one in session.scalars(complaints.visible_to(me).limit(200))}
    about = st.selectbox(
        _("涉及的信访件"),
        list(names),
        index=None,
        format_func=lambda number: names[number],
        placeholder=_("不涉及具体信访件"),
        key="meddling-complaint",
    )
    words = on_paper.text_area(
        _("经过（必填，加密保存）"),
        key="meddling-words",
        placeholder=_("时间、方式、说了什么、如何答复"),
        height=96,
        most=2000,
    )
    if st.button(_("登记备案"), key="meddling-go", type="primary"):
        act_and_close(
            "meddling-enter",
            lambda s, by: Meddling.enter(
                s,
                who=who,
                post=post,
                kind=MeddlingKind(kind or MeddlingKind.INQUIRY),
                words=words,
                happened_on=day or clock.today(),
                complaint=s.get_one(Complaint, about) if about is not None else None,
                by=by,
            ),
            me=me,
            done=_("已登记备案"),
        )


def _report_up(_session: Session, one: Meddling, me: Officer) -> None:
    STEPS.take("report_up", one, me, lambda _s, it, by: it.report_up(by=by))


STEPS.add({"report_up": _report_up})
STEPS.worded(
    "settle",
    "处理结果（必填）",
    "例如：已提醒谈话，记入廉政档案",
    lambda it, by, said: it.settle(by=by, result=said),
)
