"""导入: workbooks in, by way of a dry run; what waits, what was taken in, and what could not be."""

from collections.abc import Sequence
from typing import Any

import streamlit as st
from sqlalchemy.orm import Session
from streamlit.delta_generator import DeltaGenerator

from dashboard import import_view, scoping, tables, uploading
from dashboard.handing_out import offer_list
from dashboard.pages import Page
from dashboard.widgets import empty, head, title_row
from supervision import clock
from supervision.intake import at_work, background, imports
from supervision.intake.imports import IMPORTERS, Import, ImportStatus
from supervision.office import regions
from supervision.office.people import Officer
from supervision.words import _

SHOWN = 80


def show(session: Session, me: Officer) -> None:
    found = session.scalars(imports.visible_to(me).limit(SHOWN)).all()
    waiting = [one for one in found if one.status is ImportStatus.REHEARSED]
    line = _(
        "{place} · 待确认 {n} 份 · {last}",
        place=regions.full_name(session, me.region_code),
        n=len(waiting),
        last=_last(found),
    )
    title_row(_("导入"), line)
    uploading.offer(session, me)
    busy = {one.id: one.name for one in found if at_work.doing(one.id)}
    if busy:
        import_view.watch(busy)
    if not found:
        empty(_("尚无导入。选择报送单位，放入一个或多个工作簿后试读。"))
        return
    _take_all(waiting, me)
    opened = _list(found, me)
    if opened is not None and opened.id != scoping.number("import"):
        scoping.look_at(**{"import": str(opened.id)})
    chosen = opened or _chosen(session, me)
    if chosen is None:
        empty(_("点选一份文件，查看试读结果。"))
    else:
        import_view.show(session, me, chosen)


def _last(found: Sequence[Import]) -> str:
    accepted = [one for one in found if one.status is ImportStatus.ACCEPTED]
    if not accepted:
        return _("尚未入库")
    return _("最近入库 {name}", name=max(accepted, key=lambda one: one.history[-1].at).name)


def _chosen(session: Session, me: Officer) -> Import | None:
    asked = scoping.number("import")
    return session.scalars(imports.visible_to(me).where(Import.id == asked)).first()


def _list(found: Sequence[Import], me: Officer) -> Import | None:
    shown, place = _filtered(found)
    if not shown:
        empty(_("此条件下没有记录。"))
        return None
    columns = {
        "batch": tables.text(_("批次"), width=56),
        "name": tables.text(_("文件"), width=214),
        "sender": tables.text(_("报送单位"), width=150),
        "status": tables.text(_("状态"), width=120),
        "rows_in": _count(_("数据行")),
        "inserted": _count(_("新增")),
        "updated": _count(_("更新")),
        "unchanged": _count(_("未变")),
        "rejected": _count(_("退回")),
        "who": tables.text(_("经办"), width=76),
        "when": tables.text(_("送入时间"), width=124),
    }
    rows = [_row(one) for one in shown]
    with place:
        offer_list(_("导入的文件"), columns, lambda: rows, me=me, key="imports-export")
    data = tables.frame(rows, columns)
    opened = tables.pick(
        data, columns, key=f"imports-list-{shown[0].id}-{len(shown)}", alt=_("导入的文件"), at_most=8
    )
    return None if opened is None else shown[opened]


def _filtered(found: Sequence[Import]) -> tuple[Sequence[Import], DeltaGenerator]:
    """Those of the chosen status, and the place beside the choice."""
    counts = {status: sum(one.status is status for one in found) for status in ImportStatus}
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        head(_("文件"), _("{n} 份，新的在前；点一行查看", n=len(found)))
        chosen = st.segmented_control(
            _("状态"),
            [status for status in ImportStatus if counts[status]],
            format_func=lambda status: f"{status.label}　{counts[status]}",
            label_visibility="collapsed",
            key="imports-status",
        )
        st.space("stretch")
        place = st.container(width="content")
    return [one for one in found if chosen is None or one.status is chosen], place


def _row(one: Import) -> dict[str, object]:
    counted = one.sheets
    return {
        "batch": _batch(one),
        "name": one.name,
        "sender": one.sender,
        "status": import_view.status_of(one),
        "who": one.by.name,
        "when": f"{one.begun_at.astimezone(clock.OFFICE):%Y-%m-%d %H:%M}",
        **{
            name: f"{sum(getattr(sheet, name) for sheet in counted):,}" if counted else "—"
            for name in ("rows_in", "inserted", "updated", "unchanged", "rejected")
        },
    }


def _batch(one: Import) -> str:
    """The numbers by which the history of a record names what was imported."""
    numbers = sorted(sheet.snapshot_id for sheet in one.sheets if sheet.snapshot_id)
    return f"{numbers[0]}–{numbers[-1]}" if len(numbers) > 1 else "".join(map(str, numbers)) or "—"


def _count(label: str) -> Any:
    """A number, or a dash while the file has not been read."""
    return tables.text(label, width=72, alignment="right")


def _take_all(waiting: Sequence[Import], me: Officer) -> None:
    """Several files at once, in the order they need: units, compounds, promises, homes, reports."""
    ready = [
        one
        for one in waiting
        if not at_work.doing(one.id)
        and not one.corrects_figures
        and imports.WORKFLOW.why_not(one, "accept", by=me) is None
    ]
    if len(ready) < 2:  # noqa: PLR2004 several
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if st.button(_("全部确认入库（{n} 份）", n=len(ready)), key="imports-take-all"):
            background.take_in([one.id for one in ready], by_id=me.id)
            st.rerun()
        empty(_("按所需次序入库：责任单位、任务清单、承诺、台账、周报；更正已报数字的须逐份写明原因。"))


PAGE = Page(
    chinese="导入",
    icon=":material/upload_file:",
    show=show,
    order=10,
    roles=frozenset(IMPORTERS),
)
