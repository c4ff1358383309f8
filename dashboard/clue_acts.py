"""The forms of a clue's steps by 案管 and the principal; every hand signs with its password."""

from collections.abc import Callable
from datetime import date

import streamlit as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from dashboard.confirming import confirm_password
from dashboard.step_forms import StepForms
from dashboard.widgets import empty, md_escape
from supervision import clock
from supervision.conduct import clue_registering
from supervision.conduct.clue_guards import no_handler
from supervision.conduct.clue_steps import WORKFLOW
from supervision.conduct.clue_terms import Leadership
from supervision.conduct.clues import Clue
from supervision.office.people import Officer, Post, Role
from supervision.words import _

RARE = frozenset(WORKFLOW.labels) - {
    "register",
    "propose_distribution",
    "approve_distribution",
    "sign_for",
    "study",
    "propose",
    "study_together",
    "endorse",
    "approve_disposal",
    "conclude",
    "archive",
}
STEPS = StepForms(Clue, WORKFLOW, rare=RARE, sealed=True)
Work = Callable[[Session, Clue, Officer], object]


def signed(verb: str, clue: Clue, me: Officer, work: Work) -> None:
    """Every hand signs: the password is asked again, and stands for the signature."""
    asked = confirm_password(me, key=f"{STEPS.key(verb, clue)}-signature")
    if STEPS.asked(verb, clue, primary=verb not in RARE) and asked.holds():
        STEPS.go(verb, clue, me, work)


def leadership(key: str, chosen: Leadership | None = None) -> Leadership | None:
    """Art 22: whose clues are told to the higher commission."""
    kinds = list(Leadership)
    return st.selectbox(
        _("是否属于须报告上级的对象"),
        kinds,
        index=kinds.index(chosen) if chosen else None,
        format_func=lambda one: one.label,
        placeholder=_("不属于"),
        help=_("监督执纪工作规则第22条：其线索及处置情况须及时报告上一级纪委。"),
        key=f"{key}-leadership",
    )


def _register(_session: Session, clue: Clue, me: Officer) -> None:
    key = STEPS.key("register", clue)
    kind = leadership(key, clue.leadership)
    important = st.toggle(_("重要线索"), key=f"{key}-important")
    wanted = st.toggle(_("要结果"), key=f"{key}-wanted")
    signed(
        "register",
        clue,
        me,
        lambda _s, it, by: clue_registering.take_in(
            it, by=by, leadership=kind, important=important, result_wanted=wanted
        ),
    )


def handler(session: Session, clue: Clue, me: Officer, key: str) -> int | None:
    """The inspectors of this place who may be given it."""
    found = session.scalars(
        select(Officer)
        .join(Post, Post.officer_id == Officer.id)
        .where(Post.role == Role.INSPECTOR, Officer.region_code == me.region_code, Officer.active)
        .order_by(Officer.id)
    ).all()
    names = {one.id: one.name for one in found if not one.batch and not no_handler(clue, one)}
    if not names:
        empty(
            _(
                "本机关没有可以承办本线索的人：由分管领导指定其他部门人员兼任监督检查岗后分办；"
                "仍无人的，报请上一级纪检监察机关指定办理。"
            )
        )
    return st.selectbox(
        _("承办人（必填）"),
        list(names),
        index=None,
        format_func=lambda number: names[number],
        placeholder=_("本机关监督检查岗"),
        key=f"{key}-to",
    )


def _propose_distribution(session: Session, clue: Clue, me: Officer) -> None:
    key = STEPS.key("propose_distribution", clue)
    to = handler(session, clue, me, key)
    department = st.text_input(
        _("承办部门（必填）"), key=f"{key}-department", placeholder=_("例如：第一监督检查室"), max_chars=40
    )
    said = STEPS.words("propose_distribution", clue, _("分办意见（必填）"), _("例如：拟交该室办理"))
    if to is None:
        empty(_("请先选择承办人。"))
        return
    signed(
        "propose_distribution",
        clue,
        me,
        lambda session, it, by: it.propose_distribution(
            to=session.get_one(Officer, to), department=department, opinion=said, by=by
        ),
    )


def _reassign(session: Session, clue: Clue, me: Officer) -> None:
    to = handler(session, clue, me, STEPS.key("reassign", clue))
    said = STEPS.words("reassign", clue, _("改派原因（必填）"), _("例如：原承办人调离"))
    if to is not None:
        signed(
            "reassign",
            clue,
            me,
            lambda session, it, by: it.reassign(to=session.get_one(Officer, to), by=by, because=said),
        )


def numbered(verb: str, label: str, warning: str, work: Callable[[Clue, Officer, str], object]) -> None:
    """Add the form of a step that asks for the number of a paper."""

    def form(_session: Session, clue: Clue, me: Officer) -> None:
        st.caption(md_escape(_(warning)))
        number = paper_number(STEPS.key(verb, clue), _(label), _("只填编号，不填内容"))
        signed(verb, clue, me, lambda _s, it, by: work(it, by, number))

    STEPS.forms[verb] = form


def worded(
    verb: str, label: str, placeholder: str, work: Callable[[Session, Clue, Officer, str], object]
) -> None:
    """Add the form of a step that asks for an opinion."""

    def form(_session: Session, clue: Clue, me: Officer) -> None:
        said = STEPS.words(verb, clue, _(label), _(placeholder))
        signed(verb, clue, me, lambda session, it, by: work(session, it, by, said))

    STEPS.forms[verb] = form


def plain(verb: str, work: Work) -> None:
    STEPS.forms[verb] = lambda _session, clue, me: signed(verb, clue, me, work)


def paper_number(key: str, label: str, placeholder: str) -> str:
    return st.text_input(label, key=f"{key}-number", placeholder=placeholder, max_chars=30)


def day(key: str, label: str) -> date:
    today = clock.today()
    return st.date_input(label, today, max_value=today, format="YYYY-MM-DD", key=f"{key}-day") or today


STEPS.add({"register": _register, "propose_distribution": _propose_distribution})
worded(
    "approve_distribution",
    "批示（必填）",
    "例如：同意",
    lambda _s, it, by, said: it.approve_distribution(by=by, opinion=said),
)
worded(
    "return_distribution",
    "退回原因（必填）",
    "例如：改由其他室承办",
    lambda _s, it, by, said: it.return_distribution(by=by, because=said),
)
plain("archive", lambda _s, it, by: it.archive(by=by))
numbered(
    "report_up",
    "上级收文编号（必填）",
    "先报告线索，处置批准后再报告处置情况。",
    lambda it, by, number: it.report_up(by=by, receipt_no=number),
)
worded(
    "decline",
    "退回原因（必填）",
    "例如：不属本室职责",
    lambda _s, it, by, said: it.decline(by=by, because=said),
)
STEPS.add({"reassign": _reassign})
numbered(
    "leave_for_case",
    "立案文书编号（必填）",
    "移出后只留编号和日期，内容、姓名和各方意见全部销毁，不能恢复。",
    lambda it, by, number: it.leave_for_case(by=by, case_no=number),
)
numbered(
    "pass_up",
    "移送回执编号（必填）",
    "属于上级或其他机关管辖的，移送后本处内容全部销毁，不能恢复。",
    lambda it, by, number: it.pass_up(by=by, receipt_no=number),
)
worded(
    "step_back",
    "回避事由（必填）",
    "例如：与被反映人有亲属关系",
    lambda session, it, by, said: it.step_back(session, by=by, because=said),
)
