"""The compounds of a place, fifty a page; each opens its buildings and homes."""

from typing import Any

import streamlit as st
from sqlalchemy.orm import Session
from streamlit.delta_generator import DeltaGenerator

from dashboard import drilling, paging, scoping, tables
from dashboard.drilling import Place
from dashboard.handing_out import offer
from dashboard.sheets_out import workbook
from dashboard.widgets import empty, head
from supervision.delivery import coverage, lookups
from supervision.delivery.compounds import Compound
from supervision.delivery.coverage import Inclusion
from supervision.delivery.rollups import Ledger
from supervision.office.people import Officer
from supervision.words import _


def show(session: Session, me: Officer, here: Place, export: DeltaGenerator) -> None:
    """Under no street stands as well what the ledger has beyond the list."""
    streetless = here.street == drilling.NONE
    wanted = lookups.compounds_of(
        me,
        here.region.code,
        street=None if streetless else here.street,
        streetless=streetless,
        inclusion=here.inclusion,
    )
    beyond = {}
    if streetless and here.inclusion is None:
        beyond = coverage.unlisted(session, here.region.code)
    total = lookups.total(session, wanted)
    key = "compounds-" + "-".join(here.query().values())
    found = list(lookups.beside_the_ledger(session, lookups.page(wanted, paging.page(key))))
    rows = [_row(compound, held) for compound, held in found]
    opens = [(compound.county_code, compound.number) for compound, _held in found]
    if beyond:
        rows += [_unlisted(number, held) for number, held in beyond.items()]
        opens += [(here.region.code, number) for number in beyond]

    def write(reason: str) -> bytes:
        every = [_row(*pair) for pair in lookups.beside_the_ledger(session, wanted)]
        every += [_unlisted(number, held) for number, held in beyond.items()]
        return workbook(_("任务清单"), _headings(), every, officer=me, reason=reason)

    with export:
        offer(f"{_('任务清单')}_{here.title}.xlsx", write, me=me, key=key)
    with st.container(border=True, gap="xsmall"):
        head(_("项目（小区）"), _("{n} 个；点一行看楼栋和各套房屋", n=total + len(beyond)))
        if not rows:
            empty(_("此条件下没有记录。"))
            return
        columns = _columns()
        opened = tables.pick(
            tables.frame(rows, columns),
            columns,
            key=f"{key}-{paging.page(key)}",
            alt=_("项目（小区）"),
            at_most=24,
        )
        paging.turn(key, total, lookups.PER_PAGE)
    if opened is not None:
        county, number = opens[opened]
        scoping.go(region=county, compound=number)


def _headings() -> dict[str, str]:
    return {
        "name": _("项目（小区）"),
        "number": _("编号"),
        "inclusion": _("是否纳入"),
        "street": _("街道（乡镇）"),
        "developer": _("开发主体"),
        "source": _("来源"),
        "causes": _("不能登记的原因"),
        "lead_leader": _("包抓领导"),
        "listed": _("清单（套）"),
        "homes": _("台账（套）"),
        "first": _("首次登记（套）"),
        "transfer": _("转移登记（套）"),
        "certificate": _("发证（套）"),
    }


def _columns() -> dict[str, Any]:
    named = _headings()
    widths = {
        "name": 128,
        "number": 104,
        "inclusion": 66,
        "source": 52,
        "causes": 200,
        "developer": 150,
        "lead_leader": 100,
    }
    words = {name: tables.text(named[name], width=width) for name, width in widths.items()}
    counts = {
        name: tables.count(named[name], 88)
        for name in ("listed", "homes", "first", "transfer", "certificate")
    }
    return words | counts


def _row(compound: Compound, held: Ledger) -> dict[str, Any]:
    return {
        "name": compound.name,
        "number": compound.number,
        "inclusion": Inclusion.of(compound.included).label,
        "street": compound.street or _("待核"),
        "developer": compound.developer or _("待核"),
        "source": compound.source.label if compound.source else _("待核"),
        "causes": compound.causes or "",
        "lead_leader": compound.lead_leader or _("待核"),
        "listed": compound.approved_homes,
        **tables.held(held),
    }


def _unlisted(number: str, held: Ledger) -> dict[str, Any]:
    """What the ledger counts under a number that is on no list."""
    return {
        "name": drilling.compound_name(None, number),
        "number": number,
        "inclusion": _("不在清单"),
        "causes": "",
        **tables.held(held),
    }
