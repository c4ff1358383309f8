"""The forms of a briefing's steps: what each asks for, and the verb that it ends in."""

from collections.abc import Callable, Mapping

import streamlit as st
from sqlalchemy.orm import Session

from dashboard import language, paper_fields
from dashboard.confirming import confirm_password
from dashboard.step_forms import StepForms
from dashboard.widgets import md_escape
from reports.documents import briefing as document
from supervision import clock
from supervision.briefings.briefing_steps import WORKFLOW
from supervision.briefings.briefings import WORDS, Briefing
from supervision.briefings.explanations import Explanation
from supervision.briefings.second_look import second_look
from supervision.errors import Refused
from supervision.office.people import Officer
from supervision.words import _, listed

STEPS = StepForms(
    Briefing, WORKFLOW, rare=frozenset({"redraft", "drop", "explain", "send_back", "record_signature"})
)


def written(briefing: Briefing) -> bytes:
    return document.write(briefing).save()


def bar(session: Session, briefing: Briefing, me: Officer) -> None:
    STEPS.bar(session, briefing, me)


def _edit(_session: Session, briefing: Briefing, me: Officer) -> Callable[[], None]:
    """People write the causes; no field here changes a figure."""
    written_so_far, copies = {name: getattr(briefing, name) for name in WORDS}, briefing.copies
    return lambda: _wording(briefing, written_so_far, copies, me)


def _wording(briefing: Briefing, so_far: Mapping[str, str], printed: int | None, me: Officer) -> None:
    language.follow()
    key = STEPS.key("edit", briefing)
    long = {
        "foreword": (_("编者按"), _("可不填"), 68),
        "points": (_("补充要点（每行一条）"), _("可不填；与系统要点合计不超过四条"), 68),
        "problems": (_("存在的主要问题（必填）"), _("一是…；写明单位和事实"), 190),
        "next_steps": (_("下一步监督重点（必填）"), _("一是…；写明单位、事项和日期"), 190),
    }
    said = {
        name: st.text_area(
            label,
            so_far[name],
            key=f"{key}-{name}",
            placeholder=placeholder,
            height=height,
            max_chars=5000,
        )
        for name, (label, placeholder, height) in long.items()
    }
    short = {"sent_up": _("报"), "sent_level": _("送"), "sent_down": _("发")}
    said |= {
        name: st.text_input(label, so_far[name], key=f"{key}-{name}", placeholder=_("可不填"), max_chars=200)
        for name, label in short.items()
    }
    copies = st.number_input(
        _("共印份数"),
        min_value=1,
        value=printed,
        step=1,
        key=f"{key}-copies",
        placeholder=_("可不填"),
    )
    STEPS.take("edit", briefing, me, lambda _s, it, by: it.edit(by=by, copies=copies, **said), primary=True)


def _redraft(_session: Session, briefing: Briefing, me: Officer) -> None:
    st.caption(md_escape(_("按现在的账面重新取定全部数字；已写的文字和单位说明保留。")))
    STEPS.take("redraft", briefing, me, lambda session, it, by: it.redraft(session, by=by))


def _explain(_session: Session, briefing: Briefing, me: Officer) -> None:
    key = STEPS.key("explain", briefing)
    named = {one.id: one for one in briefing.explanations}
    if not named:
        st.caption(md_escape(_("本期没有点名的单位。")))
        return
    chosen = st.selectbox(
        _("单位"),
        list(named),
        format_func=lambda number: f"{named[number].who}：{named[number].shortfall.label}",
        key=f"{key}-who",
    )
    paper = st.text_input(
        _("来文或来电（必填）"),
        key=f"{key}-paper",
        placeholder=_("文号和日期，或来电人和时间"),
        max_chars=100,
    )
    said = STEPS.words("explain", briefing, _("单位说明（必填）"), _("原因和整改时限，照来文摘录"))

    def work(session: Session, it: Briefing, by: Officer) -> None:
        it.explain(session.get_one(Explanation, chosen), said, paper=paper, by=by)

    STEPS.take("explain", briefing, me, work)


