"""One sheet of an import: how its columns were understood, what its rows come to, and why some go back."""

from typing import Any

import streamlit as st

from dashboard import tables
from dashboard.change import attempt
from dashboard.widgets import empty, head, md_escape
from supervision.delivery.snapshots import Shape
from supervision.intake import background, imports, senders
from supervision.intake.columns import FIELDS
from supervision.intake.imported_sheets import EXAMPLES, ImportedSheet
from supervision.intake.imports import Import
from supervision.intake.matching import How
from supervision.office.people import Officer
from supervision.words import _, listed

LEFT_OUT = ""
ROWS_NAMED = 12


def show(one: Import, sheet: ImportedSheet, me: Officer) -> None:
    st.text(equation(sheet) if sheet.shape else _("未读取：{why}", why=sheet.note))
    if sheet.shape is None:
        return
    left, right = st.columns([1.25, 1], gap="medium")
    with left:
        _columns(one, sheet, sheet.shape, me)
    with right:
        _doubts(sheet)
        _rejected(sheet)


def equation(sheet: ImportedSheet) -> str:
    """Every row is accounted for."""
    return _(
        "{rows_in} 行 ＝ 新增 {inserted} ＋ 更新 {updated} ＋ 未变 {unchanged} ＋ 退回 {rejected}；"
        "另跳过 {skipped} 行（标题、表头、合计、说明、空行）",
        rows_in=f"{sheet.rows_in:,}",
        inserted=f"{sheet.inserted:,}",
        updated=f"{sheet.updated:,}",
        unchanged=f"{sheet.unchanged:,}",
        rejected=f"{sheet.rejected:,}",
        skipped=f"{sheet.skipped:,}",
    )


def _columns(one: Import, sheet: ImportedSheet, shape: Shape, me: Officer) -> None:
    open_ones = [column for column in sheet.columns if column["how"] == How.OPEN.value]
    head(_("各列怎样理解"), _("认作{shape} · {n} 列待指定", shape=shape.label, n=len(open_ones)))
    columns = {
        "header": tables.text(_("表头"), width=190),
        "field": tables.text(_("字段"), width=150),
        "how": tables.text(_("依据"), width=96),
    }
    rows = [
        {"header": column["header"], "field": _meaning(column), "how": hows()[column["how"]]}
        for column in sheet.columns
    ]
    tables.draw(
        tables.frame(rows, columns),
        columns,
        key=f"columns-{sheet.id}",
        alt=_("各列怎样理解"),
        at_most=12,
    )
    if imports.WORKFLOW.why_not(one, "read_again", by=me) is None:
        _teach(one, sheet, shape, me)


def _meaning(column: dict[str, Any]) -> str:
    if column["personal"]:
        said = _(column["label"]) if column["label"] else _("个人信息")
        return _("{field}（不入库）", field=said)
    return _(column["label"]) if column["label"] else _("不导入")


def hows() -> dict[str, str]:
    return {
        How.TAUGHT.value: _("已记住的更正"),
        How.EXACT.value: _("列名一致"),
        How.ALIKE.value: _("列名相近"),
        How.CONTENT.value: _("依据内容"),
        How.OPEN.value: _("未认出"),
        How.IGNORED.value: _("不导入"),
    }


def _teach(one: Import, sheet: ImportedSheet, shape: Shape, me: Officer) -> None:
    """One column explained: remembered for this sender, and the file is read again."""
    by_header = {str(column["header"]): column for column in sheet.columns}
    headers = sorted(by_header, key=lambda header: by_header[header]["how"] != How.OPEN.value)
    if not headers:
        return
    labels = {LEFT_OUT: _("不导入")} | {field.name: field.label for field in FIELDS[shape]}
    which, what, go = st.columns([1.1, 1, 0.9], gap="small", vertical_alignment="bottom")
    header = which.selectbox(_("更正哪一列"), headers, key=f"teach-header-{sheet.id}")
    current = by_header[header]["field"] or LEFT_OUT
    field = what.selectbox(
        _("它是"),
        list(labels),
        index=list(labels).index(current),
        format_func=lambda name: labels[name],
        key=f"teach-field-{sheet.id}-{header}",
    )
    if go.button(
        _("记住并重新试读"),
        key=f"teach-{sheet.id}",
        disabled=field == current and by_header[header]["how"] != How.OPEN.value,
        width="stretch",
    ):
        number, sender, sheet_shape = one.id, one.sender, shape

        def teach(session: Any, by: Officer) -> int:
            meanings = {header: field or None}
            senders.teach(session, sender=sender, shape=sheet_shape, meanings=meanings, by=by)
            session.get_one(Import, number).read_again(by=by)
            return number

        if attempt(teach, me=me):
            background.rehearse([number], by_id=me.id)
            st.rerun()


def _doubts(sheet: ImportedSheet) -> None:
    """Odd, and taken all the same."""
    if not sheet.doubts:
        return
    head(_("疑点"), _("照收，不改动，供核查"))
    for doubt in sheet.doubts:
        rows = doubt["rows"]
        if not rows:
            st.text(doubt["sentence"])
            continue
        named = listed(str(row) for row in rows[:ROWS_NAMED])
        more = _("等") if len(rows) > ROWS_NAMED else ""
        st.text(
            _(
                "{what}：{n} 行（第 {rows}{more} 行）",
                what=doubt["sentence"],
                n=len(rows),
                rows=named,
                more=more,
            )
        )


def _rejected(sheet: ImportedSheet) -> None:
    head(_("退回原因"), _("{n} 行", n=sheet.rejected))
    if not sheet.rejected:
        empty(_("没有退回的行。"))
        return
    reasons = {"reason": tables.text(_("原因"), width=250), "n": tables.count(_("行数"), 60)}
    tables.draw(
        tables.frame([{"reason": reason, "n": n} for reason, n in sheet.reasons.items()], reasons),
        reasons,
        key=f"reasons-{sheet.id}",
        alt=_("退回原因"),
        at_most=8,
    )
    examples = {
        "row": tables.number(_("原表行号"), width=74, format="%d"),
        "reason": tables.text(_("为什么退回"), width=320),
    }
    tables.draw(
        tables.frame(sheet.examples, examples),
        examples,
        key=f"examples-{sheet.id}",
        alt=_("退回的行"),
        at_most=10,
    )
    if sheet.rejected > len(sheet.examples):
        empty(md_escape(_("只列前 {n} 行，全部在退回表里。", n=EXAMPLES)))
