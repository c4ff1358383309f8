"""One import: its dry run or what it came to, its sheets, and what may be done with it next."""

from collections.abc import Mapping

import streamlit as st
from sqlalchemy.orm import Session

from dashboard import language, sheet_view, tables
from dashboard.change import attempt, change
from dashboard.handing_out import offer
from dashboard.widgets import empty, head, md_escape, past
from supervision import clock
from supervision.intake import at_work, background, imports
from supervision.intake.imported_sheets import ImportedSheet
from supervision.intake.imports import Import, ImportStatus
from supervision.office.people import Officer
from supervision.words import _

WORKFLOW = imports.WORKFLOW
EVERY = "1s"


def show(session: Session, me: Officer, one: Import) -> None:
    with st.container(border=True, gap="xsmall"):
        head(
            one.name,
            _(
                "{status} · 报送单位 {sender} · {who} {when} 送入",
                status=status_of(one),
                sender=one.sender,
                who=one.by.name,
                when=f"{one.begun_at.astimezone(clock.OFFICE):%Y-%m-%d %H:%M}",
            ),
        )
        if at_work.doing(one.id):
            empty(_("正在处理，可以离开本页，稍后在列表中找到它。"))
            return
        if one.refusal:
            st.error(md_escape(one.refusal))
        if one.status in (ImportStatus.READING, ImportStatus.REFUSED):
            _stopped(one, me)
        else:
            _sheets(session, me, one)
        _past(one, me)


def status_of(one: Import) -> str:
    doing = at_work.doing(one.id)
    if doing:
        return doing.phase.label
    return _("中断") if one.interrupted else one.status.label


@st.fragment(run_every=EVERY)
def watch(names: Mapping[int, str]) -> None:
    """How far the work is, looked at every second; the page is drawn again when one is through."""
    language.follow()
    for number, name in names.items():
        doing = at_work.doing(number)
        if doing is None:
            st.rerun()
        told = (
            doing.phase.label
            if not doing.of
            else _("{phase} {n}/{of}", phase=doing.phase.label, n=doing.done, of=doing.of)
        )
        st.progress(doing.share, text=md_escape(f"{name}　{told}"))


def _stopped(one: Import, me: Officer) -> None:
    """Refused, or broken off: nothing of it is on the books."""
    if one.interrupted:
        st.text(_("试读中断（程序曾经退出），没有写入任何数据。原件已留存，可以重新试读。"))
    else:
        empty(_("没有写入任何数据。请按上面的提示改好文件后重新送入；列名已在别的文件更正过的，可重新试读。"))
    with st.container(horizontal=True, gap="small"):
        read_again(one, me, primary=True)
        discard(one, me)


def _sheets(session: Session, me: Officer, one: Import) -> None:
    if earlier := one.seen_before(session):
        empty(_("与 {day} 已入库的“{name}”内容完全相同。", day=_day(earlier), name=earlier.name))
    if one.status is ImportStatus.REHEARSED:
        _decide(one, me)
    elif one.status is ImportStatus.ACCEPTED:
        _withdraw(one, me)
    sheet = _choose(one)
    if sheet:
        sheet_view.show(one, sheet, me)


def _decide(one: Import, me: Officer) -> None:
    """Take it onto the books, or not."""
    because = ""
    corrected = one.corrects_figures
    if corrected:
        because = st.text_input(
            _("更正原因（必填）"),
            key=f"because-{one.id}",
            max_chars=200,
            placeholder=_("例如：县里补报，原表漏计一个项目"),
            help=_("将更正 {n} 条已报数字，原数字保留。", n=corrected),
        )
    reason = WORKFLOW.why_not(one, "accept", by=me)
    if not reason and corrected and not because.strip():
        reason = _("将更正 {n} 条已报数字，请写明更正原因。", n=corrected)
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        if st.button(
            WORKFLOW.labels["accept"],
            key=f"accept-imports-{one.id}",
            type="primary",
            disabled=bool(reason),
            help=reason,
        ):
            background.take_in([one.id], by_id=me.id, because=because.strip())
            st.rerun()
        read_again(one, me)
        discard(one, me)
        _return(one, me)
    if reason:
        empty(_("为何不能{step}：{reason}", step=WORKFLOW.labels["accept"], reason=reason))


