"""规则目录: each rule's card: what it sees, when and why, what else could explain it, how it has done."""

from collections.abc import Mapping
from typing import Any

import streamlit as st
from sqlalchemy.orm import Session

from dashboard import rule_tuning, scoping, tables
from dashboard.handing_out import offer
from dashboard.pages import Page
from dashboard.widgets import go_to, head, md_escape, title_row
from reports.documents import rule_card
from supervision.conduct import rule_cards, scans, track_records
from supervision.conduct.flags import FlagStatus
from supervision.conduct.rules import RULES, Rule
from supervision.conduct.track_records import TrackRecord
from supervision.office.people import Officer, Role
from supervision.words import _, listed


def show(session: Session, me: Officer) -> None:
    asked = str(st.query_params.get("rule", ""))
    records = track_records.of(session, me)
    if asked in RULES:
        _card(session, me, RULES[asked], records.get(asked))
        return
    title_row(
        _("规则目录"),
        _("{n} 条规则 · 规则只提示，由人研判；每条写明看什么、为什么、还有什么能解释", n=len(RULES)),
    )
    _failed(session, me)
    _list(records, scans.gaps_of_rules(session, me, me.region_code))


def _failed(session: Session, me: Officer) -> None:
    failed = scans.failed(session, me.region_code)
    if failed:
        named = listed(
            f"{run.rule_code} {RULES[run.rule_code].title}" for run in failed if run.rule_code in RULES
        )
        st.markdown(md_escape(_("○ 最近一次检查未能运行：{rules}。其他规则不受影响。", rules=named)))


def _list(records: Mapping[str, TrackRecord], gaps: Mapping[str, int]) -> None:
    columns: dict[str, Any] = {
        "rule": tables.text(_("规则"), width=214),
        "lamp": tables.text(_("灯"), width=44),
        "raised": tables.count(_("提示（条）"), 78),
        "gaps": tables.count(_("无法计算（县）"), 98, help=_("缺表、缺列或缺内容的县（市、区）数")),
        "judged": tables.count(_("已研判（条）"), 88),
        "precision": tables.text(_("属实比例"), width=116),
        "overturned": tables.text(_("复判推翻"), width=72),
        "sees": tables.text(_("看什么"), width=380),
    }
    codes = sorted(RULES)
    rows = [_line(RULES[code], records.get(code), gaps.get(code, 0)) for code in codes]
    chosen = tables.pick(
        tables.frame(rows, columns),
        columns,
        key="rules-list",
        alt=_("规则目录"),
        at_most=len(rows),
    )
    if chosen is not None:
        scoping.go(rule=codes[chosen])


def _line(rule: Rule[Any], record: TrackRecord | None, gaps: int) -> dict[str, object]:
    return {
        "rule": f"{rule.code} {rule.title}",
        "lamp": rule.severity.sign,
        "sees": _(rule.sees),
        "raised": record.raised if record else 0,
        "gaps": gaps,
        "judged": record.precision.n if record else 0,
        "precision": _precision(record),
        "overturned": _share(record.overturned.hits, record.overturned.n) if record else "",
    }


def _share(hits: int, n: int) -> str:
    return f"{hits}／{n}" if n else ""


def _precision(record: TrackRecord | None) -> str:
    """Without a judgement there is no rate; with few, the interval says how little it means."""
    if record is None or not record.precision.n:
        return _("尚无研判")
    return f"{record.precision.rate}（{_share(record.precision.hits, record.precision.n)}）"


