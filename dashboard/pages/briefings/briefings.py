"""监督简报: every briefing of the place, and one of them with its figures, its words and its checks."""

from collections.abc import Sequence
from typing import Any

import streamlit as st
from sqlalchemy.orm import Session

from dashboard import briefing_draft, briefing_sheet, scoping, tables
from dashboard.handing_out import offer
from dashboard.pages import Page
from dashboard.sheets_out import workbook
from dashboard.widgets import closing, empty, head, title_row
from supervision import clock
from supervision.briefings import briefings
from supervision.briefings.briefing_steps import READERS, BriefingStatus
from supervision.briefings.briefings import Briefing
from supervision.office import regions
from supervision.office.people import Officer, Role
from supervision.words import _

OPEN = (BriefingStatus.DRAFT, BriefingStatus.CHECKED)
SHOWN = 200


def show(session: Session, me: Officer) -> None:
    region = scoping.region(session, me)
    found = session.scalars(
        briefings.visible_to(me).where(regions.within(Briefing.region_code, region.code)).limit(SHOWN)
    ).all()
    summary = _(
        "{place} · {n} 份，待复核、待签发 {open} 份",
        place=regions.full_name(session, region.code),
        n=len(found),
        open=sum(one.status in OPEN for one in found),
    )
    where, export, action = title_row(_("监督简报"), summary, fields=1, buttons=2)
    scoping.choose_region(session, me, region, where, key="briefings")
    if not me.is_unit:
        with action:
            forbidden = briefing_draft.why_not(me)
            with st.popover(
                _("起草简报"),
                disabled=bool(forbidden),
                help=forbidden,
                key=closing("briefing-new"),
            ):
                if not forbidden:
                    briefing_draft.show(me, region.code)
    if not found:
        empty(_("尚无简报。每周一 07:00 自动起草上一周的简报。"))
        return
    with st.container(border=True, gap="xsmall"):
        opened = _table(found)
    with export:
        offer(
            _("监督简报") + f"_{clock.today():%Y%m%d}.xlsx",
            lambda reason: workbook(
                _("监督简报"), tables.headings(_columns()), _rows(found), officer=me, reason=reason
            ),
            me=me,
            key="briefings-list",
        )
    if opened is not None and st.query_params.get("briefing") != str(opened.id):
        scoping.look_at(briefing=str(opened.id))
    asked = scoping.number("briefing")
    if one := session.scalars(briefings.visible_to(me).where(Briefing.id == asked)).first():
        briefing_sheet.show(session, one, me)


def _columns() -> dict[str, Any]:
    return {
        "place": tables.text(_("地区"), width=110),
        "kind": tables.text(_("种类"), width=70),
        "edition": tables.text(_("版本"), width=80),
        "period": tables.text(_("统计期"), width=200),
        "status": tables.text(_("状态"), width=80),
        "issue": tables.text(_("期号"), width=110),
        "issued_on": tables.text(_("签发日期"), width=100),
        "signer": tables.text(_("签发人"), width=90),
    }


def _table(found: Sequence[Briefing]) -> Briefing | None:
    head(_("简报"), _("{n} 份；点一行看详情", n=len(found)))
    columns = _columns()
    opened = tables.pick(
        tables.frame(_rows(found), columns), columns, key="briefings-table", alt=_("监督简报"), at_most=10
    )
    return None if opened is None else found[opened]


def _rows(found: Sequence[Briefing]) -> list[dict[str, Any]]:
    return [
        {
            "place": one.region_name,
            "kind": one.kind.label,
            "edition": one.edition.label,
            "period": f"{one.start:%Y-%m-%d} — {one.end:%Y-%m-%d}",
            "status": one.status.label,
            "issue": _("{year}年第{n}期", year=one.issue_year, n=one.issue_no) if one.issue_no else "",
            "issued_on": f"{one.issued_on:%Y-%m-%d}" if one.issued_on else "",
            "signer": one.signer or "",
        }
        for one in found
    ]


PAGE = Page(
    chinese="监督简报",
    icon=":material/newspaper:",
    show=show,
    order=10,
    roles=frozenset({*READERS, Role.UNIT}),
)
