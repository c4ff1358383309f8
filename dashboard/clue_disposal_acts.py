"""The forms of a clue's steps by its handler and the leaders: sign for, propose, agree, do, conclude."""

import streamlit as st
from sqlalchemy.orm import Session

from dashboard import clue_acts
from dashboard.clue_acts import STEPS
from dashboard.widgets import empty
from supervision.conduct.clue_terms import FourForm, Result, TalkKind, Way
from supervision.conduct.clues import Clue
from supervision.office.people import Officer
from supervision.words import _


def bar(session: Session, clue: Clue, me: Officer) -> None:
    STEPS.bar(session, clue, me)


def _sign_for(session: Session, clue: Clue, me: Officer) -> None:
    empty(_("签收后一个月内提出处置建议。"))
    clue_acts.signed("sign_for", clue, me, lambda session, it, by: it.sign_for(session, by=by))


def _propose(_session: Session, clue: Clue, me: Officer) -> None:
    way = st.segmented_control(
        _("处置方式（必填）"),
        list(Way),
        default=Way.PRELIM,
        required=True,
        format_func=lambda one: one.label,
        key=f"{STEPS.key('propose', clue)}-way",
    )
    said = STEPS.words("propose", clue, _("承办部门意见（必填）"), _("综合分析情况和处置理由"))
    clue_acts.signed("propose", clue, me, lambda _s, it, by: it.propose(by=by, way=Way(way), opinion=said))


def _study_together(_session: Session, clue: Clue, me: Officer) -> None:
    key = STEPS.key("study_together", clue)
    number = clue_acts.paper_number(key, _("会议纪要编号（必填）"), _("例如：阳纪会纪〔2026〕3号"))
    on = clue_acts.day(key, _("研究日期（必填）"))
    said = STEPS.words("study_together", clue, _("集体研究意见（必填）"), _("例如：同意承办部门意见"))
    clue_acts.signed(
        "study_together",
        clue,
        me,
        lambda _s, it, by: it.study_together(by=by, minutes_no=number, on=on, opinion=said),
    )


def _talk(_session: Session, clue: Clue, me: Officer) -> None:
    kind = st.segmented_control(
        _("方式（必填）"),
        list(TalkKind),
        default=TalkKind.TALK,
        required=True,
        format_func=lambda one: one.label,
        key=f"{STEPS.key('talk', clue)}-kind",
    )
    clue_acts.signed("talk", clue, me, lambda session, it, by: it.talk(session, by=by, kind=TalkKind(kind)))


def _record_answer(_session: Session, clue: Clue, me: Officer) -> None:
    on = clue_acts.day(STEPS.key("record_answer", clue), _("谈话或回函日期（必填）"))
    clue_acts.signed(
        "record_answer", clue, me, lambda session, it, by: it.record_answer(session, by=by, on=on)
    )


def _conclude(_session: Session, clue: Clue, me: Officer) -> None:
    key = STEPS.key("conclude", clue)
    result = st.selectbox(
        _("处置结果（必填）"),
        list(Result),
        index=None,
        format_func=lambda one: one.label,
        placeholder=_("请选择"),
        key=f"{key}-result",
    )
    form = None
    if result is not None and result.punished:
        form = st.segmented_control(
            _("四种形态（必填）"),
            list(FourForm),
            format_func=lambda one: one.label,
            key=f"{key}-form",
        )
    said = STEPS.words("conclude", clue, _("核查情况（必填）"), _("查明的事实和处理意见"))
    empty(_("决定立案的不在此登记，由案管岗办理“立案移出”。"))
    if result is not None:
        clue_acts.signed(
            "conclude",
            clue,
            me,
            lambda _s, it, by: it.conclude(by=by, result=result, form=form, finding=said),
        )


STEPS.add({"sign_for": _sign_for})
clue_acts.worded(
    "study", "研判意见（必填）", "可查性和初步分析", lambda _s, it, by, said: it.study(by=by, finding=said)
)
STEPS.add({"propose": _propose, "study_together": _study_together})
clue_acts.worded(
    "endorse", "分管领导意见（必填）", "例如：同意", lambda _s, it, by, said: it.endorse(by=by, opinion=said)
)
clue_acts.worded(
    "approve_disposal",
    "主要负责人意见（必填）",
    "例如：同意",
    lambda _s, it, by, said: it.approve_disposal(by=by, opinion=said),
)
clue_acts.worded(
    "return_proposal",
    "退回原因（必填）",
    "哪里需要补充",
    lambda session, it, by, said: it.return_proposal(session, by=by, because=said),
)
STEPS.add({"talk": _talk, "record_answer": _record_answer})
clue_acts.plain("verify", lambda session, it, by: it.verify(session, by=by))
clue_acts.plain("put_on_hold", lambda session, it, by: it.put_on_hold(session, by=by))
clue_acts.plain("close", lambda _s, it, by: it.close(by=by))
clue_acts.worded(
    "review_hold",
    "复核意见（必填）",
    "暂存的理由是否仍然存在",
    lambda session, it, by, said: it.review_hold(session, by=by, finding=said),
)
clue_acts.worded(
    "take_up_again",
    "重新研判的理由（必填）",
    "例如：有新的材料",
    lambda session, it, by, said: it.take_up_again(session, by=by, because=said),
)
STEPS.add({"conclude": _conclude})

# What leads on stands first; what sends it elsewhere, last.
for verb in ("archive", "report_up", "decline", "reassign", "leave_for_case", "pass_up", "step_back"):
    STEPS.forms[verb] = STEPS.forms.pop(verb)