def _card(session: Session, me: Officer, rule: Rule[Any], record: TrackRecord | None) -> None:
    back, paper = title_row(
        f"{rule.code} {rule.title}",
        _(
            "第 {version} 版 · {lamp} · {sees}",
            version=rule.version,
            lamp=rule.severity.label,
            sees=_(rule.sees),
        ),
        buttons=2,
    )
    with back:
        go_to("conduct.rules", _("‹ 规则目录"))
    card = rule_cards.card(session, rule, me, record)
    with paper:
        offer(
            f"{rule.code}{_('规则卡')}.docx",
            lambda _reason: rule_card.write(card).save(),
            me=me,
            key=f"card-{rule.code}",
            label=_("规则卡"),
        )
    left, right = st.columns(2, gap="small")
    with left.container(border=True, gap="small", height="stretch"):
        _words(rule)
    with right.container(border=True, gap="small", height="stretch"):
        _record(rule, record)
        _states(session, me, rule)
    with st.container(border=True, gap="small"):
        rule_tuning.show(session, card, me)


def _words(rule: Rule[Any]) -> None:
    for title, text in (
        (_("什么时候提示"), _(rule.condition)),
        (_("为什么要看"), _(rule.why)),
        (_("从哪里来"), _(rule.source)),
    ):
        head(title)
        st.markdown(md_escape(text))
    head(_("还有什么能解释"))
    for number, explanation in enumerate(rule.explanations, start=1):
        st.markdown(f"{number}．{md_escape(explanation)}")
    head(_("需要什么数据"), _("缺了就显示无法计算，不算没有疑点"))
    for datum in rule.data:
        st.markdown(md_escape(_("{what}（由{who}提供）", what=_(datum.chinese), who=_(datum.owed_by))))


def _record(rule: Rule[Any], record: TrackRecord | None) -> None:
    head(_("成效"), _("您能看到的范围内"))
    if record is None:
        st.markdown(_("这条规则在您的范围内还没有提示过。"))
        return
    standing = [
        f"{status.label} {record.standing[status]}" for status in FlagStatus if record.standing.get(status)
    ]
    st.markdown(md_escape(_("提示 {n} 条：{states}。", n=record.raised, states=listed(standing))))
    if record.reasons:
        reasons = listed(f"{reason.label} {n}" for reason, n in record.reasons.items())
        st.markdown(md_escape(_("排除理由：{reasons}。", reasons=reasons)))
    share = record.precision
    if share.n:
        low, high = share.interval
        st.markdown(
            md_escape(
                _(
                    "属实比例 {rate}（{hits}／{n}），95% 区间 {low} 至 {high}。",
                    rate=share.rate,
                    hits=share.hits,
                    n=share.n,
                    low=low,
                    high=high,
                )
            ),
            help=_("认定属实和转案管 ÷ 全部已研判（并入、消失的不计）；区间为 Clopper–Pearson 精确区间"),
        )
    else:
        st.markdown(_("属实比例：尚无研判，待核。"))
    again = record.overturned
    if again.n:
        st.markdown(md_escape(_("复判 {n} 条，推翻 {hits} 条。", n=again.n, hits=again.hits)))
    go_to("conduct.flags", _("看这条规则的疑点 ›"), rule=rule.code, status="all")


def _states(session: Session, me: Officer, rule: Rule[Any]) -> None:
    """What it lacks now; where it lacks nothing, and fires nowhere, it did not fire (未触发)."""
    lacking = scans.gaps_of_rules(session, me, me.region_code).get(rule.code, 0)
    if lacking:
        st.markdown(md_escape(_("○ {n} 个县（市、区）缺数据，无法计算，不等于没有疑点。", n=lacking)))
        go_to("conduct.flags", _("看缺什么 ›"), rule=rule.code, status="all")
    elif scans.last(session, me.region_code) is None:
        st.markdown(_("尚未检查过。导入数据后，规则会自动检查。"))
    else:
        st.markdown(_("所需数据都已报来：没有提示的，就是未触发。"))


PAGE = Page(
    chinese="规则目录",
    icon=":material/menu_book:",
    show=show,
    order=15,
    roles=frozenset({Role.INSPECTOR, Role.CASES, Role.TASK_FORCE, Role.LEADER, Role.PRINCIPAL}),
)