def _check(_session: Session, briefing: Briefing, me: Officer) -> None:
    st.caption(
        md_escape(_("请对照“签发前核对”逐项看过数字、来源和缺数。复核后文字不能再改，须退回方可修改。"))
    )
    STEPS.take("check", briefing, me, lambda _s, it, by: it.check(by=by), primary=True)


def _drop(_session: Session, briefing: Briefing, me: Officer) -> None:
    STEPS.take("drop", briefing, me, lambda _s, it, by: it.drop(by=by))


def _sign(session: Session, briefing: Briefing, me: Officer) -> Callable[[], None]:
    """What is issued, what does not agree and what is missing are named before the password is asked."""
    look = second_look(session, briefing)
    name = _(
        "{place}{kind}（{edition}）",
        place=briefing.region_name,
        kind=_(briefing.kind.chinese),
        edition=_(briefing.edition.chinese),
    )
    period = f"{briefing.start:%Y-%m-%d} — {briefing.end:%Y-%m-%d}"
    different = [f"{one.figure.region_name}{one.figure.heading}" for one in look.different]

    def dialog() -> None:
        language.follow()
        st.text(name)
        st.text(_("统计期 {period}", period=period))
        st.text(_("签发后即编期号、定稿并存档，不能再改。"))
        if different:
            st.text(_("复算不一致 {n} 项：{names}", n=len(different), names=listed(different)))
        else:
            st.text(_("全部数字复算一致。"))
        st.caption(md_escape(_("缺数 {n} 处", n=look.gaps)))
        asked = confirm_password(me, key=STEPS.key("sign", briefing))
        with st.container(horizontal=True, gap="small"):
            signed = STEPS.asked("sign", briefing, primary=True)
            if st.button(_("再看看"), key=f"{STEPS.key('sign', briefing)}-back"):
                st.rerun()
        if signed and asked.holds():
            STEPS.go("sign", briefing, me, lambda session, it, by: it.sign(session, by=by, write=written))

    return dialog


def _record_signature(_session: Session, briefing: Briefing, me: Officer) -> None:
    """As a leader signed it on paper: who, when, the scan; and the password of whoever enters it."""
    key = STEPS.key("record_signature", briefing)
    signer = st.text_input(_("签发人（必填）"), key=f"{key}-signer", placeholder=_("姓名"), max_chars=40)
    signed_on = st.date_input(
        _("签发日期（必填）"), clock.today(), max_value=clock.today(), format="YYYY-MM-DD", key=f"{key}-on"
    )
    scan = st.file_uploader(_("签发稿扫描件（必填）"), type=paper_fields.TYPES, key=f"{key}-scan")
    asked = confirm_password(me, key=key)

    def work(session: Session, it: Briefing, by: Officer) -> None:
        if scan is None:
            raise Refused(_("请选择签发稿的扫描件。"))
        (kept,) = paper_fields.kept(session, [scan])
        it.record_signature(session, by=by, signer=signer, signed_on=signed_on, scan=kept, write=written)

    if STEPS.asked("record_signature", briefing) and asked.holds():
        STEPS.go("record_signature", briefing, me, work)


STEPS.add(
    {
        "explain": _explain,
        "redraft": _redraft,
        "check": _check,
        "record_signature": _record_signature,
    }
)
STEPS.wide["edit"] = _edit
STEPS.dialogs["sign"] = _sign
STEPS.worded(
    "send_back", "退回原因（必填）", "哪里需要修改", lambda it, by, said: it.send_back(by=by, because=said)
)
STEPS.add({"drop": _drop})
STEPS.worded(
    "recall", "撤回原因（必填）", "例如：数据有误", lambda it, by, said: it.recall(by=by, because=said)
)
