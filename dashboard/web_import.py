"""The reporting site's workbook: a dry run, then row by row, whose matter it is before any of its words."""

from collections.abc import Callable

import streamlit as st
from sqlalchemy.orm import Session

from dashboard import complaint_fields, long_words, on_paper, scoping, tables
from dashboard.accused_fields import hinted
from dashboard.change import act, attempt
from dashboard.handing_out import offer
from dashboard.widgets import close, closing, empty, head, line
from supervision.conduct import classifying, web_batches
from supervision.conduct.accused import LONGEST, Named
from supervision.conduct.categories import Category, Jurisdiction, Kind
from supervision.conduct.typed_words import SUMMARY
from supervision.conduct.web_batches import WebBatch, WebRow
from supervision.conduct.web_terms import WebState, WhyRejected
from supervision.intake import web_exports
from supervision.office.people import Officer
from supervision.words import _, listed

KEY = "web"


def show(session: Session, me: Officer) -> None:
    """What is under way, or the field for a new sheet."""
    head(_("导入网上举报"), _("先试读，再逐行定管理权限；暂存行加密，七天后清除"))
    batch = session.scalar(web_batches.visible_to(me).limit(1))
    if on_paper.said_so():
        pass
    elif batch is None:
        _upload(me)
    else:
        _counts(batch)
        _rejected(batch, me)
        if row := batch.next_waiting():
            _row(session, row, me)
        else:
            _finish(batch, me)
    if st.button(_("返回列表"), key=f"{KEY}-leave"):
        scoping.go()


def _upload(me: Officer) -> None:
    file = st.file_uploader(
        _("举报网站导出的工作簿（.xlsx、.xls、.csv，不超过 40 MB）"),
        key=closing(f"{KEY}-file"),
        help=_("按表头识别各列；不保存原表，只加密暂存各行。"),
    )
    if st.button(_("试读"), key=f"{KEY}-rehearse", type="primary", disabled=file is None) and file:
        name, data = file.name, file.getvalue()

        def rehearse(session: Session, by: Officer) -> int:
            return web_exports.rehearse(session, name=name, data=data, by=by).id

        if attempt(rehearse, me=me):
            close(f"{KEY}-file")
            st.rerun()


def _counts(batch: WebBatch) -> None:
    counted = [(state, batch.count(state)) for state in WebState]
    st.text(listed(_("{state} {n} 行", state=state.label, n=n) for state, n in counted if n))
    st.text(_("列对应：{columns}", columns=web_exports.mapped(batch)))
    columns = {
        "place": tables.number(_("原表行号"), width=70),
        "day": tables.text(_("举报时间"), width=90),
        "state": tables.text(_("状态"), width=110),
        "why": tables.text(_("说明"), width=260),
    }
    rows = [
        {
            "place": one.place,
            "day": f"{one.received_on:%Y-%m-%d}" if one.received_on else "",
            "state": one.state.label,
            "why": one.why.label if one.why else one.complaint.number if one.complaint else "",
        }
        for one in batch.rows
    ]
    tables.draw(tables.frame(rows, columns), columns, key=f"{KEY}-rows", alt=_("网上举报各行"), at_most=8)


def _rejected(batch: WebBatch, me: Officer) -> None:
    if batch.count(WebState.REJECTED):
        offer(
            _("未登记的网上举报") + ".xlsx",
            lambda _reason: web_exports.rejected(batch),
            me=me,
            key=f"{KEY}-rejected",
            label=_("退回不能登记的行"),
        )


def _row(session: Session, row: WebRow, me: Officer) -> None:
    """Rank, unit and post first; the words only for a level that may be entered here."""
    key = f"{KEY}-{row.id}"
    with st.container(border=True, gap="small"):
        head(_("第 {n} 行", n=row.place), _("先按级别、单位定管理权限；选定以前不显示内容"))
        st.text("　".join(row.gate.values()) or _("表中没有被举报人的级别、单位"))
        level = st.radio(
            _("反映的是谁（必填）"),
            list(Jurisdiction),
            index=None,
            format_func=lambda one: one.label,
            horizontal=True,
            key=f"{key}-level",
        )
        if level is None:
            empty(_("选定管理权限之前，不能填写任何内容。"))
        elif level.sealed:
            _seal(row, level, me, key)
        elif row.why:
            _send_back(row, level, row.why, me, key)
        else:
            _register(session, row, level, me, key)
            _put_aside(row, level, me, key)