def read_again(one: Import, me: Officer, *, primary: bool = False) -> None:
    forbidden = WORKFLOW.why_not(one, "read_again", by=me)
    number = one.id
    if st.button(
        WORKFLOW.labels["read_again"],
        key=f"read-again-{number}",
        type="primary" if primary else "secondary",
        disabled=bool(forbidden),
        help=forbidden,
    ) and attempt(lambda session, by: session.get_one(Import, number).read_again(by=by), me=me):
        background.rehearse([number], by_id=me.id)
        st.rerun()


def discard(one: Import, me: Officer) -> None:
    forbidden = WORKFLOW.why_not(one, "discard", by=me)
    if one.status in (ImportStatus.READING, ImportStatus.REHEARSED) and st.button(
        WORKFLOW.labels["discard"], key=f"discard-{one.id}", disabled=bool(forbidden), help=forbidden
    ):
        change(one, lambda it, by: it.discard(by=by), me=me, done=_("已放弃，没有写入任何数据"))


def _withdraw(one: Import, me: Officer) -> None:
    forbidden = WORKFLOW.why_not(one, "withdraw", by=me)
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        with st.popover(WORKFLOW.labels["withdraw"], disabled=bool(forbidden), help=forbidden):
            st.text(_("本文件写入的全部数据恢复为入库以前的样子，留痕可查。"))
            because = st.text_input(
                _("撤回原因（必填）"),
                key=f"withdraw-because-{one.id}",
                max_chars=200,
                placeholder=_("例如：县里报错了表"),
            )
            if st.button(_("整批撤回"), key=f"withdraw-{one.id}", disabled=not because.strip()):
                change(
                    one,
                    lambda it, by: it.withdraw(by=by, because=because.strip()),
                    me=me,
                    done=_("已整批撤回"),
                )
        _return(one, me)
    if forbidden:
        empty(_("为何不能{step}：{reason}", step=WORKFLOW.labels["withdraw"], reason=forbidden))


def _return(one: Import, me: Officer) -> None:
    """The rejected rows as the same workbook, with the reasons, for the sender to put right."""
    kept = one.rejected_file
    if kept is not None:
        offer(
            kept.name,
            lambda _reason: kept.read(),
            me=me,
            key=f"returned-{one.id}",
            label=_("退回表 {n} 行", n=sum(sheet.rejected for sheet in one.sheets)),
        )


def _choose(one: Import) -> ImportedSheet | None:
    """One sheet by itself, or the table of all to choose from."""
    if len(one.sheets) <= 1:
        return one.sheets[0] if one.sheets else None
    columns = {
        "batch": tables.number(_("批次"), width=56, format="%d", help=_("办理记录中的“导入批次”即此号")),
        "sheet": tables.text(_("工作表"), width=170),
        "shape": tables.text(_("认作"), width=96),
        "rows_in": tables.count(_("数据行"), 72),
        "inserted": tables.count(_("新增"), 64),
        "updated": tables.count(_("更新"), 64),
        "unchanged": tables.count(_("未变"), 64),
        "rejected": tables.count(_("退回"), 64),
        "skipped": tables.count(_("跳过"), 64, help=_("标题、表头、合计、说明、空行")),
        "doubts": tables.count(_("疑点行"), 64),
    }
    rows = [
        {
            "batch": sheet.snapshot_id,
            "sheet": sheet.sheet,
            "shape": sheet.shape.label if sheet.shape else _("未读取"),
            "doubts": sum(len(doubt["rows"]) for doubt in sheet.doubts),
            **{name: getattr(sheet, name) for name in ("rows_in", "inserted", "updated")},
            **{name: getattr(sheet, name) for name in ("unchanged", "rejected", "skipped")},
        }
        for sheet in one.sheets
    ]
    opened = tables.pick(
        tables.frame(rows, columns),
        columns,
        key=f"sheets-{one.id}-{one.version}",
        alt=_("各工作表"),
        at_most=8,
        stays=True,
    )
    if opened is not None:
        return one.sheets[opened]
    return next((sheet for sheet in one.sheets if sheet.shape), one.sheets[0])


def _past(one: Import, me: Officer) -> None:
    if one.history:
        past(one, WORKFLOW, me=me)


def _day(one: Import) -> str:
    return f"{one.begun_at.astimezone(clock.OFFICE):%Y-%m-%d}"
