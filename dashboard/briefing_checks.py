"""The sheet before signing, and the check of a copy against what was signed."""

from collections.abc import Iterator

import streamlit as st
from sqlalchemy.orm import Session

from dashboard import tables
from dashboard.widgets import empty, head, md_escape
from reports import reading_back
from supervision.briefings import checking
from supervision.briefings.briefings import Briefing
from supervision.briefings.second_look import SecondLook, second_look
from supervision.clock import OFFICE
from supervision.errors import Refused
from supervision.words import _

NAMED = 12


def before_signing(session: Session, briefing: Briefing) -> None:
    """Each figure by a second path, changes since the last issue, senders, and what is missing.

    Counted only when asked for: the second path counts homes one by one.
    """
    head(_("签发前核对"), _("第二路径复算、较上期变化、来源与缺数"))
    if not st.toggle(_("现在复算"), key=f"briefing-look-{briefing.id}"):
        return
    look = second_look(session, briefing)
    empty(
        _(
            "共 {n} 个数字，复算不一致 {different} 个；缺数 {missing} 处；上期：{before}",
            n=len(look.recounts),
            different=len(look.different),
            missing=look.gaps,
            before=look.before.number if look.before else _("无"),
        )
    )
    _recounts(look, briefing)
    _senders(look, briefing)
    if look.missing:
        head(_("缺数"), _("{n} 处", n=look.gaps))
        for sentence in _together(look.missing):
            st.text(sentence)


def _together(missing: dict[str, list[str]]) -> Iterator[str]:
    """What is missing of many places the same way, in one sentence."""
    for what, named in missing.items():
        more = _("等 {n} 处", n=len(named)) if len(named) > NAMED else ""
        yield f"{what}：{'、'.join(named[:NAMED])}{more}" if named else what


def _recounts(look: SecondLook, briefing: Briefing) -> None:
    columns = {
        "place": tables.text(_("地区"), width=90),
        "title": tables.text(_("指标"), width=240),
        "frozen": tables.text(_("取定"), width=110),
        "again": tables.text(_("复算"), width=110),
        "agreement": tables.text(_("结果"), width=90),
        "change": tables.text(_("较上期"), width=110),
    }
    rows = [
        {
            "place": one.figure.region_name,
            "title": one.figure.heading,
            "frozen": one.figure.digits,
            "again": one.figure.digits if one.figure.hidden else one.again.digits if one.again else "",
            "agreement": one.agreement.label,
            "change": str(one.change) if one.change and one.change.amount is not None else "",
        }
        for one in sorted(look.recounts, key=lambda one: one not in look.different)
    ]
    tables.draw(
        tables.frame(rows, columns), columns, key=f"briefing-again-{briefing.id}", alt=_("复算"), at_most=10
    )


def _senders(look: SecondLook, briefing: Briefing) -> None:
    head(_("来源"), _("{n} 份", n=len(look.senders)))
    if not look.senders:
        empty(_("本期没有报表和导入。"))
        return
    columns = {
        "what": tables.text(_("报表"), width=110),
        "place": tables.text(_("地区"), width=110),
        "who": tables.text(_("报送"), width=150),
        "as_of": tables.text(_("统计截至"), width=90),
        "sent": tables.text(_("报送时间"), width=140),
        "entered": tables.text(_("入库时间"), width=130),
    }
    rows = [
        {
            "what": one.what,
            "place": one.place,
            "who": one.who + (_("（电话报数）") if one.by_phone else ""),
            "as_of": f"{one.as_of:%Y-%m-%d}" if one.as_of else "",
            "sent": one.sent,
            "entered": f"{one.entered_at.astimezone(OFFICE):%Y-%m-%d %H:%M}",
        }
        for one in look.senders
    ]
    tables.draw(
        tables.frame(rows, columns), columns, key=f"briefing-senders-{briefing.id}", alt=_("来源"), at_most=8
    )


def copy(session: Session, briefing: Briefing) -> None:
    """Whether the stored file and a copy from anywhere still say what was signed."""
    head(_("校验"))
    verdict = checking.check(session, briefing, reading_back.printed)
    st.text(_("定稿与冻结的数字一致。") if verdict.ok else verdict.because)
    chosen = st.file_uploader(_("核对一份简报（.docx）"), type=["docx"], key=f"briefing-copy-{briefing.id}")
    if chosen is None:
        return
    try:
        altered = checking.compare(briefing, chosen.getvalue(), reading_back.printed)
    except reading_back.Unreadable:
        st.error(_("“{name}”不是可读取的 Word 文件。", name=md_escape(chosen.name)))
        return
    except Refused as refusal:
        st.error(str(refusal))
        return
    if not altered:
        st.text(_("这份文件中的数字与签发时一致。"))
    for one in altered:
        now = _("已删去") if one.now is None else one.now
        st.text(
            _(
                "{place}{title}：签发 {signed}，文件中 {now}",
                place=one.figure.region_name,
                title=one.figure.heading,
                signed=one.signed,
                now=now,
            )
        )