def _seal(row: WebRow, level: Jurisdiction, me: Officer, key: str) -> None:
    empty(
        _("不拆封、不复制、不摘抄、不录入：本行暂存的内容随即销毁，只留径送登记；原件在举报网站按权限移送。")
    )
    envelope = st.number_input(
        _("移送编号（必填，只填数字）"),
        min_value=1,
        max_value=10**12,
        value=None,
        step=1,
        key=f"{key}-envelope",
    )
    if st.button(_("改为径送"), key=f"{key}-seal", type="primary", disabled=envelope is None):
        act(
            _on(row, lambda it, session, by: it.pass_up(session, to=level, envelope_no=str(envelope), by=by)),
            me=me,
            done=_("已登记径送，本行内容已销毁"),
        )


def _register(session: Session, row: WebRow, level: Jurisdiction, me: Officer, key: str) -> None:
    told = row.fields
    st.text(told.get("content", ""))
    hints = classifying.categories(told.get("content", ""))
    if hints:
        empty(_("反映问题提示：{hints}。由您选定。", hints=hinted(hints[:3])))
    left, right = st.columns(2, gap="medium")
    counties = complaint_fields.counties(session, me)
    with left:
        county = st.selectbox(
            _("涉及地点（必填）"),
            list(counties),
            index=0 if len(counties) == 1 else None,
            format_func=lambda code: counties[code],
            placeholder=told.get("county") or _("选择县（市、区）"),
            key=f"{key}-county",
        )
        kinds = [Kind.OUTSIDE] if level is Jurisdiction.OUTSIDE else list(Kind)
        kind = st.segmented_control(
            _("类别（必填）"),
            kinds,
            default=kinds[0],
            required=True,
            format_func=lambda one: one.label,
            key=f"{key}-kind-{level}",
        )
        category = st.selectbox(
            _("反映问题（必填）"),
            list(Category),
            index=None,
            format_func=lambda one: one.label,
            placeholder=told.get("category") or _("选择反映的问题"),
            key=f"{key}-category",
        )
    with right:
        summary = long_words.text_area(
            _("摘要（必填）"),
            value=row.summary(),
            placeholder=_("写明反映的主要问题，不写举报人姓名、电话、住址。"),
            height=148,
            most=SUMMARY,
            key=f"{key}-summary",
        )
    if st.button(_("登记此行"), key=f"{key}-register", type="primary"):
        named = Named(
            level,
            category,
            kind or kinds[0],
            name=told.get("accused", "")[:LONGEST],
            post=" ".join(told.get(name, "") for name in ("unit", "post")).strip()[:LONGEST],
        )
        act(
            _on(
                row,
                lambda it, session, by: it.settle(
                    session, named, county_code=county or "", summary=summary, by=by
                ),
            ),
            me=me,
            done=_("已登记"),
        )


def _send_back(row: WebRow, level: Jurisdiction, why: WhyRejected, me: Officer, key: str) -> None:
    empty(_("这一行不能登记：{why}。确认不属上级管理后可退回举报网站。", why=why.label))
    if st.button(_("退回此行"), key=f"{key}-back", type="primary"):
        act(
            _on(row, lambda it, _session, by: it.reject(level=level, by=by)),
            me=me,
            done=_("已退回此行"),
        )


def _put_aside(row: WebRow, level: Jurisdiction, me: Officer, key: str) -> None:
    with line():
        if st.button(_("退回此行（测试件、误报）"), key=f"{key}-reject"):
            act(
                _on(row, lambda it, _session, by: it.reject(level=level, why=WhyRejected.TEST, by=by)),
                me=me,
                done=_("已退回此行"),
            )


def _finish(batch: WebBatch, me: Officer) -> None:
    number = batch.id
    empty(_("各行都已办完。结束后暂存内容全部清除；需要退回的行请先导出。"))
    if st.button(_("结束本次导入"), key=f"{KEY}-finish", type="primary"):
        act(
            lambda session, by: web_batches.finish(session, session.get_one(WebBatch, number), by=by),
            me=me,
            done=_("已结束，暂存内容已清除"),
        )


def _on(
    row: WebRow, work: Callable[[WebRow, Session, Officer], object]
) -> Callable[[Session, Officer], object]:
    """The row, fetched again inside the change."""
    number = row.id
    return lambda session, by: work(session.get_one(WebRow, number), session, by)
