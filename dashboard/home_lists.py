"""One compound: what the list says of it, its buildings, and the homes of one building with their stages."""

from collections.abc import Sequence
from typing import Any

import streamlit as st
from sqlalchemy.orm import Session
from streamlit.delta_generator import DeltaGenerator

from dashboard import drilling, home_story, paging, scoping, tables
from dashboard.drilling import Place
from dashboard.handing_out import offer
from dashboard.sheets_out import workbook
from dashboard.widgets import empty, go_to, head
from supervision.delivery import coverage, lookups
from supervision.delivery.compounds import Compound
from supervision.delivery.coverage import BuildingCount, Inclusion
from supervision.delivery.homes import Home
from supervision.office.people import Officer
from supervision.words import _

DAY = 10


def show(session: Session, me: Officer, here: Place, export: DeltaGenerator) -> None:
    number = here.compound_number or ""
    buildings = coverage.by_building(session, here.region.code, number)
    if here.compound is None and not buildings:
        empty(_("此条件下没有记录。"))
        return
    left, right = st.columns([1, 2.2], gap="small")
    with left.container(border=True, gap="xxsmall", height="stretch"):
        _facts(here)
    with right.container(border=True, gap="xsmall", height="stretch"):
        _buildings(here, buildings, me, export)
    if here.building is not None:
        chosen = None if here.building == drilling.NONE else here.building
        one = next((one for one in buildings if one.building == chosen), None)
        with st.container(border=True, gap="xsmall"):
            _homes(session, me, here, one, export)
        if unit_code := st.query_params.get("home"):
            home_story.show(session, me, here, str(unit_code))


def _facts(here: Place) -> None:
    """What the task list says: included or not, why, since when, by which paper."""
    head(here.title if here.building is None else drilling.compound_name(here.compound, ""))
    compound = here.compound
    if compound is None:
        empty(_("此编号不在任务清单中，只见于登记台账。"))
    else:
        for label, said in _said(compound):
            with st.container(horizontal=True, gap="small", wrap=False):
                st.markdown(f":gray[{label}]", width=96)
                st.text(said or _("待核"), width="stretch")
    go_to(
        "conduct.flags",
        _("本项目的疑点 ›"),
        region=here.region.code,
        compound=here.compound_number or "",
    )


def _said(compound: Compound) -> list[tuple[str, str | None]]:
    def day(value: Any) -> str | None:
        return f"{value:%Y-%m-%d}" if value else None

    return [
        (_("编号"), compound.number),
        (_("是否纳入"), Inclusion.of(compound.included).label),
        (_("纳入日期"), day(compound.included_on)),
        (_("来源"), compound.source.label if compound.source else None),
        (_("批准文号"), compound.approval_no),
        (_("街道（乡镇）"), compound.street),
        (_("开发主体"), compound.developer),
        (_("土地、用途"), "　".join(part for part in (compound.land_type, compound.usage) if part) or None),
        (_("批准套数"), None if compound.approved_homes is None else f"{compound.approved_homes:,}"),
        (_("不能登记的原因"), compound.causes),
        (_("包抓领导"), compound.lead_leader),
        (_("备注"), compound.note or "—"),
    ]


def _buildings(here: Place, buildings: Sequence[BuildingCount], me: Officer, export: DeltaGenerator) -> None:
    head(_("楼栋"), _("{n} 栋；点一行看各套房屋", n=len(buildings)))
    if not buildings:
        empty(_("登记台账中没有本项目的房屋。"))
        return
    columns = {
        "name": tables.text(_("楼栋"), width=140),
        "homes": tables.count(_("台账（套）"), 100),
        "first": tables.count(_("首次登记（套）"), 110),
        "transfer": tables.count(_("转移登记（套）"), 110),
        "certificate": tables.count(_("发证（套）"), 100),
        "rate": tables.rate(_("转移登记率"), 90),
    }
    rows = [
        {
            "name": drilling.building_name(one.building),
            "homes": one.homes,
            "first": one.first,
            "transfer": one.transfer,
            "certificate": one.certificate,
            "rate": one.transfer_rate,
        }
        for one in buildings
    ]
    if here.building is None:
        with export:
            offer(
                f"{_('楼栋')}_{here.title}.xlsx",
                lambda reason: workbook(
                    _("楼栋"),
                    tables.headings(columns),
                    rows,
                    officer=me,
                    reason=reason,
                ),
                me=me,
                key=f"buildings-{here.region.code}-{here.compound_number}",
            )
    opened = tables.pick(
        tables.frame(rows, columns),
        columns,
        key=f"buildings-{here.region.code}-{here.compound_number}-{here.building}",
        alt=_("楼栋"),
        at_most=12,
    )
    if opened is not None:
        building = buildings[opened].building
        asked = drilling.NONE if building is None else building
        if asked != here.building:
            scoping.go(**here.query(building=asked, street=None, included=None))


def _homes(
    session: Session, me: Officer, here: Place, building: BuildingCount | None, export: DeltaGenerator
) -> None:
    """The homes of a building by unit code; who owns them is never shown."""
    number = here.compound_number or ""
    wanted = lookups.homes_of(
        me, here.region.code, number, building=None if here.building == drilling.NONE else here.building
    )
    total = building.homes if building else 0
    head(here.title, _("{n} 套；只列登记环节，不列个人信息；点一行看全部经过", n=f"{total:,}"))
    if not total:
        empty(_("此条件下没有记录。"))
        return
    key = f"homes-{here.region.code}-{number}-{here.building}"
    columns = _home_columns()
    rows = [_home(one) for one in session.scalars(lookups.page(wanted, paging.page(key)))]
    opened = tables.pick(
        tables.frame(rows, columns), columns, key=f"{key}-{paging.page(key)}", alt=here.title, at_most=14
    )
    paging.turn(key, total, lookups.PER_PAGE)
    if opened is not None:
        scoping.look_at(home=str(rows[opened]["unit_code"]))
    with export:
        offer(
            f"{_('房屋')}_{here.title}.xlsx",
            lambda reason: workbook(
                _("房屋"),
                tables.headings(columns),
                (_home(one) for one in session.scalars(wanted)),
                officer=me,
                reason=reason,
            ),
            me=me,
            key=key,
        )


def _home_columns() -> dict[str, Any]:
    text = tables.text
    return {
        "unit_code": text(_("不动产单元号"), width=240),
        "room": text(_("房号"), width=64),
        "area": tables.number(_("面积（㎡）"), width=84, format="%.2f"),
        "usage": text(_("用途"), width=60),
        "contract_on": text(_("合同"), width=92),
        "first": text(_("首次登簿"), width=92),
        "transfer": text(_("转移登簿"), width=92),
        "certificate": text(_("发证"), width=92),
        "tax": text(_("完税"), width=72),
        "stage": text(_("办到"), width=84),
    }


def _home(one: Home) -> dict[str, Any]:
    return {
        "unit_code": one.unit_code,
        "room": one.room or _("待核"),
        "area": None if one.area is None else one.area / 100,
        "usage": one.usage or _("待核"),
        "contract_on": one.contract_on or "",
        "first": (one.first_booked_at or "")[:DAY],
        "transfer": (one.transfer_booked_at or "")[:DAY],
        "certificate": (one.certified_on or "")[:DAY],
        "tax": one.tax_status or _("待核"),
        "stage": stage.label if (stage := lookups.reached(one)) else _("未办"),
    }
